// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>

#include <memory>

struct ssl_st;
struct ssl_ctx_st;

namespace shouli::sync::transport::serving {

/// TLS straight on a socket: OpenSSL reads and writes it, and the coroutine waits while it cannot.
/// Not asio::ssl::stream, which puts a pair of buffers of 17 KiB each between the two, twice: with
/// thousands of idle connections they are most of a server's memory.
/// Whoever cancels the socket's waiting ends the call under way; TLS itself is unharmed by that, so
/// that a last answer can still be written. Runs on the socket's strand.
class TlsStream {
public:
    using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
    using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Strand>;

    TlsStream(Socket socket, ssl_ctx_st *context);
    ~TlsStream();
    TlsStream(const TlsStream &) = delete;
    TlsStream &operator=(const TlsStream &) = delete;

    [[nodiscard]] Socket &socket() { return m_socket; }

    [[nodiscard]] boost::asio::awaitable<bool> handshake();

    /// At least one byte, at most `most`; 0 when the other end is done, or failed, or was cancelled.
    [[nodiscard]] boost::asio::awaitable<qsizetype> readSome(void *to, qsizetype most);

    /// All of it, or false. `bytes` must stay until then.
    [[nodiscard]] boost::asio::awaitable<bool> write(QByteArrayView bytes);

    /// Tells the other end that nothing more comes, if that can be done without waiting.
    void sendEnd();

private:
    struct Freed {
        void operator()(ssl_st *ssl) const;
    };

    /// After OpenSSL said `result`: waits for what it wants. False: it will not go on.
    boost::asio::awaitable<bool> waitAfter(int result);

    Socket m_socket;
    std::unique_ptr<ssl_st, Freed> m_ssl;
    bool m_usable = false;
};

} // namespace shouli::sync::transport::serving
