// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ControlSocket.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

namespace shouli::sync::server::operations {

using core::base::Error;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr int connectMs = 30'000;
constexpr qint64 longestLine = 64 * 1024;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject replyTo(const Result<QJsonObject> &answer)
{
    if (answer)
        return {{QStringLiteral("answer"), *answer}};
    return {{QStringLiteral("error"), static_cast<int>(answer.error().code)},
            {QStringLiteral("detail"), answer.error().detail}};
}

} // namespace

ControlSocket::ControlSocket(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    m_workers.setMaxThreadCount(1);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlSocket::serveOne);
}

ControlSocket::~ControlSocket()
{
    m_workers.waitForDone();
}

Result<void> ControlSocket::listen(const QString &path)
{
    QLocalServer::removeServer(path); // left behind by a power cut; the folder's lock says nobody else is alive
    if (!m_server.listen(path))
        return failure(ErrorCode::ServerFailure, m_server.errorString());
    return {};
}

void ControlSocket::serveOne()
{
    QLocalSocket *socket = m_server.nextPendingConnection();
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > longestLine)
                socket->abort();
            return;
        }
        const QJsonObject request = QJsonDocument::fromJson(socket->readLine(longestLine)).object();
        disconnect(socket, &QLocalSocket::readyRead, this, nullptr); // one question each
        m_workers.start([this, request, socket = QPointer<QLocalSocket>(socket)] {
            const QByteArray reply = lineOf(replyTo(m_handler(request)));
            QMetaObject::invokeMethod(
                this,
                [socket, reply] {
                    if (!socket)
                        return; // whoever asked has gone
                    socket->write(reply);
                    socket->disconnectFromServer();
                },
                Qt::QueuedConnection);
        });
    });
}

Result<QJsonObject> ControlSocket::ask(const QString &path, const QJsonObject &request,
                                       std::chrono::milliseconds patience)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(connectMs))
        return failure(ErrorCode::ServerUnreachable, path);
    socket.write(lineOf(request));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(static_cast<int>(patience.count())))
            return failure(ErrorCode::ServerUnreachable, path);
    }
    const QJsonObject reply = QJsonDocument::fromJson(socket.readLine(longestLine)).object();
    if (reply.contains(u"error"))
        return tl::unexpected(
            Error{static_cast<ErrorCode>(reply.value(u"error").toInt()), reply.value(u"detail").toString()});
    return reply.value(u"answer").toObject();
}

} // namespace shouli::sync::server::operations
