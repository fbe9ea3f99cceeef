// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Age.h"

#include <tuple>

namespace shouli::core::eligibility {

int ageOn(QDate birth, QDate day)
{
    const bool before = std::make_tuple(day.month(), day.day()) < std::make_tuple(birth.month(), birth.day());
    return day.year() - birth.year() - (before ? 1 : 0);
}

QDate birthday(QDate birth, int years)
{
    const QDate day(birth.year() + years, birth.month(), birth.day());
    return day.isValid() ? day : QDate(birth.year() + years, 3, 1);
}

} // namespace shouli::core::eligibility
