// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"
#include "app/office/StaffAccounts.h"
#include "core/staff/Role.h"

#include <QCoreApplication>

namespace shouli::app::staff {

/// Roles and states as people say them.
class StaffWords {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::staff::StaffWords)

public:
    [[nodiscard]] static QString role(core::staff::Role role);
    /// What somebody of that role does, in a few words.
    [[nodiscard]] static QString duty(core::staff::Role role);
    [[nodiscard]] static QString state(bool active, office::StaffAccounts::SignIn signIn);
    [[nodiscard]] static look::Tone tone(bool active, office::StaffAccounts::SignIn signIn);
};

} // namespace shouli::app::staff
