// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Exchange.h"

#include "core/changes/ChangeTable.h"
#include "core/changes/Image.h"
#include "core/changes/Intake.h"
#include "core/changes/ReplicaState.h"

#include <algorithm>

namespace shouli::sync::client {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ChangeTable;
using core::changes::LogEntry;
using core::changes::ReplicaState;
using core::changes::ScopeId;
using core::storage::Database;
using core::storage::Transaction;
using protocol::Arrival;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr int sliceEntries = 200; ///< keeps the write lock well under 25 ms

Result<QList<protocol::ScopeCursor>> cursors(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT scope, cursor FROM replica_scope ORDER BY scope")));
    QList<protocol::ScopeCursor> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append({query.id<ScopeId>(0), query.integer(1)});
    }
}

Result<void> storeCursors(Transaction &tx, const SyncResponse &response)
{
    for (const ScopeId &scope : response.scopes) {
        SHOULI_TRY(auto upsert,
                   tx.prepare(QStringLiteral("INSERT INTO replica_scope (scope, cursor) VALUES (?, ?) ON CONFLICT "
                                             "(scope) DO UPDATE SET cursor = max(cursor, excluded.cursor)")));
        upsert.bindAll(scope, response.to);
        SHOULI_CHECK(upsert.run());
    }
    return {};
}

Result<LogEntry> entryOf(const Database &db, const ReplicaState &me, const Arrival &arrival)
{
    if (!arrival.entry.isEmpty()) {
        SHOULI_TRY(LogEntry entry, core::changes::logEntryFromCbor(arrival.entry));
        if (entry.seq != arrival.seq)
            return failure(ErrorCode::MessageMalformed, QStringLiteral("position %1").arg(arrival.seq));
        return entry;
    }
    SHOULI_TRY(const auto own, ChangeTable::find(db, me.id, arrival.echo.lseq));
    if (!own)
        return failure(ErrorCode::ForkDetected, QStringLiteral("own change %1").arg(arrival.echo.lseq));
    return LogEntry{arrival.seq, me.id, own->change, arrival.echo.verdict, {}};
}

} // namespace

Exchange::Exchange(core::changes::ChangeLog &log, const core::base::Clock &clock)
    : m_log(log)
    , m_clock(clock)
{
}

Result<SyncRequest> Exchange::request(const Database &db, int changes) const
{
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(db));
    SyncRequest request;
    request.epoch = me.epoch;
    request.fence = me.fence;
    request.cursor = me.cursor;
    request.cursorHash = me.cursorHash;
    request.schemaVersion = m_log.tables().schema().version();
    SHOULI_TRY(request.pull, cursors(db));
    SHOULI_TRY(const auto pending, ChangeTable::pending(db, 0, changes));
    if (pending.isEmpty())
        return request;
    request.pushFirst = pending.first().change.lseq;
    request.pushPreviousHash = core::changes::chainStart();
    if (request.pushFirst > 1) {
        SHOULI_TRY(const auto before, ChangeTable::find(db, me.id, request.pushFirst - 1));
        if (!before)
            return failure(ErrorCode::ChainBroken, QStringLiteral("own change %1").arg(request.pushFirst - 1));
        request.pushPreviousHash = before->hash;
    }
    for (const auto &line : pending)
        request.push.append(line.change.toCbor());
    return request;
}

Result<Exchange::Taken> Exchange::takeSlice(Database &writer, const SyncResponse &response, Taken at)
{
    if (at.done(response))
        return at;
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(writer));
    core::changes::Intake intake(m_log, me.id, QSet<ScopeId>(response.scopes.cbegin(), response.scopes.cend()));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    QList<LogEntry> slice;
    while (!at.done(response)) {
        SHOULI_TRY(LogEntry entry, entryOf(writer, me, response.arrivals.at(at.next)));
        if (entry.seq <= at.position || entry.seq > response.to)
            return failure(ErrorCode::MessageMalformed, QStringLiteral("order of positions"));
        const bool startsAct = slice.isEmpty() || entry.replica != slice.last().replica
            || entry.change.actFirst != slice.last().change.actFirst;
        if (startsAct && slice.size() >= sliceEntries)
            break;
        at.position = entry.seq;
        ++at.next;
        slice.append(std::move(entry));
    }
    SHOULI_CHECK(intake.take(tx, slice));
    SHOULI_CHECK(tx.commit());
    return at;
}

Result<Exchange::Outcome> Exchange::take(Database &writer, const SyncResponse &response)
{
    Taken at;
    while (!at.done(response)) {
        SHOULI_TRY(at, takeSlice(writer, response, at));
    }
    return finish(writer, response);
}

Result<Exchange::Outcome> Exchange::finish(Database &writer, const SyncResponse &response)
{
    SHOULI_TRY(ReplicaState me, ReplicaState::load(writer));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    me.epoch = response.epoch;
    me.fence = response.fence;
    me.durable = response.durable;
    if (response.to >= me.cursor) {
        me.cursor = response.to;
        me.cursorHash = response.toHash;
    }
    if (!response.more)
        me.syncedAt = m_clock.now();
    SHOULI_CHECK(me.storeProgress(tx));
    SHOULI_CHECK(storeCursors(tx, response));
    SHOULI_CHECK(tx.commit());

    Outcome outcome;
    outcome.arrived = static_cast<int>(response.arrivals.size());
    SHOULI_TRY(outcome.waiting, ChangeTable::pendingCount(writer));
    outcome.more = response.more || (outcome.waiting > 0 && response.acknowledged < me.lastLseq);
    outcome.pollSeconds = response.pollSeconds;
    return outcome;
}

} // namespace shouli::sync::client
