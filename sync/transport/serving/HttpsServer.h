// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/serving/Limits.h"
#include "sync/transport/serving/Router.h"

#include <memory>

namespace shouli::sync::transport::serving {

/// The county's HTTPS server: TLS 1.2 or later, HTTP/1.1 with keep-alive, every resource limited
/// (Limits). Knows routes and bytes, nothing of what is in them. Bodies say their length first;
/// compression is the protocol's business.
///
/// Runs on threads of its own: network threads that never block, worker threads for the handlers.
/// Thread-safety: routes and log are given before start(); start() and stop() come from one thread.
/// Use once: a stopped server is not started again.
class HttpsServer {
public:
    /// `clock` serves the rate limit and must outlive the server.
    HttpsServer(const core::base::Clock &clock, const Limits &limits = {});
    ~HttpsServer(); ///< stops
    HttpsServer(const HttpsServer &) = delete;
    HttpsServer &operator=(const HttpsServer &) = delete;

    void handle(Method method, const QByteArray &path, Handler handler, RouteRules rules = {});
    void handleLater(Method method, const QByteArray &path, LaterHandler handler, RouteRules rules = {});
    /// Every path that begins with `prefix`, where no exact path fits.
    void handleBelow(Method method, const QByteArray &prefix, Handler handler, RouteRules rules = {});

    /// Called for every answered request, from network threads, several at a time.
    void logTo(std::function<void(const AccessRecord &)> log);

    /// Listens; `port` 0 takes a free one. Returns the port. An empty address means every interface,
    /// IPv4 and IPv6. ServerFailure where the address cannot be had, with the system's words.
    /// From here on the process ignores SIGPIPE.
    [[nodiscard]] core::base::Result<quint16> start(const CountyCertificate &certificate, const QString &address,
                                                    quint16 port);

    /// Requests under way are answered within Limits::stopGrace; whoever asks meanwhile, and for Limits::notice at
    /// least, is told to come later (503, Retry-After). Then no new connection; what is still open is cut. Returns when all threads have ended; waits for handlers that are running.
    void stop();

    [[nodiscard]] int connections() const;
    [[nodiscard]] const Router &router() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace shouli::sync::transport::serving
