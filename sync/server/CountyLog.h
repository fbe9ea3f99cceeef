// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Transaction.h"
#include "sync/merge/CountyStore.h"

#include <optional>

namespace shouli::sync::server {

/// The county's ordered log: append-only but for lawful erasure, hash-chained. SQL only.
class CountyLog {
public:
    using LogHead = merge::LogHead;
    using LogLine = merge::LogLine;

    [[nodiscard]] static core::base::Result<LogHead> head(const engine::Connection &db);
    /// The county's own secret, the same after a restore: proves what it gave out (positions, tickets).
    [[nodiscard]] static core::base::Result<QByteArray> positionKey(const engine::Connection &db);
    /// Writes where the head stands now.
    [[nodiscard]] static core::base::Result<void> moveHead(engine::Transaction &tx, const LogHead &head);

    /// The number of whoever writes; given at their first line.
    [[nodiscard]] static core::base::Result<std::int64_t> writer(engine::Transaction &tx,
                                                                 core::changes::ReplicaId replica);

    /// Puts the entry after `head`, which follows; moveHead() before the transaction ends.
    [[nodiscard]] static core::base::Result<void> append(engine::Transaction &tx, LogHead &head,
                                                         core::changes::LogEntry entry, std::int64_t writer,
                                                         std::int64_t actEnd, const QByteArray &chainHash,
                                                         const QSet<core::changes::ScopeId> &receivers);

    /// Replaces what no hash is over: contents, salt, image.
    [[nodiscard]] static core::base::Result<void> rewrite(engine::Transaction &tx, std::int64_t seq,
                                                          const core::changes::Change &change,
                                                          const QByteArray &image);

    [[nodiscard]] static core::base::Result<LogLine> at(const engine::Connection &db, std::int64_t seq);
    [[nodiscard]] static core::base::Result<std::optional<LogLine>> find(const engine::Connection &db,
                                                                         core::changes::ReplicaId replica,
                                                                         std::int64_t lseq);
    /// The log's hash at a position; that of an empty log at 0. None beyond the head.
    [[nodiscard]] static core::base::Result<std::optional<QByteArray>> hashAt(const engine::Connection &db,
                                                                              std::int64_t seq);

    /// Positions after `cursor` that `scope` receives, ascending, at most `limit`.
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> ofScope(const engine::Connection &db,
                                                                         core::changes::ScopeId scope,
                                                                         std::int64_t cursor, int limit);
    /// The same for what `replica` itself wrote.
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> ofReplica(const engine::Connection &db,
                                                                           core::changes::ReplicaId replica,
                                                                           std::int64_t cursor, int limit);

    /// Recomputes the whole chain: ChainBroken naming the first bad position. How many lines.
    [[nodiscard]] static core::base::Result<std::int64_t> verify(const engine::Connection &db);
};

} // namespace shouli::sync::server
