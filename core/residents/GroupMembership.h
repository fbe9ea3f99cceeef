// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/residents/Code.h"
#include "core/residents/Finding.h"
#include "core/residents/HouseholdId.h"
#include "core/residents/MembershipId.h"
#include "core/residents/ResidentId.h"

#include <QDate>
#include <QList>
#include <QString>

#include <cstdint>

namespace shouli::core::residents {

struct Resident;

/// The fields of a membership; the numbers are those of resources/schema/entities.json.
enum class MembershipField : std::uint16_t {
    Resident = 1,
    Household = 2,
    Group = 3,
    Category = 4,
    Level = 5,
    Detail = 6,
    Certificate = 7,
    ValidFrom = 8,
    ValidTo = 9,
    ReviewOn = 10,
    Evidence = 11,
    EndedOn = 12,
    EndReason = 13,
};

/// That a person, or a household, belongs to a group that services are aimed at: minimum living
/// allowance (DIBAO), certified disability (CANJI), ... Group codes are the catalogue's data; only
/// groups that a service needs exist.
struct GroupMembership {
    MembershipId id;
    ResidentId resident;   ///< null for a household's
    HouseholdId household; ///< null for a person's
    QString group;         ///< "CANJI"
    DisabilityCategoryCode category;
    DisabilityLevelCode level;
    QString detail;      ///< what else the group's rule asks: 集中供养, service years, sub-kind
    QString certificate; ///< number of the paper it rests on
    QDate validFrom;
    QDate validTo;  ///< invalid: until it is ended
    QDate reviewOn; ///< when somebody has to look again
    QString evidence;
    QDate endedOn;
    QString endReason;

    bool operator==(const GroupMembership &) const = default;

    static constexpr changes::Kind kind{12};

    [[nodiscard]] changes::EntityRef ref() const { return refOf(id); }
    [[nodiscard]] static changes::EntityRef refOf(MembershipId id)
    {
        return {kind, base::idCast<changes::EntityId>(id)};
    }

    [[nodiscard]] bool isValidOn(QDate day) const;
    [[nodiscard]] bool isReviewDue(QDate day) const { return isValidOn(day) && reviewOn.isValid() && reviewOn <= day; }

    /// What is odd or impossible about it, for the holder as registered. `holder` may be null for a
    /// household's membership.
    [[nodiscard]] QList<Finding> findings(const Resident *holder, QDate today) const;

    [[nodiscard]] changes::FieldValues values() const;
    [[nodiscard]] changes::Value value(MembershipField field) const;
    void setValue(MembershipField field, const changes::Value &value);
};

[[nodiscard]] constexpr changes::Field fieldOf(MembershipField field)
{
    return changes::Field{static_cast<std::uint16_t>(field)};
}
[[nodiscard]] const QList<MembershipField> &membershipFields();
[[nodiscard]] QString columnOf(MembershipField field);

} // namespace shouli::core::residents
