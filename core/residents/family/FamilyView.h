// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/Finding.h"
#include "core/residents/Household.h"
#include "core/residents/Resident.h"
#include "core/storage/Database.h"

#include <QList>

#include <optional>

namespace shouli::core::residents::family {

/// A family as one of its members, the applicant, sees it: what a form's table of family members
/// and the open record's list show. A value.
struct FamilyView {
    struct Member {
        Resident resident;
        RelationCode toApplicant; ///< GB/T 4761; empty where the register does not tell
        bool certain = true;      ///< false: a person should check it before it is printed

        bool operator==(const Member &) const = default;
    };

    std::optional<Household> household;
    QList<Member> members;   ///< who lives together; the applicant first, then spouse, children, the others
    QList<Member> elsewhere; ///< parents, spouse and children who are registered in other households
    ResidentId head;         ///< null where there is none, or more than one
    QList<Finding> findings; ///< of the household: no head, two heads

    bool operator==(const FamilyView &) const = default;

    /// ResidentUnknown if the applicant is not held here.
    [[nodiscard]] static base::Result<FamilyView> load(const storage::Database &db, ResidentId applicant);

    /// The same without a database. `household` may be unknown.
    [[nodiscard]] static FamilyView of(const Resident &applicant, const std::optional<Household> &household,
                                       const QList<Resident> &together, const QList<Resident> &relatives);
};

} // namespace shouli::core::residents::family
