// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/GroupMembership.h"
#include "core/residents/Household.h"

#include <QMap>

#include <optional>

namespace shouli::app::residents {

/// A membership as somebody wants it.
struct GroupChange {
    std::optional<core::residents::GroupMembership> seen;   ///< as it was kept when this began; nothing: it is new
    std::optional<core::residents::GroupMembership> wanted; ///< nothing: it ends today. Of a new one the id is null

    bool operator==(const GroupChange &) const = default;
};

/// What is chosen for a person beside the fields of their record, and not yet kept. A value.
struct Belonging {
    std::optional<core::residents::Household> made; ///< a new household, kept together with the person
    QMap<QString, GroupChange> groups;              ///< by group

    bool operator==(const Belonging &) const = default;
};

} // namespace shouli::app::residents
