// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/HttpsClient.h"
#include "sync/transport/ResponseReader.h"

#include <QElapsedTimer>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

#include <optional>

namespace shouli::sync::transport {

/// One request on its way through the client. Internal to the client.
struct ClientJob {
    quint64 id = 0;
    OutgoingRequest request;
    std::function<void(HttpResult)> done;
    QElapsedTimer since; ///< when it was submitted
    bool again = false;  ///< sent once already, on a connection that turned out to be dead
};

/// One TLS connection to the pinned server, carrying one request at a time. Internal to the client;
/// lives on its thread.
class ClientConnection : public QObject {
    Q_OBJECT

public:
    ClientConnection(const ServerIdentity &server, const ClientLimits &limits, const HttpsClient::ProxyFor &proxy,
                     QObject *parent);

    [[nodiscard]] bool isFree() const { return !m_job; }
    /// A free connection that is open already serves faster.
    [[nodiscard]] bool isOpen() const { return m_trusted; }
    [[nodiscard]] quint64 job() const { return m_job ? m_job->id : 0; }

    void start(ClientJob job);
    /// Ends the job under way with Cancelled.
    void cancel();

Q_SIGNALS:
    /// Free again; the job's `done` has been called.
    void finished();

private:
    struct SocketGone {
        void operator()(QSslSocket *socket) const;
    };

    void connectToServer();
    void checkErrors(const QList<QSslError> &errors);
    [[nodiscard]] QByteArray seenPin() const;
    [[nodiscard]] bool isPinned() const;
    void tellPin();
    void established();
    void writeRequest();
    void read();
    void lost();
    void tooLate();
    void fail(core::base::ErrorCode code, const QString &detail);
    void finish(HttpResult result);
    void drop();

    const ServerIdentity &m_server;
    const ClientLimits &m_limits;
    const HttpsClient::ProxyFor &m_proxy;
    std::unique_ptr<QSslSocket, SocketGone> m_socket;
    std::optional<ClientJob> m_job;
    std::optional<ResponseReader> m_reader;
    QByteArray m_received;
    QTimer m_connecting;
    QTimer m_whole;
    QTimer m_idle;
    bool m_trusted = false; // TLS stands and the key is the pinned one
    bool m_fresh = false;
};

} // namespace shouli::sync::transport
