// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/ScopeFold.h"

#include <QMap>

#include <functional>
#include <set>

namespace shouli::sync::snapshot {

/// Makes the next snapshot of a scope out of the last one and the lines that the scope received since: only chunks
/// that something happened to are made anew. Pure: chunks come through a function. One use.
class Builder {
public:
    /// The bytes of a chunk of the last snapshot, by its name.
    using Fetch = std::function<core::base::Result<QByteArray>(const QByteArray &name)>;

    /// `last`: without chunks and at position 0 for a first one. Of another epoch or fold: begin anew.
    Builder(Manifest last, Fetch fetch);

    /// The next line that the scope received, in county order.
    [[nodiscard]] core::base::Result<void> take(const core::changes::LogEntry &entry);

    struct Built {
        Manifest manifest;                 ///< of the last one what is not of the chunks
        QMap<QByteArray, QByteArray> made; ///< chunks that are new, by name
    };
    /// As of `position`.
    [[nodiscard]] core::base::Result<Built> build(std::int64_t position);

private:
    using Place = std::pair<core::changes::Kind, std::uint32_t>;
    [[nodiscard]] core::base::Result<void> load(const Manifest::Entry &entry);
    [[nodiscard]] core::base::Result<void> makeKind(core::changes::Kind kind, Built &built);
    [[nodiscard]] core::base::Result<void> makeChunk(Chunk chunk, Built &built);
    [[nodiscard]] int depthOf(core::changes::Kind kind) const; ///< -1: has no chunks yet

    Manifest m_last;
    Fetch m_fetch;
    ScopeFold m_fold;
    std::set<core::changes::Kind> m_kinds; ///< something happened to
    std::set<Place> m_dirty;               ///< chunks of the last one that are in the fold
};

} // namespace shouli::sync::snapshot
