// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::residents {

struct MembershipTag;
/// One person's, or one household's, belonging to a group for a time.
using MembershipId = base::Id<MembershipTag>;

} // namespace shouli::core::residents
