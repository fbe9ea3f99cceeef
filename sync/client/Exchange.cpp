// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Exchange.h"

#include "core/changes/log/Remains.h"
#include "core/changes/log/ReplicaState.h"
#include "core/changes/log/StoredReplica.h"
#include "core/storage/FileSwap.h"
#include "core/storage/Transaction.h"
#include "sync/client/Installation.h"
#include "sync/client/OfficeKnown.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/Return.h"

#include <algorithm>

namespace shouli::sync::client {

using core::base::Result;
using core::changes::ScopeId;
using core::changes::log::ReplicaState;
using core::changes::log::StoredReplica;
using core::storage::Database;
using core::storage::Transaction;
using merge::ReplicaCore;
using protocol::Envelope;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr int sliceEntries = 200; ///< keeps the write lock well under 25 ms
constexpr std::int64_t clearAgainMs = 3'600'000; ///< writing the file anew takes long where there is no room for it

} // namespace

Exchange::Exchange(core::changes::log::ChangeLog &log, const core::base::Clock &clock)
    : m_log(log)
    , m_clock(clock)
{
}

Result<QByteArray> Exchange::chain(Database &writer, const core::crypto::SigningKey &key) const
{
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    SHOULI_TRY(const auto chain, ReplicaCore(store).chain());
    SHOULI_TRY(const auto own, store.ownHead());
    return Envelope::seal(own.replica, chain.toCbor(), key).toCbor();
}

Result<bool> Exchange::part(Database &writer, const QByteArray &answer)
{
    SHOULI_TRY(const QByteArray plain, protocol::decompress(answer));
    SHOULI_TRY(const auto parting, protocol::Parting::fromCbor(plain));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    SHOULI_CHECK(ReplicaCore(store).rename(parting));
    if (!parting.name.isNull())
        SHOULI_CHECK(takePlace(tx, parting.name, parting.ordinal));
    SHOULI_CHECK(tx.commit());
    return !parting.name.isNull();
}

Result<void> Exchange::takePlace(Transaction &tx, core::changes::ReplicaId name, int ordinal)
{
    SHOULI_CHECK(Installation::setOrdinal(tx, ordinal));
    return m_renaming ? m_renaming(tx, name, ordinal) : Result<void>();
}

Result<QByteArray> Exchange::homecoming(const Database &db, const core::crypto::SigningKey &key) const
{
    SHOULI_TRY(const QByteArray ticket, Installation::ticket(db));
    if (ticket.isEmpty())
        return core::base::failure(core::base::ErrorCode::DeviceRevoked);
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(db));
    return protocol::ReturnRequest::seal(me.id, ticket, key).toCbor();
}

Result<void> Exchange::comeHome(Database &writer, const QByteArray &answer)
{
    SHOULI_TRY(const auto home, protocol::ReturnAnswer::fromCbor(answer));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(writer));
    SHOULI_CHECK(ReplicaState::setDeviceNumber(tx, home.number));
    SHOULI_CHECK(takePlace(tx, me.id, home.ordinal));
    return tx.commit();
}

Result<QByteArray> Exchange::checkpoints(Database &writer, const core::crypto::SigningKey &key) const
{
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    SHOULI_TRY(const auto shown, ReplicaCore(store).checkpoints());
    SHOULI_TRY(const auto own, store.ownHead());
    return Envelope::seal(own.replica, shown.toCbor(), key).toCbor();
}

Result<void> Exchange::agree(Database &writer, const QByteArray &answer)
{
    SHOULI_TRY(const QByteArray plain, protocol::decompress(answer));
    SHOULI_TRY(const auto agreement, protocol::Agreement::fromCbor(plain));
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    SHOULI_CHECK(ReplicaCore(store).restart(agreement));
    return tx.commit();
}

