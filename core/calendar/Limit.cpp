// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/Limit.h"

namespace shouli::core::calendar {

Limit Limit::read(const base::JsonPlace &place)
{
    const auto unit = place.choice<LimitUnit>(u"unit",
                                              {
                                                  {u"none", LimitUnit::None},
                                                  {u"immediate", LimitUnit::Immediate},
                                                  {u"hour", LimitUnit::Hours},
                                                  {u"calendar_day", LimitUnit::CalendarDays},
                                                  {u"working_day", LimitUnit::WorkingDays},
                                              });
    const bool counted = unit != LimitUnit::None && unit != LimitUnit::Immediate;
    return {counted ? place.integer(u"n", 1, most) : 0, unit};
}

} // namespace shouli::core::calendar
