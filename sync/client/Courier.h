// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Random.h"
#include "core/base/Timestamp.h"
#include "core/crypto/SigningKey.h"
#include "core/storage/WriterThread.h"
#include "sync/client/CourierState.h"
#include "sync/client/Exchange.h"
#include "sync/client/Farewell.h"
#include "sync/client/Installation.h"
#include "sync/client/ScopeCourier.h"
#include "sync/transport/HttpsClient.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace shouli::sync::client {

/// What the sync light shows; nothing is claimed before it is so.
struct CourierStatus {
    bool online = false;                           ///< the last attempt reached the county
    bool busy = false;                             ///< a round trip is under way
    std::int64_t waiting = 0;                      ///< own changes that the county has not ordered
    std::optional<core::base::Timestamp> syncedAt; ///< last complete round trip
    std::optional<core::base::Error> trouble;      ///< why the last attempt failed
    /// What the county's snapshot of an office brings: rows done, of how many.
    std::optional<ScopeLoad::Progress> loading = std::nullopt;

    bool operator==(const CourierStatus &) const = default;
};

/// Carries changes between this PC and the county when there is a way, and waits when there is none.
/// Never on the path of an action: pages write and go on. Round trips follow one another until
/// nothing waits; then the county's poll interval, with jitter; after a failure a growing pause
/// (2 s to 5 min, with jitter). Lives on the thread that made it; database work runs on the writer
/// thread in short slices. `log`, `writer`, `clock` and `random` must outlive it.
class Courier : public QObject {
    Q_OBJECT

public:
    Courier(core::changes::log::ChangeLog &log, core::storage::WriterThread &writer, const core::base::Clock &clock,
            core::base::Random &random, const Installation &installation, core::crypto::SigningKey key,
            QObject *parent = nullptr);
    ~Courier() override;

    /// Begins, and soon again whenever something new was written here.
    void start();
    void poke();
    /// No round trip begins for so long: a step that may still be taken back does not leave the PC. A
    /// trip under way goes on. Steps that follow one another closely cannot hold it for longer than a minute.
    void hold(std::chrono::milliseconds time);
    /// The way to the county from the next connection on; a round trip begins.
    void setProxy(const transport::ProxySetting &proxy);
    /// Ends a hold; a round trip begins.
    void release();
    /// No further round trips; the one under way is given up without loss.
    void stop();

    /// See Exchange::atRenaming. Before start().
    void atRenaming(Exchange::Renaming renaming) { m_exchange.atRenaming(std::move(renaming)); }

    [[nodiscard]] const CourierStatus &status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(const shouli::sync::client::CourierStatus &status);
    /// Rows changed by what came: pages read anew.
    void arrived();
    /// This PC's name and its place within its office are others now: another PC was at work under it (a copied disk,
    /// or an old one put back). Nothing is lost.
    void renamed();
    /// The county's server was put back to before this PC's enrolment, and has taken it in again; its number and its
    /// place may be others now.
    void takenBack();
    /// The county's server was put back to an older state. What it lost of this PC's goes there again, everything else
    /// comes anew.
    void startedAnew();
    /// The county has revoked this PC and orders, under its own key, that the keys of its staff be erased. Comes once,
    /// after the last round trip.
    void eraseOrdered();

private:
    /// What goes to the county.
    struct Question {
        QByteArray path;
        QByteArray body;
        bool poll = false; ///< not signed
    };

    void happen(CourierEvent event);
    void perform(CourierDeed deed);
    void pack();
    void send();
    void take();
    void finish();
    void askPart();
    void askAgree();
    void rest();
    void pause();
    void loaded(const core::base::Result<void> &outcome);
    void askForOrders();
    void askHome();
    /// The event that an error stands for in this state.
    void stumble(const core::base::Error &error, std::chrono::seconds retryAfter = {});
    void again(std::chrono::milliseconds pause);
    void publish(const CourierStatus &status);
    /// Runs `job` on the writer thread and then `next` here, unless this run of the courier has ended meanwhile.
    template <class Job, class Next>
    void onWriter(Job job, Next next);
    template <class Next>
    void overHttps(const Question &question, Next next);
    /// A question that the writer thread makes, and whose answer it takes; then `next`.
    template <class Make, class Take, class Next>
    void ask(const char *path, Make make, Take take, Next next);

    Exchange m_exchange;
    core::storage::WriterThread &m_writer;
    core::base::Random &m_random;
    const core::base::Clock &m_clock;
    std::shared_ptr<const core::crypto::SigningKey> m_key;
    Farewell m_farewell;
    std::shared_ptr<transport::ProxyChoice> m_proxy; ///< its clients ask on threads of their own
    transport::HttpsClient m_http;
    ScopeCourier m_scopes;
    QTimer m_timer;
    QTimer m_verifying; ///< once in each run, when all is quiet
    CourierStatus m_status;
    CourierState m_state = CourierState::Stopped;
    int m_run = 0; ///< grows with each stop: what comes late belongs to an earlier one
    Question m_question;
    std::shared_ptr<const protocol::SyncResponse> m_response;
    Exchange::Taken m_taken;
    int m_pollSeconds = protocol::SyncResponse::usualPollSeconds;
    core::base::Error m_error;
    std::chrono::seconds m_retryAfter{};
    std::int64_t m_heldSinceMs = 0; ///< monotonic; 0: no trip was put off since the last one
    std::int64_t m_heldUntilMs = 0;
    int m_failures = 0;
    int m_loadFailures = 0;  ///< one after another: after some, a scope is read from its beginning
    int m_mended = 0;        ///< partings and agreements since the last whole round trip
    bool m_verifies = false; ///< set once
    bool m_forget = false;   ///< the next request takes nothing for granted
    bool m_poked = false;    ///< something was written while a trip was under way
};

} // namespace shouli::sync::client
