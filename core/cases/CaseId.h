// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::cases {

struct CaseTag;
/// One request of one resident, from acceptance to delivery.
using CaseId = base::Id<CaseTag>;

} // namespace shouli::core::cases
