// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/TlsStream.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace shouli::sync::transport::serving {

namespace asio = boost::asio;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr qsizetype mostAtOnce = 1 << 20; // OpenSSL counts in int

} // namespace

void TlsStream::Freed::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

TlsStream::TlsStream(Socket socket, ssl_ctx_st *context)
    : m_socket(std::move(socket))
    , m_ssl(SSL_new(context))
{
    boost::system::error_code error;
    m_socket.native_non_blocking(true, error);
    m_usable = !error && m_ssl && SSL_set_fd(m_ssl.get(), m_socket.native_handle()) == 1;
}

TlsStream::~TlsStream() = default;

asio::awaitable<bool> TlsStream::waitAfter(int result)
{
    const int wants = SSL_get_error(m_ssl.get(), result);
    if (wants == SSL_ERROR_WANT_READ) {
        const auto [error] = co_await m_socket.async_wait(Socket::wait_read, awaited);
        co_return !error;
    }
    if (wants == SSL_ERROR_WANT_WRITE) {
        const auto [error] = co_await m_socket.async_wait(Socket::wait_write, awaited);
        co_return !error;
    }
    m_usable = m_usable && wants == SSL_ERROR_ZERO_RETURN; // the other end may still listen
    co_return false;
}

asio::awaitable<bool> TlsStream::handshake()
{
    while (m_usable) {
        ERR_clear_error();
        const int result = SSL_accept(m_ssl.get());
        if (result == 1)
            co_return true;
        const bool again = co_await waitAfter(result);
        if (!again)
            break;
    }
    m_usable = false;
    co_return false;
}

asio::awaitable<qsizetype> TlsStream::readSome(void *to, qsizetype most)
{
    while (m_usable) {
        ERR_clear_error();
        const int result = SSL_read(m_ssl.get(), to, static_cast<int>(std::min(most, mostAtOnce)));
        if (result > 0)
            co_return result;
        const bool again = co_await waitAfter(result);
        if (!again)
            break;
    }
    co_return 0;
}

asio::awaitable<bool> TlsStream::write(QByteArrayView bytes)
{
    while (m_usable && !bytes.isEmpty()) {
        ERR_clear_error();
        const int result = SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(std::min(bytes.size(), mostAtOnce)));
        if (result > 0) {
            bytes = bytes.sliced(result);
            continue;
        }
        const bool again = co_await waitAfter(result);
        if (!again) {
            m_usable = false; // a record may be half out
            break;
        }
    }
    co_return m_usable;
}

void TlsStream::sendEnd()
{
    if (!m_usable)
        return;
    m_usable = false;
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

} // namespace shouli::sync::transport::serving
