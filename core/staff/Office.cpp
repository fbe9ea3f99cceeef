// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Office.h"

namespace shouli::core::staff {

using changes::Value;

changes::FieldValues Office::values() const
{
    return {
        {nameField, Value(name)},         {nameEnField, Value(nameEn)},
        {divisionField, Value(division)}, {rolesField, Value(roles.join(u','))},
        {parentField, Value(parent)},     {phoneField, Value(phone)},
    };
}

} // namespace shouli::core::staff
