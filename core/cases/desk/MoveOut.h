// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseId.h"
#include "core/residents/moves/Departure.h"

#include <QDate>
#include <QList>

namespace shouli::core::cases::desk {

/// Who moves where, as decided at the counter. A value.
struct MoveOut {
    QList<residents::ResidentId> people; ///< a whole household, or some of it
    staff::OfficeId to;                  ///< the community that has them from now on
    residents::moves::LeavingReason reason = residents::moves::LeavingReason::RegistrationMoved;
    QDate on;                ///< not ahead
    QString address;         ///< the new one; empty: not known yet
    QList<CaseId> following; ///< of their open cases those that go along; the others stay with this office
    QString caseReason;      ///< what is said in those

    bool operator==(const MoveOut &) const = default;
};

} // namespace shouli::core::cases::desk
