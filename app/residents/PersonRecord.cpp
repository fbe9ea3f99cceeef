// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/PersonRecord.h"

#include "core/changes/log/DisputeTable.h"
#include "core/residents/GroupStore.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/ResidentStore.h"

namespace shouli::app::residents {

using core::base::Result;

namespace {

constexpr int lastCases = 8;

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
    return record;
}

} // namespace shouli::app::residents
