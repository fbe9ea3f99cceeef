// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Resident.h"

#include "core/residents/FieldAccess.h"

namespace shouli::core::residents {

using changes::FieldValues;
using changes::Value;

namespace {

using F = ResidentField;

template <F Field, auto Member>
constexpr auto field(const char *column)
{
    return detail::access<Resident, F, Member>(Field, column);
}

constexpr detail::Access<Resident, F> table[] = {
    field<F::Name, &Resident::name>("name"),
    field<F::FormerName, &Resident::formerName>("former_name"),
    field<F::SmallName, &Resident::smallName>("small_name"),
    field<F::Sex, &Resident::sex>("sex"),
    field<F::BirthDate, &Resident::birthDate>("birth_date"),
    field<F::Ethnic, &Resident::ethnic>("ethnic"),
    field<F::DocumentType, &Resident::documentType>("document_type"),
    field<F::DocumentNumber, &Resident::documentNumber>("document_number"),
    field<F::DocumentValidTo, &Resident::documentValidTo>("document_valid_to"),
    field<F::HukouDivision, &Resident::hukouDivision>("hukou_division"),
    field<F::HukouAddress, &Resident::hukouAddress>("hukou_address"),
    field<F::HukouKind, &Resident::hukouKind>("hukou_kind"),
    field<F::HukouRural, &Resident::hukouRural>("hukou_rural"),
    field<F::LivingDivision, &Resident::livingDivision>("living_division"),
    field<F::LivingAddress, &Resident::livingAddress>("living_address"),
    field<F::Household, &Resident::household>("household"),
    field<F::Relation, &Resident::relation>("relation"),
    field<F::Father, &Resident::father>("father"),
    field<F::Mother, &Resident::mother>("mother"),
    field<F::Spouse, &Resident::spouse>("spouse"),
    field<F::Guardian, &Resident::guardian>("guardian"),
    field<F::Marital, &Resident::marital>("marital"),
    field<F::Education, &Resident::education>("education"),
    field<F::Political, &Resident::political>("political"),
    field<F::Phone, &Resident::phone>("phone"),
    field<F::OtherPhone, &Resident::otherPhone>("other_phone"),
    field<F::PhoneNote, &Resident::phoneNote>("phone_note"),
    field<F::BankName, &Resident::bankName>("bank_name"),
    field<F::BankAccount, &Resident::bankAccount>("bank_account"),
    field<F::WorkStatus, &Resident::workStatus>("work_status"),
    field<F::WorkPlace, &Resident::workPlace>("work_place"),
    field<F::ResidenceStatus, &Resident::residenceStatus>("residence_status"),
    field<F::AwayPlace, &Resident::awayPlace>("away_place"),
    field<F::DeceasedOn, &Resident::deceasedOn>("deceased_on"),
    field<F::MovedOutOn, &Resident::movedOutOn>("moved_out_on"),
    field<F::Grid, &Resident::grid>("grid"),
    field<F::VerifiedOn, &Resident::verifiedOn>("verified_on"),
    field<F::Remark, &Resident::remark>("remark"),
};

const detail::Access<Resident, F> &rowOf(F wanted)
{
    // the numbers are 1, 2, 3, ... without gaps, in the table's order
    return table[static_cast<std::size_t>(wanted) - 1];
}

} // namespace

FieldValues Resident::values() const
{
    FieldValues values;
    for (const auto &row : table) {
        if (const Value value = row.get(*this); !value.isNull())
            values.insert(fieldOf(row.field), value);
    }
    return values;
}

Value Resident::value(ResidentField wanted) const
{
    return rowOf(wanted).get(*this);
}

void Resident::setValue(ResidentField wanted, const Value &value)
{
    rowOf(wanted).put(*this, value);
}

const QList<ResidentField> &residentFields()
{
    static const QList<ResidentField> fields = [] {
        QList<ResidentField> all;
        for (const auto &row : table)
            all.append(row.field);
        return all;
    }();
    return fields;
}

QString columnOf(ResidentField wanted)
{
    return QString::fromLatin1(rowOf(wanted).column);
}

} // namespace shouli::core::residents
