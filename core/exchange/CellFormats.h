// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/exchange/CellGuard.h"
#include "core/exchange/ZipEntry.h"

#include <QString>

#include <vector>

namespace shouli::core::exchange {

/// Which cells of a workbook show a number as a date (ECMA-376 part 1, 18.8.30), and what numbers are as text.
class CellFormats {
public:
    CellFormats() = default;
    /// FileUnreadable: damaged or too large.
    [[nodiscard]] static base::Result<CellFormats> read(ZipEntry &entry);

    /// Days are counted from 1904, as old Macintoshes did.
    void setFrom1904(bool from1904) { m_from1904 = from1904; }

    /// A number as the file writes it, in a cell of that style: "1952-03-07", "13809112345". `troubles` gets
    /// DigitsLost where there were more digits than a spreadsheet keeps.
    [[nodiscard]] QString text(QStringView number, int style, QList<CellTrouble> &troubles) const;

    /// Whether a number format such as yyyy"年"m"月" shows a date.
    [[nodiscard]] static bool isDateFormat(const QString &format);

private:
    std::vector<bool> m_dates; ///< by style
    bool m_from1904 = false;
};

} // namespace shouli::core::exchange
