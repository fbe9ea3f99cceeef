// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/PeerKey.h"

#include "sync/transport/CountyCertificate.h"
#include "sync/transport/HttpsClient.h"

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslSocket>

namespace shouli::sync::transport {

core::base::Result<QByteArray> peerKey(const QString &host, quint16 port, std::chrono::milliseconds limit)
{
    QSslSocket socket;
    socket.setProxy(HttpsClient::systemProxy(host, port));
    socket.setPeerVerifyMode(QSslSocket::QueryPeer); // no authority vouches for a county's own key
    socket.connectToHostEncrypted(host, port);
    if (!socket.waitForEncrypted(static_cast<int>(limit.count())))
        return core::base::failure(core::base::ErrorCode::ServerUnreachable, socket.errorString());
    const QByteArray certificate = socket.peerCertificate().toDer();
    socket.abort();
    return CountyCertificate::pinOf(certificate);
}

} // namespace shouli::sync::transport
