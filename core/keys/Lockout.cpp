// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/Lockout.h"

#include <algorithm>
#include <limits>

namespace shouli::core::keys {

std::int64_t Lockout::waitMs(int failures)
{
    if (failures < freeAttempts)
        return 0;
    const int doublings = std::min(failures - freeAttempts, 16);
    return std::min(firstWaitMs << doublings, longestWaitMs);
}

std::int64_t Lockout::remainingMs(const base::Clock &clock) const
{
    const Lockout now = inThisRun(clock);
    return std::max<std::int64_t>(0, waitMs(failures) - (clock.monotonicMs() - now.monotonicMs));
}

Lockout Lockout::afterFailure(const base::Clock &clock) const
{
    return {failures < std::numeric_limits<int>::max() ? failures + 1 : failures, clock.bootId(), clock.monotonicMs()};
}

Lockout Lockout::inThisRun(const base::Clock &clock) const
{
    if (failures == 0 || (bootId == clock.bootId() && monotonicMs <= clock.monotonicMs()))
        return *this;
    return {failures, clock.bootId(), clock.monotonicMs()};
}

} // namespace shouli::core::keys
