// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/EraseDesk.h"

#include "core/cases/CaseStore.h"
#include "core/cases/PublicCase.h"
#include "core/changes/log/ChangeTable.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/ResidentStore.h"
#include "core/staff/Permissions.h"

#include <algorithm>

namespace shouli::core::cases::desk {

using base::ErrorCode;
using base::failure;
using base::Result;
using changes::EntityRef;
using changes::log::ChangeTable;
using changes::log::WorkingTables;
using residents::GroupStore;
using residents::HouseholdStore;
using residents::ResidentId;
using residents::ResidentStore;
using residents::moves::DepartureStore;
using storage::Database;
using storage::Transaction;

namespace {

Result<bool> isHere(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT 1 FROM entity WHERE kind = ? AND entity = ? AND erased = 0")));
    query.bindAll(ref.kind.value, ref.id);
    return query.step();
}

/// The person's book, where nobody else is in it: then it says where they live, and of nobody else.
Result<void> addHousehold(const Database &db, Erasure &erasure)
{
    const residents::HouseholdId id = erasure.person.household;
    if (id.isNull())
        return {};
    SHOULI_TRY(const auto members, ResidentStore::inHousehold(db, id));
    SHOULI_TRY(const bool here, isHere(db, residents::Household::refOf(id)));
    erasure.household = here && members.size() == 1;
    if (erasure.household)
        erasure.things.append(residents::Household::refOf(id));
    return {};
}

Result<void> addMemberships(const Database &db, Erasure &erasure)
{
    SHOULI_TRY(
        const auto memberships,
        GroupStore::of(db, erasure.person.id, erasure.household ? erasure.person.household : residents::HouseholdId()));
    for (const auto &membership : memberships)
        erasure.things.append(membership.ref());
    erasure.memberships = static_cast<int>(memberships.size());
    return {};
}

Result<void> addDepartures(const Database &db, EntityRef subject, Erasure &erasure)
{
    SHOULI_TRY(const auto stubs, DepartureStore::allOf(db, subject));
    for (const auto &stub : stubs)
        erasure.things.append(stub.ref());
    erasure.departures += static_cast<int>(stubs.size());
    return {};
}

Result<void> addCases(const Database &db, Erasure &erasure)
{
    SHOULI_TRY(erasure.cases, CaseStore::closedOf(db, erasure.person.id));
    for (const CaseFile &file : std::as_const(erasure.cases)) {
        erasure.things.append(file.ref());
        SHOULI_TRY(const bool page, isHere(db, PublicCase::refOf(file.id)));
        if (page)
            erasure.things.append(PublicCase::refOf(file.id));
        SHOULI_CHECK(addDepartures(db, file.ref(), erasure));
    }
    return {};
}

} // namespace

EraseDesk::EraseDesk(changes::log::ChangeLog &log, audit::AuditLog &audit)
    : m_log(log)
    , m_audit(audit)
{
}

Result<Erasure> EraseDesk::plan(const Database &db, ResidentId person, bool cases)
{
    const EntityRef ref = residents::Resident::refOf(person);
    SHOULI_TRY(const bool erased, WorkingTables::isErased(db, ref));
    if (erased)
        return failure(ErrorCode::LawfullyErased, person.toString());
    Erasure erasure;
    SHOULI_TRY(erasure.person, ResidentStore::find(db, person));
    erasure.things.append(ref);
    SHOULI_TRY(erasure.open, CaseStore::openAbout(db, person));
    SHOULI_CHECK(addHousehold(db, erasure));
    SHOULI_CHECK(addMemberships(db, erasure));
    SHOULI_CHECK(addDepartures(db, ref, erasure));
    if (cases)
        SHOULI_CHECK(addCases(db, erasure));
    for (const EntityRef &thing : std::as_const(erasure.things)) {
        SHOULI_TRY(const auto lines, ChangeTable::history(db, thing));
        erasure.lines += std::count_if(lines.cbegin(), lines.cend(),
                                       [](const auto &line) { return line.change.hasContents(); });
    }
    return erasure;
}

Result<void> EraseDesk::erase(Transaction &tx, const Actor &actor, const ErasureOrder &order)
{
    if (!actor.staff.active || actor.staff.office != actor.office.id
        || !staff::mayDo(actor.staff.role, staff::Deed::EraseResident))
        return failure(ErrorCode::PermissionDenied, staff::toString(actor.staff.role));
    const QString grounds = order.grounds.simplified();
    if (grounds.isEmpty() || grounds.size() > ErasureOrder::mostGrounds)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("no grounds, or a story"));
    SHOULI_TRY(const Erasure erasure, plan(tx.database(), order.person, order.cases));
    if (!erasure.open.isEmpty())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("a case is open: ") + erasure.open.first().number);
    SHOULI_TRY(const auto ordered, ChangeTable::redaction(tx.database(), erasure.person.ref()));
    if (ordered && !ordered->seq)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("ordered already"));
    SHOULI_TRY(auto act, m_log.begin(tx, actor.staff.author()));
    for (const EntityRef &thing : erasure.things)
        SHOULI_CHECK(act.redact(thing, grounds));
    SHOULI_CHECK(act.finish());
    return m_audit.record(tx, actor.staff.author(), audit::Action::Erase, erasure.person.ref(), grounds);
}

} // namespace shouli::core::cases::desk
