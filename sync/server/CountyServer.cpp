// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyServer.h"

#include "core/changes/Image.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/server/Access.h"
#include "sync/server/Appender.h"
#include "sync/server/CountyLog.h"
#include "sync/server/DeviceHistory.h"
#include "sync/server/Durability.h"

#include <algorithm>

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::Change;
using core::changes::ScopeId;
using core::storage::Database;
using core::storage::Transaction;
using protocol::Arrival;
using protocol::Envelope;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr int pullLines = 4 * core::changes::maxActSize; ///< looked at in one answer; more than one act
constexpr int pollSeconds = 30;

/// Consecutive numbers, whole acts.
Result<QList<Change>> readPush(const SyncRequest &request)
{
    QList<Change> changes;
    std::int64_t expected = request.pushFirst;
    std::int64_t actEnd = expected - 1;
    for (const QByteArray &bytes : request.push) {
        SHOULI_TRY(const Change change, Change::fromCbor(bytes));
        const bool startsAct = expected > actEnd;
        if (change.lseq != expected
            || (startsAct ? change.actFirst != expected : change.actFirst + change.actSize - 1 != actEnd))
            return failure(ErrorCode::MessageMalformed, QStringLiteral("push order"));
        if (change.actSize > core::changes::maxActSize)
            return failure(ErrorCode::MessageTooLarge, QStringLiteral("act of %1").arg(change.actSize));
        actEnd = change.actFirst + change.actSize - 1;
        ++expected;
        changes.append(change);
    }
    if (expected != actEnd + 1)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("half an act"));
    return changes;
}

} // namespace

CountyServer::CountyServer(Database database, core::changes::Schema schema, const core::base::Clock &clock,
                           core::base::Random &random, QByteArray pin)
    : m_schema(std::move(schema))
    , m_clock(clock)
    , m_county(m_schema, clock, random)
    , m_pin(std::move(pin))
    , m_writer(std::move(database))
{
}

Result<QByteArray> CountyServer::enrol(const QByteArray &body)
{
    SHOULI_TRY(const auto request, protocol::EnrolRequest::fromCbor(body));
    return m_writer
        .run([this, request](Database &db) -> Result<QByteArray> {
            SHOULI_TRY(auto tx, Transaction::begin(db));
            const auto response = m_county.enrol(tx, request, m_pin);
            SHOULI_CHECK(tx.commit()); // a failed try counts
            if (!response)
                return core::base::failure(response);
            return response->toCbor();
        })
        .result();
}

Result<QByteArray> CountyServer::sync(const QByteArray &body)
{
    return m_writer.run([this, body](Database &db) { return syncOn(db, body); }).result();
}

Result<core::changes::ReplicaId> CountyServer::toErase(const QByteArray &body)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    return m_writer
        .run([envelope](Database &db) -> Result<core::changes::ReplicaId> {
            SHOULI_TRY(const auto admitted, Access::admit(db, Standing::Revoked, envelope));
            SHOULI_TRY(const auto revocation, DeviceHistory::revocation(db, admitted.device.replica));
            if (!revocation || !revocation->erase)
                return failure(ErrorCode::PermissionDenied);
            return admitted.device.replica;
        })
        .result();
}

Result<QByteArray> CountyServer::syncOn(Database &db, const QByteArray &body)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    SHOULI_TRY(auto admitted, Access::admit(db, Standing::Enrolled, envelope));
    EnrolledDevice &device = admitted.device;
    SHOULI_TRY(const SyncRequest request, SyncRequest::fromCbor(admitted.body));

    SHOULI_TRY(const LogHead before, CountyLog::head(db));
    SHOULI_TRY(const auto hash, CountyLog::hashAt(db, request.cursor));
    const bool sameEpoch = request.epoch.isEmpty() || request.epoch == before.epoch;
    if (!sameEpoch || !hash || (request.cursor > 0 && *hash != request.cursorHash))
        return failure(ErrorCode::EpochChanged);

    SyncResponse response;
    response.epoch = before.epoch;
    response.serverTime = m_clock.now();
    response.pollSeconds = pollSeconds;
    SHOULI_TRY(response.durable, Durability::position(db));
    {
        SHOULI_TRY(auto tx, Transaction::begin(db));
        SHOULI_CHECK(push(tx, device, request, response));
        ++device.fence;
        SHOULI_CHECK(Devices::update(tx, device));
        SHOULI_CHECK(tx.commit());
    }
    response.fence = device.fence;
    response.acknowledged = device.ackedLseq;
    SHOULI_CHECK(pull(db, device, request, response));
    return protocol::compress(response.toCbor());
}

