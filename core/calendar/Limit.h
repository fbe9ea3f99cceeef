// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonPlace.h"

namespace shouli::core::calendar {

enum class LimitUnit {
    None,         ///< no limit
    Immediate,    ///< while the resident waits: due on the same day
    Hours,        ///< help in an emergency; counted as whole days, rounded up, never moved to a working day
    CalendarDays, ///< every day counts; a last day that is no working day moves to the next one (Civil Code art. 203)
    WorkingDays,  ///< by the State Council's calendar
};

/// How long something may take. The day of the event that starts it is not counted (Civil Code art. 201).
struct Limit {
    static constexpr int most = 3650;

    int n = 0; ///< 0 to `most`; 0 for None and Immediate
    LimitUnit unit = LimitUnit::None;

    bool operator==(const Limit &) const = default;

    /// {"n": 10, "unit": "working_day"}, or {"unit": "immediate"}.
    [[nodiscard]] static Limit read(const base::JsonPlace &place);
};

} // namespace shouli::core::calendar
