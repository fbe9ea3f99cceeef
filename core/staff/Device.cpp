// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Device.h"

namespace shouli::core::staff {

using changes::Value;

changes::FieldValues Device::values() const
{
    return {
        {numberField, Value(number)},       {officeField, Value(office)},           {publicKeyField, Value(publicKey)},
        {validFromField, Value(validFrom)}, {revokedFromField, Value(revokedFrom)},
    };
}

} // namespace shouli::core::staff
