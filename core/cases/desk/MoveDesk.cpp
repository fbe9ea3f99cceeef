// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/MoveDesk.h"

#include "core/cases/desk/CaseRoute.h"
#include "core/residents/family/Kinship.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/ResidentStore.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace shouli::core::cases::desk {

using base::ErrorCode;
using base::failure;
using base::Result;
using changes::Act;
using changes::EntityRef;
using residents::GroupMembership;
using residents::GroupStore;
using residents::Household;
using residents::HouseholdId;
using residents::HouseholdStore;
using residents::Resident;
using residents::ResidentId;
using residents::ResidentStore;
using residents::moves::Departure;
using residents::moves::DepartureId;
using residents::moves::DepartureStore;
using residents::moves::LeavingReason;
using storage::Transaction;

namespace {
constexpr int mostExpired = 50; ///< stubs given up with one act
} // namespace

struct MoveDesk::Move {
    Transaction &tx;
    const Actor &actor;
    const MoveOut &wanted;
    staff::Office to;
    QList<Resident> people;                   ///< as they are now
    QHash<EntityRef, std::int64_t> lent;      ///< how often this office holds a record for open cases only
    QMap<HouseholdId, QSet<ResidentId>> from; ///< who leaves which book
};

MoveDesk::MoveDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock, base::Random &random,
                   CaseDesk &cases)
    : m_log(log)
    , m_audit(audit)
    , m_clock(clock)
    , m_random(random)
    , m_cases(cases)
{
}

bool MoveDesk::keepsRecord(const Resident &after, const staff::Office &office, LeavingReason reason)
{
    return reason == LeavingReason::HomeMoved && after.hukouDivision == office.division;
}

Result<void> MoveDesk::settleCases(Move &move)
{
    QSet<CaseId> settled;
    QSet<ResidentId> concerned; // whoever lives with those who move: their cases may have been lent the same records
    for (const Resident &person : std::as_const(move.people)) {
        concerned.insert(person.id);
        SHOULI_TRY(const auto open, CaseStore::openAbout(move.tx.database(), person.id));
        for (const CaseFile &file : open) {
            if (file.home != move.actor.office.id || settled.contains(file.id))
                continue;
            settled.insert(file.id);
            if (move.wanted.following.contains(file.id))
                SHOULI_CHECK(m_cases.transfer(move.tx, move.actor, file.id, {move.to.id, move.wanted.caseReason}));
            else
                SHOULI_CHECK(m_cases.keepRecords(move.tx, move.actor, file.id));
        }
    }
    for (auto it = move.from.cbegin(); it != move.from.cend(); ++it) {
        SHOULI_TRY(const auto members, ResidentStore::inHousehold(move.tx.database(), it.key()));
        for (const Resident &member : members)
            concerned.insert(member.id);
    }
    QSet<CaseId> counted;
    for (const ResidentId &id : std::as_const(concerned)) {
        SHOULI_TRY(const auto open, CaseStore::openAbout(move.tx.database(), id));
        for (const CaseFile &file : open) {
            if (counted.contains(file.id))
                continue;
            counted.insert(file.id);
            SHOULI_TRY(const CaseRecord record, m_cases.store().load(move.tx.database(), file.id));
            for (const Share &share : record.state.shares) {
                for (const EntityRef &ref : share.records)
                    move.lent[ref] += share.office == move.actor.office.id ? 1 : 0;
            }
        }
    }
    return {};
}

Result<void> MoveDesk::give(Move &move, Act &act, EntityRef record, bool keep)
{
    SHOULI_TRY(const auto holding, m_log.tables().holding(move.tx, record, move.actor.office.scope()));
    const std::int64_t own = holding.now() - move.lent.value(record);
    if (own <= 0)
        return {}; // lent to us: its own office moves it
    SHOULI_CHECK(act.enter(record, move.to.scope()));
    for (std::int64_t i = 0; i < own && !keep; ++i)
        SHOULI_CHECK(act.leave(record, move.actor.office.scope()));
    return {};
}

Result<HouseholdId> MoveDesk::newBook(Move &move, Act &act)
{
    Household book;
    book.id = HouseholdId::create(m_clock, m_random);
    book.division = move.to.division;
    book.address = move.wanted.address;
    SHOULI_CHECK(HouseholdStore::create(act, move.actor.office.scope(), book));
    SHOULI_CHECK(act.enter(book.ref(), move.to.scope()));
    SHOULI_CHECK(act.leave(book.ref(), move.actor.office.scope()));
    return book.id;
}

Result<void> MoveDesk::movePerson(Move &move, Act &act, const Resident &seen, Resident wanted)
{
    const bool registration = move.wanted.reason == LeavingReason::RegistrationMoved;
    wanted.livingDivision = move.to.division;
    wanted.livingAddress = move.wanted.address;
    wanted.grid.clear();
    if (registration) {
        wanted.hukouDivision = move.to.division;
        wanted.hukouAddress = move.wanted.address;
    }
    const bool keep = keepsRecord(wanted, move.actor.office, move.wanted.reason);
    SHOULI_CHECK(ResidentStore::update(act, seen, wanted)); // first: only who holds it may write
    SHOULI_TRY(const auto memberships, GroupStore::of(move.tx.database(), seen.id, {}));
    for (const GroupMembership &membership : memberships)
        SHOULI_CHECK(give(move, act, membership.ref(), keep));
    SHOULI_CHECK(give(move, act, wanted.ref(), keep));
    if (keep)
        return {};
    Departure stub;
    stub.id = DepartureId::create(m_clock, m_random);
    stub.subject = wanted.ref();
    stub.mark(seen.name, seen.documentNumber, m_random);
    stub.to = move.to.id;
    stub.toName = move.to.name;
    stub.leftOn = move.wanted.on;
    stub.reason = move.wanted.reason;
    return DepartureStore::create(act, move.actor.office.scope(), stub);
}

