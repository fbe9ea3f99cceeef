// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/WorkCalendar.h"

#include "core/base/AtomicFile.h"

#include <QDir>

namespace shouli::core::calendar {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

const auto supportedFormat = QStringLiteral("shouli-calendar/1");

bool isWeekend(QDate date)
{
    return date.dayOfWeek() >= 6;
}

} // namespace

Result<WorkCalendar> WorkCalendar::load(const QString &folder)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return failure(ErrorCode::FileMissing, folder);
    WorkCalendar calendar;
    for (const QString &name : names) {
        SHOULI_TRY(const QByteArray bytes, base::AtomicFile::read(dir.filePath(name)));
        SHOULI_TRY(calendar, calendar.with(bytes, dir.filePath(name)));
    }
    return calendar;
}

Result<WorkCalendar> WorkCalendar::with(const QByteArray &table, const QString &file) const
{
    const auto root = base::JsonPlace::parse(table, ErrorCode::CalendarDamaged, file);
    if (const QString format = root.text(u"format"); root.sound() && format != supportedFormat)
        return failure(ErrorCode::Unsupported, QStringLiteral("%1: format %2").arg(file, format));
    const int number = root.integer(u"year", 1949, 2999);
    Year year;
    year.region = root.text(u"region");
    year.version = root.integer(u"version", 1, 999);
    year.status = root.choice<Status>(u"status",
                                      {{u"official", Status::Official}, {u"provisional", Status::Provisional}});
    [[maybe_unused]] const QString source = root.textOr(u"source"); // kept in the file for people
    for (const auto &place : root.objects(u"off")) {
        const QDate from = place.date(u"from");
        const QDate to = place.date(u"to");
        const auto name = place.local(u"name");
        place.done();
        if (!place.sound())
            break;
        if (from > to || from.year() != number || to.year() != number)
            place.fail(QStringLiteral("not days of %1 in order").arg(number));
        for (QDate day = from; day <= to && day.year() == number; day = day.addDays(1)) {
            if (year.off.contains(day))
                place.fail(QStringLiteral("%1 is listed twice").arg(day.toString(Qt::ISODate)));
            year.off.insert(day, name);
        }
    }
    for (const auto &place : root.objects(u"work")) {
        const QDate day = place.date(u"date");
        const auto name = place.local(u"for");
        place.done();
        if (place.sound() && (day.year() != number || !isWeekend(day)))
            place.fail(QStringLiteral("not a weekend day of %1").arg(number));
        if (place.sound() && (year.off.contains(day) || year.work.contains(day)))
            place.fail(QStringLiteral("%1 is listed twice").arg(day.toString(Qt::ISODate)));
        year.work.insert(day, name);
    }
    root.done();
    SHOULI_CHECK(root.problem());
    WorkCalendar calendar = *this;
    if (const auto have = calendar.m_years.constFind(number);
        have == calendar.m_years.constEnd() || have->version < year.version)
        calendar.m_years.insert(number, year);
    return calendar;
}

WorkCalendar::Status WorkCalendar::status(int year) const
{
    const auto found = m_years.constFind(year);
    return found == m_years.constEnd() ? Status::Missing : found->status;
}

QString WorkCalendar::tableVersion(int year) const
{
    const auto found = m_years.constFind(year);
    return found == m_years.constEnd() ? QStringLiteral("CN%1.0").arg(year)
                                       : QStringLiteral("%1%2.%3").arg(found->region).arg(year).arg(found->version);
}

bool WorkCalendar::isWorkingDay(QDate date) const
{
    const auto year = m_years.constFind(date.year());
    if (year != m_years.constEnd()) {
        if (year->off.contains(date))
            return false;
        if (year->work.contains(date))
            return true;
    }
    return date.isValid() && !isWeekend(date);
}

base::LocalText WorkCalendar::nameOf(QDate date) const
{
    const auto year = m_years.constFind(date.year());
    if (year == m_years.constEnd())
        return {};
    return year->off.contains(date) ? year->off.value(date) : year->work.value(date);
}

QDate WorkCalendar::addWorkingDays(QDate date, int n) const
{
    while (n > 0 && date.isValid()) {
        date = date.addDays(1);
        n -= isWorkingDay(date) ? 1 : 0;
    }
    return date;
}

QDate WorkCalendar::rolledForward(QDate date) const
{
    while (date.isValid() && !isWorkingDay(date))
        date = date.addDays(1);
    return date;
}

QDate WorkCalendar::addCalendarDays(QDate date, int n) const
{
    return rolledForward(date.addDays(n));
}

int WorkCalendar::workingDaysBetween(QDate from, QDate to) const
{
    if (!from.isValid() || !to.isValid())
        return 0;
    if (to < from)
        return -workingDaysBetween(to, from);
    int count = 0;
    for (QDate day = from.addDays(1); day <= to; day = day.addDays(1))
        count += isWorkingDay(day) ? 1 : 0;
    return count;
}

DueDate WorkCalendar::due(const Limit &limit, QDate from) const
{
    switch (limit.unit) {
    case LimitUnit::None:
        return {};
    case LimitUnit::Immediate:
        return described(from, from);
    case LimitUnit::Hours:
        return described(from, from.addDays((limit.n + 23) / 24));
    case LimitUnit::CalendarDays:
        return described(from, addCalendarDays(from, limit.n));
    case LimitUnit::WorkingDays:
        return described(from, addWorkingDays(from, limit.n));
    }
    return {};
}

DueDate WorkCalendar::described(QDate from, QDate date) const
{
    DueDate due{date, false, {}};
    if (!from.isValid() || !date.isValid())
        return {};
    QStringList versions;
    for (int year = from.year(); year <= date.year(); ++year) {
        versions += tableVersion(year);
        due.provisional |= status(year) != Status::Official;
    }
    due.tableVersion = versions.join(u' ');
    return due;
}

} // namespace shouli::core::calendar
