// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/ApplicationData.h"

#include "core/residents/Masking.h"

namespace shouli::core::papers {

using forms::FormData;
using residents::GroupMembership;
using residents::Resident;
using residents::family::FamilyView;
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

/// Spouse, children and parents owe support (Civil Code art. 26, 1059, 1067), in-laws do not.
bool owesSupport(residents::RelationCode relation)
{
    const int code = relation.value();
    return (code >= 10 && code <= 12) || (code >= 20 && code <= 27) || (code >= 30 && code <= 37)
        || (code >= 50 && code <= 52) || code == 57 || code == 58;
}

/// A code of GB/T 4761 by its name, words as they are.
QString relationOf(const cases::Proxy &proxy)
{
    const auto code = residents::RelationCode::parse(proxy.relation);
    return code && code->isListed() ? code->name() : proxy.relation;
}

/// The standard's word. A code that only a newer list has says nothing to whoever reads the paper: it stays blank.
template <class C>
QString word(C code)
{
    return code.isListed() ? code.name() : QString();
}

QString work(const Resident &r)
{
    return QString(word(r.workStatus) + u' ' + r.workPlace).trimmed();
}

QString disability(const QList<GroupMembership> &groups, QDate today)
{
    const GroupMembership *certificate = inForce(groups, QStringLiteral("CANJI"), today);
    return certificate != nullptr ? word(certificate->category) + word(certificate->level) : QString();
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
        .set(QStringLiteral("relation"), applicant ? QStringLiteral("本人") : word(member.toApplicant))
        .set(QStringLiteral("citizenNumber"), r.documentNumber)
        .set(QStringLiteral("health"), health(own, today))
        .set(QStringLiteral("disability"), disability(own, today))
        .set(QStringLiteral("marital"), word(r.marital))
        .set(QStringLiteral("employment"), work(r));
    const int age = r.birthDate.ageOn(today);
    if ((age >= 0 && age < 16) || r.workStatus == residents::codes::studying)
        row.set(QStringLiteral("labour"), QStringLiteral("4"));
    return row;
}

/// What old registers know of it: all, the month, or the year alone.
void setBirth(FormData &data, const residents::PartialDate &birth)
{
    if (birth.isWhole()) {
        data.setDate(QStringLiteral("applicant.birth"), birth.toDate());
    } else if (!birth.isEmpty()) {
        const QString known = birth.month == 0 ? QStringLiteral("%1年").arg(birth.year)
                                               : QStringLiteral("%1年%2月").arg(birth.year).arg(birth.month);
        data.set(QStringLiteral("applicant.birth"), known).set(QStringLiteral("applicant.birth_ym"), known);
    }
}

void setApplicant(FormData &data, const Resident &r)
{
    setBirth(data, r.birthDate);
    data.set(QStringLiteral("applicant.name"), r.name)
        .set(QStringLiteral("applicant.maskedName"),
             residents::Masking::shown(residents::Masking::Field::Name, residents::Masking::Place::Slip, r.name))
        .set(QStringLiteral("applicant.citizenNumber"), r.documentNumber)
        .set(QStringLiteral("applicant.sex"), sexName(r.sex))
        .set(QStringLiteral("applicant.ethnicity"), word(r.ethnic))
        .set(QStringLiteral("applicant.education"), word(r.education))
        .set(QStringLiteral("applicant.marital"), word(r.marital))
        .set(QStringLiteral("applicant.registeredAddress"), r.hukouAddress)
        .set(QStringLiteral("applicant.address"), r.livingAddress)
        .setFlag(QStringLiteral("applicant.addressSame"),
                 !r.livingAddress.isEmpty() && r.livingAddress == r.hukouAddress)
        .set(QStringLiteral("applicant.phone"), r.phone)
        .set(QStringLiteral("applicant.bank"), r.bankName)
        .set(QStringLiteral("applicant.account"), r.bankAccount);
    if (r.hukouRural)
        data.setCodes(QStringLiteral("applicant.hukou"), {QStringLiteral("rural")});
    else if (!r.hukouDivision.isEmpty() || !r.hukouAddress.isEmpty()) // else nobody has said where
        data.setCodes(QStringLiteral("applicant.hukou"), {QStringLiteral("urban")});
}

void setMaterials(FormData &data, const catalogue::Catalogue &catalogue, const catalogue::Service &service,
                  const QList<cases::MaterialState> &materials)
{
    using cases::MaterialStatus;
    QList<FormData> rows;
    bool tolerated = false;
    for (const cases::MaterialState &state : materials) {
        tolerated = tolerated || state.status == MaterialStatus::Tolerated;
        const bool here = state.status == MaterialStatus::Brought || state.status == MaterialStatus::FromRegister
            || state.status == MaterialStatus::Received;
        const catalogue::Material *material = catalogue.material(state.material);
        if (!here)
            continue;
        FormData row;
        row.set(QStringLiteral("name"), material != nullptr ? material->name.zh : state.material)
            .setCodes(
                QStringLiteral("source"),
                {state.status == MaterialStatus::FromRegister ? QStringLiteral("register") : QStringLiteral("new")});
        for (const catalogue::MaterialRequirement &requirement : service.materials) {
            if (requirement.material != state.material)
                continue;
            row.set(QStringLiteral("originals"),
                    requirement.originals > 0 ? QString::number(requirement.originals) : QString());
            row.set(QStringLiteral("copies"), requirement.copies > 0 ? QString::number(requirement.copies) : QString());
        }
        rows.append(row);
    }
    data.setList(QStringLiteral("materials"), rows)
        .setCodes(QStringLiteral("case.materials"),
                  {tolerated ? QStringLiteral("tolerated") : QStringLiteral("complete")});
}

FormData obligorRow(const FamilyView::Member &member)
{
    const Resident &r = member.resident;
    FormData row;
    row.set(QStringLiteral("name"), r.name)
        .set(QStringLiteral("relation"), word(member.toApplicant))
        .set(QStringLiteral("citizenNumber"), r.documentNumber)
        .set(QStringLiteral("address"), r.livingAddress.isEmpty() ? r.awayPlace : r.livingAddress)
        .set(QStringLiteral("occupation"), work(r));
    return row;
}

/// The dead neither live in the household nor owe anybody support; who has moved out does not live there.
void setFamily(FormData &data, const FamilyView &family, const Groups &groups, const Resident &applicant, QDate today)
{
    QList<FormData> members;
    QList<FormData> obligors;
    for (const auto &member : family.members) {
        const bool isApplicant = member.resident.id == applicant.id;
        if (isApplicant || !member.resident.isGone())
            members.append(memberRow(member, groups, today, isApplicant));
        else if (!member.resident.isDeceased() && owesSupport(member.toApplicant))
            obligors.append(obligorRow(member));
    }
    for (const auto &member : family.elsewhere) {
        if (!member.resident.isDeceased())
            obligors.append(obligorRow(member));
    }
    data.set(QStringLiteral("household.size"), QString::number(members.size()))
        .setList(QStringLiteral("household.members"), members)
        .setList(QStringLiteral("household.obligors"), obligors);
}

void setDwelling(FormData &data, const residents::Household &household)
{
    data.setFlag(QStringLiteral("dwelling.cave"), household.dwelling.contains(QStringLiteral("窑洞")))
        .set(QStringLiteral("dwelling.rooms"), household.rooms > 0 ? QString::number(household.rooms) : QString())
        .set(QStringLiteral("dwelling.address"), household.address);
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

FormData ApplicationData::of(const PaperContext &context, const catalogue::Service &service,
                             const cases::CaseFile &file, const QList<cases::MaterialState> &materials,
                             const FamilyView &family, const Groups &groups)
{
    FormData data;
    Resident applicant;
    applicant.name = file.applicantName; // where the person's record has left the office
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
        .set(QStringLiteral("proxy.relation"), relationOf(file.proxy))
        .set(QStringLiteral("proxy.phone"), file.proxy.phone)
        .set(QStringLiteral("proxy.citizenNumber"), file.proxy.documentNumber);
    setApplicant(data, applicant);
    setFamily(data, family, groups, applicant, context.today);
    if (family.household)
        setDwelling(data, *family.household);
    setMaterials(data, context.catalogue, service, materials);
    return data;
}

} // namespace shouli::core::papers
