// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ChaosProxy.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <list>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace shouli::tests {

namespace {

using Clock = std::chrono::steady_clock;
constexpr qsizetype piece = 256; ///< travels as one
constexpr int up = 0;            ///< to the server
constexpr int down = 1;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void makeReady(int fd)
{
    const int yes = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
}

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in to = loopback(port);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0) {
        ::close(fd);
        return -1;
    }
    makeReady(fd);
    return fd;
}

/// What is wrong with one connection.
struct Trouble {
    enum class Kind { None, Reset, DeadOneWay, BlackHole } kind = Kind::None;
    int direction = up;
    std::int64_t after = 0; ///< bytes in that direction
    bool twice = false;
    std::chrono::microseconds latency{0};
    std::int64_t bytesPerSecond = 0; ///< 0: as fast as it goes

    static Trouble random(std::mt19937_64 &engine, const ChaosProxy::Line &line)
    {
        const auto below = [&engine](std::uint64_t bound) { return engine() % bound; };
        Trouble t;
        switch (below(8)) {
        case 0:
        case 1:
        case 2:
            t.kind = Kind::Reset;
            break;
        case 3:
            t.kind = Kind::DeadOneWay;
            break;
        case 4:
            t.kind = below(2) == 0 ? Kind::BlackHole : Kind::None;
            break;
        default:
            break;
        }
        t.direction = static_cast<int>(below(2));
        // the handshake is some three thousand bytes, a request some hundreds
        t.after = static_cast<std::int64_t>(below(2) == 0 ? below(700) : below(8000));
        t.twice = below(10) == 0;
        if (below(2) == 0)
            t.latency = std::chrono::microseconds(below(static_cast<std::uint64_t>(line.latency.count()) * 1000 + 1));
        if (below(2) == 0)
            t.bytesPerSecond = line.bytesPerSecond * static_cast<std::int64_t>(1 + below(8));
        return t;
    }
};

struct Way {
    struct Piece {
        Clock::time_point due;
        QByteArray bytes;
    };
    std::deque<Piece> pieces;
    Clock::time_point free{}; ///< when the line has carried all before
    std::int64_t carried = 0;
    bool ended = false; ///< nothing more comes in
    bool told = false;  ///< and whoever receives knows
    bool dead = false;
};

struct Link {
    std::array<int, 2> fds{-1, -1}; ///< the client's, the server's
    int second = -1;                ///< where all is sent twice
    Trouble trouble;
    std::array<Way, 2> ways;
    bool over = false;

    void end(bool reset)
    {
        for (int *fd : {&fds[0], &fds[1], &second}) {
            if (*fd < 0)
                continue;
            const linger hard{1, 0};
            if (reset)
                ::setsockopt(*fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
            ::close(*fd);
            *fd = -1;
        }
        over = true;
    }
};

} // namespace

struct ChaosProxy::Private {
    quint16 server = 0;
    Line line;
    quint16 port = 0;
    int listener = -1;
    std::array<int, 2> wake{-1, -1};
    mutable std::mutex mutex;
    std::mt19937_64 engine;
    bool raging = false;
    bool cutAll = false;
    bool stop = false;
    Counts counts;
    std::list<Link> links; ///< the thread's own
    std::thread thread;

    void rouse() const
    {
        const char one = 1;
        (void)!::write(wake[1], &one, 1);
    }

    void accept()
    {
        const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        makeReady(client);
        Link link;
        link.fds[0] = client;
        {
            const std::lock_guard lock(mutex);
            if (raging)
                link.trouble = Trouble::random(engine, line);
            ++counts.connections;
            counts.spoilt += link.trouble.kind == Trouble::Kind::None ? 0 : 1;
        }
        if (link.trouble.kind == Trouble::Kind::BlackHole) {
            links.push_back(std::move(link));
            return;
        }
        link.fds[1] = connectTo(server);
        if (link.fds[1] < 0) {
            link.end(true);
            return;
        }
        if (link.trouble.twice)
            link.second = connectTo(server);
        links.push_back(std::move(link));
    }

