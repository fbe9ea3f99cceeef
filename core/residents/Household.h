// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/residents/HouseholdId.h"

#include <QList>
#include <QString>

#include <cstdint>

namespace shouli::core::residents {

/// The fields of a household; the numbers are those of resources/schema/entities.json.
enum class HouseholdField : std::uint16_t {
    Number = 1,
    Kind = 2,
    Division = 3,
    Address = 4,
    Dwelling = 5,
    Rooms = 6,
    Remark = 7,
};

enum class HouseholdKind {
    Family = 1,     ///< 家庭户
    Collective = 2, ///< 集体户
};

/// The household book (户口簿): who is in it follows from Resident::household, and who is its head
/// from Resident::relation, so that there is one place for each.
struct Household {
    HouseholdId id;
    QString number; ///< 户号, as printed
    HouseholdKind householdKind = HouseholdKind::Family;
    QString division; ///< 12 digits
    QString address;
    QString dwelling; ///< 窑洞, 平房, 楼房
    int rooms = 0;    ///< rooms, or caves (孔); 0: unknown
    QString remark;

    bool operator==(const Household &) const = default;

    static constexpr changes::Kind kind{11};

    [[nodiscard]] changes::EntityRef ref() const { return refOf(id); }
    [[nodiscard]] static changes::EntityRef refOf(HouseholdId id)
    {
        return {kind, base::idCast<changes::EntityId>(id)};
    }

    [[nodiscard]] changes::FieldValues values() const;
    [[nodiscard]] changes::Value value(HouseholdField field) const;
    void setValue(HouseholdField field, const changes::Value &value);
};

[[nodiscard]] constexpr changes::Field fieldOf(HouseholdField field)
{
    return changes::Field{static_cast<std::uint16_t>(field)};
}
[[nodiscard]] const QList<HouseholdField> &householdFields();
[[nodiscard]] QString columnOf(HouseholdField field);

} // namespace shouli::core::residents
