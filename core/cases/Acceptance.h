// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/Steps.h"
#include "core/residents/Resident.h"

#include <QList>

namespace shouli::core::cases {

/// A correction of the register made at the counter: what the clerk had before them, and what is right.
struct Correcting {
    residents::Resident seen;
    residents::Resident wanted;
    bool operator==(const Correcting &) const = default;
};

/// Everything that accepting a case writes; made by AcceptanceDraft.
struct Acceptance {
    QString service;
    QString catalogue; ///< version
    QString variant;
    residents::ResidentId applicant;
    residents::ResidentId subject;    ///< null: the applicant
    residents::HouseholdId household; ///< null unless the household applies
    Proxy proxy;
    Accepted step; ///< without the route, which the desk decides
    QList<Correcting> corrections;

    bool operator==(const Acceptance &) const = default;
};

} // namespace shouli::core::cases
