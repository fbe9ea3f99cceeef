// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QElapsedTimer>

#include <atomic>

namespace shouli::app::demonstration {

/// A clock for stories: it goes like any other, and can be set to another day, so that a week of public
/// notice takes no week. Can be set and read from any thread.
class StoryClock final : public core::base::Clock {
public:
    explicit StoryClock(core::base::Timestamp start)
        : m_start(start.ms)
    {
        m_elapsed.start();
    }

    void set(core::base::Timestamp now) { m_start = now.ms - m_elapsed.elapsed(); }
    void addDays(int days) { m_start += 86'400'000LL * days; }
    /// The seconds in which a step can be taken back are over; the time of day stays.
    void letSettle() { m_skipped += 30'000; }

    [[nodiscard]] core::base::Timestamp now() const override { return {m_start + m_elapsed.elapsed()}; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_skipped + m_elapsed.elapsed(); }
    [[nodiscard]] std::uint64_t bootId() const override { return 1; }

private:
    QElapsedTimer m_elapsed;
    std::atomic<std::int64_t> m_start;
    std::atomic<std::int64_t> m_skipped = 0;
};

} // namespace shouli::app::demonstration
