// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::residents {

struct HouseholdTag;
/// People who share a household book, or a dwelling.
using HouseholdId = base::Id<HouseholdTag>;

} // namespace shouli::core::residents
