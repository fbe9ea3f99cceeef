// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/StatusPort.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

namespace shouli::sync::server::gateway {

namespace {

constexpr int mostWaiting = 16;
constexpr int patienceMs = 5'000;
constexpr qint64 longestHead = 8 << 10;

QByteArray reply(const char *status, const QByteArray &body)
{
    return QByteArrayLiteral("HTTP/1.1 ") + status
        + "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nCache-Control: no-store\r\n"
          "Connection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

StatusPort::StatusPort(Metrics metrics, Trouble trouble, QObject *parent)
    : QObject(parent)
    , m_metrics(std::move(metrics))
    , m_trouble(std::move(trouble))
{
    m_server.setMaxPendingConnections(mostWaiting);
    connect(&m_server, &QTcpServer::newConnection, this, &StatusPort::serveOne);
}

core::base::Result<quint16> StatusPort::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return core::base::failure(core::base::ErrorCode::ServerFailure,
                                   QStringLiteral("127.0.0.1 port %1: %2").arg(port).arg(m_server.errorString()));
    return m_server.serverPort();
}

void StatusPort::serveOne()
{
    QTcpSocket *socket = m_server.nextPendingConnection();
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(patienceMs, socket, &QTcpSocket::abort);
    socket->setReadBufferSize(longestHead);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
        const QByteArray head = socket->peek(longestHead);
        if (!head.contains("\r\n\r\n")) {
            if (head.size() >= longestHead)
                socket->abort();
            return;
        }
        disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
        socket->write(answerTo(head.left(head.indexOf("\r\n"))));
        socket->disconnectFromHost();
    });
}

QByteArray StatusPort::answerTo(const QByteArray &requestLine) const
{
    if (requestLine.startsWith("GET /metrics HTTP/1."))
        return reply("200 OK", m_metrics());
    if (requestLine.startsWith("GET /healthz HTTP/1.")) {
        const QByteArray trouble = m_trouble ? m_trouble() : QByteArray();
        return trouble.isEmpty() ? reply("200 OK", "ok\n") : reply("503 Service Unavailable", trouble + '\n');
    }
    return reply("404 Not Found", "not-found\n");
}

} // namespace shouli::sync::server::gateway
