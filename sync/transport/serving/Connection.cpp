// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/Connection.h"

#include "sync/transport/Refusal.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>

namespace shouli::sync::transport::serving {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr qsizetype headPiece = 2 << 10;
constexpr qsizetype readPiece = 16 << 10;  // one TLS record
constexpr qsizetype writePiece = 64 << 10; // between two looks at the clock
constexpr qsizetype lingerBytes = 256 << 10;
constexpr std::chrono::seconds busyRetry{5};
constexpr std::chrono::seconds restartRetry{10}; ///< a server that stops is most often started again

/// The one answer a handler owes, whichever thread it comes from. Dropped unused it answers 500.
class OwedAnswer {
public:
    OwedAnswer(std::weak_ptr<Connection> connection, quint64 serial)
        : m_connection(std::move(connection))
        , m_serial(serial)
    {
    }
    OwedAnswer(const OwedAnswer &) = delete;
    OwedAnswer &operator=(const OwedAnswer &) = delete;
    ~OwedAnswer() { give(refusal(500)); }

    void give(Response response)
    {
        if (m_given.exchange(true))
            return;
        if (const auto connection = m_connection.lock())
            connection->take(m_serial, std::move(response));
    }

private:
    std::weak_ptr<Connection> m_connection;
    const quint64 m_serial;
    std::atomic<bool> m_given = false;
};

void call(const Router::Route &route, Request request, const std::shared_ptr<OwedAnswer> &owed)
{
    try {
        if (const auto *now = std::get_if<Handler>(&route.handler))
            owed->give((*now)(request));
        else
            std::get<LaterHandler>(route.handler)(std::move(request), [owed](Response r) { owed->give(std::move(r)); });
    } catch (...) {
        owed->give(refusal(500));
    }
}

} // namespace

struct Connection::Exchange {
    Clock::time_point began = Clock::now();
    HeadScanner scanner;
    RequestHead head;
    const Router::Route *route = nullptr;
    QByteArray allowed;
    qsizetype bodyLimit = 0;
    QByteArray body;
    Admission &admission;
    qint64 bodyTaken = 0;
    std::chrono::seconds retryAfter{0};
    bool bodyRead = false;

    explicit Exchange(ServerCore &core)
        : scanner(core.limits)
        , admission(core.admission)
    {
    }
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    ~Exchange() { admission.giveBytes(bodyTaken); }
};

Connection::Connection(Admission::Presence presence, Socket socket, ssl_ctx_st *tls, ServerCore &core, QString peer)
    : m_presence(std::move(presence))
    , m_core(core)
    , m_peer(std::move(peer))
    , m_stream(std::move(socket), tls)
    , m_deadline(m_stream.socket().get_executor())
    , m_answered(m_stream.socket().get_executor())
    , m_buffer(static_cast<size_t>(std::max<qsizetype>(core.limits.headBytes + 1, readPiece)))
{
}

QByteArrayView Connection::received() const
{
    const auto data = m_buffer.cdata();
    return {static_cast<const char *>(data.data()), static_cast<qsizetype>(data.size())};
}

void Connection::allow(ms time)
{
    m_late = false;
    m_deadline.expires_after(time);
    m_deadline.async_wait([self = shared_from_this(), id = ++m_deadlineId](error_code error) {
        if (error || id != self->m_deadlineId)
            return;
        self->m_late = true;
        error_code ignored;
        self->m_stream.socket().cancel(ignored);
    });
}

void Connection::allowNothingMore()
{
    ++m_deadlineId;
    m_deadline.cancel();
}

void Connection::stop(Stop how)
{
    asio::post(strand(), [self = shared_from_this(), how] {
        self->m_stopAfterAnswer = true;
        if (how == Stop::AfterAnswer && self->m_answering)
            return;
        self->m_cut = true;
        self->m_answered.cancel();
        error_code ignored;
        self->m_stream.socket().cancel(ignored);
        self->m_stream.socket().close(ignored);
    });
}

void Connection::take(quint64 serial, Response response)
{
    asio::post(strand(), [self = shared_from_this(), serial, response = std::move(response)]() mutable {
        if (serial != self->m_serial || !self->m_answering || self->m_response)
            return;
        self->m_response = std::move(response);
        self->m_answered.cancel();
    });
}

auto Connection::handshake() -> Awaitable<bool>
{
    allow(m_core.limits.handshake);
    const bool established = co_await m_stream.handshake();
    allowNothingMore();
    co_return established && !m_late && !m_cut;
}

/// Appends to m_buffer. False: nothing came, for a reason told by m_late or m_cut, or the client left.
auto Connection::readSome(qsizetype most) -> Awaitable<bool>
{
    if (m_late || m_cut)
        co_return false;
    const auto room = m_buffer.prepare(static_cast<size_t>(most));
    const qsizetype count = co_await m_stream.readSome(room.data(), most);
    m_buffer.commit(static_cast<size_t>(count));
    co_return count > 0 && !m_cut;
}

