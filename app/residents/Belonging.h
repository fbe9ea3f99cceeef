// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Household.h"

#include <QMap>

#include <optional>

namespace shouli::app::residents {

/// What is chosen for a person beside the fields of their record, and not yet kept. A value.
struct Belonging {
    std::optional<core::residents::Household> made; ///< a new household, kept together with the person
    QMap<QString, bool> groups;                     ///< by group: belongs to it from today on, or no longer

    bool operator==(const Belonging &) const = default;
};

} // namespace shouli::app::residents
