// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableRow.h"

#include <QString>

namespace shouli::core::exchange {

/// Cells that a spreadsheet would run or spoil. A text file cannot say that a cell is text; one that begins with
/// = + - @ or a tab is taken for a formula (OWASP "CSV injection").
namespace CellGuard {

/// Safe to open: an apostrophe before what begins like a formula.
[[nodiscard]] QString guarded(const QString &cell);
/// What guarded() was made of; any other text as it is.
[[nodiscard]] QString unguarded(const QString &cell);

/// As programs write texts that a spreadsheet must not take for numbers: ="0911", a tab before; without that.
[[nodiscard]] QString plain(const QString &cell);

/// What a spreadsheet did to a cell that is text now: lost digits, an error; none otherwise.
[[nodiscard]] QList<CellTrouble> troublesOf(QStringView cell);

} // namespace CellGuard

} // namespace shouli::core::exchange
