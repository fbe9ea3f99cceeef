// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/SystemClock.h"
#include "sync/transport/serving/HttpsServer.h"

namespace shouli::tests {

using namespace std::chrono_literals;

inline const core::base::SystemClock systemClock;

/// Made once: a key costs little, but not nothing.
inline const sync::transport::CountyCertificate &countyCertificate()
{
    using sync::transport::CountyCertificate;
    static const CountyCertificate made = std::move(
        *CountyCertificate::create({QStringLiteral("127.0.0.1")}, CountyCertificate::tenYears(systemClock)));
    return made;
}

/// A county server on a free port of this machine, with an echo and little else. What its handlers
/// and its log use is declared before it: they may run until it has stopped.
struct County {
    sync::transport::serving::HttpsServer server;
    quint16 port = 0;

    explicit County(const sync::transport::serving::Limits &limits = {})
        : server(systemClock, limits)
    {
        using namespace sync::transport;
        server.handle(Method::Post, "/echo", [](const Request &request) {
            Response response;
            response.body = request.body;
            return response;
        });
        server.handle(Method::Get, "/hello", [](const Request &request) {
            Response response;
            response.contentType = "text/plain";
            response.body = "hello " + request.query;
            return response;
        });
    }
    /// After the routes.
    bool start(const sync::transport::CountyCertificate &certificate = countyCertificate())
    {
        port = server.start(certificate, QStringLiteral("127.0.0.1"), 0).value_or(0);
        return port != 0;
    }
};

inline QByteArray post(const QByteArray &body, const QByteArray &path = "/echo", const QByteArray &more = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: county\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"
        + more + "\r\n" + body;
}

} // namespace shouli::tests
