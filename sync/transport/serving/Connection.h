// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/serving/Admission.h"
#include "sync/transport/serving/RateLimiter.h"
#include "sync/transport/serving/RequestHead.h"
#include "sync/transport/serving/Router.h"
#include "sync/transport/serving/TlsStream.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace shouli::sync::transport::serving {

/// What all connections of one server share. Owned by HttpsServer, outlives them.
struct ServerCore {
    Limits limits;
    Router router;
    Admission admission{limits};
    std::optional<RateLimiter> perAddress;
    std::function<void(const AccessRecord &)> log;
    std::atomic<bool> leaving = false;  ///< who asks now is told to come later
    std::atomic<int> answering = 0;     ///< requests that handlers are at work on
    std::atomic<bool> stopping = false;
    boost::asio::thread_pool workers;

    explicit ServerCore(const Limits &given)
        : limits(given)
        , workers(static_cast<size_t>(given.workerThreads))
    {
    }
};

/// One client's TLS connection, from handshake to goodbye: reads requests one after another under
/// the limits, has them answered on a worker, writes the answers. Internal to the server.
/// Thread-safety: everything runs on its own strand; stop() and take() may be called from anywhere.
/// Ownership: shared by the coroutine run() and by answers that have not been given yet.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Strand = TlsStream::Strand;
    using Socket = TlsStream::Socket;

    Connection(Admission::Presence presence, Socket socket, ssl_ctx_st *tls, ServerCore &core, QString peer);

    [[nodiscard]] boost::asio::awaitable<void> run();

    enum class Stop {
        AfterAnswer, ///< a request under way is answered first; an idle connection closes now
        Now,
    };
    void stop(Stop how);

    /// The answer to request number `serial`; ignored where that one is not waited for any more.
    void take(quint64 serial, Response response);

    [[nodiscard]] Strand strand() { return m_stream.socket().get_executor(); }

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;
    using ms = std::chrono::milliseconds;
    struct Exchange;

    [[nodiscard]] QByteArrayView received() const;

    /// Whatever waits on the socket ends after `time`; m_late says that it did.
    void allow(ms time);
    void allowNothingMore();
    Awaitable<bool> handshake();
    Awaitable<bool> readSome(qsizetype most);
    Awaitable<bool> readHead(Exchange &exchange);
    Awaitable<bool> readBody(Exchange &exchange);
    [[nodiscard]] int judge(Exchange &exchange);
    Awaitable<Response> answer(Exchange &exchange);
    Awaitable<bool> write(QByteArray bytes);
    Awaitable<bool> send(const Exchange &exchange, Response response, bool keepAlive);
    Awaitable<bool> refuse(const Exchange &exchange, Response response);
    Awaitable<bool> serveOne();
    Awaitable<void> sayGoodbye();
    void writeLog(const Exchange &exchange, const Response &response, bool delivered) const;

    Admission::Presence m_presence; // first: given back when everything else has gone
    ServerCore &m_core;
    QString m_peer;
    TlsStream m_stream;
    boost::asio::steady_timer m_deadline;
    boost::asio::steady_timer m_answered;
    boost::beast::flat_buffer m_buffer;
    std::optional<Response> m_response;
    quint64 m_serial = 0;     // of the request being answered
    quint64 m_deadlineId = 0; // so that an expiry already on its way is known to be stale
    bool m_late = false;      // the last allow() has run out
    bool m_answering = false;
    bool m_stopAfterAnswer = false;
    bool m_cut = false;
    bool m_unread = false; // the client may still be sending
};

} // namespace shouli::sync::transport::serving
