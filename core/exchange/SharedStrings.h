// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/exchange/TableRow.h"
#include "core/exchange/ZipEntry.h"

#include <QByteArray>
#include <QString>

#include <vector>

class QXmlStreamReader;

namespace shouli::core::exchange {

/// The texts of a workbook, which its cells name by number (ECMA-376 part 1, 18.4). Held as UTF-8 in one piece.
class SharedStrings {
public:
    SharedStrings() = default;
    /// FileUnreadable: damaged or too large.
    [[nodiscard]] static base::Result<SharedStrings> read(ZipEntry &entry, const TableLimits &limits);

    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_ends.size()); }
    /// None for a number there is no text of.
    [[nodiscard]] QString at(qsizetype number) const;

    /// The text of <si> or <is>, at whose start `xml` stands: its runs put together, without how they are read aloud.
    /// Cut after `longest` characters.
    [[nodiscard]] static QString text(QXmlStreamReader &xml, qsizetype longest);

private:
    QByteArray m_bytes;
    std::vector<qsizetype> m_ends;
};

} // namespace shouli::core::exchange
