// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Household.h"

#include "core/residents/FieldAccess.h"

namespace shouli::core::residents {

using changes::FieldValues;
using changes::Value;

namespace {

using F = HouseholdField;

template <F Field, auto Member>
constexpr auto field(const char *column)
{
    return detail::access<Household, F, Member>(Field, column);
}

constexpr detail::Access<Household, F> table[] = {
    field<F::Number, &Household::number>("number"),
    {F::Kind, "household_kind", [](const Household &h) { return Value(static_cast<int>(h.householdKind)); },
     [](Household &h, const Value &value) {
         h.householdKind = value.number() == 2 ? HouseholdKind::Collective : HouseholdKind::Family;
     }},
    field<F::Division, &Household::division>("division"),
    field<F::Address, &Household::address>("address"),
    field<F::Dwelling, &Household::dwelling>("dwelling"),
    {F::Rooms, "rooms", [](const Household &h) { return h.rooms > 0 ? Value(h.rooms) : Value(); },
     [](Household &h, const Value &value) { h.rooms = static_cast<int>(value.number()); }},
    field<F::Remark, &Household::remark>("remark"),
};

const detail::Access<Household, F> &rowOf(F wanted)
{
    return table[static_cast<std::size_t>(wanted) - 1];
}

} // namespace

FieldValues Household::values() const
{
    FieldValues values;
    for (const auto &row : table) {
        if (const Value value = row.get(*this); !value.isNull())
            values.insert(fieldOf(row.field), value);
    }
    return values;
}

Value Household::value(HouseholdField wanted) const
{
    return rowOf(wanted).get(*this);
}

void Household::setValue(HouseholdField wanted, const Value &value)
{
    rowOf(wanted).put(*this, value);
}

const QList<HouseholdField> &householdFields()
{
    static const QList<HouseholdField> fields = [] {
        QList<HouseholdField> all;
        for (const auto &row : table)
            all.append(row.field);
        return all;
    }();
    return fields;
}

QString columnOf(HouseholdField wanted)
{
    return QString::fromLatin1(rowOf(wanted).column);
}

} // namespace shouli::core::residents
