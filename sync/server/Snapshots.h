// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "sync/server/engine/WriterThread.h"
#include "sync/snapshot/Builder.h"

#include <mutex>
#include <optional>

namespace shouli::sync::server {

/// Makes and gives out the snapshots of scopes. Made out of the log, whose past does not change, in short steps
/// between other requests; only what is new since the last one is read, only chunks that it touches are made anew.
/// Thread-safe; not to be called on the writer thread, which it waits for.
class Snapshots {
public:
    Snapshots(engine::WriterThread &writer, int schemaVersion, const core::base::Clock &clock,
              core::base::Random &random);

    /// At `atLeast` or later; the last one where it is good enough: not more than a fifth of it is new since.
    /// EpochChanged where the log does not go as far.
    [[nodiscard]] core::base::Result<snapshot::Manifest> manifest(core::changes::ScopeId scope, std::int64_t atLeast);
    /// FileMissing where there is none of that name any more: the manifest is to be asked for again.
    [[nodiscard]] core::base::Result<QByteArray> chunk(core::changes::ScopeId scope, const QByteArray &name);

    struct Summary {
        int scopes = 0;
        int made = 0; ///< of them, those that were not up to date
        std::int64_t rows = 0;
        std::int64_t bytes = 0;
        bool operator==(const Summary &) const = default;
    };
    /// All scopes, as of now.
    [[nodiscard]] core::base::Result<Summary> makeAll();

private:
    /// What a new one is made of.
    struct Start {
        snapshot::Manifest last; ///< or an empty one
        std::int64_t head = 0;
        std::int64_t tail = 0; ///< lines since the last one, as far as they matter
        std::int64_t erasure = 0; ///< newest lawful erasure
    };
    /// Begins again where something was erased meanwhile.
    [[nodiscard]] core::base::Result<snapshot::Builder::Built> make(Start start, std::int64_t position);
    [[nodiscard]] core::base::Result<Start> start(core::changes::ScopeId scope);
    [[nodiscard]] core::base::Result<snapshot::Builder::Built> build(const Start &start, std::int64_t position);

    engine::WriterThread &m_writer;
    int m_schemaVersion;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    std::mutex m_making; ///< one at a time
};

} // namespace shouli::sync::server
