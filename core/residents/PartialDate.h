// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <compare>

namespace shouli::core::residents {

/// A birth date as far as it is known: old registers hold a year only, or a year and a month.
/// Text: "1952", "1952-03", "1952-03-07"; empty when nothing is known.
struct PartialDate {
    int year = 0;
    int month = 0; ///< 0: unknown
    int day = 0;   ///< 0: unknown

    auto operator<=>(const PartialDate &) const = default;

    PartialDate() = default;
    PartialDate(int y, int m, int d)
        : year(y)
        , month(m)
        , day(d)
    {
    }
    explicit PartialDate(QDate date)
        : year(date.isValid() ? date.year() : 0)
        , month(date.isValid() ? date.month() : 0)
        , day(date.isValid() ? date.day() : 0)
    {
    }

    [[nodiscard]] bool isEmpty() const { return year == 0; }
    [[nodiscard]] bool isWhole() const { return toDate().isValid(); }

    /// Invalid unless whole.
    [[nodiscard]] QDate toDate() const { return day == 0 ? QDate() : QDate(year, month, day); }

    /// The first day it can be; invalid when empty.
    [[nodiscard]] QDate earliest() const;
    /// The last day it can be; invalid when empty.
    [[nodiscard]] QDate latest() const;

    /// Whole years lived on `day`, at least; a birthday on 29 February is reached on 1 March of a
    /// common year (Civil Code art. 1259 and the usage of the offices). -1 when empty or not yet born.
    [[nodiscard]] int ageOn(QDate today) const;

    [[nodiscard]] QString toString() const;
    /// Accepts 1952-03-07, 19520307, 1952.3.7, 1952/3/7, 1952年3月7日 and their shorter forms.
    /// Empty for anything else, and for dates that do not exist.
    [[nodiscard]] static PartialDate parse(const QString &text);
};

} // namespace shouli::core::residents
