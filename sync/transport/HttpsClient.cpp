// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/HttpsClient.h"

#include "sync/transport/ClientQueue.h"

#include <QHostAddress>
#include <QUrl>

#include <future>

namespace shouli::sync::transport {

OutgoingRequest pinRequest()
{
    OutgoingRequest request;
    request.path = QByteArrayLiteral("/");
    request.onlyPin = true;
    return request;
}

QNetworkProxy HttpsClient::systemProxy(const QString &host, quint16 port)
{
    if (host == QLatin1String("localhost") || QHostAddress(host).isLoopback())
        return QNetworkProxy::NoProxy;
    // asked as for a page of that address: some systems only answer for those
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(host);
    url.setPort(port);
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    for (QNetworkProxy proxy : proxies) {
        if (proxy.type() == QNetworkProxy::HttpCachingProxy)
            proxy.setType(QNetworkProxy::HttpProxy); // it is asked to tunnel
        if (proxy.type() != QNetworkProxy::FtpCachingProxy && proxy.type() != QNetworkProxy::DefaultProxy)
            return proxy;
    }
    return QNetworkProxy::NoProxy;
}

HttpsClient::HttpsClient(const ServerIdentity &server, const ClientLimits &limits, ProxyFor proxy, QObject *parent)
    : QObject(parent)
    , m_queue(std::make_unique<ClientQueue>(server, limits, std::move(proxy)))
{
    m_thread.setObjectName(QStringLiteral("https-client"));
    m_queue->moveToThread(&m_thread);
    m_thread.start();
}

HttpsClient::~HttpsClient()
{
    QMetaObject::invokeMethod(m_queue.get(), &ClientQueue::close, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void HttpsClient::submit(quint64 id, const OutgoingRequest &request, Done done)
{
    ClientJob job;
    job.id = id;
    job.request = request;
    job.done = std::move(done);
    QMetaObject::invokeMethod(
        m_queue.get(), [queue = m_queue.get(), job = std::move(job)] { queue->add(job); }, Qt::QueuedConnection);
}

quint64 HttpsClient::send(const OutgoingRequest &request, const QObject *context, Done done)
{
    const quint64 id = ++m_lastId;
    m_callers.insert(id, {context, std::move(done)});
    submit(id, request, [this, id](HttpResult result) {
        QMetaObject::invokeMethod(
            this, [this, id, result = std::move(result)] { deliver(id, result); }, Qt::QueuedConnection);
    });
    return id;
}

void HttpsClient::deliver(quint64 id, HttpResult result)
{
    const Caller caller = m_callers.take(id);
    if (caller.context)
        caller.done(std::move(result));
}

void HttpsClient::cancel(quint64 id)
{
    QMetaObject::invokeMethod(
        m_queue.get(), [queue = m_queue.get(), id] { queue->cancel(id); }, Qt::QueuedConnection);
}

void HttpsClient::cancelAll()
{
    QMetaObject::invokeMethod(m_queue.get(), &ClientQueue::cancelAll, Qt::QueuedConnection);
}

HttpResult HttpsClient::exchange(const OutgoingRequest &request)
{
    const auto promise = std::make_shared<std::promise<HttpResult>>();
    std::future<HttpResult> result = promise->get_future();
    submit(++m_lastId, request, [promise](HttpResult r) { promise->set_value(std::move(r)); });
    return result.get();
}

} // namespace shouli::sync::transport
