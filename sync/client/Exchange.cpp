// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Exchange.h"

#include "core/changes/ChangeTable.h"
#include "core/changes/Intake.h"
#include "core/changes/ReplicaState.h"
#include "sync/client/OfficeKnown.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"

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
using protocol::Envelope;
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

/// Those of the answer; where it names none, those of the request.
Result<QList<ScopeId>> scopesOf(const Database &db, const SyncResponse &response)
{
    if (!response.scopes.isEmpty())
        return response.scopes;
    SHOULI_TRY(const auto known, cursors(db));
    QList<ScopeId> scopes;
    for (const auto &one : known)
        scopes.append(one.scope);
    return scopes;
}

Result<void> storeCursors(Transaction &tx, const SyncResponse &response)
{
    SHOULI_TRY(const auto scopes, scopesOf(tx.database(), response));
    SHOULI_TRY(const auto known, cursors(tx.database()));
    for (const auto &old : known) {
        if (scopes.contains(old.scope))
            continue;
        SHOULI_TRY(auto drop, tx.prepare(QStringLiteral("DELETE FROM replica_scope WHERE scope = ?")));
        drop.bind(old.scope);
        SHOULI_CHECK(drop.run());
    }
    for (const ScopeId &scope : scopes) {
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
    if (arrival.entry)
        return *arrival.entry;
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
    if (!me.epoch.isEmpty())
        request.place = protocol::placeOf(me.epoch, me.cursorHash);
    request.fence = me.fence;
    request.cursor = me.cursor;
    request.schemaVersion = m_log.tables().schema().version();
    request.dictionary = protocol::newestDictionary();
    request.wantsPollKey = m_link->pollKey.isEmpty();
    SHOULI_TRY(const auto scopes, cursors(db));
    QList<ScopeId> names;
    bool level = !scopes.isEmpty() && !m_link->spellOut && !request.place.isEmpty();
    for (const auto &one : scopes) {
        names.append(one.scope);
        level = level && one.cursor == me.cursor;
    }
    if (level)
        request.scopesName = protocol::scopesNameOf(names);
    else
        request.pull = scopes;
    SHOULI_TRY(const auto pending, ChangeTable::pending(db, 0, changes));
    for (const auto &line : pending)
        request.push.append(line.change);
    if (!pending.isEmpty())
        request.pushHash = protocol::shortHash(pending.last().hash);
    return request;
}

Result<Exchange::Packed> Exchange::pack(const Database &db, const SyncRequest &request,
                                        const core::crypto::SigningKey &key) const
{
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(db));
    const OfficeKnown known(db, m_log.tables().schema(), me.id);
    const QByteArray body = m_link->spellOut ? request.toCbor() : request.toCbor(known);
    if (request.push.isEmpty() && !request.wantsPollKey && !m_link->pollKey.isEmpty())
        return Packed{Envelope::sealPoll(me.id, body, m_link->pollKey).toCbor(), true};
    return Packed{Envelope::seal(me.id, body, key, m_link->dictionary).toCbor(), false};
}

Result<SyncResponse> Exchange::unpack(const QByteArray &body)
{
    SHOULI_TRY(const QByteArray plain, protocol::decompress(body));
    return SyncResponse::fromCbor(plain);
}

void Exchange::forget()
{
    *m_link = {{}, 0, true};
}

Result<Exchange::Taken> Exchange::takeSlice(Database &writer, const SyncResponse &response, Taken at)
{
    if (at.done(response))
        return at;
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(writer));
    SHOULI_TRY(const auto scopes, scopesOf(writer, response));
    core::changes::Intake intake(m_log, me.id, QSet<ScopeId>(scopes.cbegin(), scopes.cend()));
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
    if (!response.pollKey.isEmpty()) {
        m_link->pollKey = response.pollKey;
        m_link->dictionary = std::min(response.dictionary, protocol::newestDictionary());
    }
    m_link->spellOut = response.spellOut;
    SHOULI_TRY(ReplicaState me, ReplicaState::load(writer));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    if (!response.epoch.isEmpty())
        me.epoch = response.epoch;
    me.fence = response.fence;
    me.durable = response.durable;
    if (response.to >= me.cursor && !response.toHash.isEmpty()) {
        me.cursor = response.to;
        me.cursorHash = response.toHash;
    }
    if (!response.more)
        me.syncedAt = m_clock.now();
    SHOULI_CHECK(me.storeProgress(tx));
    if (!response.spellOut)
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
