// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/desk/CaseDesk.h"
#include "core/cases/desk/MoveOut.h"
#include "core/residents/Household.h"

#include <QHash>

namespace shouli::core::cases::desk {

/// Moves people from this office's community to another's, all in one transaction: their new home, the records'
/// ENTER there and LEAVE here, a stub of each, and of their open cases those that go along are transferred. From
/// the next sync on the new office has the whole image of everything, and this one nothing but the stubs and the
/// files of cases it decided itself.
///
///   the whole household moves    its book goes along
///   some of it                   they get a book of their own; the first of them in the book's order is its head
///   only the home moves, and the registration stays with this office (人户分离)
///                                the new office receives the records, this one keeps them: both serve that person
///   an open case stays here      what it is about is kept here until it is closed, then it leaves too
///
/// There is no taking back: the new office moves them back. Edits that another PC of this office made without
/// knowing reach the new office as suggestions. Lives within its transaction, on the writer thread; what is given
/// must outlive it.
class MoveDesk {
public:
    MoveDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock, base::Random &random,
             CaseDesk &cases);

    /// InvalidArgument: nobody, a day ahead, an office that is this one, unknown, or no community's.
    /// PermissionDenied: not for those who may not register residents. ResidentUnknown. StepNotYours: the record is
    /// only lent to this office for a case. Errors of CaseDesk::transfer; storage errors.
    [[nodiscard]] base::Result<void> moveOut(storage::Transaction &tx, const Actor &actor, const MoveOut &wanted);

    /// The office whose registration or home division it is keeps a person's record: whether that is still `office`
    /// once they moved.
    [[nodiscard]] static bool keepsRecord(const residents::Resident &after, const staff::Office &office,
                                          residents::moves::LeavingReason reason);

private:
    struct Move; ///< one under way

    [[nodiscard]] base::Result<void> settleCases(Move &move);
    [[nodiscard]] base::Result<void> moveHousehold(Move &move, changes::Act &act, residents::HouseholdId id);
    [[nodiscard]] base::Result<residents::HouseholdId> newBook(Move &move, changes::Act &act);
    [[nodiscard]] base::Result<void> movePerson(Move &move, changes::Act &act, const residents::Resident &seen,
                                                residents::Resident wanted);
    [[nodiscard]] base::Result<void> give(Move &move, changes::Act &act, changes::EntityRef record, bool keep);

    changes::log::ChangeLog &m_log;
    audit::AuditLog &m_audit;
    const base::Clock &m_clock;
    base::Random &m_random;
    CaseDesk &m_cases;
};

} // namespace shouli::core::cases::desk
