// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/Router.h"

#include <algorithm>

namespace shouli::sync::transport::serving {

namespace {

void put(std::vector<Router::Route> &routes, Router::Route route)
{
    std::erase_if(routes, [&](const Router::Route &known) { return known.method == route.method; });
    routes.push_back(std::move(route));
}

Router::Found among(const std::vector<Router::Route> &routes, Method method)
{
    QByteArray allowed;
    for (const Router::Route &route : routes) {
        if (route.method == method)
            return {&route, {}};
        allowed += (allowed.isEmpty() ? "" : ", ") + methodName(route.method);
    }
    return {nullptr, allowed};
}

} // namespace

void Router::add(Route route)
{
    auto &routes = m_exact[route.path];
    put(routes, std::move(route));
}

void Router::addPrefix(Route route)
{
    auto &routes = m_prefixes[route.path];
    put(routes, std::move(route));
}

Router::Found Router::find(Method method, const QByteArray &path) const
{
    if (const auto exact = m_exact.constFind(path); exact != m_exact.constEnd())
        return among(*exact, method);
    const Routes *best = nullptr;
    qsizetype length = -1;
    for (auto it = m_prefixes.constBegin(); it != m_prefixes.constEnd(); ++it) {
        if (it.key().size() > length && path.startsWith(it.key())) {
            best = &it.value();
            length = it.key().size();
        }
    }
    return best == nullptr ? Found{} : among(*best, method);
}

std::vector<std::pair<Method, QByteArray>> Router::routes() const
{
    std::vector<std::pair<Method, QByteArray>> all;
    for (const Routes &routes : m_exact) {
        for (const Route &route : routes)
            all.emplace_back(route.method, route.path);
    }
    for (const Routes &routes : m_prefixes) {
        for (const Route &route : routes)
            all.emplace_back(route.method, route.path + '*');
    }
    std::ranges::sort(all);
    return all;
}

} // namespace shouli::sync::transport::serving
