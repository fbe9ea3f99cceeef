// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/residents/exchange/Sheet.h"

#include "core/residents/CitizenNumber.h"

namespace shouli::tests {

QString Sheet::number(int n, core::residents::Sex sex, QDate born)
{
    const QDate day = born.addDays(n / 400);
    const int sequence = 2 * (n % 400) + (sex == core::residents::Sex::Male ? 1 : 0);
    const QString first =
        QStringLiteral("610699%1%2").arg(day.toString(QStringLiteral("yyyyMMdd"))).arg(sequence, 3, 10, QChar(u'0'));
    return first + core::residents::CitizenNumber::checkCharacter(first);
}

} // namespace shouli::tests
