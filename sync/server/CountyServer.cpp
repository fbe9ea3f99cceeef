// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyServer.h"

#include "sync/merge/CountyCore.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/Return.h"
#include "sync/server/devices/Access.h"
#include "sync/server/CountyKnown.h"
#include "sync/server/CountyLog.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/Durability.h"
#include "sync/server/Erasures.h"
#include "sync/server/HeldStore.h"
#include "sync/server/StoredCounty.h"

#include <algorithm>

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using devices::Access;
using devices::DeviceHistory;
using devices::Devices;
using devices::EnrolledDevice;
using devices::Standing;
using devices::Ticket;
using engine::Connection;
using engine::Transaction;
using protocol::Envelope;
using protocol::SyncRequest;
using protocol::SyncResponse;

namespace {

constexpr int pollSeconds = 30;
constexpr int mostRounds = 1000; ///< a stick that is full before comes again

core::crypto::SecretBytes secretOf(core::base::Random &random)
{
    QByteArray bytes = random.bytes(32);
    return core::crypto::SecretBytes::takeFrom(bytes);
}

} // namespace

CountyServer::CountyServer(std::unique_ptr<Connection> connection, core::changes::Schema schema,
                           const core::base::Clock &clock, core::base::Random &random, QByteArray pin)
    : m_schema(std::move(schema))
    , m_clock(clock)
    , m_random(random)
    , m_county(m_schema, clock, random)
    , m_pin(std::move(pin))
    , m_pollSecret(secretOf(random))
    , m_writer(std::move(connection))
    , m_snapshots(m_writer, m_schema.version(), clock, random)
{
}

Result<QByteArray> CountyServer::enrol(const QByteArray &body)
{
    SHOULI_TRY(const auto request, protocol::EnrolRequest::fromCbor(body));
    return m_writer
        .run([this, request](Connection &db) -> Result<QByteArray> {
            struct Outcome {
                protocol::EnrolResponse response;
                std::optional<core::base::Error> refused;
            };
            const auto enrol = [&](Transaction &tx) -> Result<Outcome> {
                auto response = m_county.enrol(tx, request, m_pin);
                if (response)
                    return Outcome{std::move(*response), {}};
                if (response.error().code == ErrorCode::EnrolmentCodeWrong)
                    return Outcome{{}, response.error()}; // a failed try counts
                return core::base::failure(response);
            };
            SHOULI_TRY(const Outcome outcome, Transaction::run(db, enrol, engine::Again::Always));
            if (outcome.refused)
                return failure(outcome.refused->code, outcome.refused->detail);
            return outcome.response.toCbor();
        })
        .result();
}

Result<void> CountyServer::health()
{
    return m_writer.run([](Connection &db) { return CountyLog::head(db).map([](const auto &) {}); }).result();
}

Result<QByteArray> CountyServer::sync(const QByteArray &body)
{
    // what is pushed twice is taken once
    return m_writer
        .run([this, body](Connection &db) {
            return engine::repeat(db, engine::Again::Always, [&] { return syncOn(db, body); });
        })
        .result();
}

template <class Job>
Result<QByteArray> CountyServer::asked(const QByteArray &body, Job job)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    return m_writer
        .run([this, envelope, job](Connection &db) -> Result<QByteArray> {
            const auto answer = [&](Transaction &tx) -> Result<QByteArray> {
                SHOULI_TRY(const auto admitted, Access::admit(tx.connection(), Standing::Enrolled, envelope));
                StoredCounty store(tx, m_random);
                SHOULI_TRY(const QByteArray plain, job(store, tx, admitted.device, admitted.body));
                SHOULI_CHECK(store.finish());
                return protocol::compress(plain);
            };
            return Transaction::run(db, answer, engine::Again::Always); // asked twice, it is answered the same
        })
        .result();
}

Result<snapshot::Question> CountyServer::askedForSnapshot(const QByteArray &body)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    return m_writer
        .run([envelope](Connection &db) -> Result<snapshot::Question> {
            SHOULI_TRY(const auto admitted, Access::admit(db, Standing::Enrolled, envelope));
            SHOULI_TRY(const auto question, snapshot::Question::fromCbor(admitted.body));
            SHOULI_TRY(const auto scopes, Devices::scopes(db, admitted.device.replica));
            if (!scopes.contains(question.scope))
                return failure(ErrorCode::PermissionDenied);
            return question;
        })
        .result();
}

