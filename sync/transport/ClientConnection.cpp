// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ClientConnection.h"

#include "core/crypto/Hash.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/Refusal.h"

#include <QHostAddress>
#include <QSslConfiguration>

#include <algorithm>

namespace shouli::sync::transport {

using core::base::ErrorCode;
using core::base::failure;

namespace {

constexpr qint64 socketBuffer = 256 << 10; // decrypted bytes that wait for read()

/// What a pin makes up for: nobody vouches for the certificate, a clock is wrong, the name has
/// changed. Anything else (revoked, wrong purpose, broken signature) stays an error.
bool isMadeUpFor(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateNotYetValid:
    case QSslError::CertificateExpired:
    case QSslError::HostNameMismatch:
        return true;
    default:
        return false;
    }
}

QSslConfiguration configuration()
{
    QSslConfiguration ssl;
    ssl.setProtocol(QSsl::TlsV1_2OrLater);
    ssl.setPeerVerifyMode(QSslSocket::VerifyPeer);
    ssl.setCaCertificates({}); // no authority of this PC has a say: the question always reaches the pin
    return ssl;
}

/// Without an answer: whose fault it is, so that people look in the right place. A proxy that will not tunnel says so
/// with 403, 405 or any other status; Qt gives these back as two of its errors.
ErrorCode codeOf(QAbstractSocket::SocketError error, const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
        return ErrorCode::ServerUnreachable;
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return ErrorCode::ProxyLoginNeeded;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
        return ErrorCode::ProxyUnreachable;
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::SocketAccessError:
        return ErrorCode::ProxyRefused;
    default:
        return ErrorCode::ServerUnreachable;
    }
}

QByteArray encode(const ServerIdentity &server, const OutgoingRequest &request)
{
    QByteArray host = server.host.toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    if (server.port != 443)
        host += ':' + QByteArray::number(server.port);
    QByteArray out;
    out.reserve(256 + request.body.size());
    out += methodName(request.method) + ' ' + request.path + " HTTP/1.1\r\nHost: " + host + "\r\n";
    if (!request.contentType.isEmpty())
        out += "Content-Type: " + request.contentType + "\r\n";
    if (request.method == Method::Post || request.method == Method::Put || !request.body.isEmpty())
        out += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    out += "\r\n";
    out += request.body;
    return out;
}

} // namespace

void ClientConnection::SocketGone::operator()(QSslSocket *socket) const
{
    socket->disconnect();
    socket->abort();
    socket->deleteLater(); // one of its own signals may be what brought us here
}

ClientConnection::ClientConnection(const ServerIdentity &server, const ClientLimits &limits,
                                   const HttpsClient::ProxyFor &proxy, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_limits(limits)
    , m_proxy(proxy)
    , m_connecting(this)
    , m_whole(this)
    , m_idle(this)
{
    for (QTimer *timer : {&m_connecting, &m_whole, &m_idle})
        timer->setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, &ClientConnection::tooLate);
    connect(&m_whole, &QTimer::timeout, this, &ClientConnection::tooLate);
    connect(&m_idle, &QTimer::timeout, this, &ClientConnection::drop);
}

void ClientConnection::start(ClientJob job)
{
    m_idle.stop();
    const auto left = m_limits.whole - std::chrono::milliseconds(job.since.elapsed());
    m_whole.start(std::max(std::chrono::milliseconds(0), left));
    m_job = std::move(job);
    m_reader.emplace(m_limits.responseBytes);
    m_received.clear();
    if (m_job->request.onlyPin)
        drop(); // who is there now
    m_fresh = !m_trusted;
    if (m_trusted)
        writeRequest();
    else
        connectToServer();
}

void ClientConnection::cancel()
{
    if (m_job)
        fail(ErrorCode::Cancelled, {});
}

void ClientConnection::connectToServer()
{
    m_fresh = true;
    m_socket.reset(new QSslSocket);
    m_socket->setSslConfiguration(configuration());
    m_socket->setReadBufferSize(socketBuffer);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, &ClientConnection::checkErrors);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &ClientConnection::established);
    connect(m_socket.get(), &QSslSocket::readyRead, this, &ClientConnection::read);
    connect(m_socket.get(), &QSslSocket::disconnected, this, &ClientConnection::lost);
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &ClientConnection::lost);
    m_connecting.start(m_limits.connect);
    m_socket->setProxy(m_proxy ? m_proxy(m_server.host, m_server.port) : QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket->connectToHostEncrypted(m_server.host, m_server.port);
}

