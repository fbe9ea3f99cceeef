// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/CountyCertificate.h"

#include <QByteArray>

#include <openssl/ssl.h>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <thread>

namespace shouli::tests {

/// A TLS server that is not ours: remembers every byte it is sent after the handshake and answers
/// from a script. One connection after another, on a thread of its own.
class ScriptedServer {
public:
    /// What to send once `received` (all of this connection so far) has grown; empty: nothing yet.
    using Script = std::function<QByteArray(const QByteArray &received, int connection)>;
    static inline const QByteArray hangUp = QByteArrayLiteral("\x01hang up");

    /// `prepare` may change the TLS set-up, e.g. give it a certificate of another kind.
    explicit ScriptedServer(Script script, const std::function<void(SSL_CTX *)> &prepare = {},
                            const sync::transport::CountyCertificate *certificate = nullptr)
        : m_script(std::move(script))
        , m_context(SSL_CTX_new(TLS_server_method()))
        , m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        std::signal(SIGPIPE, SIG_IGN);
        if (certificate != nullptr && !certificate->useIn(m_context))
            return;
        if (prepare)
            prepare(m_context);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_listening, reinterpret_cast<const sockaddr *>(&address), size);
        ::listen(m_listening, 16);
        ::getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~ScriptedServer()
    {
        m_over = true;
        if (m_thread.joinable())
            m_thread.join();
        ::close(m_listening);
        SSL_CTX_free(m_context);
    }
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int handshakes() const { return m_handshakes; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Every byte of every connection.
    [[nodiscard]] QByteArray received() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_received;
    }

private:
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
            ++m_connections;
            const timeval patience{5, 0};
            ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            SSL *ssl = SSL_new(m_context);
            SSL_set_fd(ssl, fd);
            serve(ssl, fd);
            SSL_free(ssl);
            ::close(fd);
        }
    }
    void serve(SSL *ssl, int fd)
    {
        if (SSL_accept(ssl) != 1)
            return;
        ++m_handshakes;
        QByteArray mine;
        char buffer[1 << 14];
        while (SSL_pending(ssl) > 0 || readable(fd)) {
            const int n = SSL_read(ssl, buffer, sizeof buffer);
            if (n <= 0)
                return;
            mine.append(buffer, n);
            {
                const std::scoped_lock lock(m_mutex);
                m_received.append(buffer, n);
            }
            const QByteArray answer = m_script(mine, m_connections);
            if (answer == hangUp)
                return;
            const bool last = answer.endsWith(hangUp);
            const QByteArray bytes = last ? answer.chopped(hangUp.size()) : answer;
            if (!bytes.isEmpty()) {
                if (SSL_write(ssl, bytes.constData(), static_cast<int>(bytes.size())) <= 0 || last)
                    return;
                mine.clear();
            }
        }
    }

    const Script m_script;
    SSL_CTX *m_context;
    int m_listening;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_received;
    std::atomic<int> m_handshakes = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

} // namespace shouli::tests
