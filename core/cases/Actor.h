// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/staff/Office.h"
#include "core/staff/StaffMember.h"

namespace shouli::core::cases {

/// Who takes a step: the person who is signed in, and the office this PC belongs to.
struct Actor {
    staff::StaffMember staff;
    staff::Office office;

    bool operator==(const Actor &) const = default;
};

} // namespace shouli::core::cases