Result<QByteArray> CountyServer::part(const QByteArray &body)
{
    return asked(body,
                 [this](StoredCounty &store, Transaction &tx, const EnrolledDevice &device,
                        const QByteArray &question) -> Result<QByteArray> {
                     SHOULI_TRY(const auto chain, protocol::Chain::fromCbor(question));
                     SHOULI_TRY(auto parting, merge::CountyCore(m_schema).part(store, device.replica, chain));
                     if (!parting.name.isNull()) {
                         SHOULI_TRY(const auto renamed, Devices::find(tx.connection(), parting.name));
                         parting.ordinal = renamed ? renamed->ordinal : 0;
                     }
                     return parting.toCbor();
                 });
}

Result<QByteArray> CountyServer::agree(const QByteArray &body)
{
    return asked(body,
                 [this](StoredCounty &store, Transaction &, const EnrolledDevice &,
                        const QByteArray &question) -> Result<QByteArray> {
                     SHOULI_TRY(const auto shown, protocol::Checkpoints::fromCbor(question));
                     SHOULI_TRY(const auto agreement, merge::CountyCore(m_schema).agreement(store, shown));
                     return agreement.toCbor();
                 });
}

Result<QByteArray> CountyServer::manifest(const QByteArray &body)
{
    SHOULI_TRY(const auto question, askedForSnapshot(body));
    SHOULI_TRY(const auto manifest, m_snapshots.manifest(question.scope, question.atLeast));
    return manifest.toCbor();
}

Result<QByteArray> CountyServer::chunk(const QByteArray &body)
{
    SHOULI_TRY(const auto question, askedForSnapshot(body));
    return m_snapshots.chunk(question.scope, question.name);
}

Result<QByteArray> CountyServer::takeBack(const QByteArray &body)
{
    SHOULI_TRY(const auto request, protocol::ReturnRequest::fromCbor(body));
    return m_writer
        .run([this, request](Connection &db) -> Result<QByteArray> {
            const auto take = [&](Transaction &tx) -> Result<QByteArray> {
                SHOULI_TRY(const QByteArray key, CountyLog::positionKey(tx.connection()));
                SHOULI_TRY(const auto ticket, Ticket::open(request.ticket, key));
                SHOULI_CHECK(request.verify(ticket.device.replica, ticket.device.publicKey));
                SHOULI_TRY(const auto device, m_county.takeBack(tx, ticket));
                return protocol::ReturnAnswer{device.number, device.ordinal, {}}.toCbor();
            };
            return Transaction::run(db, take, engine::Again::Always);
        })
        .result();
}

Result<core::changes::ReplicaId> CountyServer::toErase(const QByteArray &body)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    return m_writer
        .run([envelope](Connection &db) -> Result<core::changes::ReplicaId> {
            return engine::repeat(db, engine::Again::Always, [&]() -> Result<core::changes::ReplicaId> {
                SHOULI_TRY(const auto admitted, Access::admit(db, Standing::Revoked, envelope));
                SHOULI_TRY(const auto revocation, DeviceHistory::revocation(db, admitted.device.replica));
                if (!revocation || !revocation->erase)
                    return failure(ErrorCode::PermissionDenied);
                return admitted.device.replica;
            });
        })
        .result();
}

Result<bool> CountyServer::scrub()
{
    return m_writer
        .run([this](Connection &db) -> Result<bool> {
            std::int64_t erased = 0;
            SHOULI_TRY(const std::int64_t done,
                       Transaction::run(
                           db,
                           [&erased](Transaction &tx) -> Result<std::int64_t> {
                               SHOULI_TRY(erased, HeldStore::lastErasure(tx.connection()));
                               return Erasures::rewrittenUpTo(tx.connection());
                           },
                           engine::Again::Always, Transaction::Purpose::Read));
            if (erased <= done)
                return false;
            SHOULI_CHECK(db.scrub());
            SHOULI_CHECK(Transaction::run(
                db, [&](Transaction &tx) { return Erasures::noteRewriting(tx, m_clock.now(), erased); }));
            return true;
        })
        .result();
}

Result<QByteArray> CountyServer::syncOn(Connection &db, const QByteArray &body)
{
    SHOULI_TRY(const Heard heard, hear(db, body));
    if (m_seen)
        m_seen(heard.device.replica, heard.round.response.to, heard.round.request.cursor);
    const int dictionary = std::min(heard.round.request.dictionary, protocol::newestDictionary());
    return protocol::compress(heard.round.response.toCbor(), dictionary);
}

