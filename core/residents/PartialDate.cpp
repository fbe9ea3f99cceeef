// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/PartialDate.h"

#include <QStringList>

namespace shouli::core::residents {

QDate PartialDate::earliest() const
{
    return isEmpty() ? QDate() : QDate(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
}

QDate PartialDate::latest() const
{
    if (isEmpty())
        return {};
    const int m = month == 0 ? 12 : month;
    return QDate(year, m, day == 0 ? QDate(year, m, 1).daysInMonth() : day);
}

int PartialDate::ageOn(QDate today) const
{
    const QDate born = latest();
    if (!born.isValid() || !today.isValid() || born > today)
        return -1;
    int age = today.year() - born.year();
    QDate birthday(today.year(), born.month(), born.day());
    if (!birthday.isValid())
        birthday = QDate(today.year(), 3, 1);
    if (today < birthday)
        --age;
    return age;
}

QString PartialDate::toString() const
{
    if (isEmpty())
        return {};
    QString text = QStringLiteral("%1").arg(year, 4, 10, QChar(u'0'));
    if (month != 0)
        text += QStringLiteral("-%1").arg(month, 2, 10, QChar(u'0'));
    if (month != 0 && day != 0)
        text += QStringLiteral("-%1").arg(day, 2, 10, QChar(u'0'));
    return text;
}

PartialDate PartialDate::parse(const QString &text)
{
    QList<int> parts;
    QList<qsizetype> widths;
    bool inNumber = false;
    for (const QChar c : text.trimmed()) {
        const int digit = c.digitValue(); // full-width digits too
        if (digit >= 0) {
            if (!inNumber) {
                parts.append(0);
                widths.append(0);
            }
            if (++widths.last() > 8)
                return {};
            parts.last() = parts.last() * 10 + digit;
            inNumber = true;
            continue;
        }
        inNumber = false;
        if (!QStringLiteral("-./年月日 ").contains(c))
            return {};
    }
    if (parts.size() == 1 && widths.first() == 8)
        parts = {parts.first() / 10000, parts.first() / 100 % 100, parts.first() % 100};
    else if (parts.size() == 1 && widths.first() == 6)
        parts = {parts.first() / 100, parts.first() % 100};
    if (parts.isEmpty() || parts.size() > 3)
        return {};
    const PartialDate date(parts.value(0), parts.value(1), parts.value(2));
    if (date.year < 1800 || date.year > 2200)
        return {};
    if (parts.size() >= 2 && (date.month < 1 || date.month > 12))
        return {};
    if (parts.size() == 3 && !date.toDate().isValid())
        return {};
    return date;
}

} // namespace shouli::core::residents
