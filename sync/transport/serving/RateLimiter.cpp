// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/RateLimiter.h"

#include <algorithm>
#include <cmath>

namespace shouli::sync::transport::serving {

RateLimiter::RateLimiter(const core::base::Clock &clock, double perSecond, double burst, qsizetype maxSources)
    : m_clock(clock)
    , m_perSecond(perSecond)
    , m_burst(std::max(1.0, burst))
    , m_maxSources(std::max<qsizetype>(1, maxSources))
{
}

std::chrono::seconds RateLimiter::ask(const QByteArray &source)
{
    const std::int64_t now = m_clock.monotonicMs();
    const std::scoped_lock lock(m_mutex);
    auto it = m_bySource.find(source);
    if (it == m_bySource.end()) {
        if (m_bySource.size() >= m_maxSources) {
            m_bySource.remove(m_recent.back().source);
            m_recent.pop_back();
        }
        m_recent.push_front({source, m_burst, now});
        it = m_bySource.insert(source, m_recent.begin());
    } else {
        m_recent.splice(m_recent.begin(), m_recent, it.value());
    }
    Bucket &bucket = m_recent.front();
    bucket.tokens = std::min(m_burst, bucket.tokens + static_cast<double>(now - bucket.ms) * m_perSecond / 1000.0);
    bucket.ms = now;
    if (bucket.tokens >= 1.0) {
        bucket.tokens -= 1.0;
        return std::chrono::seconds(0);
    }
    const double wait = m_perSecond > 0 ? (1.0 - bucket.tokens) / m_perSecond : 3600.0;
    return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(std::min(wait, 3600.0))));
}

qsizetype RateLimiter::sources() const
{
    const std::scoped_lock lock(m_mutex);
    return m_bySource.size();
}

} // namespace shouli::sync::transport::serving
