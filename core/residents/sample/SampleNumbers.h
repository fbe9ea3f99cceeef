// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Sex.h"
#include "core/residents/sample/Dice.h"

#include <QDate>
#include <QHash>
#include <QString>

namespace shouli::core::residents::sample {

/// Numbers of people who do not exist. Citizen numbers are right by GB 11643-1999 and none can be
/// a real person's: sequences 900 to 989 are not given out, and no place has the area 610699. None
/// comes twice.
class SampleNumbers {
public:
    /// `fromElsewhere`: registered in another province.
    [[nodiscard]] QString citizen(Dice &dice, Sex sex, QDate born, bool fromElsewhere = false);
    /// Next to the one before of the same day and sex, as twins have.
    [[nodiscard]] static QString mobile(Dice &dice);
    [[nodiscard]] static QString fixedLine(Dice &dice);
    /// 19 digits beginning 999999, which no bank has, with a right check digit.
    [[nodiscard]] static QString bankAccount(Dice &dice);
    /// Nine digits for the n-th household.
    [[nodiscard]] static QString household(std::int64_t number);

private:
    QHash<quint64, quint16> m_used; ///< area and birth date, sex: how many are given out
};

} // namespace shouli::core::residents::sample