/// False: no complete head, and whatever could be said about it has been said.
auto Connection::readHead(Exchange &exchange) -> Awaitable<bool>
{
    const qsizetype most = static_cast<qsizetype>(m_buffer.max_size());
    if (m_buffer.size() == 0) {
        m_buffer.shrink_to_fit();
        allow(m_core.limits.idle);
        const bool began = co_await readSome(std::min<qsizetype>(headPiece, most));
        if (!began)
            co_return false; // nothing was asked: nothing is answered
    }
    exchange.began = Clock::now();
    allow(m_core.limits.head);
    for (;;) {
        const auto state = exchange.scanner.scan(received());
        if (state == HeadScanner::State::Complete)
            break;
        if (state == HeadScanner::State::Refused)
            co_return co_await refuse(exchange, refusal(exchange.scanner.status()));
        const qsizetype room = most - static_cast<qsizetype>(m_buffer.size());
        if (room <= 0)
            co_return co_await refuse(exchange, refusal(431));
        const bool more = co_await readSome(std::min<qsizetype>(headPiece, room));
        if (!more) {
            if (m_late)
                co_await refuse(exchange, refusal(408));
            co_return false;
        }
    }
    allowNothingMore();
    const ParsedHead parsed = ParsedHead::parse(received().first(exchange.scanner.length()), m_core.limits);
    if (parsed.refusal() != 0)
        co_return co_await refuse(exchange, refusal(parsed.refusal()));
    exchange.head = parsed.head();
    m_buffer.consume(static_cast<size_t>(exchange.scanner.length()));
    co_return true;
}

/// The status to refuse a complete head with, before its body is read; 0 for none.
int Connection::judge(Exchange &exchange)
{
    const RequestHead &head = exchange.head;
    const Router::Found found = m_core.router.find(head.method, head.path);
    if (found.route == nullptr) {
        exchange.allowed = found.allowed;
        return found.allowed.isEmpty() ? 404 : 405;
    }
    exchange.route = found.route;
    if (m_core.leaving) {
        exchange.retryAfter = restartRetry;
        return 503;
    }
    if (m_core.perAddress) {
        exchange.retryAfter = m_core.perAddress->ask(Admission::groupOf(m_peer));
        if (exchange.retryAfter.count() > 0)
            return 429;
    }
    const bool carries = head.method == Method::Post || head.method == Method::Put;
    if (carries && !head.contentLength)
        return 411;
    const RouteRules &rules = found.route->rules;
    exchange.bodyLimit = rules.bodyBytes.value_or(carries ? m_core.limits.bodyBytes : 0);
    if (head.contentLength.value_or(0) > exchange.bodyLimit)
        return 413;
    if (carries && !rules.contentType.isEmpty() && head.contentType != rules.contentType)
        return 415;
    return 0;
}

