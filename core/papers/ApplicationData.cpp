// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/ApplicationData.h"

#include "core/residents/Masking.h"

namespace shouli::core::papers {

using forms::FormData;
using residents::FamilyView;
using residents::GroupMembership;
using residents::Resident;
using Groups = QHash<residents::ResidentId, QList<GroupMembership>>;

namespace {

const QString generic = QStringLiteral("F-GEN-01");

QString sexName(residents::Sex sex)
{
    if (sex == residents::Sex::Male)
        return QStringLiteral("男");
    return sex == residents::Sex::Female ? QStringLiteral("女") : QString();
}

const GroupMembership *inForce(const QList<GroupMembership> &groups, const QString &group, QDate today)
{
    for (const GroupMembership &membership : groups) {
        if (membership.group == group && membership.isValidOn(today))
            return &membership;
    }
    return nullptr;
}

QString disability(const QList<GroupMembership> &groups, QDate today)
{
    const GroupMembership *certificate = inForce(groups, QStringLiteral("CANJI"), today);
    return certificate != nullptr ? certificate->category.name() + certificate->level.name() : QString();
}

/// 1 healthy 2 fair 3 seriously ill 4 disabled; blank where the register does not say.
QString health(const QList<GroupMembership> &groups, QDate today)
{
    if (inForce(groups, QStringLiteral("CANJI"), today) != nullptr)
        return QStringLiteral("4");
    return inForce(groups, QStringLiteral("DABING"), today) != nullptr ? QStringLiteral("3") : QString();
}

FormData memberRow(const FamilyView::Member &member, const Groups &groups, QDate today, bool applicant)
{
    const Resident &r = member.resident;
    const auto own = groups.value(r.id);
    FormData row;
    row.set(QStringLiteral("name"), r.name)
        .set(QStringLiteral("relation"), applicant ? QStringLiteral("本人") : member.toApplicant.name())
        .set(QStringLiteral("citizenNumber"), r.documentNumber)
        .set(QStringLiteral("health"), health(own, today))
        .set(QStringLiteral("disability"), disability(own, today))
        .set(QStringLiteral("marital"), r.marital.name())
        .set(QStringLiteral("employment"), r.workStatus.name() + (r.workPlace.isEmpty() ? QString() : u' ' + r.workPlace));
    const int age = r.birthDate.ageOn(today);
    if (age >= 0 && age < 16)
        row.set(QStringLiteral("labour"), QStringLiteral("4"));
    return row;
}

void setApplicant(FormData &data, const Resident &r)
{
    data.set(QStringLiteral("applicant.name"), r.name)
        .set(QStringLiteral("applicant.maskedName"), residents::Masking::shown(residents::Masking::Field::Name, residents::Masking::Place::Slip, r.name))
        .set(QStringLiteral("applicant.citizenNumber"), r.documentNumber)
        .set(QStringLiteral("applicant.sex"), sexName(r.sex))
        .set(QStringLiteral("applicant.ethnicity"), r.ethnic.name())
        .setDate(QStringLiteral("applicant.birth"), r.birthDate.toDate())
        .set(QStringLiteral("applicant.education"), r.education.name())
        .set(QStringLiteral("applicant.marital"), r.marital.name())
        .set(QStringLiteral("applicant.registeredAddress"), r.hukouAddress)
        .set(QStringLiteral("applicant.address"), r.livingAddress)
        .setFlag(QStringLiteral("applicant.addressSame"), !r.livingAddress.isEmpty() && r.livingAddress == r.hukouAddress)
        .set(QStringLiteral("applicant.phone"), r.phone)
        .setCodes(QStringLiteral("applicant.hukou"), {r.hukouRural ? QStringLiteral("rural") : QStringLiteral("urban")})
        .set(QStringLiteral("applicant.bank"), r.bankName)
        .set(QStringLiteral("applicant.account"), r.bankAccount);
}

void setMaterials(FormData &data, const catalogue::Catalogue &catalogue, const catalogue::Service &service, const QList<cases::MaterialState> &materials)
{
    using cases::MaterialStatus;
    QList<FormData> rows;
    bool tolerated = false;
    for (const cases::MaterialState &state : materials) {
        tolerated = tolerated || state.status == MaterialStatus::Tolerated;
        const bool here = state.status == MaterialStatus::Brought || state.status == MaterialStatus::FromRegister || state.status == MaterialStatus::Received;
        const catalogue::Material *material = catalogue.material(state.material);
        if (!here || material == nullptr)
            continue;
        FormData row;
        row.set(QStringLiteral("name"), material->name.zh).setCodes(QStringLiteral("source"), {state.status == MaterialStatus::FromRegister ? QStringLiteral("register") : QStringLiteral("new")});
        for (const catalogue::MaterialRequirement &requirement : service.materials) {
            if (requirement.material != state.material)
                continue;
            row.set(QStringLiteral("originals"), requirement.originals > 0 ? QString::number(requirement.originals) : QString());
            row.set(QStringLiteral("copies"), requirement.copies > 0 ? QString::number(requirement.copies) : QString());
        }
        rows.append(row);
    }
    data.setList(QStringLiteral("materials"), rows).setCodes(QStringLiteral("case.materials"), {tolerated ? QStringLiteral("tolerated") : QStringLiteral("complete")});
}

void setFamily(FormData &data, const FamilyView &family, const Groups &groups, const Resident &applicant, QDate today)
{
    QList<FormData> members;
    for (const auto &member : family.members)
        members.append(memberRow(member, groups, today, member.resident.id == applicant.id));
    QList<FormData> obligors;
    for (const auto &member : family.elsewhere) {
        FormData row;
        row.set(QStringLiteral("name"), member.resident.name)
            .set(QStringLiteral("relation"), member.toApplicant.name())
            .set(QStringLiteral("citizenNumber"), member.resident.documentNumber)
            .set(QStringLiteral("address"), member.resident.livingAddress.isEmpty() ? member.resident.awayPlace : member.resident.livingAddress);
        obligors.append(row);
    }
    data.set(QStringLiteral("household.size"), QString::number(family.members.size()))
        .setList(QStringLiteral("household.members"), members)
        .setList(QStringLiteral("household.obligors"), obligors);
}

} // namespace

QString ApplicationData::formOf(const catalogue::Service &service, const QStringList &known)
{
    for (const QString &form : service.forms) {
        if (form.startsWith(QLatin1String("F-")) && known.contains(form))
            return form;
    }
    return generic;
}

FormData ApplicationData::of(const PaperContext &context, const catalogue::Service &service, const cases::CaseFile &file, const QList<cases::MaterialState> &materials,
                             const FamilyView &family, const Groups &groups)
{
    FormData data;
    Resident applicant;
    for (const auto &member : family.members) {
        if (member.resident.id == file.applicant)
            applicant = member.resident;
    }
    data.set(QStringLiteral("case.number"), file.number)
        .setDate(QStringLiteral("case.received"), file.acceptedOn)
        .set(QStringLiteral("service.name"), service.name.zh)
        .set(QStringLiteral("service.code"), service.code)
        .set(QStringLiteral("service.department"), service.departmentName.zh)
        .set(QStringLiteral("office.county"), context.county)
        .set(QStringLiteral("office.name"), context.officeName())
        .set(QStringLiteral("office.phone"), context.office.phone)
        .set(QStringLiteral("proxy.name"), file.proxy.name)
        .set(QStringLiteral("proxy.relation"), file.proxy.relation)
        .set(QStringLiteral("proxy.phone"), file.proxy.phone);
    setApplicant(data, applicant);
    setFamily(data, family, groups, applicant, context.today);
    setMaterials(data, context.catalogue, service, materials);
    return data;
}

} // namespace shouli::core::papers
