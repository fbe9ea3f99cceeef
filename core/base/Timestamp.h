// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>
#include <QTime>

#include <compare>
#include <cstdint>

namespace shouli::core::base {

/// A reading of a wall clock: milliseconds since 1970-01-01 UTC. Wall clocks of office PCs are
/// wrong now and then, so a Timestamp is for people to read; it never orders or merges anything.
/// Civil dates are QDate, always in China's one time zone (UTC+8), whatever the PC is set to.
struct Timestamp {
    std::int64_t ms = 0;

    static constexpr std::int64_t chinaOffsetMs = 8LL * 3600 * 1000;

    auto operator<=>(const Timestamp &) const = default;

    [[nodiscard]] QDateTime inChina() const { return QDateTime::fromMSecsSinceEpoch(ms, Qt::OffsetFromUTC, 8 * 3600); }
    [[nodiscard]] QDate dateInChina() const { return inChina().date(); }

    [[nodiscard]] static Timestamp fromChina(QDate date, QTime time = QTime(0, 0))
    {
        return {QDateTime(date, time, Qt::OffsetFromUTC, 8 * 3600).toMSecsSinceEpoch()};
    }
};

} // namespace shouli::core::base
