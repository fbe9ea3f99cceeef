// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace shouli::core::exchange {

/// Rows into a file, one after another. The file is at its path from finish() on and not before; without finish()
/// nothing is left. On one thread at a time.
class TableWriter {
public:
    enum class Format {
        Xlsx,
        CsvUtf8,    ///< with a byte order mark, without which spreadsheets take it for the system's own encoding
        CsvGb18030, ///< for systems that know nothing else
    };

    virtual ~TableWriter() = default;

    /// Every cell as text; none is ever run as a formula (CellGuard). Errors: FileUnwritable, DiskFull.
    [[nodiscard]] virtual base::Result<void> write(const QStringList &cells) = 0;
    /// The row of headings: shown bold and kept in sight, where the format can.
    [[nodiscard]] virtual base::Result<void> writeHeadings(const QStringList &cells) { return write(cells); }
    [[nodiscard]] virtual base::Result<void> finish() = 0;

    /// A file that is there is replaced by finish().
    [[nodiscard]] static base::Result<std::unique_ptr<TableWriter>> create(const QString &path, Format format);
    /// By the name's ending: .csv, else a workbook.
    [[nodiscard]] static Format formatOf(const QString &path);
};

} // namespace shouli::core::exchange
