// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/exchange/TableWriter.h"
#include "core/residents/Resident.h"
#include "core/residents/exchange/ColumnMap.h"
#include "core/storage/Database.h"

#include <QList>
#include <QString>

#include <functional>

namespace shouli::core::residents::exchange {

/// The register as a table, in columns that ColumnMap knows again.
class RegisterExport {
public:
    struct Settings {
        QList<Target> columns; ///< standardColumns(), or some of them
        bool masked = true;    ///< as on slips, which leave the office; whole for those who may (Deed::ExportWhole)
        bool codes = false;    ///< the standards' codes, for other systems; else their Chinese names
        QString mark;          ///< who, when, which office: the first line of the file
    };

    /// What other departments ask for, in the order of the household book.
    [[nodiscard]] static QList<Target> standardColumns();

    /// Everybody, in order of registration; how many. `db`: a reader's connection, for as long as it takes. The file is
    /// there once all of it is. `going(done)`, 0 to 1; false stops with Cancelled. FileUnwritable, DiskFull.
    [[nodiscard]] static base::Result<std::int64_t> write(const storage::Database &db, const QString &path,
                                                          core::exchange::TableWriter::Format format,
                                                          const Settings &settings,
                                                          const std::function<bool(double)> &going);

    /// One cell.
    [[nodiscard]] static QString cell(const Resident &person, ResidentField field, bool masked, bool codes);
};

} // namespace shouli::core::residents::exchange
