// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Database.h"

namespace shouli::core::storage {

/// A consistent copy of a database that is in use: SQLite's online backup, page by page, under another key. Copying
/// the files instead would miss what is still in the WAL.
class DatabaseCopy {
public:
    /// Fills `to`, which must be fresh (Database::create), with everything `from` holds as of now. Others may read
    /// and write `from` meanwhile; what they commit is not in the copy. DiskFull, DatabaseDamaged, StorageFailure: `to`
    /// is of no use then and is to be removed by the caller. On one thread, both connections its own.
    [[nodiscard]] static base::Result<void> copy(const Database &from, Database &to);
};

} // namespace shouli::core::storage
