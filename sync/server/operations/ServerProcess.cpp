// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ServerProcess.h"

#include "sync/server/CountyLog.h"
#include "sync/server/Durability.h"
#include "sync/server/gateway/AccessLog.h"
#include "sync/server/operations/Administration.h"
#include "sync/server/gateway/CountyRoutes.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace shouli::sync::server::operations {

using core::base::Result;

namespace {

constexpr std::chrono::milliseconds notice{300}; ///< of a stop: long enough for a courier that is at work

std::array<int, 2> signalPipe{-1, -1};

void onSignal(int signal)
{
    const char byte = static_cast<char>(signal);
    (void)!::write(signalPipe[1], &byte, 1);
}

/// sd_notify(3) without libsystemd: one datagram to the socket that systemd names.
void tellSystemd(const char *state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0'; // abstract
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<size_t>(path.size()));
    (void)::sendto(fd, state, std::strlen(state), MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address), length);
    ::close(fd);
}

/// A connection is a file descriptor; the usual 1,024 are fewer than the server may have clients.
void raiseFileLimit(int connections)
{
    constexpr rlim_t others = 256;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const rlim_t wanted = static_cast<rlim_t>(connections) + others;
    if (limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
        std::fprintf(stderr, "shouli-server: only %llu files may be open; %d connections need %llu (LimitNOFILE=)\n",
                     static_cast<unsigned long long>(limit.rlim_cur), connections,
                     static_cast<unsigned long long>(wanted));
}

/// Memory of this process, from /proc/self/statm; 0 where there is none.
qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// Each PC that is let in, by its number and nothing else: when it was last answered, and how many lines the county has
/// had since for anybody. One that never came has neither.
QByteArray metricsOf(const QList<devices::EnrolledDevice> &all, const devices::DeviceHistory::Visits &visits,
                     std::int64_t head)
{
    QByteArray seen = "# TYPE shouli_pc_seen_seconds gauge\n"; // since 1970
    QByteArray behind = "# TYPE shouli_pc_behind_entries gauge\n";
    for (const auto &device : all) {
        const auto visit = visits.constFind(device.replica);
        if (device.revoked || visit == visits.cend())
            continue;
        const QByteArray pc = "{pc=\"" + QByteArray::number(device.number) + "\",ordinal=\""
            + QByteArray::number(device.ordinal) + "\"} ";
        seen += "shouli_pc_seen_seconds" + pc + QByteArray::number(visit->at.ms / 1000) + '\n';
        behind += "shouli_pc_behind_entries" + pc + QByteArray::number(std::max<qint64>(0, head - visit->position))
            + '\n';
    }
    return seen + behind;
}

} // namespace

ServerProcess::ServerProcess(const core::base::Clock &clock, core::base::Random &random)
    : m_clock(clock)
    , m_random(random)
    , m_traffic(clock)
{
}

ServerProcess::~ServerProcess()
{
    tellSystemd("STOPPING=1");
    if (m_https)
        m_https->stop();
    if (m_house)
        writeVisits();
}

Result<quint16> ServerProcess::start(const ServerConfig &config)
{
    const keeping::ServerFolder folder(config.dataFolder);
    raiseFileLimit(config.limits.connections);
    if (!config.logFile.isEmpty()) {
        m_log = std::make_unique<gateway::LogFile>(config.logFile, qint64(config.logFileMebibytes) << 20,
                                                   config.logFiles);
        SHOULI_CHECK(m_log->open());
    }
    SHOULI_TRY(m_house, CountyHouse::open(folder, m_clock, m_random, config.keeping));
    m_control = std::make_unique<ControlSocket>(
        [this](const QJsonObject &request) {
            writeVisits(); // who was here is asked for
            return Administration(*m_house).run(request);
        });
    SHOULI_CHECK(m_control->listen(folder.controlSocket()));
    auto limits = config.limits;
    limits.notice = notice;
    m_https = std::make_unique<transport::serving::HttpsServer>(m_clock, limits);
    m_https->logTo([this, log = accessLog(config)](const transport::AccessRecord &record) {
        m_traffic.answered(record);
        log(record);
    });
    m_health = std::make_unique<gateway::Health>(m_clock, [this] { return m_house->server().health(); });
    gateway::addRoutes(*m_https, m_house->server(), m_house->certificate(), &m_traffic, m_health.get());
    SHOULI_TRY(const quint16 listening,
               m_https->start(m_house->certificate(), config.listenAddress, config.listenPort));
    obeySignals();
    const QString address = config.listenAddress.isEmpty() ? QStringLiteral("*") : config.listenAddress;
    std::printf("listening on %s:%u\n", qPrintable(address), static_cast<unsigned>(listening));
    if (config.statusPort >= 0)
        SHOULI_CHECK(openStatusPort(config.statusPort));
    std::fflush(stdout);
    QObject::connect(&m_visits, &QTimer::timeout, &m_visits, [this] {
        writeVisits();
        makeSnapshotsAtNight();
    });
    m_visits.start(std::chrono::minutes(1));
    keepWatchdogQuiet();
    tellSystemd("READY=1");
    return listening;
}