    void receive(Link &link, int direction)
    {
        char buffer[16384];
        const auto n = ::recv(link.fds[static_cast<std::size_t>(direction)], buffer, sizeof buffer, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        Way &way = link.ways[static_cast<std::size_t>(direction)];
        if (n <= 0) {
            way.ended = true;
            if (n < 0)
                link.end(true);
            return;
        }
        if (link.trouble.kind == Trouble::Kind::BlackHole)
            return;
        for (qsizetype from = 0; from < n; from += piece) {
            const QByteArray bytes(buffer + from, std::min<qsizetype>(piece, n - from));
            way.free = std::max(way.free, Clock::now());
            if (link.trouble.bytesPerSecond > 0)
                way.free += std::chrono::microseconds(bytes.size() * 1'000'000 / link.trouble.bytesPerSecond);
            way.pieces.push_back({way.free + link.trouble.latency, bytes});
        }
    }

    /// What is due goes on; true while something waits.
    void deliver(Link &link, int direction)
    {
        Way &way = link.ways[static_cast<std::size_t>(direction)];
        const int to = link.fds[static_cast<std::size_t>(1 - direction)];
        while (!link.over && !way.pieces.empty() && way.pieces.front().due <= Clock::now()) {
            QByteArray &bytes = way.pieces.front().bytes;
            const bool hit = link.trouble.kind != Trouble::Kind::None && link.trouble.direction == direction
                && way.carried + bytes.size() > link.trouble.after;
            if (hit)
                bytes.truncate(std::max<std::int64_t>(0, link.trouble.after - way.carried));
            if (!way.dead && !bytes.isEmpty()) {
                const auto sent = ::send(to, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
                if (sent < 0 && (errno == EAGAIN || errno == EINTR))
                    return;
                if (sent < 0)
                    return link.end(true);
                way.carried += sent;
                if (direction == up && link.second >= 0)
                    (void)!::send(link.second, bytes.constData(), static_cast<std::size_t>(sent), MSG_NOSIGNAL);
                {
                    const std::lock_guard lock(mutex);
                    counts.bytes += sent;
                }
                bytes.remove(0, sent);
                if (!bytes.isEmpty())
                    continue;
            }
            way.pieces.pop_front();
            if (hit && link.trouble.kind == Trouble::Kind::Reset)
                return link.end(true);
            way.dead = way.dead || hit;
        }
        if (!link.over && way.ended && way.pieces.empty() && !way.told) {
            way.told = true;
            if (to >= 0)
                ::shutdown(to, SHUT_WR);
            if (link.trouble.kind == Trouble::Kind::BlackHole || link.ways[static_cast<std::size_t>(1 - direction)].told
                || way.dead)
                link.end(false);
        }
    }

    void work()
    {
        for (;;) {
            {
                const std::lock_guard lock(mutex);
                if (stop)
                    break;
                if (cutAll) {
                    for (Link &link : links)
                        link.end(true);
                    cutAll = false;
                }
            }
            links.remove_if([](const Link &link) { return link.over; });
            std::vector<pollfd> polled{{listener, POLLIN, 0}, {wake[0], POLLIN, 0}};
            std::vector<std::pair<Link *, int>> of;
            auto next = Clock::now() + std::chrono::seconds(1);
            for (Link &link : links) {
                for (int direction : {up, down}) {
                    const Way &way = link.ways[static_cast<std::size_t>(direction)];
                    if (!way.pieces.empty())
                        next = std::min(next, way.pieces.front().due);
                    const int fd = link.fds[static_cast<std::size_t>(direction)];
                    if (fd >= 0 && !way.ended) {
                        polled.push_back({fd, POLLIN, 0});
                        of.emplace_back(&link, direction);
                    }
                }
            }
            const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
            ::poll(polled.data(), polled.size(), static_cast<int>(std::clamp<std::int64_t>(wait, 0, 1000)));
            if (polled[1].revents != 0) {
                char buffer[64];
                (void)!::read(wake[0], buffer, sizeof buffer);
            }
            for (std::size_t i = 0; i < of.size(); ++i) {
                if (polled[i + 2].revents != 0 && !of[i].first->over)
                    receive(*of[i].first, of[i].second);
            }
            for (Link &link : links) {
                for (int direction : {up, down}) {
                    if (!link.over)
                        deliver(link, direction);
                }
            }
            if (polled[0].revents != 0)
                accept();
        }
        for (Link &link : links)
            link.end(true);
    }
};

ChaosProxy::ChaosProxy(quint16 server, const Line &line)
    : d(std::make_unique<Private>())
{
    d->server = server;
    d->line = line;
    d->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here = loopback(0);
    socklen_t size = sizeof here;
    if (::bind(d->listener, reinterpret_cast<const sockaddr *>(&here), sizeof here) != 0
        || ::listen(d->listener, 64) != 0 || ::getsockname(d->listener, reinterpret_cast<sockaddr *>(&here), &size) != 0
        || ::pipe2(d->wake.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no port on this machine");
    d->port = ntohs(here.sin_port);
    d->thread = std::thread([p = d.get()] { p->work(); });
}

ChaosProxy::~ChaosProxy()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stop = true;
    }
    d->rouse();
    d->thread.join();
    for (const int fd : {d->listener, d->wake[0], d->wake[1]})
        ::close(fd);
}

quint16 ChaosProxy::port() const
{
    return d->port;
}

void ChaosProxy::rage(std::uint64_t seed)
{
    {
        const std::lock_guard lock(d->mutex);
        d->engine.seed(seed);
        d->raging = d->cutAll = true;
    }
    d->rouse();
}

void ChaosProxy::calm()
{
    {
        const std::lock_guard lock(d->mutex);
        d->raging = false;
        d->cutAll = true;
    }
    d->rouse();
}

ChaosProxy::Counts ChaosProxy::counts() const
{
    const std::lock_guard lock(d->mutex);
    return d->counts;
}

} // namespace shouli::tests
