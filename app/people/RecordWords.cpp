// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/RecordWords.h"

#include "core/residents/ResidentDraft.h"

namespace shouli::app::people {

using core::residents::CodeSystem;
using core::residents::Resident;
using core::residents::ResidentField;

QString RecordWords::field(ResidentField field)
{
    switch (field) {
    case ResidentField::Name:
        return tr("Name");
    case ResidentField::FormerName:
        return tr("Former name");
    case ResidentField::SmallName:
        return tr("Small name");
    case ResidentField::Sex:
        return tr("Sex");
    case ResidentField::BirthDate:
        return tr("Born on");
    case ResidentField::Ethnic:
        return tr("Ethnicity");
    case ResidentField::DocumentNumber:
        return tr("ID number");
    case ResidentField::DocumentValidTo:
        return tr("Valid until");
    case ResidentField::Phone:
        return tr("Telephone");
    case ResidentField::OtherPhone:
        return tr("Second telephone");
    case ResidentField::LivingAddress:
        return tr("Address");
    case ResidentField::HukouAddress:
        return tr("Registered address");
    case ResidentField::ResidenceStatus:
        return tr("Residence");
    case ResidentField::AwayPlace:
        return tr("Lives away in");
    case ResidentField::Relation:
        return tr("To the head");
    case ResidentField::Marital:
        return tr("Marital status");
    case ResidentField::Education:
        return tr("Education");
    case ResidentField::WorkStatus:
        return tr("Work");
    case ResidentField::WorkPlace:
        return tr("Employer or school");
    case ResidentField::BankName:
        return tr("Bank");
    case ResidentField::BankAccount:
        return tr("Account");
    case ResidentField::Remark:
        return tr("Remark");
    case ResidentField::DocumentType:
        return tr("Kind of document");
    case ResidentField::HukouDivision:
        return tr("Registered in");
    case ResidentField::HukouKind:
        return tr("Kind of registration");
    case ResidentField::HukouRural:
        return tr("Rural registration");
    case ResidentField::LivingDivision:
        return tr("Lives in");
    case ResidentField::Household:
        return tr("Household");
    case ResidentField::Father:
        return tr("Father");
    case ResidentField::Mother:
        return tr("Mother");
    case ResidentField::Spouse:
        return tr("Spouse");
    case ResidentField::Guardian:
        return tr("Guardian");
    case ResidentField::Political:
        return tr("Political status");
    case ResidentField::PhoneNote:
        return tr("Whose telephone");
    case ResidentField::DeceasedOn:
        return tr("Died on");
    case ResidentField::MovedOutOn:
        return tr("Moved out on");
    case ResidentField::Grid:
        return tr("Grid");
    case ResidentField::VerifiedOn:
        return tr("Last checked on");
    }
    return {};
}

QString RecordWords::value(const Resident &r, ResidentField field, const office::CodeWords &words)
{
    switch (field) {
    case ResidentField::Sex:
        return words.of(r.sex);
    case ResidentField::Ethnic:
        return words.of(r.ethnic);
    case ResidentField::DocumentType:
        return words.of(r.documentType);
    case ResidentField::HukouKind:
        return words.of(r.hukouKind);
    case ResidentField::HukouRural:
        return r.hukouRural ? tr("yes") : tr("no");
    case ResidentField::Relation:
        return words.of(r.relation);
    case ResidentField::Marital:
        return words.of(r.marital);
    case ResidentField::Education:
        return words.of(r.education);
    case ResidentField::Political:
        return words.of(r.political);
    case ResidentField::WorkStatus:
        return words.of(r.workStatus);
    case ResidentField::ResidenceStatus:
        return words.of(r.residenceStatus);
    default:
        return core::residents::ResidentDraft(r).text(field);
    }
}

QString RecordWords::typed(ResidentField field, const QString &text, const office::CodeWords &words)
{
    const auto code = [&](CodeSystem system) { return words.typed(office::CodeWords::listOf(system), text); };
    switch (field) {
    case ResidentField::Sex:
        return words.typed(office::CodeWords::sexList, text);
    case ResidentField::Ethnic:
        return code(CodeSystem::Ethnic);
    case ResidentField::DocumentType:
        return code(CodeSystem::DocumentType);
    case ResidentField::HukouKind:
        return code(CodeSystem::HukouKind);
    case ResidentField::Relation:
        return code(CodeSystem::Relation);
    case ResidentField::Marital:
        return code(CodeSystem::Marital);
    case ResidentField::Education:
        return code(CodeSystem::Education);
    case ResidentField::Political:
        return code(CodeSystem::Political);
    case ResidentField::WorkStatus:
        return code(CodeSystem::WorkStatus);
    case ResidentField::ResidenceStatus:
        return code(CodeSystem::ResidenceStatus);
    default:
        return text;
    }
}

} // namespace shouli::app::people
