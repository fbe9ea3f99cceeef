// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Transaction.h"

namespace shouli::core::changes::log {

/// What the file still has, between its rows and in its write-ahead log, of what was lawfully erased from its tables
/// (storage::Scrub). That there is something is kept with the erasure, so that it is got rid of after a crash too.
class Remains {
public:
    /// In the transaction of the erasure.
    [[nodiscard]] static base::Result<void> mark(storage::Transaction &tx);
    [[nodiscard]] static base::Result<bool> areThere(const storage::Database &db);
    /// Nothing where there are none. Between transactions, on the writer's thread. Errors as storage::Scrub: what is
    /// left is done with the next call.
    [[nodiscard]] static base::Result<void> clear(const storage::Database &writer);
};

} // namespace shouli::core::changes::log
