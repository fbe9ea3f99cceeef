// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstdint>

namespace shouli::core::keys {

/// Failed attempts at one slot, and the wait they bring (GB/T 22239-2019 8.1.4.1 b: "limit the number
/// of failed logins"). Time is counted on the monotonic clock of one run of the machine; the
/// wall clock plays no part, since whoever guesses can set it.
struct Lockout {
    static constexpr int freeAttempts = 5;
    static constexpr std::int64_t firstWaitMs = 30'000; ///< after the fifth; doubles with each more
    static constexpr std::int64_t longestWaitMs = 30 * 60'000;

    int failures = 0;
    std::uint64_t bootId = 0;     ///< run of the machine in which the last one happened
    std::int64_t monotonicMs = 0; ///< and when in it

    [[nodiscard]] static std::int64_t waitMs(int failures);

    /// 0 when an attempt may be made now.
    [[nodiscard]] std::int64_t remainingMs(const base::Clock &clock) const;
    [[nodiscard]] Lockout afterFailure(const base::Clock &clock) const;
    /// After a restart of the machine nobody knows how long it was off: the wait begins again.
    [[nodiscard]] Lockout inThisRun(const base::Clock &clock) const;

    bool operator==(const Lockout &) const = default;
};

} // namespace shouli::core::keys