Result<SyncRequest> Exchange::request(Database &writer, int changes, bool snapshots) const
{
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    SHOULI_TRY(SyncRequest request, ReplicaCore(store).request(changes, snapshots));
    SHOULI_CHECK(tx.commit());
    request.dictionary = protocol::newestDictionary();
    request.wantsPollKey = m_link->pollKey.isEmpty();
    QList<ScopeId> names;
    bool level = !request.pull.isEmpty() && !m_link->spellOut && !request.place.isEmpty();
    for (const auto &one : std::as_const(request.pull)) {
        names.append(one.scope);
        level = level && one.cursor == request.cursor;
    }
    if (level) {
        request.scopesName = protocol::scopesNameOf(names);
        request.pull.clear();
    }
    return request;
}

Result<Exchange::Packed> Exchange::pack(const Database &db, const SyncRequest &request,
                                        const core::crypto::SigningKey &key) const
{
    SHOULI_TRY(const ReplicaState me, ReplicaState::load(db));
    const OfficeKnown known(db, m_log.tables().schema(), me.id);
    const bool spelled = m_link->spellOut || !request.formerName.isNull();
    const QByteArray body = spelled ? request.toCbor() : request.toCbor(known);
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
    if (response.spellOut)
        return at;
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    ReplicaCore core(store);
    if (at.next == 0)
        SHOULI_CHECK(core.check(response));
    if (at.done(response))
        return at;
    SHOULI_TRY(at, core.take(response, at, sliceEntries));
    SHOULI_CHECK(tx.commit());
    return at;
}

Result<Exchange::Outcome> Exchange::take(Database &writer, const SyncResponse &response)
{
    Taken at;
    do {
        SHOULI_TRY(at, takeSlice(writer, response, at));
    } while (!at.done(response));
    return finish(writer, response);
}

void Exchange::clearRemains(const Database &writer) const
{
    if (m_clock.monotonicMs() < m_link->clearAtMs)
        return;
    const auto cleared = core::changes::log::Remains::clear(writer);
    if (cleared || cleared.error().code == core::base::ErrorCode::DatabaseBusy)
        return;
    qWarning("what was erased is still in old pages: %s", qPrintable(cleared.error().detail));
    m_link->clearAtMs = m_clock.monotonicMs() + clearAgainMs;
}

Result<Exchange::Outcome> Exchange::finish(Database &writer, const SyncResponse &response)
{
    if (!response.pollKey.isEmpty()) {
        m_link->pollKey = response.pollKey;
        m_link->dictionary = std::min(response.dictionary, protocol::newestDictionary());
    }
    m_link->spellOut = response.spellOut;
    SHOULI_TRY(auto tx, Transaction::begin(writer));
    StoredReplica store(m_log, tx);
    if (!response.spellOut) {
        ReplicaCore core(store);
        SHOULI_CHECK(core.check(response));
        SHOULI_CHECK(core.finish(response));
    }
    if (!response.ticket.isEmpty())
        SHOULI_CHECK(Installation::keepTicket(tx, response.ticket));
    SHOULI_TRY(auto progress, store.progress());
    if (!response.more && response.bySnapshot.isEmpty()) {
        progress.syncedAt = m_clock.now();
        SHOULI_CHECK(store.setProgress(progress));
    }
    Outcome outcome;
    outcome.arrived = static_cast<int>(response.arrivals.size());
    SHOULI_TRY(outcome.waiting, store.waitingCount());
    SHOULI_TRY(const auto own, store.ownHead());
    SHOULI_CHECK(tx.commit());
    if (!response.more && response.bySnapshot.isEmpty()) // all is here, and well: nobody needs the one before
        core::storage::FileSwap::forgetPrevious(writer.path());
    outcome.more = response.more || (outcome.waiting > 0 && response.acknowledged < own.lseq);
    if (!outcome.more)
        clearRemains(writer); // before the county is asked from a later position, which it takes for done
    outcome.pollSeconds = response.pollSeconds;
    outcome.bySnapshot = response.bySnapshot;
    return outcome;
}

} // namespace shouli::sync::client
