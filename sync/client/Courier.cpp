// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Courier.h"

#include "core/base/Mutant.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "sync/protocol/Paths.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace shouli::sync::client {

using core::base::Error;
using core::base::ErrorCode;
using core::base::Result;
using core::storage::Database;
using protocol::SyncResponse;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace paths = protocol::paths;

namespace {

constexpr milliseconds gather{150}; ///< an act is often followed by another
constexpr milliseconds longestHold{60'000};
constexpr milliseconds shortestPause{2000};
constexpr milliseconds longestPause{300'000};
constexpr int mostLoadFailures = 3;
constexpr std::chrono::minutes untilVerified{2}; ///< after the first whole round trip: nobody waits for it

constexpr int mostMends = 3; ///< without a whole round trip between: then something else is wrong

transport::HttpsClient::ProxyFor wayBy(const std::shared_ptr<transport::ProxyChoice> &choice)
{
    return [choice](const QString &host, quint16 port) { return choice->chosen().towards(host, port); };
}

bool reaches(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ServerUnreachable:
    case ErrorCode::ProxyUnreachable:
    case ErrorCode::ProxyRefused:
    case ErrorCode::ProxyLoginNeeded:
    case ErrorCode::CertificateMismatch:
        return false;
    default:
        return true;
    }
}

/// A round trip's body, and how much of ours waits.
struct Packed {
    Exchange::Packed request;
    std::int64_t waiting = 0;
};

/// Nobody was there, or nobody who knew.
bool isNoAnswer(ErrorCode code)
{
    return !reaches(code) || code == ErrorCode::ServerFailure || code == ErrorCode::ServerBusy;
}

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
    , m_proxy(std::make_shared<transport::ProxyChoice>(installation.proxy))
    , m_http({installation.serverHost, static_cast<quint16>(installation.serverPort), installation.serverPin}, {},
             wayBy(m_proxy))
    , m_scopes(log, writer,
               {installation.serverHost, static_cast<quint16>(installation.serverPort), installation.serverPin}, m_key,
               wayBy(m_proxy))
{
    connect(&m_scopes, &ScopeCourier::progressed, this, [this](qint64 done, qint64 of) {
        CourierStatus status = m_status;
        status.loading = ScopeLoad::Progress{done, of};
        publish(status);
    });
    connect(&m_scopes, &ScopeCourier::loaded, this, &Courier::arrived);
    connect(&m_scopes, &ScopeCourier::done, this, &Courier::loaded);
    connect(&m_scopes, &ScopeCourier::verified, this, [this] { // what was fetched for it is done with
        CourierStatus status = m_status;
        status.loading.reset();
        publish(status);
    });
    m_verifying.setSingleShot(true);
    connect(&m_verifying, &QTimer::timeout, &m_scopes, &ScopeCourier::verify);
    m_timer.setParent(this);
    m_timer.setObjectName(QStringLiteral("next trip"));
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { happen(CourierEvent::Due); });
}

Courier::~Courier()
{
    blockSignals(true);
    stop();
}

void Courier::start()
{
    if (m_state == CourierState::Stopped)
        happen(CourierEvent::Due);
}

void Courier::poke()
{
    happen(CourierEvent::Written);
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

void Courier::setProxy(const transport::ProxySetting &proxy)
{
    m_proxy->choose(proxy);
    m_failures = 0;
    if (m_timer.isActive())
        again(gather); // not only after a long pause
}

void Courier::release()
{
    m_heldSinceMs = m_heldUntilMs = 0;
    poke();
}

void Courier::stop()
{
    happen(CourierEvent::Stop);
}

void Courier::again(milliseconds pause)
{
    m_timer.start(std::max(pause, milliseconds(m_heldUntilMs - m_clock.monotonicMs())));
}

void Courier::publish(const CourierStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void Courier::happen(CourierEvent event)
{
    CourierMove move = courierMove(m_state, event);
    Q_ASSERT(move.deed != CourierDeed::CannotBe);
    if (move.deed == CourierDeed::CannotBe) { // a mistake of ours: begin again rather than stand still for ever
        m_error = {ErrorCode::Unsupported, QStringLiteral("courier %1 × %2").arg(int(m_state)).arg(int(event))};
        m_retryAfter = {};
        move = courierMove(CourierState::Packing, CourierEvent::Failed);
    }
    m_state = move.to;
    perform(move.deed);
}

void Courier::perform(CourierDeed deed)
{
    switch (deed) {
    case CourierDeed::Missing:
    case CourierDeed::Nothing:
    case CourierDeed::CannotBe:
        return;
    case CourierDeed::Begin:
        return again(milliseconds(0));
    case CourierDeed::SignAll:
        m_forget = true;
        return pack();
    case CourierDeed::Pack:
        return pack();
    case CourierDeed::Send:
        return send();
    case CourierDeed::Take:
        return take();
    case CourierDeed::AskPart:
        return askPart();
    case CourierDeed::AskAgree:
        return askAgree();
    case CourierDeed::AskOrders:
        return askForOrders();
    case CourierDeed::AskHome:
        return askHome();
    case CourierDeed::Rest:
        return rest();
    case CourierDeed::HurryUp:
        return again(gather);
    case CourierDeed::Remember:
        m_poked = true;
        return;
    case CourierDeed::Pause:
        return pause();
    case CourierDeed::GiveUp:
        ++m_run;
        m_timer.stop();
        m_http.cancelAll();
        m_scopes.stop();
        m_verifying.stop();
        m_forget = true;
        CourierStatus status = m_status;
        status.busy = false;
        publish(status);
        return;
    }
}

template <class Job, class Next>
void Courier::onWriter(Job job, Next next)
{
    using Outcome = std::invoke_result_t<Job, Database &>;
    m_writer.run(std::move(job)).then(this, [this, run = m_run, next = std::move(next)](const Outcome &result) {
        if (run == m_run)
            next(result);
    });
}

template <class Next>
void Courier::overHttps(const Question &question, Next next)
{
    m_http.send({transport::Method::Post, question.path, question.body, {}}, this,
                [this, run = m_run, next = std::move(next)](const transport::HttpResult &result) {
                    if (run != m_run)
                        return;
                    if (!result.body)
                        return stumble(result.body.error(), result.retryAfter);
                    next(*result.body);
                });
}

void Courier::pack()
{
    CourierStatus status = m_status;
    status.busy = true;
    publish(status);
    m_poked = false;
    m_heldSinceMs = 0;
    // copies: the job may run after this object has gone
    auto job = [exchange = m_exchange, key = m_key, snapshots = m_loadFailures < mostLoadFailures,
                forget = std::exchange(m_forget, false)](Database &db) mutable -> Result<Packed> {
        if (forget)
            exchange.forget();
        SHOULI_TRY(const auto request, exchange.request(db, Exchange::changesAtOnce, snapshots));
        SHOULI_TRY(auto packed, exchange.pack(db, request, *key));
        SHOULI_TRY(const std::int64_t waiting, core::changes::log::ChangeTable::pendingCount(db));
        return Packed{std::move(packed), waiting};
    };
    onWriter(std::move(job), [this](const Result<Packed> &packed) {
        if (!packed)
            return stumble(packed.error());
        CourierStatus next = m_status;
        next.waiting = packed->waiting;
        publish(next);
        m_question = {paths::sync, packed->request.body, packed->request.poll};
        happen(CourierEvent::Ready);
    });
}

void Courier::send()
{
    overHttps(m_question, [this](const QByteArray &answer) {
        auto response = Exchange::unpack(answer);
        if (!response)
            return stumble(response.error());
        CourierStatus status = m_status;
        status.online = true;
        publish(status);
        m_response = std::make_shared<const SyncResponse>(std::move(*response));
        m_taken = {};
        happen(CourierEvent::Ready);
    });
}

void Courier::take()
{
    if (m_taken.done(*m_response))
        return finish();
    auto job = [exchange = m_exchange, response = m_response, at = m_taken](Database &db) mutable {
        return exchange.takeSlice(db, *response, at);
    };
    onWriter(std::move(job), [this](const Result<Exchange::Taken> &taken) {
        if (!taken)
            return stumble(taken.error());
        m_taken = *taken;
        happen(CourierEvent::Ready);
    });
}

void Courier::finish()
{
    auto job = [exchange = m_exchange, response = m_response](Database &db) mutable {
        return exchange.finish(db, *response);
    };
    onWriter(std::move(job), [this](const Result<Exchange::Outcome> &outcome) {
        if (!outcome)
            return stumble(outcome.error());
        m_failures = m_mended = 0;
        m_pollSeconds = std::max(1, outcome->pollSeconds);
        const bool more = outcome->more || m_poked;
        CourierStatus status = m_status;
        status.busy = more;
        status.waiting = outcome->waiting;
        status.trouble.reset();
        if (!outcome->more && outcome->bySnapshot.isEmpty())
            status.syncedAt = m_clock.now();
        publish(status);
        if (!std::exchange(m_response, {})->arrivals.isEmpty())
            Q_EMIT arrived();
        if (m_state == CourierState::Taking) // whoever was told may have stopped us
            happen(more ? CourierEvent::More : CourierEvent::Done);
        if (m_state != CourierState::Stopped)
            m_scopes.fetch(outcome->bySnapshot);
        if (m_state != CourierState::Stopped && status.syncedAt && !std::exchange(m_verifies, true))
            m_verifying.start(untilVerified);
    });
}

void Courier::loaded(const Result<void> &outcome)
{
    CourierStatus status = m_status;
    status.loading.reset();
    const bool stopped = !outcome && outcome.error().code == ErrorCode::Cancelled;
    if (outcome)
        m_loadFailures = 0;
    else if (!stopped)
        ++m_loadFailures;
    if (!outcome && !stopped)
        status.trouble = outcome.error(); // the next trip's answer names the scope again
    publish(status);
    if (outcome)
        poke(); // what came since
}

void Courier::rest()
{
    const auto poll = milliseconds(seconds(m_pollSeconds));
    again(poll + milliseconds(m_random.below(static_cast<std::uint32_t>(poll.count() / 4 + 1))));
}

template <class Make, class Take, class Next>
void Courier::ask(const char *path, Make make, Take take, Next next)
{
    const auto answered = [this, take, next](const QByteArray &answer) {
        onWriter([take, answer](Database &db) mutable { return take(db, answer); },
                 [this, next](const auto &taken) {
                     if (!taken)
                         return stumble(taken.error());
                     next(*taken);
                 });
    };
    onWriter(make, [this, path, answered](const Result<QByteArray> &question) {
        if (!question)
            return stumble(question.error());
        overHttps({QByteArray(path), *question}, answered);
    });
}

void Courier::askPart()
{
    ask(
        paths::part, [exchange = m_exchange, key = m_key](Database &db) { return exchange.chain(db, *key); },
        [exchange = m_exchange](Database &db, const QByteArray &answer) mutable { return exchange.part(db, answer); },
        [this](bool parted) {
            if (parted)
                Q_EMIT renamed();
            if (m_state == CourierState::Parting) // whoever was told may have stopped us
                happen(parted ? CourierEvent::Done : CourierEvent::Ready);
        });
}

void Courier::askAgree()
{
    ask(
        paths::agree, [exchange = m_exchange, key = m_key](Database &db) { return exchange.checkpoints(db, *key); },
        [exchange = m_exchange](Database &db, const QByteArray &answer) mutable -> Result<bool> {
            SHOULI_CHECK(exchange.agree(db, answer));
            return true;
        },
        [this](bool) {
            Q_EMIT startedAnew();
            Q_EMIT arrived();
            if (m_state == CourierState::Agreeing)
                happen(CourierEvent::Done);
        });
}

void Courier::askHome()
{
    ask(
        paths::goHome, [exchange = m_exchange, key = m_key](Database &db) { return exchange.homecoming(db, *key); },
        [exchange = m_exchange](Database &db, const QByteArray &answer) mutable -> Result<bool> {
            SHOULI_CHECK(exchange.comeHome(db, answer));
            return true;
        },
        [this](bool) {
            Q_EMIT takenBack();
            if (m_state == CourierState::Returning)
                happen(CourierEvent::Done);
        });
}

void Courier::stumble(const Error &error, seconds retryAfter)
{
    const bool asking = m_state == CourierState::Sent || m_state == CourierState::Taking;
    if (error.code == ErrorCode::SignatureWrong && m_state == CourierState::Sent && m_question.poll)
        return happen(CourierEvent::Unproven);
    if (asking && error.code == ErrorCode::ForkDetected && ++m_mended <= mostMends)
        return happen(CourierEvent::Forked);
    if (asking && error.code == ErrorCode::EpochChanged && ++m_mended <= mostMends)
        return happen(CourierEvent::Restored);
    if (m_state == CourierState::Sent && error.code == ErrorCode::DeviceRevoked && ++m_mended <= mostMends)
        return happen(CourierEvent::ShutOut);
    // parted from before what the county had told it: the county has lost that
    if (m_state == CourierState::Parting && error.code == ErrorCode::ChainBroken)
        return happen(CourierEvent::Restored);
    m_error = error;
    m_retryAfter = retryAfter;
    happen(CourierEvent::Failed);
}

void Courier::pause()
{
    ++m_failures;
    m_response.reset();
    CourierStatus status = m_status;
    status.busy = false;
    status.online = reaches(m_error.code);
    status.trouble = m_error;
    publish(status);
    if (m_state != CourierState::Pausing) // whoever was told may have stopped us
        return;
    auto pause = std::min(longestPause, shortestPause * (1 << std::min(m_failures - 1, 8)));
    pause = std::max<milliseconds>(pause, m_retryAfter);
    if (core::base::mutant(core::base::Mutant::RetryWithoutPause))
        return again(milliseconds(0));
    again(pause + milliseconds(m_random.below(static_cast<std::uint32_t>(pause.count() / 2 + 1))));
}

void Courier::askForOrders()
{
    const auto ask = [this](const Result<core::changes::log::ReplicaState> &me) {
        if (!me)
            return stumble(me.error());
        const QByteArray question = m_farewell.question(me->id, *m_key, m_random);
        m_http.send({transport::Method::Post, paths::orders, question, QByteArrayLiteral("application/cbor")}, this,
                    [this, run = m_run](const transport::HttpResult &result) {
                        if (run != m_run)
                            return;
                        if (!result.body && result.body.error().code == ErrorCode::DeviceRevoked)
                            return happen(CourierEvent::Ready); // not even known as revoked: the county lost it
                        if (!result.body && isNoAnswer(result.body.error().code))
                            return stumble(result.body.error(), result.retryAfter);
                        if (!result.body || !m_farewell.orders(*result.body))
                            return stumble({ErrorCode::DeviceRevoked, {}});
                        CourierStatus status = m_status;
                        status.trouble = Error{ErrorCode::DeviceRevoked, {}};
                        publish(status);
                        stop();
                        Q_EMIT eraseOrdered();
                    });
    };
    onWriter([](Database &db) { return core::changes::log::ReplicaState::load(db); }, ask);
}

} // namespace shouli::sync::client
