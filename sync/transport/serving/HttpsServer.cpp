// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/HttpsServer.h"

#include "sync/transport/serving/Connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/ssl.h>

#include <csignal>
#include <thread>

namespace shouli::sync::transport::serving {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using core::base::ErrorCode;
using core::base::Result;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

int chooseHttp11(SSL *, const unsigned char **out, unsigned char *outLength, const unsigned char *in, unsigned inLength,
                 void *)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outLength, ours, sizeof ours - 1, in, inLength) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

Result<void> prepare(SSL_CTX *context, const CountyCertificate &certificate)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20"); // TLS 1.2; those of 1.3 are all good
    SSL_CTX_set_options(context,
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET
                            | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                         | SSL_MODE_RELEASE_BUFFERS); // an idle connection holds no record buffers
    SSL_CTX_set_read_ahead(context, 1);
    // no resumption: it would spare a signature, and keep secrets of closed connections
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_alpn_select_cb(context, chooseHttp11, nullptr);
    if (!certificate.useIn(context))
        return core::base::failure(ErrorCode::KeyMalformed, QStringLiteral("server certificate"));
    return {};
}

} // namespace

struct HttpsServer::Private {
    using Acceptor = asio::basic_socket_acceptor<tcp, Connection::Strand>;

    ServerCore core;
    asio::io_context network;
    std::unique_ptr<SSL_CTX, decltype([](SSL_CTX *context) { SSL_CTX_free(context); })> tls{
        SSL_CTX_new(TLS_server_method())};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::optional<Acceptor> acceptor;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::vector<std::weak_ptr<Connection>> open;
    bool used = false;

    explicit Private(const Limits &limits)
        : core(limits)
        , network(limits.networkThreads)
    {
    }

    Result<quint16> listen(const QString &address, quint16 port);
    asio::awaitable<void> acceptAll();
    void admit(Connection::Socket socket);
    void stopAll(Connection::Stop how);
    void takeLeave(std::chrono::steady_clock::time_point until);
};

Result<quint16> HttpsServer::Private::listen(const QString &address, quint16 port)
{
    const QString where =
        QStringLiteral("%1 port %2: ").arg(address.isEmpty() ? QStringLiteral("any address") : address).arg(port);
    const auto failed = [&where](const error_code &error) {
        return core::base::failure(ErrorCode::ServerFailure, where + QString::fromStdString(error.message()));
    };
    error_code error;
    const auto ip = address.isEmpty() ? asio::ip::address(asio::ip::address_v6::any())
                                      : asio::ip::make_address(address.toStdString(), error);
    if (error)
        return failed(error);
    const tcp::endpoint endpoint(ip, port);
    acceptor.emplace(asio::make_strand(network));
    acceptor->open(endpoint.protocol(), error);
    if (!error)
        acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error && address.isEmpty())
        acceptor->set_option(asio::ip::v6_only(false), error);
    if (!error)
        acceptor->bind(endpoint, error);
    if (!error)
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return failed(error);
    const tcp::endpoint bound = acceptor->local_endpoint(error);
    if (error)
        return failed(error);
    return bound.port();
}

asio::awaitable<void> HttpsServer::Private::acceptAll()
{
    asio::steady_timer pause(acceptor->get_executor());
    while (!core.stopping) {
        Connection::Socket socket(asio::make_strand(network));
        const auto [error] = co_await acceptor->async_accept(socket, awaited);
        if (core.stopping)
            co_return;
        if (error) { // out of file descriptors, or the client has gone already
            pause.expires_after(std::chrono::milliseconds(20));
            co_await pause.async_wait(awaited);
            continue;
        }
        admit(std::move(socket));
    }
}

