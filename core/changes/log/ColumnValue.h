// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/storage/Statement.h"

namespace shouli::core::changes::log {

/// A value as the columns of working tables hold it: nothing is NULL, ids and dates are what Value makes of them.
void bindValue(storage::Statement &statement, const Value &value);
[[nodiscard]] Value columnValue(const storage::Statement &statement, int column);

} // namespace shouli::core::changes::log
