// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/RecordWords.h"

#include "core/residents/ResidentDraft.h"

namespace shouli::app::people {

using core::residents::Resident;
using core::residents::ResidentField;
using core::residents::Sex;

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

QString RecordWords::value(const Resident &r, ResidentField field)
{
    switch (field) {
    case ResidentField::Sex:
        return r.sex == Sex::Male ? QStringLiteral("男") : r.sex == Sex::Female ? QStringLiteral("女") : QString();
    case ResidentField::Ethnic:
        return r.ethnic.name();
    case ResidentField::DocumentType:
        return r.documentType.name();
    case ResidentField::HukouKind:
        return r.hukouKind.name();
    case ResidentField::HukouRural:
        return r.hukouRural ? tr("yes") : tr("no");
    case ResidentField::Relation:
        return r.relation.name();
    case ResidentField::Marital:
        return r.marital.name();
    case ResidentField::Education:
        return r.education.name();
    case ResidentField::Political:
        return r.political.name();
    case ResidentField::WorkStatus:
        return r.workStatus.name();
    case ResidentField::ResidenceStatus:
        return r.residenceStatus.name();
    default:
        return core::residents::ResidentDraft(r).text(field);
    }
}

} // namespace shouli::app::people
