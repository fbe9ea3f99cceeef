// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::staff {

struct StaffTag;
/// One person who works with Shouli; one person, one account (GB/T 22239-2019 8.1.4.1).
using StaffId = base::Id<StaffTag>;

} // namespace shouli::core::staff