auto Connection::readBody(Exchange &exchange) -> Awaitable<bool>
{
    const qint64 length = exchange.head.contentLength.value_or(0);
    if (length > 0 && exchange.head.expectsContinue && m_buffer.size() == 0) {
        const bool invited = co_await write(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
        if (!invited)
            co_return false;
    }
    const auto began = Clock::now();
    m_late = false;
    while (exchange.body.size() < length) {
        if (m_buffer.size() == 0) {
            // memory and time grow with what has really come, not with what was announced
            const auto earned = ms(exchange.body.size() * 1000 / std::max<qint64>(1, m_core.limits.bodyBytesPerSecond));
            const auto until = began + std::max(m_core.limits.body, earned);
            allow(std::max(ms(1), std::chrono::duration_cast<ms>(until - Clock::now())));
            const bool more = co_await readSome(std::min<qint64>(readPiece, length - exchange.body.size()));
            if (!more) {
                if (m_late)
                    co_await refuse(exchange, refusal(408));
                co_return false;
            }
        }
        const qsizetype count = std::min<qint64>(received().size(), length - exchange.body.size());
        if (exchange.body.size() + count > exchange.bodyTaken) {
            const qint64 want = std::min(length,
                                         std::max<qint64>(exchange.body.size() + count, 2 * exchange.bodyTaken));
            if (!m_core.admission.takeBytes(want - exchange.bodyTaken))
                co_return co_await refuse(exchange, refusal(503, busyRetry));
            exchange.bodyTaken = want;
            exchange.body.reserve(want);
        }
        exchange.body.append(received().first(count));
        m_buffer.consume(static_cast<size_t>(count));
    }
    allowNothingMore();
    exchange.bodyRead = true;
    co_return true;
}

auto Connection::answer(Exchange &exchange) -> Awaitable<Response>
{
    if (!m_core.admission.takeTurn())
        co_return refusal(503, busyRetry);
    m_answering = true;
    m_response.reset();
    Request request{exchange.head.method,
                    std::move(exchange.head.path),
                    std::move(exchange.head.query),
                    exchange.head.contentType,
                    std::move(exchange.head.headers),
                    std::move(exchange.body),
                    m_peer};
    // held by the worker alone: an answer that is dropped must be noticed
    auto owed = std::make_shared<OwedAnswer>(weak_from_this(), ++m_serial);
    m_answered.expires_after(m_core.limits.handler);
    ++m_core.answering;
    asio::post(
        m_core.workers,
        [core = &m_core, route = exchange.route, request = std::move(request), owed = std::move(owed)]() mutable {
            core->admission.giveTurn();
            call(*route, std::move(request), owed);
        });
    co_await m_answered.async_wait(awaited);
    ++m_serial; // an answer that comes later is nobody's
    --m_core.answering;
    if (!m_response)
        co_return refusal(503, busyRetry);
    Response response = std::move(*m_response);
    m_response.reset();
    co_return response;
}

auto Connection::write(QByteArray bytes) -> Awaitable<bool>
{
    const auto perPiece = ms(writePiece * 1000 / std::max<qint64>(1, m_core.limits.bodyBytesPerSecond));
    for (qsizetype done = 0; done < bytes.size() && !m_cut;) {
        const qsizetype count = std::min(writePiece, bytes.size() - done);
        allow(std::max(m_core.limits.body, perPiece));
        const bool written = co_await m_stream.write(QByteArrayView(bytes).sliced(done, count));
        if (!written)
            co_return false;
        done += count;
    }
    allowNothingMore();
    co_return !m_cut && !m_late;
}

auto Connection::send(const Exchange &exchange, Response response, bool keepAlive) -> Awaitable<bool>
{
    QByteArray out = encodeHead(response, exchange.head.method, keepAlive);
    if (out.isEmpty()) {
        response = refusal(500);
        out = encodeHead(response, exchange.head.method, keepAlive);
    }
    // one record and one packet for what fits in one
    const qsizetype first = std::min<qsizetype>(response.body.size(), std::max<qsizetype>(0, readPiece - out.size()));
    out += QByteArrayView(response.body).first(first);
    bool sent = co_await write(std::move(out));
    if (sent && first < response.body.size())
        sent = co_await write(response.body.sliced(first));
    writeLog(exchange, response, sent);
    co_return sent;
}

/// Answers, and is done with this client: what it may still send is not a request any more.
auto Connection::refuse(const Exchange &exchange, Response response) -> Awaitable<bool>
{
    m_unread = true;
    co_await send(exchange, std::move(response), false);
    co_return false;
}

/// False when the connection is to end.
auto Connection::serveOne() -> Awaitable<bool>
{
    Exchange exchange(m_core);
    const bool understood = co_await readHead(exchange);
    if (!understood)
        co_return false;
    const int status = judge(exchange);
    bool keepAlive = exchange.head.keepAlive && !m_stopAfterAnswer && !m_core.leaving;
    if (status != 0) {
        Response response = refusal(status, exchange.retryAfter);
        if (!exchange.allowed.isEmpty())
            response.headers.push_back({QByteArrayLiteral("Allow"), exchange.allowed});
        const bool bodyComes = status == 411 || exchange.head.contentLength.value_or(0) > 0;
        if (bodyComes)
            co_return co_await refuse(exchange, std::move(response));
        const bool sent = co_await send(exchange, std::move(response), keepAlive);
        co_return sent &&keepAlive;
    }
    const bool complete = co_await readBody(exchange);
    if (!complete)
        co_return false;
    Response response = co_await answer(exchange);
    keepAlive = keepAlive && !m_stopAfterAnswer && !m_core.leaving;
    const bool sent = co_await send(exchange, std::move(response), keepAlive);
    m_answering = false;
    co_return sent &&keepAlive && !m_stopAfterAnswer;
}

auto Connection::sayGoodbye() -> Awaitable<void>
{
    m_stream.sendEnd();
    // closing with unread bytes would reset the connection, and the answer might be lost with it
    error_code ignored;
    m_stream.socket().shutdown(Socket::shutdown_send, ignored);
    allow(m_core.limits.linger);
    std::array<char, 4096> sink{};
    for (qsizetype read = 0; m_unread && read < lingerBytes && !m_late && !m_cut;) {
        const auto [error, count] = co_await m_stream.socket().async_read_some(asio::buffer(sink), awaited);
        if (error)
            break;
        read += static_cast<qsizetype>(count);
    }
}

auto Connection::run() -> Awaitable<void>
{
    const auto self = shared_from_this();
    const bool established = co_await handshake();
    if (established) {
        for (bool more = true; more;)
            more = co_await serveOne();
        if (!m_cut)
            co_await sayGoodbye();
    }
    allowNothingMore();
    error_code ignored;
    m_stream.socket().close(ignored);
}

void Connection::writeLog(const Exchange &exchange, const Response &response, bool delivered) const
{
    if (!m_core.log)
        return;
    AccessRecord record;
    record.method = exchange.head.method;
    record.route = exchange.route != nullptr ? exchange.route->path : QByteArray();
    record.status = delivered ? response.status : 0;
    record.bodyIn = exchange.bodyRead ? exchange.head.contentLength.value_or(0) : exchange.body.size();
    record.bodyOut = response.body.size();
    record.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.began);
    record.network = Admission::networkOf(m_peer);
    m_core.log(record);
}

} // namespace shouli::sync::transport::serving