Result<void> MoveDesk::moveHousehold(Move &move, Act &act, HouseholdId id)
{
    const bool registration = move.wanted.reason == LeavingReason::RegistrationMoved;
    QList<Resident> movers;
    for (const Resident &person : std::as_const(move.people)) {
        if (person.household == id)
            movers.append(person);
    }
    QList<Resident> staying;
    QList<Resident> members;
    if (!id.isNull()) {
        SHOULI_TRY(members, ResidentStore::inHousehold(move.tx.database(), id));
        for (const Resident &member : std::as_const(members)) {
            if (!move.from.value(id).contains(member.id) && !member.isGone())
                staying.append(member);
        }
        std::stable_sort(movers.begin(), movers.end(), [&](const Resident &a, const Resident &b) {
            return members.indexOf(a) < members.indexOf(b); // the book's order
        });
    }
    const bool allKept = std::all_of(movers.cbegin(), movers.cend(), [&](const Resident &person) {
        return keepsRecord(person, move.actor.office, move.wanted.reason);
    });
    if (!id.isNull() && (staying.isEmpty() || allKept)) { // the book goes along, or is read by both offices
        SHOULI_TRY(const Household seen, HouseholdStore::find(move.tx.database(), id));
        Household wanted = seen;
        if (registration) {
            wanted.division = move.to.division;
            wanted.address = move.wanted.address;
        }
        SHOULI_CHECK(HouseholdStore::update(act, seen, wanted));
        SHOULI_TRY(const auto memberships, GroupStore::of(move.tx.database(), {}, id));
        for (const GroupMembership &membership : memberships)
            SHOULI_CHECK(give(move, act, membership.ref(), allKept));
        SHOULI_CHECK(give(move, act, seen.ref(), allKept));
        for (const Resident &person : std::as_const(movers))
            SHOULI_CHECK(movePerson(move, act, person, person));
        return {};
    }
    HouseholdId book;
    if (!id.isNull()) {
        SHOULI_TRY(book, newBook(move, act));
    }
    const residents::family::Kinship kin(members);
    for (const Resident &person : std::as_const(movers)) {
        Resident wanted = person;
        wanted.household = book;
        if (!book.isNull())
            wanted.relation = person.id == movers.constFirst().id
                ? residents::codes::head
                : kin.relation(person.id, movers.constFirst().id).relation;
        SHOULI_CHECK(movePerson(move, act, person, wanted));
    }
    return {};
}

Result<void> MoveDesk::moveOut(Transaction &tx, const Actor &actor, const MoveOut &wanted)
{
    if (!actor.staff.active || actor.staff.office != actor.office.id
        || !staff::mayDo(actor.staff.role, staff::Deed::RegisterResident))
        return failure(ErrorCode::PermissionDenied, staff::toString(actor.staff.role));
    SHOULI_TRY(const auto directory, staff::Directory::load(tx.database()));
    const auto alike = CaseRoute::alike(directory, actor.office);
    const auto to = std::find_if(alike.cbegin(), alike.cend(),
                                 [&](const staff::Office &office) { return office.id == wanted.to; });
    if (to == alike.cend())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("office ") + wanted.to.toString());
    if (wanted.people.isEmpty() || !wanted.on.isValid() || wanted.on > m_clock.today()
        || wanted.reason == LeavingReason::CaseTransferred)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("nobody, no day or no reason"));

    Move move{tx, actor, wanted, *to, {}, {}, {}};
    for (const ResidentId &id : wanted.people) {
        SHOULI_TRY(const Resident person, ResidentStore::find(tx.database(), id));
        move.people.append(person);
        move.from[person.household].insert(id);
    }
    SHOULI_CHECK(settleCases(move));
    for (const Resident &person : std::as_const(move.people)) {
        SHOULI_TRY(const auto holding, m_log.tables().holding(tx, person.ref(), actor.office.scope()));
        if (holding.now() <= move.lent.value(person.ref()))
            return failure(ErrorCode::StepNotYours, QStringLiteral("a record lent for a case"));
    }
    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    for (auto it = move.from.cbegin(); it != move.from.cend(); ++it)
        SHOULI_CHECK(moveHousehold(move, act, it.key()));
    SHOULI_TRY(const auto old, DepartureStore::expired(tx.database(), m_clock.today(), mostExpired));
    for (const Departure &one : old)
        SHOULI_CHECK(act.leave(one.ref(), actor.office.scope()));
    SHOULI_CHECK(act.finish());
    for (const Resident &person : std::as_const(move.people))
        SHOULI_CHECK(m_audit.record(tx, actor.staff.author(), audit::Action::Correct, person.ref(),
                                    QStringLiteral("moved to %1").arg(to->name)));
    return {};
}

} // namespace shouli::core::cases::desk
