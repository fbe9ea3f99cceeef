// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/CaseSharing.h"

#include "core/cases/PublicCase.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <algorithm>

namespace shouli::core::cases::desk {

using base::Result;
using changes::EntityRef;
using changes::ScopeId;
using residents::Resident;
using staff::OfficeId;
using storage::Database;

namespace {

void add(QList<OfficeId> &offices, OfficeId office)
{
    if (!office.isNull() && !offices.contains(office))
        offices.append(office);
}

/// Whose turn it is in `state`, and whose it will be when the group of `done` is finished.
QList<OfficeId> needing(const StagePlan &plan, const CaseState &state, const QString &done)
{
    QList<OfficeId> offices;
    if (state.isClosed())
        return offices;
    for (const StageState &stage : state.stages) {
        if (stage.status == StageStatus::Open || stage.status == StageStatus::Correcting)
            add(offices, stage.office);
    }
    const PlannedStage *finished = plan.find(done);
    if (finished == nullptr)
        return offices;
    int next = -1;
    for (qsizetype i = 0; i < plan.stages.size(); ++i) {
        const PlannedStage &stage = plan.stages.at(i);
        if (stage.group <= finished->group || state.stages.at(i).status != StageStatus::Ahead)
            continue;
        if (next >= 0 && stage.group != next)
            break;
        add(offices, state.stages.at(i).office);
        if (!stage.skippable)
            next = stage.group; // those that may be skipped do not hold up the next
    }
    return offices;
}

void add(QList<EntityRef> &records, EntityRef record)
{
    if (!records.contains(record))
        records.append(record);
}

} // namespace

Result<QList<EntityRef>> CaseSharing::recordsOf(const Database &db, const CaseFile &file)
{
    QList<EntityRef> records{Resident::refOf(file.applicant)};
    QList<Resident> people;
    if (!file.household.isNull()) {
        records.append(residents::Household::refOf(file.household));
        SHOULI_TRY(people, residents::ResidentStore::inHousehold(db, file.household));
    }
    for (const residents::ResidentId &id : {file.subject, file.applicant}) {
        if (id.isNull())
            continue;
        const auto person = residents::ResidentStore::find(db, id);
        if (person)
            people.prepend(*person);
        else if (person.error().code != base::ErrorCode::ResidentUnknown)
            return base::failure(person);
    }
    for (const Resident &person : std::as_const(people)) {
        add(records, person.ref());
        SHOULI_TRY(const auto memberships, residents::GroupStore::of(db, person.id, person.household));
        for (const residents::GroupMembership &membership : memberships)
            add(records, membership.ref());
    }
    return records;
}

Result<CaseSharing> CaseSharing::of(storage::Transaction &tx, const changes::log::WorkingTables &tables,
                                    const CaseRecord &record, const CaseState &after, const QString &done,
                                    OfficeId acting)
{
    CaseSharing sharing;
    const bool groupUnderWay = std::any_of(after.stages.cbegin(), after.stages.cend(), [&](const StageState &stage) {
        const PlannedStage *planned = record.plan.find(stage.id);
        const PlannedStage *finished = record.plan.find(done);
        return finished != nullptr && planned->group == finished->group && stage.id != done
            && stage.status != StageStatus::Done && stage.status != StageStatus::Skipped;
    });
    for (const OfficeId &office : needing(record.plan, after, groupUnderWay ? done : QString())) {
        const ScopeId scope = base::idCast<ScopeId>(office);
        SHOULI_TRY(const auto holding, tables.holding(tx, record.file.ref(), scope));
        if (holding.now() == 0 && office != record.file.home)
            sharing.receivers.append(scope);
        const QList<Share> &known = record.state.shares;
        const bool has = std::any_of(known.cbegin(), known.cend(), [&](const Share &s) { return s.office == office; });
        if (has || office == record.file.home)
            continue;
        Share share{office, {}};
        if (!known.isEmpty()) {
            share.records = known.constFirst().records;
        } else {
            SHOULI_TRY(share.records, recordsOf(tx.database(), record.file));
        }
        sharing.given.append(share);
    }
    if (after.isClosed())
        sharing.back = record.state.shares;
    std::stable_partition(sharing.back.begin(), sharing.back.end(), [&](const Share &s) { return s.office != acting; });
    return sharing;
}

Result<void> CaseSharing::write(changes::Act &act, CaseId id) const
{
    for (const ScopeId &scope : receivers) {
        SHOULI_CHECK(act.enter(CaseFile::refOf(id), scope));
        SHOULI_CHECK(act.enter(PublicCase::refOf(id), scope));
    }
    for (const Share &share : given) {
        for (const EntityRef &ref : share.records)
            SHOULI_CHECK(act.enter(ref, base::idCast<ScopeId>(share.office)));
    }
    for (const Share &share : back) {
        for (const EntityRef &ref : share.records)
            SHOULI_CHECK(act.leave(ref, base::idCast<ScopeId>(share.office)));
    }
    return {};
}

} // namespace shouli::core::cases::desk
