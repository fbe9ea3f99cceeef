// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/exchange/TableReader.h"
#include "core/residents/exchange/ColumnMap.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace shouli::core::residents::exchange {

/// A file that somebody wants to import, before anything is done with it.
struct ImportFile {
    QString path;
    std::int64_t headingRow = 0; ///< below titles and remarks, as a spreadsheet counts
    QStringList headings;
    QList<QStringList> samples; ///< the first rows below
    ColumnMap guess;

    static constexpr int samplesWanted = 3;

    /// Errors as TableReader; NoTable without any row.
    [[nodiscard]] static base::Result<ImportFile> look(const QString &path,
                                                       const core::exchange::TableLimits &limits = {});

    /// A reader that stands below the headings.
    [[nodiscard]] base::Result<std::unique_ptr<core::exchange::TableReader>> open(
        const core::exchange::TableLimits &limits = {}) const;
    /// Neither blank nor the headings again, as at the top of each printed page.
    [[nodiscard]] bool isData(const core::exchange::TableRow &row) const;

    /// Of the bytes of the file and of how its columns are read: the same file read in another way is another import.
    [[nodiscard]] base::Result<QByteArray> fingerprint(const ColumnMap &map) const;
};

} // namespace shouli::core::residents::exchange
