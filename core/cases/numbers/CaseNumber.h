// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QDate>
#include <QString>

#include <compare>

namespace shouli::core::cases::numbers {

/// The number printed on the acceptance card: 610681001-03-2611-0047 is the 47th case of November 2026
/// at community 003 of street 610681001. The community is its division code's last three digits without
/// a leading zero, so that neighbourhood 001 and village 201 of one town stay apart; 00 is the street
/// or town itself. No two offices share the first two parts, and no two PCs of an office a serial.
struct CaseNumber {
    QString town;      ///< nine digits
    int community = 0; ///< 0..999
    int year = 0;      ///< 2000..2099
    int month = 0;
    int serial = 0; ///< 1..9999999

    auto operator<=>(const CaseNumber &) const = default;

    /// InvalidArgument for a division that has not 12 digits, a year outside of 2000..2099 or a serial out of range.
    [[nodiscard]] static base::Result<CaseNumber> make(const QString &division, QDate month, int serial);

    [[nodiscard]] QString toString() const;
    /// Takes what people type: full-width digits and other dashes too. InvalidArgument.
    [[nodiscard]] static base::Result<CaseNumber> parse(const QString &text);
};

} // namespace shouli::core::cases::numbers
