// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace shouli::tests {

/// A small HTTP proxy on a free port of this machine that understands CONNECT and nothing else, as one at the edge of an
/// office network. Leads every tunnel to one port of this machine, whatever name it was asked for. Threads of its own.
class ConnectProxy {
public:
    enum class Manner {
        Tunnels,
        Refuses,        ///< 403 to everything
        HangsUp,        ///< as soon as it is asked
        DiesInTheMiddle ///< lets the first bytes through and hangs up
    };

    explicit ConnectProxy(quint16 target, Manner manner = Manner::Tunnels, QByteArray credentials = {})
        : m_target(target)
        , m_manner(manner)
        , m_credentials(credentials.isEmpty() ? QByteArray() : "Proxy-Authorization: Basic " + credentials.toBase64())
        , m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = local(0);
        socklen_t size = sizeof address;
        ::bind(m_listening, reinterpret_cast<const sockaddr *>(&address), size);
        ::listen(m_listening, 16);
        ::getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~ConnectProxy()
    {
        m_over = true;
        m_thread.join();
        for (std::thread &one : m_tunnels)
            one.join();
        ::close(m_listening);
    }
    ConnectProxy(const ConnectProxy &) = delete;
    ConnectProxy &operator=(const ConnectProxy &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int tunnels() const { return m_opened; }
    /// From the next bytes on. What it does not tunnel any more it lets end after one more answer.
    void turnTo(Manner manner) { m_manner = manner; }
    /// All that it could read: the heads of requests.
    [[nodiscard]] QByteArray heads() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_heads;
    }

private:
    static sockaddr_in local(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    bool readable(int fd) const
    {
        while (!m_over) {
            pollfd waiting{fd, POLLIN, 0};
            if (::poll(&waiting, 1, 10) > 0)
                return true;
        }
        return false;
    }
    void run()
    {
        while (readable(m_listening)) {
            const int fd = ::accept(m_listening, nullptr, nullptr);
            m_tunnels.emplace_back([this, fd] {
                serve(fd);
                ::close(fd);
            });
        }
    }
    static void say(int fd, const QByteArray &bytes)
    {
        (void)!::send(fd, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    void serve(int fd)
    {
        for (;;) {
            QByteArray head;
            char one = 0;
            while (!head.endsWith("\r\n\r\n")) { // what comes after it is not for us
                if (!readable(fd) || ::recv(fd, &one, 1, 0) != 1)
                    return;
                head += one;
            }
            {
                const std::scoped_lock lock(m_mutex);
                m_heads += head;
            }
            if (m_manner == Manner::HangsUp)
                return;
            if (!head.startsWith("CONNECT ") || m_manner == Manner::Refuses)
                return say(fd, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            if (head.contains(m_credentials))
                break;
            say(fd, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"net\"\r\n"
                    "Content-Length: 0\r\n\r\n");
        }
        const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = local(m_target);
        if (::connect(out, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
            say(fd, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        } else {
            ++m_opened;
            say(fd, "HTTP/1.1 200 Connection established\r\n\r\n");
            carry(fd, out);
        }
        ::close(out);
    }
    void carry(int in, int out) const
    {
        char buffer[1 << 14];
        while (!m_over) {
            pollfd both[2] = {{in, POLLIN, 0}, {out, POLLIN, 0}};
            if (::poll(both, 2, 10) <= 0)
                continue;
            for (const auto &[from, to, ready] : {std::tuple(in, out, both[0].revents), {out, in, both[1].revents}}) {
                if (ready == 0)
                    continue;
                const auto n = ::recv(from, buffer, sizeof buffer, 0);
                if (n <= 0 || ::send(to, buffer, static_cast<size_t>(n), MSG_NOSIGNAL) != n)
                    return;
                if (m_manner == Manner::DiesInTheMiddle || (m_manner == Manner::Refuses && from == out))
                    return;
            }
        }
    }

    const quint16 m_target;
    std::atomic<Manner> m_manner;
    const QByteArray m_credentials;
    int m_listening;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_heads;
    std::atomic<int> m_opened = 0;
    std::atomic<bool> m_over = false;
    std::vector<std::thread> m_tunnels;
    std::thread m_thread;
};

} // namespace shouli::tests
