// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::residents {

struct ResidentTag;
/// One person of the register.
using ResidentId = base::Id<ResidentTag>;

} // namespace shouli::core::residents
