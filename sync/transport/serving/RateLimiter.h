// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <list>
#include <mutex>

namespace shouli::sync::transport::serving {

/// Token buckets by source (an address, a device, the prefix of a public token, a login): each may
/// do `perSecond` things a second in the long run and `burst` at once. Knows at most `maxSources`
/// sources and forgets the one not seen for longest, so that it is no memory bomb itself:
/// about 200 bytes a source. Thread-safe.
class RateLimiter {
public:
    RateLimiter(const core::base::Clock &clock, double perSecond, double burst, qsizetype maxSources = 40'000);

    /// Zero: go on, one token is taken. Else: nothing taken, and how long until there is one
    /// (rounded up to seconds, for Retry-After).
    [[nodiscard]] std::chrono::seconds ask(const QByteArray &source);

    [[nodiscard]] qsizetype sources() const;

private:
    struct Bucket {
        QByteArray source;
        double tokens = 0;
        std::int64_t ms = 0;
    };

    const core::base::Clock &m_clock;
    const double m_perSecond;
    const double m_burst;
    const qsizetype m_maxSources;
    mutable std::mutex m_mutex;
    std::list<Bucket> m_recent; // newest first
    QHash<QByteArray, std::list<Bucket>::iterator> m_bySource;
};

} // namespace shouli::sync::transport::serving
