// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ReplicaState.h"

namespace shouli::core::changes::log {

using base::ErrorCode;
using base::Result;

Result<ReplicaState> ReplicaState::load(const storage::Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT id, scope, device_number, last_lseq, last_hash, epoch, cursor, "
                                         "cursor_hash, durable, synced_at_ms, lost_lseq, lost_after, ahead, "
                                         "ahead_hash FROM replica")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return base::failure(ErrorCode::DatabaseForeign, QStringLiteral("not enrolled"));
    ReplicaState state;
    state.id = query.id<ReplicaId>(0);
    state.office = query.id<ScopeId>(1);
    state.deviceNumber = static_cast<int>(query.integer(2));
    state.lastLseq = query.integer(3);
    state.lastHash = query.blob(4);
    state.progress.epoch = query.blob(5);
    state.progress.cursor = query.integer(6);
    state.progress.cursorHash = query.blob(7);
    state.progress.durable = query.integer(8);
    if (!query.isNull(9))
        state.progress.syncedAt = base::Timestamp{query.integer(9)};
    state.progress.lostLseq = query.integer(10);
    state.progress.lostAfter = query.integer(11);
    state.progress.ahead = query.integer(12);
    state.progress.aheadHash = query.blob(13);
    return state;
}

Result<void> ReplicaState::setDeviceNumber(storage::Transaction &tx, int number)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE replica SET device_number = ?")));
    update.bind(number);
    return update.run();
}

Result<void> ReplicaState::store(storage::Transaction &tx, const Progress &progress)
{
    SHOULI_TRY(auto update,
               tx.prepare(QStringLiteral(
                   "UPDATE replica SET epoch = ?, cursor = ?, cursor_hash = ?, durable = ?, lost_lseq = ?, "
                   "lost_after = ?, ahead = ?, ahead_hash = ?, synced_at_ms = ?")));
    update.bindAll(progress.epoch, progress.cursor, progress.cursorHash, progress.durable, progress.lostLseq,
                   progress.lostAfter, progress.ahead, progress.aheadHash);
    progress.syncedAt ? update.bind(progress.syncedAt->ms) : update.bind(std::nullopt);
    return update.run();
}

} // namespace shouli::core::changes::log
