// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <vector>

namespace shouli::sync::transport {

enum class Method {
    Get,
    Post,
    Put,
    Delete,
    Other, ///< whatever else HTTP knows; no route takes it
};

struct Header {
    QByteArray name; ///< lower case in a Request
    QByteArray value;

    bool operator==(const Header &) const = default;
};

/// One request as a handler sees it: checked against the limits, body complete.
struct Request {
    Method method = Method::Get;
    QByteArray path;             ///< as sent, percent-encoding untouched, without the query
    QByteArray query;            ///< after '?', as sent; often empty
    QByteArray contentType;      ///< without parameters, lower case
    std::vector<Header> headers; ///< only accept, accept-language, content-encoding, if-none-match, range
    QByteArray body;
    QString peer; ///< IP address of the other end: a gateway's, where offices share one

    /// Empty where the header was not sent. `name` in lower case.
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const Header &h : headers) {
            if (h.name == name)
                return h.value;
        }
        return {};
    }
};

/// One answer. Content-Length, Connection, `nosniff` (except for a successful POST without a content type:
/// no browser gets such a one) and (except for a successful POST, which no cache may keep anyway)
/// `Cache-Control: no-store` are added on the way out.
struct Response {
    int status = 200;
    QByteArray contentType; ///< not sent when empty
    QByteArray body;
    std::chrono::seconds retryAfter{0}; ///< sent when above 0
    std::vector<Header> headers;        ///< more; one with a control character turns the answer into a 500

    bool operator==(const Response &) const = default;
};

/// Runs on a worker thread, several at a time; may block. What it throws becomes a 500.
using Handler = std::function<Response(const Request &)>;

/// Gives the answer to one request, from any thread, at once or later; only the first call counts.
/// Dropping every copy unused answers 500. Harmless after the server has gone.
using Answer = std::function<void(Response)>;

/// Like Handler, for work that many requests share (a group commit, a long poll): returns soon and
/// calls `answer` when there is one.
using LaterHandler = std::function<void(Request, Answer answer)>;

/// One line of the access log. Holds nothing about a resident: the route's own path and not the one
/// asked for (which may hold a token), and the peer's network and not its address.
struct AccessRecord {
    Method method = Method::Other;
    QByteArray route; ///< path as registered; empty where no route was reached
    int status = 0;   ///< 0: the client went away before it was answered
    qint64 bodyIn = 0;
    qint64 bodyOut = 0;
    std::chrono::microseconds took{0}; ///< first byte of the request -> answer written
    QString network;                   ///< 203.0.113.0/24, 2001:db8:1::/48
};

[[nodiscard]] QByteArray methodName(Method method);

/// "Not Found" for 404; empty for a status Shouli does not use.
[[nodiscard]] QByteArray reasonPhrase(int status);

/// The status line and headers of an answer, up to and with the empty line. An answer that would
/// break out of its header lines is replaced by nothing: the result is empty.
[[nodiscard]] QByteArray encodeHead(const Response &response, Method method, bool keepAlive);

} // namespace shouli::sync::transport
