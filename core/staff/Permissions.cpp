// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Permissions.h"

#include "core/base/Mutant.h"

namespace shouli::core::staff {

namespace {

struct Row {
    Deed deed;
    QList<Role> roles;
};

const QList<Row> &table()
{
    using enum Role;
    static const QList<Row> rows{
        {Deed::SearchResidents, {Counter, Reviewer, Approver, GridWorker, OfficeAdmin}},
        {Deed::OpenResident, {Counter, Reviewer, Approver, OfficeAdmin}},
        {Deed::CorrectResident, {Counter, OfficeAdmin}},
        {Deed::RegisterResident, {Counter, OfficeAdmin}},
        {Deed::ImportResidents, {OfficeAdmin}},
        {Deed::ExportResidents, {Counter, Reviewer, Approver, OfficeAdmin}},
        {Deed::ExportWhole, {OfficeAdmin}},
        {Deed::EraseResident, {OfficeAdmin}}, // county IT gives the right, which takes two
        {Deed::AcceptCase, {Counter, OfficeAdmin}},
        {Deed::ReviewCase, {Reviewer}},
        {Deed::ApproveCase, {Approver}},
        {Deed::PrintPapers, {Counter, Reviewer, Approver, OfficeAdmin}},
        {Deed::SeeStatistics, {Counter, Reviewer, Approver, OfficeAdmin, CountyIt, Auditor}},
        {Deed::ReadAudit, {Auditor}},
        {Deed::ManageStaff, {OfficeAdmin, CountyIt}},
    };
    return rows;
}

} // namespace

QList<Deed> allDeeds()
{
    QList<Deed> deeds;
    for (const Row &row : table())
        deeds.append(row.deed);
    return deeds;
}

QList<Role> allRoles()
{
    using enum Role;
    return {Counter, Reviewer, Approver, GridWorker, OfficeAdmin, CountyIt, Auditor};
}

bool mayDo(Role role, Deed deed)
{
    for (const Row &row : table()) {
        if (row.deed == Deed::ReviewCase && base::mutant(base::Mutant::RoleRowDropped))
            continue;
        if (row.deed == deed)
            return row.roles.contains(role);
    }
    return false;
}

} // namespace shouli::core::staff
