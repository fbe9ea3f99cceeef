// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/RegisterFacts.h"

#include "core/cases/CaseState.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/Masking.h"
#include "core/residents/ResidentStore.h"

#include <algorithm>

namespace shouli::core::cases::intake {

using base::Result;
using catalogue::Whose;
using eligibility::Evidence;
using eligibility::Fact;
using eligibility::Known;
using eligibility::Origin;
using eligibility::PersonFacts;
using eligibility::Provenance;
using residents::GroupMembership;
using residents::Masking;
using residents::Resident;
using storage::Database;

namespace {

const QString disabledGroup = QStringLiteral("CANJI");

Provenance fromRegister(const Resident &person)
{
    return {Origin::Register, {}, person.verifiedOn};
}

Provenance fromCases()
{
    return {Origin::Cases, {}, {}};
}

Known<QString> known(const QString &text, const Resident &person)
{
    return text.isEmpty() ? Known<QString>() : Known<QString>({text, fromRegister(person)});
}

Evidence paper(const QString &text, QDate issuedOn, QDate validTo, const Provenance &from)
{
    return {{text, text}, issuedOn, validTo, from};
}

QString masked(Masking::Field field, const QString &value)
{
    return Masking::shown(field, Masking::Place::List, value);
}

} // namespace

Result<RegisterFacts::Person> RegisterFacts::loadPerson(const Database &db, const Resident &resident, QDate today)
{
    Person person{resident, {}, {}};
    SHOULI_TRY(const auto memberships, residents::GroupStore::of(db, resident.id, resident.household));
    std::copy_if(memberships.cbegin(), memberships.cend(), std::back_inserter(person.groups),
                 [today](const GroupMembership &m) { return m.isValidOn(today); });
    for (const residents::ResidentId &id : {resident.father, resident.mother}) {
        if (id.isNull())
            continue;
        const auto parent = residents::ResidentStore::find(db, id);
        if (parent)
            person.parents.append(*parent);
        else if (parent.error().code != base::ErrorCode::ResidentUnknown)
            return base::failure(parent);
    }
    return person;
}

Result<RegisterFacts> RegisterFacts::load(const Database &db, residents::ResidentId applicant,
                                          residents::ResidentId subject, QDate today)
{
    RegisterFacts facts;
    SHOULI_TRY(const Resident applying, residents::ResidentStore::find(db, applicant));
    SHOULI_TRY(facts.m_applicant, loadPerson(db, applying, today));
    facts.m_subject = facts.m_applicant;
    if (!subject.isNull() && subject != applicant) {
        SHOULI_TRY(const Resident person, residents::ResidentStore::find(db, subject));
        SHOULI_TRY(facts.m_subject, loadPerson(db, person, today));
    }
    const residents::HouseholdId household = facts.m_subject.resident.household;
    if (!household.isNull()) {
        const auto found = residents::HouseholdStore::find(db, household);
        if (found)
            facts.m_household = *found;
        else if (found.error().code != base::ErrorCode::ResidentUnknown)
            return base::failure(found);
        SHOULI_TRY(const auto members, residents::ResidentStore::inHousehold(db, household));
        for (const Resident &member : members) {
            SHOULI_TRY(const Person person, loadPerson(db, member, today));
            facts.m_members.append(person);
        }
    }
    SHOULI_CHECK(facts.loadCases(db));
    return facts;
}

Result<void> RegisterFacts::loadCases(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral(
                   "SELECT f.service, f.accepted_on, p.status, p.closed_on, p.decided_on FROM case_file f "
                   "JOIN case_progress p ON p.id = f.id "
                   "WHERE (f.applicant = ?1 AND f.subject IS NULL) OR f.subject = ?1 OR f.household = ?2")));
    query.bindAll(m_subject.resident.id, m_subject.resident.household);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return {};
        const auto status = static_cast<CaseStatus>(query.integer(2));
        const bool granted = status == CaseStatus::Approved || status == CaseStatus::Delivered
            || status == CaseStatus::Closed;
        const bool open = query.isNull(3) && status != CaseStatus::Rejected;
        m_cases.append({query.text(0), query.date(1), open, granted ? query.date(4) : QDate()});
    }
}