Result<void> CountyServer::push(Transaction &tx, EnrolledDevice &device, const SyncRequest &request,
                                SyncResponse &response)
{
    if (request.push.isEmpty() || request.pushFirst > device.ackedLseq + 1)
        return {}; // nothing, or a gap: `acknowledged` says from where to send
    SHOULI_TRY(const QList<Change> changes, readPush(request));
    SHOULI_TRY(const auto scopes, Devices::scopes(tx.database(), device.replica));
    Appender appender(m_schema);
    QByteArray hash = request.pushPreviousHash;
    if (request.pushFirst == device.ackedLseq + 1 && hash != device.ackedHash)
        return failure(ErrorCode::ForkDetected);
    for (const Change &change : changes) {
        hash = core::changes::chainNext(hash, change.toCbor());
        if (change.lseq <= device.ackedLseq) { // sent again: the answer was lost
            SHOULI_TRY(const auto known, CountyLog::find(tx.database(), device.replica, change.lseq));
            if (!known || known->chainHash != hash)
                return failure(ErrorCode::ForkDetected);
            response.verdicts.append({known->entry.seq, change.lseq, known->entry.verdict});
            continue;
        }
        SHOULI_TRY(const auto appended, appender.append(tx, {device.replica, scopes}, change, hash));
        response.verdicts.append({appended.seq, change.lseq, appended.verdict});
        device.ackedLseq = change.lseq;
        device.ackedHash = hash;
    }
    return {};
}

Result<void> CountyServer::pull(const Database &db, const EnrolledDevice &device, const SyncRequest &request,
                                SyncResponse &response)
{
    SHOULI_TRY(const LogHead head, CountyLog::head(db));
    response.head = response.to = head.seq;
    SHOULI_TRY(const auto scopes, Devices::scopes(db, device.replica));
    response.scopes = scopes.values();
    std::sort(response.scopes.begin(), response.scopes.end());

    // where the replica stands in each scope it has; a scope it does not name it has nothing of
    QList<std::int64_t> wanted;
    bool cut = false;
    const auto add = [&](const Result<QList<std::int64_t>> &positions) -> Result<void> {
        if (!positions)
            return core::base::failure(positions);
        if (positions->size() == pullLines) {
            cut = true;
            response.to = std::min(response.to, positions->last());
        }
        wanted += *positions;
        return {};
    };
    std::int64_t own = request.cursor;
    for (const ScopeId &scope : scopes) {
        const auto named = std::find_if(request.pull.cbegin(), request.pull.cend(),
                                        [&scope](const auto &at) { return at.scope == scope; });
        const std::int64_t cursor = named != request.pull.cend() ? named->cursor : 0;
        SHOULI_CHECK(add(CountyLog::ofScope(db, scope, cursor, pullLines)));
    }
    SHOULI_CHECK(add(CountyLog::ofReplica(db, device.replica, own, pullLines)));
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    std::int64_t bytes = 0;
    std::int64_t lastActEnd = 0;
    for (const std::int64_t seq : std::as_const(wanted)) {
        if (seq > response.to)
            break;
        SHOULI_TRY(const LogLine line, CountyLog::at(db, seq));
        if (bytes > request.budgetBytes && seq > lastActEnd) { // between acts only
            cut = true;
            response.to = seq - 1;
            break;
        }
        Arrival arrival{seq, {}, {}};
        if (line.entry.replica == device.replica)
            arrival.echo = {seq, line.entry.change.lseq, line.entry.verdict};
        else
            arrival.entry = core::changes::toCbor(line.entry);
        bytes += arrival.entry.size() + 8;
        lastActEnd = line.actEnd;
        response.arrivals.append(std::move(arrival));
    }
    if (cut && lastActEnd > response.to) { // the limit of lines fell into an act: leave that act for the next answer
        while (!response.arrivals.isEmpty()) {
            SHOULI_TRY(const LogLine line, CountyLog::at(db, response.arrivals.last().seq));
            if (line.actEnd <= response.to)
                break;
            response.to = response.arrivals.takeLast().seq - 1;
        }
    }
    response.more = cut;
    SHOULI_TRY(const auto hash, CountyLog::hashAt(db, response.to));
    response.toHash = hash.value_or(QByteArray());
    return {};
}

} // namespace shouli::sync::server
