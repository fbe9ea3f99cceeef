// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/HttpMessage.h"
#include "sync/transport/serving/Limits.h"

#include <QByteArrayView>

#include <optional>

namespace shouli::sync::transport::serving {

/// Watches the bytes of a request come in until its header is complete, and gives up on the first
/// byte that cannot belong to an acceptable one: no waiting for the end of nonsense. Stricter than
/// RFC 9112 asks, since only our own client and well-behaved gateways talk to it: lines end in CRLF,
/// no control characters, no folded lines, nothing before the request line.
/// Looks at each byte once.
class HeadScanner {
public:
    /// `limits` must outlive it.
    explicit HeadScanner(const Limits &limits)
        : m_limits(&limits)
    {
    }

    explicit HeadScanner(Limits &&) = delete;

    enum class State {
        Incomplete,
        Complete, ///< length() bytes are the header, with the empty line at its end
        Refused,  ///< status() says why
    };

    /// `received`: everything since the request began, including what was shown before.
    State scan(QByteArrayView received);

    [[nodiscard]] qsizetype length() const { return m_position; }
    [[nodiscard]] int status() const { return m_status; }

private:
    State refuse(int status);

    const Limits *m_limits;
    qsizetype m_position = 0;
    qsizetype m_lineStart = 0;
    int m_lines = 0;
    int m_status = 0;
};

/// The header of one request, understood and unambiguous.
struct RequestHead {
    Method method = Method::Other;
    QByteArray path;
    QByteArray query;
    QByteArray contentType;
    std::vector<Header> headers;
    std::optional<qint64> contentLength;
    bool keepAlive = true;
    bool expectsContinue = false;
};

/// Either a head, or the status to refuse the request with. Whatever could be read in two ways by
/// two programs (request smuggling) is refused: 400 for Content-Length twice, in a list, or beside
/// Transfer-Encoding, for a missing or second Host, an absolute or encoded-control target; 411 for
/// any Transfer-Encoding: a body here always says its length first.
class ParsedHead {
public:
    [[nodiscard]] static ParsedHead parse(QByteArrayView head, const Limits &limits);

    [[nodiscard]] int refusal() const { return m_status; } ///< 0 if there is none
    [[nodiscard]] const RequestHead &head() const { return m_head; }

private:
    int m_status = 0;
    RequestHead m_head;
};

} // namespace shouli::sync::transport::serving
