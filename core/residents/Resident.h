// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/residents/Code.h"
#include "core/residents/HouseholdId.h"
#include "core/residents/PartialDate.h"
#include "core/residents/ResidentId.h"
#include "core/residents/Sex.h"

#include <QDate>
#include <QList>
#include <QString>

#include <cstdint>

namespace shouli::core::residents {

/// The fields of a person's record; the numbers are those of resources/schema/entities.json.
enum class ResidentField : std::uint16_t {
    Name = 1,
    FormerName = 2,
    SmallName = 3,
    Sex = 4,
    BirthDate = 5,
    Ethnic = 6,
    DocumentType = 7,
    DocumentNumber = 8,
    DocumentValidTo = 9,
    HukouDivision = 10,
    HukouAddress = 11,
    HukouKind = 12,
    HukouRural = 13,
    LivingDivision = 14,
    LivingAddress = 15,
    Household = 16,
    Relation = 17,
    Father = 18,
    Mother = 19,
    Spouse = 20,
    Guardian = 21,
    Marital = 22,
    Education = 23,
    Political = 24,
    Phone = 25,
    OtherPhone = 26,
    PhoneNote = 27,
    BankName = 28,
    BankAccount = 29,
    WorkStatus = 30,
    WorkPlace = 31,
    ResidenceStatus = 32,
    AwayPlace = 33,
    DeceasedOn = 34,
    MovedOutOn = 35,
    Grid = 36,
    VerifiedOn = 37,
    Remark = 38,
};

/// One person as the register knows them. Everything but the name may be unknown.
struct Resident {
    ResidentId id;
    QString name;       ///< as on the identity card, up to 50 characters; the dot of minority names is U+00B7
    QString formerName; ///< 曾用名
    QString smallName;  ///< 小名: what neighbours call them
    Sex sex = Sex::Unknown;
    PartialDate birthDate;
    EthnicCode ethnic;
    DocumentTypeCode documentType;
    QString documentNumber;  ///< citizen number in its stored form, or any other paper's number
    QDate documentValidTo;   ///< invalid: long-term, or unknown
    QString hukouDivision;   ///< 12 digits, the village or community of the household registration
    QString hukouAddress;    ///< as the household book writes it
    HukouKindCode hukouKind; ///< as printed in the book
    bool hukouRural = false; ///< whether the registered address counts as rural: some benefits still ask
    QString livingDivision;  ///< 12 digits; empty: away, not known where
    QString livingAddress;
    HouseholdId household;
    RelationCode relation; ///< to the head of the household
    ResidentId father;     ///< where the person is in the register; relations on forms follow from these
    ResidentId mother;
    ResidentId spouse;
    ResidentId guardian; ///< where it is not a parent
    MaritalCode marital;
    EducationCode education;
    PoliticalCode political;
    QString phone;
    QString otherPhone;
    QString phoneNote; ///< whose it is: "儿子"
    QString bankName;
    QString bankAccount;
    WorkStatusCode workStatus;
    QString workPlace; ///< employer or school
    ResidenceStatusCode residenceStatus;
    QString awayPlace; ///< where those who are away live
    QDate deceasedOn;
    QDate movedOutOn;
    QString grid;     ///< code of the grid (网格) within the community
    QDate verifiedOn; ///< when a person last checked the whole record
    QString remark;

    bool operator==(const Resident &) const = default;

    static constexpr changes::Kind kind{10};

    [[nodiscard]] changes::EntityRef ref() const { return refOf(id); }
    [[nodiscard]] static changes::EntityRef refOf(ResidentId id) { return {kind, base::idCast<changes::EntityId>(id)}; }

    [[nodiscard]] bool isDeceased() const { return deceasedOn.isValid() || residenceStatus == codes::deceased; }
    [[nodiscard]] bool isGone() const
    {
        return isDeceased() || movedOutOn.isValid() || residenceStatus == codes::movedOut;
    }

    /// All fields that hold something.
    [[nodiscard]] changes::FieldValues values() const;
    /// One field; nothing for an empty one.
    [[nodiscard]] changes::Value value(ResidentField field) const;
    /// Takes a value as value() gives it; of another sort it empties the field.
    void setValue(ResidentField field, const changes::Value &value);
};

[[nodiscard]] constexpr changes::Field fieldOf(ResidentField field)
{
    return changes::Field{static_cast<std::uint16_t>(field)};
}
[[nodiscard]] const QList<ResidentField> &residentFields();
/// The column in the table `resident`.
[[nodiscard]] QString columnOf(ResidentField field);

} // namespace shouli::core::residents
