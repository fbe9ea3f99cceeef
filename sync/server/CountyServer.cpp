// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyServer.h"

#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/server/Access.h"
#include "sync/server/Appender.h"
#include "sync/server/CountyKnown.h"
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
constexpr int aboutEach = 24; ///< bytes of a change besides its values, before compression

/// Consecutive numbers, whole acts.
Result<void> checkPush(const QList<Change> &changes)
{
    std::int64_t expected = changes.first().lseq;
    std::int64_t actEnd = expected - 1;
    for (const Change &change : changes) {
        const bool startsAct = expected > actEnd;
        if (change.lseq != expected
            || (startsAct ? change.actFirst != expected : change.actFirst + change.actSize - 1 != actEnd))
            return failure(ErrorCode::MessageMalformed, QStringLiteral("push order"));
        if (change.actSize > core::changes::maxActSize)
            return failure(ErrorCode::MessageTooLarge, QStringLiteral("act of %1").arg(change.actSize));
        actEnd = change.actFirst + change.actSize - 1;
        ++expected;
    }
    if (expected != actEnd + 1)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("half an act"));
    return {};
}

core::crypto::SecretBytes secretOf(core::base::Random &random)
{
    QByteArray bytes = random.bytes(32);
    return core::crypto::SecretBytes::takeFrom(bytes);
}

/// The replica's chain before its change `first`, as the county has it.
Result<QByteArray> chainBefore(const Database &db, const EnrolledDevice &device, std::int64_t first)
{
    if (first == device.ackedLseq + 1)
        return device.ackedHash;
    if (first == 1)
        return core::changes::chainStart();
    SHOULI_TRY(const auto known, CountyLog::find(db, device.replica, first - 1));
    if (!known)
        return failure(ErrorCode::ForkDetected);
    return known->chainHash;
}

} // namespace

CountyServer::CountyServer(Database database, core::changes::Schema schema, const core::base::Clock &clock,
                           core::base::Random &random, QByteArray pin)
    : m_schema(std::move(schema))
    , m_clock(clock)
    , m_county(m_schema, clock, random)
    , m_pin(std::move(pin))
    , m_pollSecret(secretOf(random))
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
    SHOULI_TRY(auto admitted, Access::admit(db, Standing::Enrolled, envelope, &m_pollSecret));
    EnrolledDevice &device = admitted.device;
    SHOULI_TRY(const auto scopes, Devices::scopes(db, device.replica));
    const CountyKnown known(db, device.replica, scopes);
    SHOULI_TRY(const SyncRequest request, SyncRequest::fromCbor(admitted.body, known));
    if (envelope.isPoll() && (!request.push.isEmpty() || !request.understood || request.wantsPollKey))
        return failure(ErrorCode::SignatureWrong); // what stays must be signed

    SHOULI_TRY(const LogHead before, CountyLog::head(db));
    SHOULI_TRY(const auto hash, CountyLog::hashAt(db, request.cursor));
    const bool samePlace = hash
        && (request.place.isEmpty() ? request.cursor == 0 : request.place == protocol::placeOf(before.epoch, *hash));
    if (!samePlace)
        return failure(ErrorCode::EpochChanged);

    SyncResponse response;
    if (request.place.isEmpty())
        response.epoch = before.epoch;
    response.serverTime = m_clock.now();
    response.pollSeconds = pollSeconds;
    SHOULI_TRY(response.durable, Durability::position(db));
    if (request.wantsPollKey) {
        response.pollKey = Access::pollKeyOf(m_pollSecret, device);
        response.dictionary = std::min(request.dictionary, protocol::newestDictionary());
    }
    const bool sameScopes = request.scopesName.isEmpty()
        || request.scopesName == protocol::scopesNameOf(scopes.values());
    response.spellOut = !request.understood || !sameScopes;
    {
        SHOULI_TRY(auto tx, Transaction::begin(db));
        if (!response.spellOut)
            SHOULI_CHECK(push(tx, device, scopes, request, response));
        ++device.fence;
        SHOULI_CHECK(Devices::update(tx, device));
        SHOULI_CHECK(tx.commit());
    }
    response.fence = device.fence;
    response.acknowledged = device.ackedLseq;
    if (response.spellOut) {
        response.head = before.seq;
        response.to = request.cursor;
        response.more = true;
    } else {
        SHOULI_CHECK(pull(db, device, scopes, request, response));
    }
    return protocol::compress(response.toCbor(), std::min(request.dictionary, protocol::newestDictionary()));
}

Result<void> CountyServer::push(Transaction &tx, EnrolledDevice &device, const QSet<ScopeId> &scopes,
                                const SyncRequest &request, SyncResponse &response)
{
    if (request.push.isEmpty() || request.push.first().lseq > device.ackedLseq + 1)
        return {}; // nothing, or a gap: `acknowledged` says from where to send
    SHOULI_CHECK(checkPush(request.push));
    SHOULI_TRY(QByteArray hash, chainBefore(tx.database(), device, request.push.first().lseq));
    QList<QByteArray> hashes;
    for (const Change &change : request.push)
        hashes.append(hash = core::changes::chainNext(hash, change.toCbor()));
    if (protocol::shortHash(hash) != request.pushHash) {
        if (!request.referred)
            return failure(ErrorCode::ForkDetected);
        response.spellOut = true; // either that, or a name that means something else here
        return {};
    }
    Appender appender(m_schema);
    for (qsizetype i = 0; i < request.push.size(); ++i) {
        const Change &change = request.push.at(i);
        if (change.lseq <= device.ackedLseq) { // sent again: the answer was lost
            SHOULI_TRY(const auto known, CountyLog::find(tx.database(), device.replica, change.lseq));
            if (!known || known->chainHash != hashes.at(i))
                return failure(ErrorCode::ForkDetected);
            continue;
        }
        SHOULI_CHECK(appender.append(tx, {device.replica, scopes}, change, hashes.at(i)));
        device.ackedLseq = change.lseq;
        device.ackedHash = hashes.at(i);
    }
    return {};
}

Result<void> CountyServer::pull(const Database &db, const EnrolledDevice &device, const QSet<ScopeId> &scopes,
                                const SyncRequest &request, SyncResponse &response)
{
    SHOULI_TRY(const LogHead head, CountyLog::head(db));
    response.head = response.to = head.seq;
    if (request.scopesName.isEmpty()) {
        response.scopes = scopes.values();
        std::sort(response.scopes.begin(), response.scopes.end());
    }

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
        const std::int64_t cursor = !request.scopesName.isEmpty() ? request.cursor
            : named != request.pull.cend()                        ? named->cursor
                                                                  : 0;
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
        if (line.entry.replica == device.replica) {
            arrival.echo = {line.entry.change.lseq, line.entry.verdict};
            bytes += 2;
        } else {
            const Change &c = line.entry.change;
            bytes += c.payload.size() + c.baseValue.size() + c.extension.size() + line.entry.image.size() + aboutEach;
            arrival.entry = line.entry;
        }
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
    if (response.to != request.cursor || request.place.isEmpty())
        response.toHash = protocol::shortHash(hash.value_or(QByteArray()));
    return {};
}

} // namespace shouli::sync::server