QByteArray ClientConnection::seenPin() const
{
    return CountyCertificate::pinOf(m_socket->peerCertificate().toDer()).value_or(QByteArray());
}

bool ClientConnection::isPinned() const
{
    return m_server.pin.size() == core::crypto::hashSize && core::crypto::sameBytes(seenPin(), m_server.pin);
}

void ClientConnection::checkErrors(const QList<QSslError> &errors)
{
    if (m_job->request.onlyPin) {
        tellPin();
        return;
    }
    if (!isPinned()) {
        fail(ErrorCode::CertificateMismatch, m_server.host);
        return;
    }
    for (const QSslError &error : errors) {
        if (!isMadeUpFor(error.error())) {
            fail(ErrorCode::CertificateMismatch, m_server.host + QStringLiteral(": ") + error.errorString());
            return;
        }
    }
    m_socket->ignoreSslErrors(errors);
}

void ClientConnection::tellPin()
{
    HttpResult result;
    result.body = seenPin();
    if (result.body->isEmpty())
        result.body = failure(ErrorCode::ServerUnreachable, QStringLiteral("a server without a certificate"));
    drop();
    finish(std::move(result));
}

void ClientConnection::established()
{
    if (m_job->request.onlyPin) {
        tellPin();
        return;
    }
    if (!isPinned()) { // again, for the way that met no error
        fail(ErrorCode::CertificateMismatch, m_server.host);
        return;
    }
    m_connecting.stop();
    m_trusted = true;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    writeRequest();
}

void ClientConnection::writeRequest()
{
    m_socket->write(encode(m_server, m_job->request));
    m_socket->flush();
}

void ClientConnection::read()
{
    if (!m_job || !m_trusted) {
        drop(); // nobody asked: not a server to go on with
        return;
    }
    m_received += m_socket->readAll();
    const auto complete = m_reader->feed(m_received);
    if (!complete) {
        fail(complete.error().code, complete.error().detail);
        return;
    }
    if (!*complete)
        return;
    HttpResult result;
    result.status = m_reader->status();
    result.retryAfter = m_reader->retryAfter();
    result.contentType = m_reader->contentType();
    const QByteArray body = m_reader->takeBody();
    if (result.status / 100 == 2)
        result.body = body;
    else
        result.body = failure(errorFor(result.status, body), QStringLiteral("HTTP status %1").arg(result.status));
    if (!m_reader->keepAlive() || !m_received.isEmpty())
        drop();
    finish(std::move(result));
}

void ClientConnection::lost()
{
    if (!m_job) {
        drop();
        return;
    }
    if (m_trusted && m_socket->bytesAvailable() > 0) {
        read(); // the answer may have come with the end of the connection
        if (!m_job || !m_socket)
            return;
    }
    if (m_trusted && !m_fresh && !m_reader->started() && !m_job->again) {
        m_job->again = true;
        m_trusted = false;
        connectToServer();
        return;
    }
    if (!m_socket)
        return fail(ErrorCode::ServerUnreachable, {});
    fail(m_trusted ? ErrorCode::ServerUnreachable : codeOf(m_socket->error(), m_socket->proxy()),
         m_socket->errorString());
}

void ClientConnection::tooLate()
{
    if (m_job)
        fail(ErrorCode::ServerUnreachable,
             m_trusted ? QStringLiteral("no answer in time") : QStringLiteral("no connection in time"));
}

void ClientConnection::fail(ErrorCode code, const QString &detail)
{
    HttpResult result;
    result.body = failure(code, detail);
    drop();
    finish(std::move(result));
}

void ClientConnection::finish(HttpResult result)
{
    m_connecting.stop();
    m_whole.stop();
    m_reader.reset();
    result.fresh = m_fresh;
    result.took = std::chrono::microseconds(m_job->since.nsecsElapsed() / 1000);
    const ClientJob job = std::move(*m_job);
    m_job.reset();
    if (m_trusted)
        m_idle.start(m_limits.idle);
    job.done(std::move(result));
    Q_EMIT finished();
}

void ClientConnection::drop()
{
    m_connecting.stop();
    m_idle.stop();
    m_trusted = false;
    m_socket.reset();
}

} // namespace shouli::sync::transport
