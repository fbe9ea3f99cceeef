// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/residents/exchange/RowVerdict.h"
#include "core/storage/Transaction.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace shouli::core::residents::exchange {

/// How far the import of one file is.
struct ImportState {
    QByteArray file; ///< ImportFile::fingerprint
    QString name;
    base::Timestamp begunAt;
    std::int64_t doneRow = 0;
    bool finished = false;
    OutcomeCounts counts;

    bool operator==(const ImportState &) const = default;
};

/// A row that a person must see.
struct ImportRow {
    std::int64_t row = 0;
    Outcome outcome = Outcome::Refused;
    QList<ResidentField> kept;
    QList<FieldFinding> findings; ///< without details: these are of the person, and are in the file

    bool operator==(const ImportRow &) const = default;
};

/// What this PC knows of its imports.
class ImportStore {
public:
    [[nodiscard]] static base::Result<std::optional<ImportState>> find(const storage::Database &db,
                                                                       const QByteArray &file);
    /// Those that stopped before their end, the newest first.
    [[nodiscard]] static base::Result<QList<ImportState>> unfinished(const storage::Database &db);
    [[nodiscard]] static base::Result<void> store(storage::Transaction &tx, const ImportState &state);
    /// Nothing is known of it any more.
    [[nodiscard]] static base::Result<void> forget(storage::Transaction &tx, const QByteArray &file);

    [[nodiscard]] static base::Result<void> add(storage::Transaction &tx, const QByteArray &file, const ImportRow &row);
    /// In the order of the file, until `visit` returns false.
    [[nodiscard]] static base::Result<void> eachRow(const storage::Database &db, const QByteArray &file,
                                                    const std::function<bool(const ImportRow &)> &visit);
};

} // namespace shouli::core::residents::exchange
