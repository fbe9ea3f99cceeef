// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace shouli::core::residents::search {

/// An address taken apart, however it was written: "陕西省子长县瓦窑堡街道齐家湾社区三排12#" and "齐家湾社区3排12号"
/// have a place and the numbers in common. Province, prefecture and county are left out: all of a county
/// shares them, and old papers name them differently.
struct AddressText {
    QStringList places; ///< from the largest on: 瓦窑堡街道, 齐家湾社区, 迎宾路, 枣园小区
    QString numbers;    ///< from the first digit on: 3号楼2单元501室

    bool operator==(const AddressText &) const = default;

    /// Never fails; what is not understood is one place. Numbers before a unit become digits, 12# is 12号.
    [[nodiscard]] static AddressText cut(const QString &address);

    /// Whether typed numbers stand in these: from the beginning or after a unit, so that 2号 is not found in 12号.
    [[nodiscard]] static bool hasNumbers(const QString &numbers, const QString &typed);
};

} // namespace shouli::core::residents::search
