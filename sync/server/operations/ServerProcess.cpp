// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ServerProcess.h"

#include "sync/server/gateway/AccessLog.h"
#include "sync/server/operations/Administration.h"
#include "sync/server/gateway/CountyRoutes.h"

#include <QCoreApplication>

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

std::array<int, 2> signalPipe{-1, -1};

void onSignal(int)
{
    const char byte = 1;
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

} // namespace

ServerProcess::ServerProcess(const core::base::Clock &clock, core::base::Random &random)
    : m_clock(clock)
    , m_random(random)
{
}

ServerProcess::~ServerProcess()
{
    tellSystemd("STOPPING=1");
    if (m_https)
        m_https->stop();
}

Result<quint16> ServerProcess::start(const ServerConfig &config)
{
    const ServerFolder folder(config.dataFolder);
    raiseFileLimit(config.limits.connections);
    SHOULI_TRY(m_house, CountyHouse::open(folder, m_clock, m_random));
    m_control = std::make_unique<ControlSocket>(
        [this](const QJsonObject &request) { return Administration(*m_house).run(request); });
    SHOULI_CHECK(m_control->listen(folder.controlSocket()));
    m_https = std::make_unique<transport::serving::HttpsServer>(m_clock, config.limits);
    m_https->logTo(gateway::AccessLog(m_clock, config.log));
    gateway::addRoutes(*m_https, m_house->server());
    SHOULI_TRY(const quint16 listening,
               m_https->start(m_house->certificate(), config.listenAddress, config.listenPort));
    stopOnSignals();
    const QString address = config.listenAddress.isEmpty() ? QStringLiteral("*") : config.listenAddress;
    std::printf("listening on %s:%u\n", qPrintable(address), static_cast<unsigned>(listening));
    std::fflush(stdout);
    tellSystemd("READY=1");
    return listening;
}

void ServerProcess::stopOnSignals()
{
    if (::pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_signals = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    QObject::connect(m_signals.get(), &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
}

} // namespace shouli::sync::server::operations
