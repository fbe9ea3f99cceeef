// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

namespace shouli::core::staff {

struct DeviceTag;
/// An enrolled PC. The same 16 bytes as its ReplicaId.
using DeviceId = base::Id<DeviceTag>;

} // namespace shouli::core::staff
