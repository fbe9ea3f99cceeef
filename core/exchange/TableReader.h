// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/exchange/TableRow.h"

#include <memory>
#include <optional>

namespace shouli::core::exchange {

/// Why a file is not taken at all. The detail of the FileUnreadable that reading fails with; troubleOf() reads it.
enum class TableTrouble {
    NoTable,     ///< neither text nor a workbook
    OldWorkbook, ///< .xls of before 2007, or a workbook under a password: to be saved as .xlsx without one
    WebPage,     ///< a web page under a spreadsheet's name: to be opened and saved as .xlsx
    Damaged,     ///< a workbook that cannot be unpacked or read to its end
    TooLarge,    ///< or packed to burst
    OpenQuote,   ///< a quotation mark that is never closed, or a cell too long between them
};

/// Rows of a file, one after another. On one thread at a time.
class TableReader {
public:
    virtual ~TableReader() = default;

    /// The next row; none after the last. After an error nothing more comes.
    /// Errors: FileUnreadable, see TableTrouble; its detail ends with the row where it is one row's fault.
    [[nodiscard]] virtual base::Result<std::optional<TableRow>> next() = 0;

    /// How much of the file is behind, 0 to 1. Rough.
    [[nodiscard]] virtual double progress() const = 0;

    /// Finds out what the file is, by its bytes and not by its name. Reads a text file through once.
    /// Errors: FileMissing, FileUnreadable.
    [[nodiscard]] static base::Result<std::unique_ptr<TableReader>> open(const QString &path,
                                                                         const TableLimits &limits = {});
};

[[nodiscard]] tl::unexpected<base::Error> refusal(TableTrouble trouble, std::int64_t row = 0);
/// None: the error is of another kind, such as a disk that cannot be read.
[[nodiscard]] std::optional<TableTrouble> troubleOf(const base::Error &error);
/// The row an error is about; 0 where it is none's.
[[nodiscard]] std::int64_t rowOf(const base::Error &error);

} // namespace shouli::core::exchange
