// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace shouli::tests {

/// A plain TCP connection to this machine, for clients that do not behave. Gives up after 20 s of silence.
class RawTcp {
public:
    explicit RawTcp(quint16 port)
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{20, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to sockets that are closed already
        const int yes = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        m_connected = ::connect(m_fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0;
    }
    RawTcp(RawTcp &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
        , m_connected(other.m_connected)
    {
    }
    RawTcp &operator=(RawTcp &&) = delete;
    ~RawTcp()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool isConnected() const { return m_connected; }
    bool send(const QByteArray &bytes) const
    {
        return ::send(m_fd, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    /// True when the other end closed the connection (and not: stayed silent).
    [[nodiscard]] bool isClosedByPeer() const
    {
        char buffer[4096];
        for (;;) {
            const auto n = ::recv(m_fd, buffer, sizeof buffer, 0);
            if (n == 0 || (n < 0 && errno == ECONNRESET))
                return true;
            if (n < 0)
                return false;
        }
    }

private:
    int m_fd;
    bool m_connected = false;
};

/// A TLS connection to this machine that believes any certificate and sends any bytes.
class RawTls {
public:
    explicit RawTls(quint16 port, int newestProtocol = TLS1_3_VERSION)
        : m_tcp(port)
        , m_ssl(SSL_new(context()))
    {
        SSL_set_max_proto_version(m_ssl, newestProtocol);
        SSL_set_min_proto_version(m_ssl, newestProtocol < TLS1_2_VERSION ? newestProtocol : TLS1_2_VERSION);
        if (newestProtocol < TLS1_2_VERSION)
            SSL_set_security_level(m_ssl, 0); // else OpenSSL would not even offer it
        SSL_set_fd(m_ssl, m_tcp.fd());
        m_established = m_tcp.isConnected() && SSL_connect(m_ssl) == 1;
    }
    RawTls(const RawTls &) = delete;
    RawTls &operator=(const RawTls &) = delete;
    ~RawTls() { SSL_free(m_ssl); }

    [[nodiscard]] bool isEstablished() const { return m_established; }
    [[nodiscard]] SSL *ssl() const { return m_ssl; }

    bool send(const QByteArray &bytes) const
    {
        qsizetype done = 0;
        while (done < bytes.size()) {
            const int n = SSL_write(m_ssl, bytes.constData() + done,
                                    static_cast<int>(std::min<qsizetype>(bytes.size() - done, 1 << 16)));
            if (n <= 0)
                return false;
            done += n;
        }
        return true;
    }
    void sendEnd() const { SSL_shutdown(m_ssl); }

    /// Bytes until the other end closes.
    [[nodiscard]] QByteArray readToEnd() const
    {
        QByteArray all;
        char buffer[1 << 14];
        for (;;) {
            const int n = SSL_read(m_ssl, buffer, sizeof buffer);
            if (n <= 0)
                return all;
            all.append(buffer, n);
        }
    }
    /// One answer with its Content-Length, leaving the connection open; shorter when it was closed.
    [[nodiscard]] QByteArray readAnswer()
    {
        char buffer[1 << 14];
        for (;;) {
            const qsizetype end = m_ahead.indexOf("\r\n\r\n");
            if (end >= 0) {
                const qsizetype at = m_ahead.indexOf("Content-Length: ");
                const qsizetype length = at < 0 || at > end
                    ? 0
                    : m_ahead.sliced(at + 16, m_ahead.indexOf('\r', at) - at - 16).toLongLong();
                const qsizetype whole = end + 4 + length;
                if (m_ahead.size() >= whole) {
                    const QByteArray answer = m_ahead.first(whole);
                    m_ahead.remove(0, whole);
                    return answer;
                }
            }
            const int n = SSL_read(m_ssl, buffer, sizeof buffer);
            if (n <= 0)
                return std::exchange(m_ahead, {});
            m_ahead.append(buffer, n);
        }
    }
    /// "200" of "HTTP/1.1 200 OK ..."; 0 where there is none.
    [[nodiscard]] static int statusOf(const QByteArray &answer)
    {
        return answer.startsWith("HTTP/1.1 ") ? answer.sliced(9).first(3).toInt() : 0;
    }
    /// Sends `bytes` and returns the status of what comes back before the server closes.
    [[nodiscard]] int statusFor(const QByteArray &bytes)
    {
        send(bytes);
        return statusOf(readAnswer());
    }

private:
    static SSL_CTX *context()
    {
        static SSL_CTX *const shared = [] {
            SSL_CTX *made = SSL_CTX_new(TLS_client_method());
            SSL_CTX_set_mode(made, SSL_MODE_RELEASE_BUFFERS);
            return made;
        }();
        return shared;
    }

    RawTcp m_tcp;
    SSL *m_ssl;
    bool m_established = false;
    QByteArray m_ahead;
};

} // namespace shouli::tests
