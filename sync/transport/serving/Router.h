// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/transport/HttpMessage.h"

#include <QHash>

#include <optional>
#include <variant>
#include <vector>

namespace shouli::sync::transport::serving {

/// What a route asks of a request beyond its method and path.
struct RouteRules {
    std::optional<qsizetype> bodyBytes; ///< default: Limits::bodyBytes; 0 for GET and DELETE
    QByteArray contentType;             ///< 415 for another; empty: any
};

/// Finds the handler for a method and path: the exact path, else the longest registered prefix.
/// Filled before the server starts, only read afterwards; then thread-safe.
class Router {
public:
    struct Route {
        Method method = Method::Get;
        QByteArray path; ///< ends in '/' or is exact; as registered
        RouteRules rules;
        std::variant<Handler, LaterHandler> handler;
    };

    struct Found {
        const Route *route = nullptr;
        QByteArray allowed; ///< where the path is known under other methods only: "GET, POST" (405)
    };

    /// A later registration of the same method and path replaces the earlier one.
    void add(Route route);
    /// Any path that begins with `route.path`.
    void addPrefix(Route route);

    [[nodiscard]] Found find(Method method, const QByteArray &path) const;

    /// Every (method, path) registered; prefixes end in '*'. For tests that walk over all of them.
    [[nodiscard]] std::vector<std::pair<Method, QByteArray>> routes() const;

private:
    using Routes = std::vector<Route>;
    QHash<QByteArray, Routes> m_exact;
    QHash<QByteArray, Routes> m_prefixes;
};

} // namespace shouli::sync::transport::serving
