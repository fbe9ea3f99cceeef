// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/changes/Schema.h"
#include "core/storage/Transaction.h"
#include "sync/merge/Judge.h"
#include "sync/server/HeldStore.h"

#include <QList>
#include <QSet>

#include <optional>

namespace shouli::sync::server {

/// Puts judged changes into the log and keeps what is held in step: the only way in. All calls on
/// the server's writer thread; the caller commits.
class Appender {
public:
    explicit Appender(const core::changes::Schema &schema)
        : m_schema(schema)
    {
    }

    /// Who writes, and for which scopes they may.
    struct Author {
        core::changes::ReplicaId replica;
        QSet<core::changes::ScopeId> scopes;
    };

    struct Appended {
        std::int64_t seq = 0;
        core::changes::Verdict verdict = core::changes::Verdict::Applied;
    };

    /// `chainHash` is the author's chain after this change.
    [[nodiscard]] core::base::Result<Appended> append(core::storage::Transaction &tx, const Author &author,
                                                      const core::changes::Change &change, const QByteArray &chainHash);

private:
    /// The thing that a change is about, before it.
    struct Known {
        std::optional<HeldStore::Held> held;
        HeldStore::Scopes scopes;
    };

    [[nodiscard]] core::base::Result<merge::Situation> situation(const core::storage::Database &db,
                                                                 const Author &author,
                                                                 const core::changes::Change &change,
                                                                 const Known &known) const;
    [[nodiscard]] core::base::Result<void> apply(core::storage::Transaction &tx, const Author &author,
                                                 const core::changes::Change &change,
                                                 std::optional<HeldStore::Held> held, std::int64_t seq);

    const core::changes::Schema &m_schema;
};

} // namespace shouli::sync::server
