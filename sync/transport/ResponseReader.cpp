// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ResponseReader.h"

#include <boost/beast/http/parser.hpp>

#include <algorithm>

namespace shouli::sync::transport {

namespace http = boost::beast::http;
using boost::system::error_code;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr std::uint32_t headBytes = 16 << 10;
constexpr std::uint64_t trustedReserve = 1 << 20; // more is allocated only as it really comes

/// Beast's body that is a QByteArray.
struct ByteArrayBody {
    using value_type = QByteArray;

    class reader {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields> &, value_type &body)
            : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t> &length, error_code &error)
        {
            error = {};
            m_body.reserve(static_cast<qsizetype>(std::min(length.value_or(0), trustedReserve)));
        }
        template <class Buffers>
        std::size_t put(const Buffers &buffers, error_code &error)
        {
            error = {};
            std::size_t count = 0;
            for (auto it = boost::asio::buffer_sequence_begin(buffers); it != boost::asio::buffer_sequence_end(buffers);
                 ++it) {
                const boost::asio::const_buffer piece(*it);
                m_body.append(static_cast<const char *>(piece.data()), static_cast<qsizetype>(piece.size()));
                count += piece.size();
            }
            return count;
        }
        void finish(error_code &error) { error = {}; }

    private:
        value_type &m_body;
    };
};

} // namespace

struct ResponseReader::Private {
    http::response_parser<ByteArrayBody> parser;

    [[nodiscard]] QByteArray field(http::field name) const
    {
        const auto value = parser.get()[name];
        return {value.data(), static_cast<qsizetype>(value.size())};
    }
};

ResponseReader::ResponseReader(qint64 bodyLimit)
    : d(std::make_unique<Private>())
{
    d->parser.header_limit(headBytes);
    d->parser.body_limit(static_cast<std::uint64_t>(bodyLimit));
    d->parser.eager(true);
}

ResponseReader::~ResponseReader() = default;
ResponseReader::ResponseReader(ResponseReader &&) noexcept = default;
ResponseReader &ResponseReader::operator=(ResponseReader &&) noexcept = default;

Result<bool> ResponseReader::feed(QByteArray &bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !d->parser.is_done()) {
        error_code error;
        const auto rest = static_cast<size_t>(bytes.size() - used);
        const auto count = d->parser.put(boost::asio::const_buffer(bytes.constData() + used, rest), error);
        used += static_cast<qsizetype>(count);
        if (error == http::error::need_more)
            break;
        if (error == http::error::body_limit)
            return failure(ErrorCode::MessageTooLarge, QStringLiteral("answer of the server"));
        if (error)
            return failure(ErrorCode::ServerFailure, QString::fromStdString(error.message()));
        if (count == 0)
            break;
    }
    bytes.remove(0, used);
    if (d->parser.is_header_done()) {
        if (d->parser.get().result_int() < 200)
            return failure(ErrorCode::ServerFailure, QStringLiteral("an interim answer nobody asked for"));
        if (d->parser.need_eof())
            return failure(ErrorCode::ServerFailure, QStringLiteral("an answer without a length"));
    }
    return d->parser.is_done();
}

bool ResponseReader::started() const
{
    return d->parser.got_some();
}

int ResponseReader::status() const
{
    return d->parser.is_header_done() ? static_cast<int>(d->parser.get().result_int()) : 0;
}

bool ResponseReader::keepAlive() const
{
    return d->parser.keep_alive();
}

QByteArray ResponseReader::contentType() const
{
    return d->field(http::field::content_type);
}

std::chrono::seconds ResponseReader::retryAfter() const
{
    const qint64 seconds = d->field(http::field::retry_after).toLongLong();
    return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 24 * 3600));
}

QByteArray ResponseReader::takeBody()
{
    return std::move(d->parser.get().body());
}

} // namespace shouli::sync::transport
