// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/WorkCalendar.h"

#include <vector>

namespace shouli::core::calendar {

/// The colour beside a time limit. Screens and paper show a word and a shape as well.
enum class Light {
    None, ///< no limit
    Green,
    Yellow,   ///< due soon
    Red,      ///< overdue
    Paused,   ///< the clock stands (grey)
    Finished, ///< done in time (blue)
    FinishedLate,
};

/// When green turns yellow: a third of the time is left, or two working days (one day where the
/// limit is short). A limit of one day turns yellow on its last day only.
struct LightRule {
    int shareNumerator = 1;
    int shareDenominator = 3;
    int days = 2;
    int shortLimit = 5; ///< limits up to this many days are short
    int shortDays = 1;

    bool operator==(const LightRule &) const = default;
};

/// A stretch in which the clock stands: waiting for the resident's papers, a public notice, an
/// assessment. The day it begins still counts; the days after it up to and including the day on
/// which the clock runs again do not.
struct Pause {
    QDate from;
    QDate until; ///< invalid: it still stands

    bool operator==(const Pause &) const = default;
};

/// A time limit that has been started, as a case keeps it.
struct StageClock {
    Limit limit;
    QDate started; ///< the day of the event; not counted
    std::vector<Pause> pauses;
    QDate finished; ///< invalid: still running

    bool operator==(const StageClock &) const = default;
};

/// How a time limit stands on a given day. Computed, never stored: a new calendar table or a pause
/// changes it.
struct Deadline {
    DueDate due;      ///< while the clock stands: as if it ran again from today
    int daysLeft = 0; ///< in the limit's own unit (days for hours); 0 on the last day; negative: days late
    Light light = Light::None;

    bool operator==(const Deadline &) const = default;

    [[nodiscard]] static Deadline of(const StageClock &clock, const WorkCalendar &calendar, QDate today,
                                     const LightRule &rule = {});
};

} // namespace shouli::core::calendar