Result<CountyServer::Heard> CountyServer::hear(Connection &db, const QByteArray &body)
{
    SHOULI_TRY(const Envelope envelope, Envelope::fromCbor(body));
    SHOULI_TRY(const auto admitted, Access::admit(db, Standing::Enrolled, envelope, &m_pollSecret));
    const EnrolledDevice &device = admitted.device;
    const bool writes = SyncRequest::brings(admitted.body);
    SHOULI_TRY(auto tx, Transaction::begin(db, writes ? Transaction::Purpose::Write : Transaction::Purpose::Read));
    StoredCounty store(tx, m_random); // what the names in a request stand for is looked up once, then judged
    SHOULI_TRY(const auto scopes, Devices::scopes(db, device.replica));
    const CountyKnown known(store, device.replica, scopes);
    SHOULI_TRY(const SyncRequest request, SyncRequest::fromCbor(admitted.body, known));
    if (envelope.isPoll() && (!request.push.isEmpty() || !request.understood || request.wantsPollKey))
        return failure(ErrorCode::SignatureWrong); // what stays must be signed

    const bool sameScopes = request.scopesName.isEmpty()
        || request.scopesName == protocol::scopesNameOf(scopes.values());
    SHOULI_TRY(SyncResponse response, answer(store, device.replica, request, request.understood && sameScopes));
    response.serverTime = m_clock.now();
    response.pollSeconds = pollSeconds;
    SHOULI_TRY(response.durable, Durability::position(db));
    if (!response.scopes.isEmpty()) {
        SHOULI_TRY(response.ticket, m_county.ticketOf(db, device));
    }
    SHOULI_CHECK(tx.commit());
    if (request.wantsPollKey) {
        response.pollKey = Access::pollKeyOf(m_pollSecret, device);
        response.dictionary = std::min(request.dictionary, protocol::newestDictionary());
    }
    return Heard{device, {request, response}};
}

Result<QList<CountyServer::Round>> CountyServer::rounds(const QByteArray &body)
{
    const auto first = m_writer
                           .run([this, body](Connection &db) {
                               return engine::repeat(db, engine::Again::Always, [&] { return hear(db, body); });
                           })
                           .result();
    SHOULI_CHECK(first);
    QList<Round> rounds{first->round};
    while (rounds.last().response.more && !rounds.last().response.spellOut && rounds.size() < mostRounds) {
        // each in a turn of its own: other offices ask meanwhile
        auto next = m_writer
                        .run([this, replica = first->device.replica, before = rounds.last()](Connection &db) {
                            return engine::repeat(db, engine::Again::Always, [&]() -> Result<Round> {
                                SHOULI_TRY(const SyncRequest request, following(db, before));
                                SHOULI_TRY(auto tx, Transaction::begin(db, Transaction::Purpose::Read));
                                StoredCounty store(tx, m_random);
                                SHOULI_TRY(SyncResponse response, answer(store, replica, request, true));
                                response.serverTime = m_clock.now();
                                SHOULI_TRY(response.durable, Durability::position(db));
                                SHOULI_CHECK(tx.commit());
                                return Round{request, response};
                            });
                        })
                        .result();
        SHOULI_CHECK(next);
        if (next->response.to == rounds.last().response.to && next->response.more)
            break; // it does not come further
        rounds.append(*std::move(next));
    }
    return rounds;
}

Result<SyncRequest> CountyServer::following(Connection &db, const Round &round)
{
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(db));
    const SyncResponse &response = round.response;
    SyncRequest next = round.request;
    next.push.clear();
    next.pushHash.clear();
    next.formerName = {};
    next.lostLseq = next.lostAfter = 0;
    next.wantsPollKey = false;
    if (!response.toHash.isEmpty()) {
        next.place = protocol::placeOf(head.epoch, response.toHash);
        next.cursor = response.to;
    }
    next.pull.clear();
    for (const auto &scope : response.scopes) {
        const auto known = std::ranges::find(round.request.pull, scope, &protocol::ScopeCursor::scope);
        const std::int64_t before = known == round.request.pull.end() ? 0 : known->cursor;
        next.pull.append({scope, std::max(before, response.bySnapshot.contains(scope) ? 0 : response.to)});
    }
    return next;
}

Result<SyncResponse> CountyServer::answer(StoredCounty &store, core::changes::ReplicaId replica,
                                          const SyncRequest &request, bool understood) const
{
    if (understood) {
        SHOULI_TRY(SyncResponse answered, merge::CountyCore(m_schema).answer(store, replica, request));
        SHOULI_CHECK(store.finish());
        return answered;
    }
    SHOULI_TRY(const merge::LogHead head, store.head());
    SyncResponse response;
    response.spellOut = true;
    response.head = std::max(head.seq, request.cursor);
    response.to = request.cursor;
    response.more = true;
    return response;
}

} // namespace shouli::sync::server
