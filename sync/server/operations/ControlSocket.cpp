// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ControlSocket.h"

#include <QJsonDocument>
#include <QLocalSocket>

namespace shouli::sync::server::operations {

using core::base::Error;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr int patienceMs = 30'000;
constexpr qint64 longestLine = 64 * 1024;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

ControlSocket::ControlSocket(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlSocket::serveOne);
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
        const auto answer = m_handler(QJsonDocument::fromJson(socket->readLine(longestLine)).object());
        QJsonObject reply;
        if (answer)
            reply.insert(QStringLiteral("answer"), *answer);
        else
            reply = {{QStringLiteral("error"), static_cast<int>(answer.error().code)},
                     {QStringLiteral("detail"), answer.error().detail}};
        socket->write(lineOf(reply));
        socket->disconnectFromServer();
    });
}

Result<QJsonObject> ControlSocket::ask(const QString &path, const QJsonObject &request)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(patienceMs))
        return failure(ErrorCode::ServerUnreachable, path);
    socket.write(lineOf(request));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patienceMs))
            return failure(ErrorCode::ServerUnreachable, path);
    }
    const QJsonObject reply = QJsonDocument::fromJson(socket.readLine(longestLine)).object();
    if (reply.contains(u"error"))
        return tl::unexpected(
            Error{static_cast<ErrorCode>(reply.value(u"error").toInt()), reply.value(u"detail").toString()});
    return reply.value(u"answer").toObject();
}

} // namespace shouli::sync::server::operations
