// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::keys {

struct DatabaseTag;
/// One set-up of one database: a fresh bootstrap has another id.
using DatabaseId = base::Id<DatabaseTag>;

} // namespace shouli::core::keys
