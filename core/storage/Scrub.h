// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Database.h"

namespace shouli::core::storage {

/// After something was deleted that must be nowhere any more. `secure_delete` overwrites what is deleted, but not what
/// SQLite left between the rows of a page when it moved them to another; and the write-ahead log has pages as they were.
class Scrub {
public:
    /// Writes the file anew and empties the write-ahead log. Outside a transaction, on the writer's thread, with no
    /// statement open. Takes about a second for each 50 MB, and their size in memory for as long: nothing of it is to
    /// go to a temporary file. DiskFull; DatabaseBusy while a reader reads: the file is anew and emptyLog() is left.
    /// Whatever goes wrong, nothing is lost; a crash leaves the old pages or the new ones.
    [[nodiscard]] static base::Result<void> run(const Database &writer);
    /// The second half alone.
    [[nodiscard]] static base::Result<void> emptyLog(const Database &writer);
};

} // namespace shouli::core::storage
