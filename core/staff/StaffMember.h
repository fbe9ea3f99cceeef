// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/staff/OfficeId.h"
#include "core/staff/Role.h"
#include "core/staff/StaffId.h"

#include <QString>

namespace shouli::core::staff {

/// A person who works with the program; held by their own office. What they sign in with is in the
/// vault, never here.
struct StaffMember {
    StaffId id;
    QString name;
    Role role = Role::Counter;
    OfficeId office;
    bool active = true;

    bool operator==(const StaffMember &) const = default;

    static constexpr changes::Kind kind{3};
    static constexpr changes::Field nameField{1}, roleField{2}, officeField{3}, activeField{4};

    [[nodiscard]] changes::EntityRef ref() const { return {kind, base::idCast<changes::EntityId>(id)}; }
    [[nodiscard]] changes::AuthorId author() const { return base::idCast<changes::AuthorId>(id); }
    [[nodiscard]] changes::FieldValues values() const;
};

} // namespace shouli::core::staff
