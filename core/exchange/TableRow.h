// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace shouli::core::exchange {

/// What is wrong with a cell as it stands in the file, whatever it means.
enum class CellTrouble : std::uint8_t {
    BrokenText,       ///< bytes that are no text in the file's encoding; U+FFFD stands for them
    NulCharacter,     ///< taken out
    TooLong,          ///< cut at TableLimits::cellCharacters
    DigitsLost,       ///< a spreadsheet took a long number for a quantity: 6.10623E+17
    SpreadsheetError, ///< #N/A, #REF!, ########
    NotTaken,         ///< stands beyond TableLimits::columns
};

/// One row of a file.
struct TableRow {
    struct Trouble {
        int column = 0; ///< from 0
        CellTrouble what = CellTrouble::BrokenText;

        bool operator==(const Trouble &) const = default;
    };

    std::int64_t number = 0; ///< as a spreadsheet counts rows, from 1
    QStringList cells;       ///< ends with the last cell of the row; rows are of unequal length
    QList<Trouble> troubles;

    bool operator==(const TableRow &) const = default;

    [[nodiscard]] QString cell(int column) const { return cells.value(column); }
    [[nodiscard]] bool isBlank() const
    {
        for (const QString &cell : cells) {
            if (!cell.trimmed().isEmpty())
                return false;
        }
        return troubles.isEmpty();
    }
};

/// How much of a file is taken.
struct TableLimits {
    qsizetype cellCharacters = 32'767; ///< what a spreadsheet can hold
    int columns = 256;
    std::int64_t fileBytes = 2'000'000'000;     ///< of a text file
    std::int64_t packedBytes = 256'000'000;     ///< of a workbook as it lies on the disk
    std::int64_t sheetBytes = 2'000'000'000;    ///< of a sheet when unpacked; it is streamed
    std::int64_t sharedBytes = 256'000'000;     ///< of a workbook's shared texts when unpacked
    std::int64_t sharedCharacters = 64'000'000; ///< which stay in memory
};

} // namespace shouli::core::exchange
