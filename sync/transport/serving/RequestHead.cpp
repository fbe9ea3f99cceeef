// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/RequestHead.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>

namespace shouli::sync::transport::serving {

namespace http = boost::beast::http;

namespace {

constexpr qsizetype aroundUrl = 24; // "DELETE " before it, " HTTP/1.1\r\n" after it, a little spare

constexpr std::array kept{"accept", "accept-language", "content-encoding", "if-none-match", "range"};

QByteArray bytes(boost::beast::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

Method methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::Get;
    case http::verb::post:
        return Method::Post;
    case http::verb::put:
        return Method::Put;
    case http::verb::delete_:
        return Method::Delete;
    default:
        return Method::Other;
    }
}

/// Digits only: no sign, no list, no blanks within, at most 18 of them.
std::optional<qint64> lengthOf(const QByteArray &value)
{
    if (value.isEmpty() || value.size() > 18
        || !std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return value.toLongLong();
}

bool visible(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
}

} // namespace

HeadScanner::State HeadScanner::refuse(int status)
{
    m_status = status;
    return State::Refused;
}

HeadScanner::State HeadScanner::scan(QByteArrayView received)
{
    for (; m_position < received.size(); ++m_position) {
        const auto c = static_cast<unsigned char>(received[m_position]);
        const bool afterReturn = m_position > 0 && received[m_position - 1] == '\r';
        const bool startsLine = m_position == m_lineStart;
        if (m_position >= m_limits->headBytes)
            return refuse(431);
        if (m_lines == 0 && m_position >= m_limits->urlBytes + aroundUrl)
            return refuse(414);
        if ((c == '\n') != afterReturn)
            return refuse(400); // bare LF, or CR alone
        if (c == '\n') {
            const bool empty = m_position - m_lineStart == 1;
            if (empty && m_lines == 0)
                return refuse(400);
            m_lineStart = m_position + 1;
            if (empty) {
                ++m_position;
                return State::Complete;
            }
            if (++m_lines > m_limits->headerLines + 1)
                return refuse(431);
        } else if (startsLine && (c == ' ' || c == '\t')) {
            return refuse(400); // folded line
        } else if ((c < ' ' && c != '\r' && c != '\t') || c >= 0x7f) {
            return refuse(400);
        }
    }
    return State::Incomplete;
}

ParsedHead ParsedHead::parse(QByteArrayView head, const Limits &limits)
{
    ParsedHead result;
    const auto refused = [&result](int status) {
        result.m_status = status;
        return result;
    };

    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.headBytes));
    parser.body_limit(boost::none); // its length is judged where the route is known
    boost::system::error_code error;
    const auto used = parser.put(boost::asio::const_buffer(head.data(), static_cast<size_t>(head.size())), error);
    if (error == http::error::header_limit)
        return refused(431);
    if (error && error != http::error::need_more)
        return refused(400);
    if (!parser.is_header_done() || used != static_cast<size_t>(head.size()))
        return refused(400);

    const auto &message = parser.get();
    if (message.version() != 11 && message.version() != 10)
        return refused(400);
    if (message.count(http::field::host) > 1 || (message.version() == 11 && message.count(http::field::host) == 0))
        return refused(400);

    RequestHead &out = result.m_head;
    out.method = methodOf(message.method());
    const QByteArray target = bytes(message.target());
    if (target.size() > limits.urlBytes)
        return refused(414);
    if (!target.startsWith('/') || !visible(target))
        return refused(400);
    const qsizetype question = target.indexOf('?');
    out.path = question < 0 ? target : target.first(question);
    out.query = question < 0 ? QByteArray() : target.sliced(question + 1);

    const auto lengths = message.count(http::field::content_length);
    if (message.count(http::field::transfer_encoding) > 0)
        return refused(lengths > 0 ? 400 : 411);
    if (lengths > 1)
        return refused(400);
    if (lengths == 1) {
        out.contentLength = lengthOf(bytes(message[http::field::content_length]));
        if (!out.contentLength)
            return refused(400);
    }

    const QByteArray type = bytes(message[http::field::content_type]);
    out.contentType = type.first(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower();
    out.keepAlive = message.keep_alive();
    if (const QByteArray expect = bytes(message[http::field::expect]); !expect.isEmpty()) {
        if (expect.toLower() != "100-continue")
            return refused(400);
        out.expectsContinue = true;
    }
    for (const char *name : kept) {
        const auto value = message[name];
        if (!value.empty())
            out.headers.push_back({QByteArray(name), bytes(value)});
    }
    return result;
}

} // namespace shouli::sync::transport::serving
