// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::staff {

struct OfficeTag;
/// A community office, a street or town office, or a county bureau.
using OfficeId = base::Id<OfficeTag>;

} // namespace shouli::core::staff