gateway::AccessLog ServerProcess::accessLog(const ServerConfig &config)
{
    using gateway::AccessLog;
    if (!m_log)
        return {m_clock, config.log, AccessLog::toStandardError, !AccessLog::underJournal(), config.logStyle};
    return {m_clock, config.log, [this](const QByteArray &line) { m_log->write(line); }, true, config.logStyle};
}

void ServerProcess::complain(const QString &text)
{
    const QByteArray line = "shouli-server: " + text.toUtf8() + '\n';
    m_log ? m_log->write(line) : gateway::AccessLog::toStandardError(line);
}

void ServerProcess::makeSnapshotsAtNight()
{
    constexpr int hour = 3; // of the county; offices are closed
    const QDateTime now = m_clock.now().inChina();
    const bool busy = m_makingSnapshots.valid()
        && m_makingSnapshots.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    if (now.time().hour() != hour || m_snapshotsOf == now.date() || busy)
        return;
    m_snapshotsOf = now.date();
    m_makingSnapshots = std::async(std::launch::async, [this] {
        if (const auto scrubbed = m_house->server().scrub(); !scrubbed)
            complain(QStringLiteral("what was erased is still in old pages: ") + scrubbed.error().detail);
        if (const auto made = m_house->server().snapshots().makeAll(); !made)
            complain(QStringLiteral("snapshots not made: ") + made.error().detail);
    });
}

/// WATCHDOG_USEC as in sd_watchdog_enabled(3): the event loop that would stop the server must be turning.
void ServerProcess::keepWatchdogQuiet()
{
    const auto limit = std::chrono::microseconds(qgetenv("WATCHDOG_USEC").toLongLong());
    if (limit.count() <= 0)
        return;
    QObject::connect(&m_watchdog, &QTimer::timeout, &m_watchdog, [] { tellSystemd("WATCHDOG=1"); });
    m_watchdog.start(std::chrono::duration_cast<std::chrono::milliseconds>(limit / 2));
}

void ServerProcess::writeVisits()
{
    const auto visits = m_traffic.takeVisits();
    if (visits.isEmpty())
        return;
    const auto written = m_house->server().administer(
        [visits](County &, engine::Transaction &tx) { return devices::DeviceHistory::noteVisits(tx, visits); });
    if (!written)
        complain(QStringLiteral("visits not written: ") + written.error().detail);
}

Result<void> ServerProcess::openStatusPort(int port)
{
    m_status = std::make_unique<gateway::StatusPort>([this] { return metrics(); }, [this] { return m_health->reason(); });
    SHOULI_TRY(const quint16 open, m_status->listen(static_cast<quint16>(port)));
    std::printf("status on 127.0.0.1:%u\n", static_cast<unsigned>(open));
    return {};
}

QByteArray ServerProcess::metrics()
{
    writeVisits();
    QByteArray out = m_traffic.toPrometheus();
    const auto gauge = [&out](const char *name, qint64 value) {
        out += QByteArrayLiteral("# TYPE ") + name + " gauge\n" + name + ' ' + QByteArray::number(value) + '\n';
    };
    gauge("shouli_connections", m_https->connections());
    struct Standing {
        std::int64_t head = 0;
        std::int64_t durable = 0;
        qint64 bytes = 0;
        QList<devices::EnrolledDevice> devices;
        devices::DeviceHistory::Visits visits;
    };
    const auto standing = m_house->server().administer([](County &, engine::Transaction &tx) -> Result<Standing> {
        SHOULI_TRY(const merge::LogHead head, CountyLog::head(tx.connection()));
        SHOULI_TRY(const std::int64_t durable, Durability::position(tx.connection()));
        SHOULI_TRY(const qint64 bytes, tx.connection().size());
        SHOULI_TRY(const auto all, devices::Devices::all(tx.connection()));
        SHOULI_TRY(const auto visits, devices::DeviceHistory::visits(tx.connection()));
        return Standing{head.seq, durable, bytes, all, visits};
    });
    if (standing) {
        gauge("shouli_log_entries", standing->head);
        gauge("shouli_entries_not_durable", standing->head - standing->durable);
        gauge("shouli_database_bytes", standing->bytes);
        out += metricsOf(standing->devices, standing->visits, standing->head);
    }
    gauge("shouli_resident_bytes", residentBytes());
    return out;
}

void ServerProcess::obeySignals()
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    QObject::connect(m_signals.get(), &QSocketNotifier::activated, m_signals.get(), [this] {
        char signal = 0;
        while (::read(signalPipe[0], &signal, 1) == 1) {
            if (signal != SIGHUP)
                QCoreApplication::quit();
            else if (m_log)
                m_log->reopen();
        }
    });
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        std::signal(signal, onSignal);
}

} // namespace shouli::sync::server::operations