void HttpsServer::Private::admit(Connection::Socket socket)
{
    error_code error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error)
        return;
    const QString address = QString::fromStdString(peer.address().to_string());
    Admission::Presence presence = core.admission.enter(address);
    if (!presence)
        return; // the socket closes: a handshake, only to say "busy", is what a flood wants
    socket.set_option(tcp::no_delay(true), error);
    const auto executor = socket.get_executor();
    const auto connection = std::make_shared<Connection>(std::move(presence), std::move(socket), tls.get(), core,
                                                         address);
    {
        const std::scoped_lock lock(mutex);
        if (open.size() == open.capacity())
            std::erase_if(open, [](const auto &weak) { return weak.expired(); });
        open.push_back(connection);
    }
    if (core.stopping)
        connection->stop(Connection::Stop::Now); // stop() may have gone through the list just before
    asio::co_spawn(
        executor, [connection] { return connection->run(); }, asio::detached);
}

void HttpsServer::Private::stopAll(Connection::Stop how)
{
    const std::scoped_lock lock(mutex);
    for (const auto &weak : open) {
        if (const auto connection = weak.lock())
            connection->stop(how);
    }
}

HttpsServer::HttpsServer(const core::base::Clock &clock, const Limits &limits)
    : d(std::make_unique<Private>(limits))
{
    if (limits.requestsPerSecondPerAddress > 0) {
        d->core.perAddress.emplace(clock, limits.requestsPerSecondPerAddress, 2 * limits.requestsPerSecondPerAddress);
    }
}

HttpsServer::~HttpsServer()
{
    stop();
}

void HttpsServer::handle(Method method, const QByteArray &path, Handler handler, RouteRules rules)
{
    d->core.router.add({method, path, std::move(rules), std::move(handler)});
}

void HttpsServer::handleLater(Method method, const QByteArray &path, LaterHandler handler, RouteRules rules)
{
    d->core.router.add({method, path, std::move(rules), std::move(handler)});
}

void HttpsServer::handleBelow(Method method, const QByteArray &prefix, Handler handler, RouteRules rules)
{
    d->core.router.addPrefix({method, prefix, std::move(rules), std::move(handler)});
}

void HttpsServer::logTo(std::function<void(const AccessRecord &)> log)
{
    d->core.log = std::move(log);
}

Result<quint16> HttpsServer::start(const CountyCertificate &certificate, const QString &address, quint16 port)
{
    if (d->used)
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("a server starts once"));
    d->used = true;
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to sockets whose other end may be closed
    SHOULI_CHECK(prepare(d->tls.get(), certificate));
    SHOULI_TRY(const quint16 bound, d->listen(address, port));
    asio::co_spawn(d->acceptor->get_executor(), d->acceptAll(), asio::detached);
    d->work.emplace(d->network.get_executor());
    for (int i = 0; i < std::max(1, d->core.limits.networkThreads); ++i)
        d->threads.emplace_back([this] { d->network.run(); });
    return bound;
}

/// Until nothing is worked on any more.
void HttpsServer::Private::takeLeave(std::chrono::steady_clock::time_point until)
{
    using Clock = std::chrono::steady_clock;
    core.leaving = true;
    const auto notice = std::min(until, Clock::now() + core.limits.notice);
    while (!threads.empty() && Clock::now() < until && (core.answering > 0 || Clock::now() < notice))
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

void HttpsServer::stop()
{
    using std::chrono::milliseconds;
    using std::chrono::steady_clock;
    const auto until = steady_clock::now() + d->core.limits.stopGrace;
    d->takeLeave(until);
    d->core.stopping = true;
    if (!d->threads.empty()) {
        asio::post(d->acceptor->get_executor(), [this] {
            error_code ignored;
            d->acceptor->close(ignored);
        });
        d->stopAll(Connection::Stop::AfterAnswer);
        const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
        if (!d->core.admission.waitUntilEmpty(std::max(milliseconds(0), left))) {
            d->stopAll(Connection::Stop::Now);
            while (!d->core.admission.waitUntilEmpty(std::chrono::seconds(1)))
                d->stopAll(Connection::Stop::Now);
        }
        d->work.reset();
        for (std::thread &thread : d->threads)
            thread.join();
        d->threads.clear();
    }
    d->core.workers.stop();
    d->core.workers.join();
}

int HttpsServer::connections() const
{
    return d->core.admission.connections();
}

const Router &HttpsServer::router() const
{
    return d->core.router;
}

} // namespace shouli::sync::transport::serving
