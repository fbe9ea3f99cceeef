// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/HttpMessage.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace shouli::sync::transport {

namespace {

struct Reason {
    int status;
    std::string_view phrase;
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{503, "Service Unavailable"},
};

bool safe(const QByteArray &value)
{
    return std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

bool has(const Response &response, const char *lowerName)
{
    return std::ranges::any_of(response.headers, [&](const Header &h) { return h.name.toLower() == lowerName; });
}

} // namespace

QByteArray methodName(Method method)
{
    switch (method) {
    case Method::Get:
        return QByteArrayLiteral("GET");
    case Method::Post:
        return QByteArrayLiteral("POST");
    case Method::Put:
        return QByteArrayLiteral("PUT");
    case Method::Delete:
        return QByteArrayLiteral("DELETE");
    case Method::Other:
        break;
    }
    return QByteArrayLiteral("OTHER");
}

QByteArray reasonPhrase(int status)
{
    const auto it = std::ranges::find(reasons, status, &Reason::status);
    return it == reasons.end() ? QByteArray()
                               : QByteArray(it->phrase.data(), static_cast<qsizetype>(it->phrase.size()));
}

QByteArray encodeHead(const Response &response, Method method, bool keepAlive)
{
    QByteArray out;
    out.reserve(256);
    out += "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    if (!response.contentType.isEmpty())
        out += "Content-Type: " + response.contentType + "\r\n";
    if (response.status != 204 && response.status != 304)
        out += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    const bool plainPost = method == Method::Post && response.status / 100 == 2;
    if (!plainPost || !response.contentType.isEmpty()) // bytes of no type for our own client: no browser gets them
        out += "X-Content-Type-Options: nosniff\r\n";
    if (!plainPost && !has(response, "cache-control"))
        out += "Cache-Control: no-store\r\n";
    if (response.retryAfter.count() > 0)
        out += "Retry-After: " + QByteArray::number(static_cast<qint64>(response.retryAfter.count())) + "\r\n";
    if (!keepAlive)
        out += "Connection: close\r\n";
    if (!safe(response.contentType))
        return {};
    for (const Header &header : response.headers) {
        if (header.name.isEmpty() || !safe(header.name) || !safe(header.value) || header.name.contains(':'))
            return {};
        out += header.name + ": " + header.value + "\r\n";
    }
    out += "\r\n";
    return out;
}

} // namespace shouli::sync::transport
