// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/Deadline.h"

#include <algorithm>

namespace shouli::core::calendar {

namespace {

/// The days that use up a limit: all of its unit's days on which the clock runs.
class Counter {
public:
    Counter(const StageClock &clock, const WorkCalendar &calendar, QDate today)
        : m_calendar(calendar)
        , m_working(clock.limit.unit == LimitUnit::WorkingDays)
    {
        for (Pause pause : clock.pauses) {
            if (!pause.until.isValid())
                pause.until = std::max(pause.from, today);
            m_pauses.push_back(pause);
        }
    }

    [[nodiscard]] bool counts(QDate day) const
    {
        const auto within = [day](const Pause &pause) { return pause.from < day && day <= pause.until; };
        return (!m_working || m_calendar.isWorkingDay(day)) && std::none_of(m_pauses.begin(), m_pauses.end(), within);
    }
    [[nodiscard]] QDate after(QDate day, int n) const
    {
        while (n > 0 && day.isValid()) {
            day = day.addDays(1);
            n -= counts(day) ? 1 : 0;
        }
        return day;
    }
    [[nodiscard]] int between(QDate from, QDate to) const
    {
        int n = 0;
        for (QDate day = from.addDays(1); day <= to; day = day.addDays(1))
            n += counts(day) ? 1 : 0;
        return n;
    }

private:
    const WorkCalendar &m_calendar;
    bool m_working;
    std::vector<Pause> m_pauses;
};

int daysOf(const Limit &limit)
{
    return limit.unit == LimitUnit::Hours ? (limit.n + 23) / 24 : limit.n;
}

bool dueSoon(int left, int limit, const LightRule &rule)
{
    const int days = std::min(limit <= rule.shortLimit ? rule.shortDays : rule.days, std::max(limit - 1, 0));
    return left <= days || (limit > 1 && left * rule.shareDenominator <= limit * rule.shareNumerator);
}

} // namespace

Deadline Deadline::of(const StageClock &clock, const WorkCalendar &calendar, QDate today, const LightRule &rule)
{
    if (clock.limit.unit == LimitUnit::None || !clock.started.isValid())
        return {};
    const QDate now = clock.finished.isValid() ? clock.finished : today;
    const Counter counter(clock, calendar, now);
    const int limit = daysOf(clock.limit);
    QDate date = counter.after(clock.started, limit);
    if (clock.limit.unit == LimitUnit::CalendarDays)
        date = calendar.rolledForward(date);

    Deadline deadline;
    deadline.due = calendar.described(clock.started, date);
    deadline.daysLeft = now <= date ? counter.between(std::max(now, clock.started), date) : -counter.between(date, now);
    const bool standing = std::any_of(clock.pauses.begin(), clock.pauses.end(), [now](const Pause &pause) {
        return !pause.until.isValid() && pause.from <= now;
    });
    if (clock.finished.isValid())
        deadline.light = now > date ? Light::FinishedLate : Light::Finished;
    else if (now > date)
        deadline.light = Light::Red; // late before it was paused is still late
    else if (standing)
        deadline.light = Light::Paused;
    else
        deadline.light = dueSoon(deadline.daysLeft, limit, rule) ? Light::Yellow : Light::Green;
    return deadline;
}

} // namespace shouli::core::calendar
