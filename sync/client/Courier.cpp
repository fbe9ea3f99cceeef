// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Courier.h"

#include "core/base/Mutant.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/ReplicaState.h"

#include <algorithm>
#include <utility>

namespace shouli::sync::client {

using core::base::Error;
using core::base::ErrorCode;
using core::base::Result;
using core::storage::Database;
using protocol::SyncResponse;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr milliseconds gather{150}; ///< an act is often followed by another
constexpr milliseconds longestHold{60'000};
constexpr milliseconds shortestPause{2000};
constexpr milliseconds longestPause{300'000};

/// A round trip's body, and how much of ours waits.
struct Packed {
    Exchange::Packed request;
    std::int64_t waiting = 0;
};

} // namespace

Courier::Courier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer,
                 const core::base::Clock &clock, core::base::Random &random, const Installation &installation,
                 core::crypto::SigningKey key, QObject *parent)
    : QObject(parent)
    , m_exchange(log, clock)
    , m_writer(writer)
    , m_random(random)
    , m_clock(clock)
    , m_key(std::make_shared<core::crypto::SigningKey>(std::move(key)))
    , m_farewell(installation.serverPin)
    , m_http({installation.serverHost, static_cast<quint16>(installation.serverPort), installation.serverPin})
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Courier::beginTrip);
}

Courier::~Courier()
{
    stop();
}

void Courier::start()
{
    m_running = true;
    again(milliseconds(0));
}

void Courier::poke()
{
    if (!m_running)
        return;
    if (m_status.busy) {
        m_poked = true;
        return;
    }
    again(gather);
}

void Courier::hold(milliseconds time)
{
    const std::int64_t now = m_clock.monotonicMs();
    if (m_heldSinceMs == 0)
        m_heldSinceMs = now;
    if (now - m_heldSinceMs > longestHold.count())
        return;
    m_heldUntilMs = now + time.count();
    if (m_timer.isActive() && m_timer.remainingTimeAsDuration() < time)
        again(time);
}

void Courier::release()
{
    m_heldSinceMs = m_heldUntilMs = 0;
    poke();
}

void Courier::stop()
{
    m_running = false;
    m_timer.stop();
    m_http.cancelAll();
}

void Courier::again(milliseconds pause)
{
    if (m_running)
        m_timer.start(std::max(pause, milliseconds(m_heldUntilMs - m_clock.monotonicMs())));
}

void Courier::publish(const CourierStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void Courier::beginTrip()
{
    if (!m_running || m_status.busy)
        return;
    CourierStatus status = m_status;
    status.busy = true;
    publish(status);
    m_poked = false;
    m_heldSinceMs = 0;
    auto exchange = m_exchange; // copies: the job may run after this object has gone
    m_writer
        .run([exchange, key = m_key, forget = std::exchange(m_forget, false)](Database &db) mutable -> Result<Packed> {
            if (forget)
                exchange.forget();
            SHOULI_TRY(const auto request, exchange.request(db));
            SHOULI_TRY(auto packed, exchange.pack(db, request, *key));
            SHOULI_TRY(const std::int64_t waiting, core::changes::log::ChangeTable::pendingCount(db));
            return Packed{std::move(packed), waiting};
        })
        .then(this, [this](const Result<Packed> &packed) {
            if (!packed)
                return failed(packed.error());
            CourierStatus next = m_status;
            next.waiting = packed->waiting;
            publish(next);
            m_poll = packed->request.poll;
            send(packed->request.body);
        });
}

void Courier::send(const QByteArray &body)
{
    if (!m_running)
        return;
    m_http.send({transport::Method::Post, QByteArrayLiteral("/sync"), body, {}}, this,
                [this](const transport::HttpResult &result) { received(result); });
}

void Courier::received(const transport::HttpResult &result)
{
    if (!result.body)
        return failed(result.body.error(), result.retryAfter);
    const auto response = Exchange::unpack(*result.body);
    if (!response)
        return failed(response.error());
    CourierStatus status = m_status;
    status.online = true;
    publish(status);
    takeNext(std::make_shared<const SyncResponse>(*response), {});
}

void Courier::takeNext(std::shared_ptr<const SyncResponse> response, Exchange::Taken at)
{
    auto exchange = m_exchange;
    if (at.done(*response)) {
        m_writer.run([exchange, response](Database &db) mutable { return exchange.finish(db, *response); })
            .then(this, [this, changed = !response->arrivals.isEmpty()](const Result<Exchange::Outcome> &outcome) {
                finished(outcome, changed);
            });
        return;
    }
    m_writer.run([exchange, response, at](Database &db) mutable { return exchange.takeSlice(db, *response, at); })
        .then(this, [this, response](const Result<Exchange::Taken> &taken) {
            if (!taken)
                return failed(taken.error());
            takeNext(response, *taken);
        });
}

void Courier::finished(const Result<Exchange::Outcome> &outcome, bool changed)
{
    if (!outcome)
        return failed(outcome.error());
    m_failures = 0;
    CourierStatus status = m_status;
    status.busy = false;
    status.online = true;
    status.waiting = outcome->waiting;
    status.trouble.reset();
    if (!outcome->more)
        status.syncedAt = m_clock.now();
    publish(status);
    if (changed)
        Q_EMIT arrived();
    if (outcome->more || m_poked)
        return again(milliseconds(0));
    const auto poll = milliseconds(seconds(std::max(1, outcome->pollSeconds)));
    again(poll + milliseconds(m_random.below(static_cast<std::uint32_t>(poll.count() / 4 + 1))));
}

void Courier::askForOrders()
{
    m_writer.run([](Database &db) { return core::changes::log::ReplicaState::load(db); })
        .then(this, [this](const Result<core::changes::log::ReplicaState> &me) {
            if (!m_running || !me)
                return;
            const QByteArray question = m_farewell.question(me->id, *m_key, m_random);
            m_http.send({transport::Method::Post, QByteArrayLiteral("/orders"), question,
                         QByteArrayLiteral("application/cbor")},
                        this, [this](const transport::HttpResult &result) {
                            if (!m_running || !result.body || !m_farewell.orders(*result.body))
                                return;
                            stop();
                            Q_EMIT eraseOrdered();
                        });
        });
}

void Courier::failed(const Error &error, seconds retryAfter)
{
    if (!m_running && error.code == ErrorCode::Cancelled)
        return;
    CourierStatus status = m_status;
    status.busy = false;
    m_forget = true;
    if (error.code == ErrorCode::SignatureWrong && std::exchange(m_poll, false)) {
        publish(status); // the county has started anew and no longer knows the key of the polls
        return again(milliseconds(0));
    }
    ++m_failures;
    status.online = error.code != ErrorCode::ServerUnreachable && error.code != ErrorCode::CertificateMismatch;
    status.trouble = error;
    publish(status);
    if (error.code == ErrorCode::DeviceRevoked)
        askForOrders();
    auto pause = std::min(longestPause, shortestPause * (1 << std::min(m_failures - 1, 8)));
    pause = std::max<milliseconds>(pause, retryAfter);
    if (core::base::mutant(core::base::Mutant::RetryWithoutPause))
        return again(milliseconds(0));
    again(pause + milliseconds(m_random.below(static_cast<std::uint32_t>(pause.count() / 2 + 1))));
}

} // namespace shouli::sync::client