PersonFacts RegisterFacts::factsOf(const Person &person) const
{
    const Resident &r = person.resident;
    const Provenance from = fromRegister(r);
    PersonFacts facts;
    if (!r.birthDate.isEmpty())
        facts.birth = {eligibility::Birth{r.birthDate.earliest(), r.birthDate.latest()}, from};
    if (r.sex == residents::Sex::Male || r.sex == residents::Sex::Female)
        facts.sex = {QString::number(static_cast<int>(r.sex)), from};
    facts.marital = known(r.marital.toString(), r);
    facts.hukou = known(r.hukouDivision, r);
    facts.residence = known(r.livingDivision, r);
    QStringList groups;
    for (const GroupMembership &membership : person.groups) {
        groups.append(membership.group);
        if (membership.group == disabledGroup)
            facts.disability = {{membership.category.toString(), membership.level.toString(), membership.validTo},
                                from};
    }
    groups.removeDuplicates();
    facts.groups = {groups, from};
    if (!facts.disability)
        facts.disability = {eligibility::Disability(), from}; // certificates are registered as a group
    if (r.isDeceased() && r.deceasedOn.isValid())
        facts.death = {r.deceasedOn, from};
    else if (!r.isDeceased())
        facts.death = {QDate(), from};
    // of the living the register cannot say in what state they are not
    const bool bothDead = person.parents.size() == 2 && person.parents.at(0).isDeceased()
        && person.parents.at(1).isDeceased();
    if (bothDead) {
        const QStringList dead{QStringLiteral("dead")};
        facts.parents = {{dead, dead}, from};
    }
    return facts;
}

PersonFacts RegisterFacts::subject() const
{
    return factsOf(m_subject);
}

std::vector<PersonFacts> RegisterFacts::household() const
{
    std::vector<PersonFacts> members;
    for (const Person &member : m_members)
        members.push_back(factsOf(member));
    return members;
}

Known<QDate> RegisterFacts::openCaseSince(const QString &service) const
{
    QDate since;
    for (const Case &known : m_cases) {
        if (known.service == service && known.open && (!since.isValid() || known.acceptedOn < since))
            since = known.acceptedOn;
    }
    return Fact<QDate>{since, fromCases()};
}

Known<QDate> RegisterFacts::lastGranted(const QString &service) const
{
    QDate last;
    for (const Case &known : m_cases) {
        if (known.service == service && known.grantedOn.isValid() && (!last.isValid() || known.grantedOn > last))
            last = known.grantedOn;
    }
    return Fact<QDate>{last, fromCases()};
}

Known<double> RegisterFacts::quantity(const QString &) const
{
    return {}; // the register holds no incomes, savings or contribution years
}

Known<bool> RegisterFacts::circumstance(const QString &id) const
{
    const Resident &r = m_subject.resident;
    if (id == QLatin1String("student") && !r.workStatus.isEmpty())
        return Fact<bool>{r.workStatus == residents::codes::studying, fromRegister(r)};
    return {};
}

QList<RegisterFacts::Person> RegisterFacts::peopleOf(Whose whose) const
{
    switch (whose) {
    case Whose::Subject:
        return {m_subject};
    case Whose::Applicant:
        return {m_applicant};
    case Whose::EachMember:
        return m_members;
    case Whose::Proxy:
    case Whose::Parents:
        break; // not registered as such, and their papers are not here
    }
    return {};
}

std::optional<Evidence> RegisterFacts::evidenceOf(const QString &source, const Person &person) const
{
    const Resident &r = person.resident;
    const Provenance from = fromRegister(r);
    if (source.startsWith(QLatin1String("resident.id_card")) && r.documentType == residents::codes::residentCard
        && !r.documentNumber.isEmpty())
        return paper(masked(Masking::Field::DocumentNumber, r.documentNumber), {}, r.documentValidTo, from);
    if (source.startsWith(QLatin1String("household.hukou")) && m_household && !m_household->number.isEmpty()
        && r.household == m_household->id)
        return paper(m_household->number, {}, {}, from);
    if (source == QLatin1String("resident.bank_account") && !r.bankAccount.isEmpty())
        return paper(masked(Masking::Field::BankAccount, r.bankAccount), {}, {}, from);
    if (source == QLatin1String("resident.death") && r.deceasedOn.isValid())
        return paper(r.deceasedOn.toString(Qt::ISODate), {}, {}, from);
    QStringList groups;
    if (source == QLatin1String("resident.disability"))
        groups.append(disabledGroup);
    if (source.startsWith(QLatin1String("label ")))
        groups = source.mid(6).split(u'/');
    for (const GroupMembership &membership : person.groups) {
        if (groups.contains(membership.group) && !membership.certificate.isEmpty())
            return paper(masked(Masking::Field::DocumentNumber, membership.certificate), membership.validFrom,
                         membership.validTo, from);
    }
    return {};
}

std::optional<Evidence> RegisterFacts::evidence(const catalogue::Material &material, Whose whose) const
{
    std::optional<Evidence> worst;
    const QList<Person> people = peopleOf(whose);
    for (const Person &person : people) {
        const auto one = evidenceOf(material.registerSource, person);
        if (!one)
            return {};
        const bool runsOutFirst = worst && one->validTo.isValid()
            && (!worst->validTo.isValid() || one->validTo < worst->validTo);
        if (!worst || runsOutFirst)
            worst = one;
    }
    return worst;
}

} // namespace shouli::core::cases::intake
