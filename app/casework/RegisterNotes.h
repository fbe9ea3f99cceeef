// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "app/widgets/ChecklistModel.h"
#include "core/cases/CaseFile.h"

#include <QCoreApplication>

namespace shouli::app::casework {

/// What the register holds about a case's applicant that bears on a decision: who they are, the groups they
/// belong to with their next review, members of the family who are away. No numbers, no addresses.
class RegisterNotes {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::casework::RegisterNotes)

public:
    /// No rows where this office does not hold the person.
    [[nodiscard]] static core::base::Result<QList<widgets::ChecklistRow>> of(const office::Session &session,
                                                                             const core::cases::CaseFile &file);
};

} // namespace shouli::app::casework
