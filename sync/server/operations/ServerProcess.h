// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "sync/server/operations/ControlSocket.h"
#include "sync/server/gateway/Health.h"
#include "sync/server/gateway/LogFile.h"
#include "sync/server/gateway/StatusPort.h"
#include "sync/server/gateway/Traffic.h"
#include "sync/server/operations/CountyHouse.h"
#include "sync/server/operations/ServerConfig.h"
#include "sync/transport/serving/HttpsServer.h"

#include <QDate>
#include <QSocketNotifier>
#include <QTimer>

#include <future>
#include <memory>

namespace shouli::sync::server::operations {

/// `shouli-server serve`: from opening the folder to a clean stop on SIGTERM or SIGINT. Needs a
/// QCoreApplication; one thread. On SIGHUP its log file is opened anew. While it lives it answers systemd's watchdog, writes down once a minute which PCs were
/// here, makes snapshots every night and writes the file anew where something was erased, and tells on the status port how it stands.
class ServerProcess {
public:
    ServerProcess(const core::base::Clock &clock, core::base::Random &random);
    ~ServerProcess(); ///< stops: requests under way are answered

    /// Listens; the port it has. Tells systemd (sd_notify) that it is ready, and writes one line on
    /// standard output: "listening on ADDRESS:PORT". Requests are logged to standard error, or to the file that the configuration names.
    [[nodiscard]] core::base::Result<quint16> start(const ServerConfig &config);

private:
    [[nodiscard]] gateway::AccessLog accessLog(const ServerConfig &config);
    void complain(const QString &text); ///< one line in the log
    void obeySignals();
    void keepWatchdogQuiet();
    void writeVisits();
    void makeSnapshotsAtNight();
    [[nodiscard]] core::base::Result<void> openStatusPort(int port);
    [[nodiscard]] QByteArray metrics();

    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    gateway::Traffic m_traffic;
    std::unique_ptr<gateway::LogFile> m_log; ///< none: standard error
    std::unique_ptr<gateway::Health> m_health;
    std::unique_ptr<CountyHouse> m_house;
    std::unique_ptr<ControlSocket> m_control;
    std::unique_ptr<transport::serving::HttpsServer> m_https;
    std::unique_ptr<gateway::StatusPort> m_status;
    std::unique_ptr<QSocketNotifier> m_signals;
    QTimer m_watchdog;
    QTimer m_visits;
    QDate m_snapshotsOf;                 ///< the day they were last made
    std::future<void> m_makingSnapshots; // last: waits for what uses all else
};

} // namespace shouli::sync::server::operations
