// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/StaffMember.h"

namespace shouli::core::staff {

using changes::Value;

changes::FieldValues StaffMember::values() const
{
    return {
        {nameField, Value(name)},
        {roleField, Value(toString(role))},
        {officeField, Value(office)},
        {activeField, Value(active)},
    };
}

} // namespace shouli::core::staff
