// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Limit.h"

#include <QMap>

namespace shouli::core::calendar {

/// When something is due, and how far that can be trusted.
struct DueDate {
    QDate date;               ///< invalid if there is no limit
    bool provisional = false; ///< a year on the way has no official table yet: the date may still change
    QString tableVersion;     ///< of the tables used, such as "CN2026.1 CN2027.1"; explains a date that changes later

    bool operator==(const DueDate &) const = default;
};

/// China's working days: the holidays and moved working days that the State Council's office orders
/// each autumn for the next year, one table a year. No rule can compute them (and ICU's Chinese
/// calendar is a day off in 2027), so they are data; a year without a table goes by Monday to Friday.
/// A value; reading it is thread-safe.
class WorkCalendar {
public:
    enum class Status {
        Missing,     ///< no table: Monday to Friday
        Provisional, ///< statutory days only; the yearly order is not out or not here yet
        Official,
    };

    /// Monday to Friday, nothing else known.
    WorkCalendar() = default;

    /// Every *.json of a folder (":/calendar/cn"), as with() takes them. CalendarDamaged names file and place.
    [[nodiscard]] static base::Result<WorkCalendar> load(const QString &folder);

    /// This calendar and one more year: of two tables for the same year the higher version counts, so
    /// an old USB stick does no harm. CalendarDamaged; Unsupported for a newer format.
    [[nodiscard]] base::Result<WorkCalendar> with(const QByteArray &table, const QString &file) const;

    [[nodiscard]] Status status(int year) const;
    [[nodiscard]] QString tableVersion(int year) const; ///< "CN2026.1"; "CN2030.0" for a missing table

    [[nodiscard]] bool isWorkingDay(QDate date) const;
    /// The holiday, or the holiday it makes up for; empty for an ordinary day.
    [[nodiscard]] base::LocalText nameOf(QDate date) const;

    /// The n-th working day after `date`; `date` itself for n = 0. Invalid for an invalid date.
    [[nodiscard]] QDate addWorkingDays(QDate date, int n) const;
    /// n days on, then on to the next working day if that is none.
    [[nodiscard]] QDate addCalendarDays(QDate date, int n) const;
    [[nodiscard]] QDate rolledForward(QDate date) const;
    /// Working days d with from < d <= to; negative the other way round.
    [[nodiscard]] int workingDaysBetween(QDate from, QDate to) const;

    /// When `limit`, started by an event on `from`, runs out.
    [[nodiscard]] DueDate due(const Limit &limit, QDate from) const;
    /// `date` with what is known about the tables from `from` to it.
    [[nodiscard]] DueDate described(QDate from, QDate date) const;

private:
    struct Year {
        int version = 0;
        Status status = Status::Missing;
        QString region;
        QMap<QDate, base::LocalText> off;
        QMap<QDate, base::LocalText> work;
    };
    QMap<int, Year> m_years;
};

} // namespace shouli::core::calendar
