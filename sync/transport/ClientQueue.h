// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/ClientConnection.h"

#include <deque>
#include <vector>

namespace shouli::sync::transport {

/// The requests of one client and the few connections that carry them, first come first served.
/// Internal to the client; lives on its thread.
class ClientQueue : public QObject {
    Q_OBJECT

public:
    ClientQueue(const ServerIdentity &server, const ClientLimits &limits, HttpsClient::ProxyFor proxy);

    void add(ClientJob job);
    void cancel(quint64 id);
    void cancelAll();
    /// Cancels everything and lets go of the sockets, on the thread they belong to.
    void close();

private:
    void pump();
    void expire();
    void refuse(const ClientJob &job, core::base::ErrorCode code, const QString &detail = {});

    const ServerIdentity m_server;
    const ClientLimits m_limits;
    const HttpsClient::ProxyFor m_proxy;
    std::deque<ClientJob> m_waiting;
    std::vector<ClientConnection *> m_connections; // children
    QTimer m_expiry;                               // of the one that waits longest
    bool m_closed = false;
};

} // namespace shouli::sync::transport
