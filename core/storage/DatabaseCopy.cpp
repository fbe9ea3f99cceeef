// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/DatabaseCopy.h"

#include "core/storage/SqliteError.h"

#include <sqlite3.h>

namespace shouli::core::storage {

using base::Result;

Result<void> DatabaseCopy::copy(const Database &from, Database &to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (backup == nullptr)
        return tl::unexpected(sqliteError(sqlite3_extended_errcode(to.handle()), to.handle()));
    // in one go: the read transaction that holds it together spares the writer; steps would begin again at each commit
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE)
        return tl::unexpected(sqliteError(finished == SQLITE_OK ? stepped : finished, to.handle()));
    return to.checkpoint();
}

} // namespace shouli::core::storage
