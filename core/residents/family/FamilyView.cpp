// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/family/FamilyView.h"

#include "core/residents/HouseholdStore.h"
#include "core/residents/family/Kinship.h"
#include "core/residents/ResidentStore.h"

#include <QSet>

#include <algorithm>

namespace shouli::core::residents::family {

using base::ErrorCode;
using base::Result;
using storage::Database;

namespace {

int place(const FamilyView::Member &member)
{
    const int code = member.toApplicant.value();
    return code == codes::self.value() ? 0 : code < 0 ? 100 : code;
}

void sort(QList<FamilyView::Member> &members)
{
    std::stable_sort(members.begin(), members.end(),
                     [](const auto &a, const auto &b) { return a.resident.birthDate < b.resident.birthDate; });
    std::stable_sort(members.begin(), members.end(),
                     [](const auto &a, const auto &b) { return place(a) / 10 < place(b) / 10; });
}

} // namespace

FamilyView FamilyView::of(const Resident &applicant, const std::optional<Household> &household,
                          const QList<Resident> &together, const QList<Resident> &relatives)
{
    FamilyView view;
    view.household = household;
    QList<ResidentId> heads;
    QList<Resident> all = together;
    if (std::none_of(together.begin(), together.end(), [&](const Resident &r) { return r.id == applicant.id; }))
        all.prepend(applicant);
    const qsizetype here = all.size();
    all += relatives;
    const Kinship kinship(all);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Resident &resident = all.at(i);
        const Kinship::Answer answer = kinship.relation(resident.id, applicant.id);
        (i < here ? view.members : view.elsewhere).append({resident, answer.relation, answer.certain});
        if (i < here && resident.relation == codes::head)
            heads.append(resident.id);
    }
    sort(view.members);
    sort(view.elsewhere);
    if (heads.size() == 1)
        view.head = heads.first();
    const bool collective = household && household->householdKind == HouseholdKind::Collective;
    if (heads.isEmpty() && household && !collective)
        view.findings.append({Severity::Odd, FindingCode::HouseholdWithoutHead});
    if (heads.size() > 1)
        view.findings.append({Severity::Odd, FindingCode::HouseholdSeveralHeads, QString::number(heads.size())});
    return view;
}

Result<FamilyView> FamilyView::load(const Database &db, ResidentId applicantId)
{
    SHOULI_TRY(const Resident applicant, ResidentStore::find(db, applicantId));
    QList<Resident> together;
    std::optional<Household> household;
    if (!applicant.household.isNull()) {
        SHOULI_TRY(together, ResidentStore::inHousehold(db, applicant.household));
        auto found = HouseholdStore::find(db, applicant.household);
        if (found)
            household = *found;
        else if (found.error().code
                 != ErrorCode::ResidentUnknown) // the book of a person held alone stays with its office
            return base::failure(found);
    }
    QSet<ResidentId> known{applicant.id};
    for (const Resident &member : std::as_const(together))
        known.insert(member.id);
    QList<Resident> relatives;
    for (const ResidentId id : {applicant.spouse, applicant.father, applicant.mother, applicant.guardian}) {
        if (id.isNull() || known.contains(id))
            continue;
        auto found = ResidentStore::find(db, id);
        if (found)
            relatives.append(*found);
        else if (found.error().code != ErrorCode::ResidentUnknown)
            return base::failure(found);
        known.insert(id);
    }
    SHOULI_TRY(const QList<Resident> children, ResidentStore::childrenOf(db, applicant.id));
    for (const Resident &child : children) {
        if (!known.contains(child.id))
            relatives.append(child);
    }
    return of(applicant, household, together, relatives);
}

} // namespace shouli::core::residents::family
