// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/storage/Transaction.h"

#include <QList>
#include <QSet>

#include <optional>

namespace shouli::sync::server {

/// The head of the log: where it stands, under which epoch.
struct LogHead {
    QByteArray epoch;
    std::int64_t seq = 0;
    QByteArray hash;
    bool operator==(const LogHead &) const = default;
};

/// One line of the log.
struct LogLine {
    core::changes::LogEntry entry;
    std::int64_t actEnd = 0;
    QByteArray chainHash; ///< the author's own chain
    QByteArray logHash;
    bool operator==(const LogLine &) const = default;
};

/// The county's ordered log: append-only, hash-chained. SQL only.
class CountyLog {
public:
    [[nodiscard]] static core::base::Result<LogHead> head(const core::storage::Database &db);

    /// Puts the entry at head + 1 and moves the head. `entry.seq` is set by it and returned.
    [[nodiscard]] static core::base::Result<std::int64_t> append(core::storage::Transaction &tx,
                                                                 core::changes::LogEntry entry, std::int64_t actEnd,
                                                                 const QByteArray &chainHash,
                                                                 const QSet<core::changes::ScopeId> &receivers);

    [[nodiscard]] static core::base::Result<LogLine> at(const core::storage::Database &db, std::int64_t seq);
    [[nodiscard]] static core::base::Result<std::optional<LogLine>> find(const core::storage::Database &db,
                                                                         core::changes::ReplicaId replica,
                                                                         std::int64_t lseq);
    /// The log's hash at a position; that of an empty log at 0. None beyond the head.
    [[nodiscard]] static core::base::Result<std::optional<QByteArray>> hashAt(const core::storage::Database &db,
                                                                              std::int64_t seq);

    /// Positions after `cursor` that `scope` receives, ascending, at most `limit`.
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> ofScope(const core::storage::Database &db,
                                                                         core::changes::ScopeId scope,
                                                                         std::int64_t cursor, int limit);
    /// The same for what `replica` itself wrote.
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> ofReplica(const core::storage::Database &db,
                                                                           core::changes::ReplicaId replica,
                                                                           std::int64_t cursor, int limit);

    /// Recomputes the whole chain: ChainBroken naming the first bad position.
    [[nodiscard]] static core::base::Result<std::int64_t> verify(const core::storage::Database &db);
};

} // namespace shouli::sync::server
