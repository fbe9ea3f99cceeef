// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

struct sqlite3;

namespace shouli::core::storage {

/// SQLite's (extended) result code as ours; `handle` may be null and adds SQLite's own words.
[[nodiscard]] base::Error sqliteError(int code, sqlite3 *handle);

} // namespace shouli::core::storage
