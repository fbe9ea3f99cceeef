// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::residents::moves {

struct DepartureTag;
/// What is left behind of one person or case that went to another office.
using DepartureId = base::Id<DepartureTag>;

} // namespace shouli::core::residents::moves
