// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/Health.h"

namespace shouli::sync::server::gateway {

void Health::look()
{
    const auto isFresh = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_askedAt && m_clock.monotonicMs() - *m_askedAt < freshMs;
    };
    if (isFresh())
        return;
    const bool first = [this] {
        const std::scoped_lock lock(m_mutex);
        return !m_askedAt;
    }();
    std::unique_lock asking(m_asking, std::defer_lock);
    if (first)
        asking.lock(); // nothing is known yet
    else if (!asking.try_lock())
        return;
    if (isFresh())
        return;
    const auto answer = m_ask();
    const std::scoped_lock lock(m_mutex);
    m_askedAt = m_clock.monotonicMs();
    m_error = answer ? std::nullopt : std::optional(answer.error());
}

QByteArray Health::trouble()
{
    look();
    const std::scoped_lock lock(m_mutex);
    return m_error ? QByteArrayLiteral("database") : QByteArray();
}

QByteArray Health::reason()
{
    look();
    const std::scoped_lock lock(m_mutex);
    return m_error ? "database: " + m_error->detail.simplified().toUtf8() : QByteArray();
}

} // namespace shouli::sync::server::gateway
