// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Transaction.h"

#include <QStringList>

namespace shouli::core::storage {

/// Makes one database like another, part by part: tables first, so that many rows go in quickly, what follows from
/// the rows afterwards. Knows nothing of what is stored. Each connection on the thread that calls.
class SchemaCopy {
public:
    /// The tables of `from`, empty, and its version. DatabaseDamaged where `to` has tables already.
    [[nodiscard]] static base::Result<void> tables(const Database &from, Database &to);
    /// Its indexes and triggers, once rows are in.
    [[nodiscard]] static base::Result<void> rest(const Database &from, Database &to);

    /// All names of tables, in the order they were made.
    [[nodiscard]] static base::Result<QStringList> names(const Database &db);
    /// All rows of one table, in the order of its key, beside those that are there. A column `row` is the table's
    /// own on each database and gets another value. How many; StorageFailure where one is there already.
    [[nodiscard]] static base::Result<std::int64_t> rows(const Database &from, Transaction &to, const QString &table);
};

} // namespace shouli::core::storage
