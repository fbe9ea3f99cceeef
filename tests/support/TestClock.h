// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace shouli::tests {

/// A clock that stands still until told otherwise. Begins on Monday 2026-11-23, 09:00 in China.
class TestClock final : public core::base::Clock {
public:
    core::base::Timestamp wall = core::base::Timestamp::fromChina(QDate(2026, 11, 23), QTime(9, 0));
    std::int64_t ticks = 1000;
    std::uint64_t boot = 1;

    [[nodiscard]] core::base::Timestamp now() const override { return wall; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return ticks; }
    [[nodiscard]] std::uint64_t bootId() const override { return boot; }

    void advanceMs(std::int64_t ms)
    {
        wall.ms += ms;
        ticks += ms;
    }
    /// The same time of day on another date.
    void setDate(QDate date) { wall = core::base::Timestamp::fromChina(date, wall.inChina().time()); }
};

} // namespace shouli::tests
