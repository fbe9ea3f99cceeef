// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ClientQueue.h"

#include <algorithm>

namespace shouli::sync::transport {

using core::base::ErrorCode;

namespace {

bool isSendable(const OutgoingRequest &request)
{
    const auto plain = [](const QByteArray &text, char least) {
        return std::ranges::all_of(text, [least](char c) { return c >= least && c < 0x7f; });
    };
    return request.method != Method::Other && request.path.startsWith('/') && plain(request.path, '!')
        && plain(request.contentType, ' ');
}

} // namespace

ClientQueue::ClientQueue(const ServerIdentity &server, const ClientLimits &limits, HttpsClient::ProxyFor proxy)
    : m_server(server)
    , m_limits(limits)
    , m_proxy(std::move(proxy))
    , m_expiry(this)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &ClientQueue::expire);
}

void ClientQueue::add(ClientJob job)
{
    job.since.start();
    if (m_closed) {
        refuse(job, ErrorCode::Cancelled);
        return;
    }
    if (!isSendable(job.request)) {
        refuse(job, ErrorCode::InvalidArgument, QStringLiteral("method, path or content type of a request"));
        return;
    }
    m_waiting.push_back(std::move(job));
    pump();
}

void ClientQueue::pump()
{
    while (!m_waiting.empty() && !m_closed) {
        ClientConnection *chosen = nullptr;
        for (ClientConnection *connection : m_connections) {
            if (connection->isFree() && (chosen == nullptr || connection->isOpen()))
                chosen = connection;
        }
        if (chosen == nullptr) {
            if (static_cast<int>(m_connections.size()) >= std::max(1, m_limits.connections))
                break;
            chosen = new ClientConnection(m_server, m_limits, m_proxy, this);
            connect(chosen, &ClientConnection::finished, this, &ClientQueue::pump);
            m_connections.push_back(chosen);
        }
        ClientJob job = std::move(m_waiting.front());
        m_waiting.pop_front();
        chosen->start(std::move(job));
    }
    if (m_waiting.empty())
        m_expiry.stop();
    else
        m_expiry.start(std::max(std::chrono::milliseconds(1),
                                m_limits.whole - std::chrono::milliseconds(m_waiting.front().since.elapsed())));
}

void ClientQueue::expire()
{
    while (!m_waiting.empty() && m_waiting.front().since.hasExpired(m_limits.whole.count())) {
        const ClientJob job = std::move(m_waiting.front());
        m_waiting.pop_front();
        refuse(job, ErrorCode::ServerUnreachable, QStringLiteral("no turn in time"));
    }
    pump();
}

void ClientQueue::cancel(quint64 id)
{
    const auto it = std::ranges::find(m_waiting, id, &ClientJob::id);
    if (it != m_waiting.end()) {
        const ClientJob job = std::move(*it);
        m_waiting.erase(it);
        refuse(job, ErrorCode::Cancelled);
        return;
    }
    for (ClientConnection *connection : m_connections) {
        if (connection->job() == id) {
            connection->cancel();
            return; // the list may have grown
        }
    }
}

void ClientQueue::cancelAll()
{
    const std::deque<ClientJob> waiting = std::exchange(m_waiting, {});
    for (const ClientJob &job : waiting)
        refuse(job, ErrorCode::Cancelled);
    for (ClientConnection *connection : m_connections)
        connection->cancel();
}

void ClientQueue::close()
{
    m_closed = true;
    m_expiry.stop();
    cancelAll();
    qDeleteAll(m_connections);
    m_connections.clear();
}

void ClientQueue::refuse(const ClientJob &job, ErrorCode code, const QString &detail)
{
    HttpResult result;
    result.body = core::base::failure(code, detail);
    result.took = std::chrono::microseconds(job.since.nsecsElapsed() / 1000);
    job.done(std::move(result));
}

} // namespace shouli::sync::transport
