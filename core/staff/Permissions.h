// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/staff/Role.h"

#include <QList>

namespace shouli::core::staff {

/// What can be done in an office's program.
enum class Deed {
    SearchResidents,
    OpenResident, ///< see a person's whole record; logged
    CorrectResident,
    RegisterResident,
    ImportResidents, ///< from a file, many at once
    ExportResidents, ///< into a file, masked
    ExportWhole,     ///< the same with nothing left out
    EraseResident, ///< on a lawful request, for everybody; only where the county has given the office the right to
    AcceptCase,  ///< take in, resubmit, withdraw, deliver
    ReviewCase,  ///< act at a street office's stage
    ApproveCase, ///< act at a county bureau's stage
    PrintPapers,
    SeeStatistics,
    ReadAudit,
    ManageStaff,
};

[[nodiscard]] QList<Deed> allDeeds();
[[nodiscard]] QList<Role> allRoles();

/// The one table of who may do what; whatever is not in it is denied.
[[nodiscard]] bool mayDo(Role role, Deed deed);

} // namespace shouli::core::staff
