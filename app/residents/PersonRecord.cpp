// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/PersonRecord.h"

#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/WorkingTables.h"
#include "core/residents/GroupStore.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/ResidentStore.h"

namespace shouli::app::residents {

using core::base::Result;
using core::changes::log::ChangeTable;
using core::residents::ResidentField;
using core::residents::ResidentId;

namespace {

constexpr int lastCases = 8;
constexpr ResidentField kin[] = {ResidentField::Spouse, ResidentField::Father, ResidentField::Mother,
                                 ResidentField::Guardian};

Result<PersonRecord::Erasing> erasingOf(const core::storage::Database &db, core::changes::EntityRef ref)
{
    SHOULI_TRY(const auto order, ChangeTable::redaction(db, ref));
    if (!order)
        return PersonRecord::Erasing::No;
    return order->verdict.value_or(core::changes::Verdict::Applied) == core::changes::Verdict::Applied
        ? PersonRecord::Erasing::Ordered
        : PersonRecord::Erasing::Refused;
}

} // namespace

Result<PersonRecord> PersonRecord::load(const office::Session &session, core::residents::ResidentId id)
{
    const auto &db = session.reader();
    PersonRecord record;
    SHOULI_TRY(record.resident, core::residents::ResidentStore::find(db, id));
    SHOULI_TRY(record.family, core::residents::family::FamilyView::load(db, id));
    SHOULI_TRY(record.groups, core::residents::GroupStore::of(db, id, record.resident.household));
    SHOULI_TRY(record.cases, session.caseStore().ofResident(db, id, lastCases, session.clock().today()));
    SHOULI_TRY(record.left, core::residents::moves::DepartureStore::of(db, record.resident.ref()));
    if (record.left) {
        const auto to = session.directory().office(record.left->to);
        if (!to || to->division != record.resident.livingDivision) // moved back, or on
            record.left.reset();
    }
    SHOULI_TRY(record.disputes,
               core::changes::log::DisputeTable::openCount(db, core::base::idCast<core::changes::EntityId>(id)));
    SHOULI_TRY(record.erasing, erasingOf(db, record.resident.ref()));
    for (const ResidentField field : kin) {
        const auto relative = record.resident.value(field);
        if (relative.isNull())
            continue;
        SHOULI_TRY(const auto gone, stub(session, relative.id<ResidentId>()));
        if (gone)
            record.erasedKin.insert(field, *gone);
    }
    return record;
}

Result<std::optional<PersonRecord::Stub>> PersonRecord::stub(const office::Session &session, ResidentId id)
{
    const auto &db = session.reader();
    const auto ref = core::residents::Resident::refOf(id);
    SHOULI_TRY(const bool erased, core::changes::log::WorkingTables::isErased(db, ref));
    if (!erased)
        return std::optional<Stub>();
    Stub left;
    SHOULI_TRY(const auto order, ChangeTable::redaction(db, ref));
    if (order) { // else it is not far
        left.on = order->change.stamp.wall.dateInChina();
        const auto grounds = core::changes::Value::fromCbor(order->change.payload);
        left.grounds = grounds ? grounds->text() : QString();
    }
    return std::optional<Stub>(left);
}

} // namespace shouli::app::residents
