// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/GroupPlanner.h"

#include <algorithm>
#include <array>

namespace shouli::core::residents::sample {

namespace {

bool isSevere(const GroupMembership &membership)
{
    return membership.group == u"CANJI" && membership.level.value() <= 2;
}

} // namespace

GroupMembership &GroupPlanner::add(SampleHousehold &household, const char16_t *group, const Resident *holder)
{
    GroupMembership membership;
    membership.id = m_ids.newId<MembershipId>();
    membership.group = QString::fromUtf16(group);
    if (holder != nullptr)
        membership.resident = holder->id;
    else
        membership.household = household.household.id;
    membership.validFrom = m_today.addDays(-30 - m_dice.below(2500));
    household.groups.append(membership);
    return household.groups.last();
}

void GroupPlanner::plan(SampleHousehold &household, bool urban, HouseholdSort sort)
{
    const QList<Resident> members = household.members; // groups are appended while they are read
    for (const Resident &person : members) {
        if (!person.isGone() && person.residenceStatus != codes::movedIn)
            planPerson(household, person, urban, sort);
    }
    const bool registered = !members.isEmpty() && members.first().residenceStatus != codes::movedIn;
    if (!registered || sort == HouseholdSort::Collective)
        return;
    const auto has = [&](const char16_t *group) {
        return std::any_of(household.groups.begin(), household.groups.end(),
                           [&](const GroupMembership &m) { return m.group == group; });
    };
    const bool severe = std::any_of(household.groups.begin(), household.groups.end(), isSevere);
    const int poor = (urban ? 11 : 62) * (severe ? 4 : 1); // of a thousand households
    if (!has(u"TEKUN") && m_dice.chance(poor, 1000)) {
        GroupMembership &membership = add(household, u"DIBAO", nullptr);
        membership.reviewOn = m_today.addDays(m_dice.between(-20, 345));
        membership.evidence = QStringLiteral("低保证");
        membership.certificate = QStringLiteral("DB%1").arg(household.household.number);
    } else if (m_dice.chance(8, 1000)) {
        add(household, u"DIBAO_BY", nullptr).reviewOn = m_today.addDays(m_dice.between(-20, 345));
    }
    if (!urban && m_dice.chance(18))
        add(household, u"TUOPIN", nullptr).detail = m_dice.chance(12) ? QStringLiteral("监测户")
                                                                      : QStringLiteral("脱贫户");
}

void GroupPlanner::planPerson(SampleHousehold &household, const Resident &person, bool urban, HouseholdSort sort)
{
    const int age = person.birthDate.ageOn(m_today);
    const bool home = person.residenceStatus == codes::atHome;
    // disability grows with age; 28 of a thousand in all
    if (m_dice.chance(age < 16 ? 8 : age < 60 ? 20 : 75, 1000)) {
        static constexpr std::array kinds = {12, 10, 2, 55,
                                             9,  8,  4}; // sight, hearing, speech, limbs, intellect, mind, several
        static constexpr std::array levels = {14, 30, 24, 32};
        GroupMembership &membership = add(household, u"CANJI", &person);
        membership.category = DisabilityCategoryCode(1 + m_dice.weighted(kinds));
        membership.level = DisabilityLevelCode(1 + m_dice.weighted(levels));
        membership.certificate = person.documentNumber + membership.category.toString() + membership.level.toString();
        if (m_dice.chance(8))
            membership.certificate += QStringLiteral("B1");
        membership.validTo = membership.validFrom.addYears(10);
        membership.evidence = QStringLiteral("残疾人证");
    }
    if (age >= 60) {
        const bool alone = sort == HouseholdSort::SingleElder && home;
        const bool childless = person.marital != codes::married && person.marital != codes::widowed;
        if (!urban && alone && childless && person.sex == Sex::Male)
            add(household, u"TEKUN", &person).detail = m_dice.chance(80) ? QStringLiteral("分散供养")
                                                                         : QStringLiteral("集中供养");
        if (alone && m_dice.chance(42))
            add(household, u"DUJU", &person).reviewOn = m_today.addDays(m_dice.between(-10, 180));
        else if (!alone && home && sort == HouseholdSort::Couple && m_dice.chance(78))
            add(household, u"KONGCHAO", &person).reviewOn = m_today.addDays(m_dice.between(-10, 180));
        if (m_dice.chance(3))
            add(household, u"SHINENG", &person).detail = m_dice.chance(30) ? QStringLiteral("失能")
                                                                           : QStringLiteral("半失能");
    }
    const bool parentless = person.father.isNull() && person.mother.isNull();
    if (age < 16 && sort == HouseholdSort::LeftBehind && !parentless)
        add(household, u"LIUSHOU_ET", &person).reviewOn = m_today.addDays(m_dice.between(-10, 180));
    if (age < 18) {
        if (m_dice.chance(12, 1000))
            add(household, u"KUNJING_ET", &person);
        if (age < 16 && parentless)
            add(household, u"GUER", &person).evidence = QStringLiteral("孤儿证");
        else if (m_dice.chance(15, 10'000))
            add(household, u"SSWR", &person);
    }
    if (person.sex == Sex::Male && age >= 20 && age <= 90 && m_dice.chance(65, 1000)) {
        GroupMembership &membership = add(household, u"TUIYI", &person);
        const int enlisted = person.birthDate.year + 18;
        membership.detail = QStringLiteral("%1年入伍，服役%2年").arg(enlisted).arg(m_dice.between(2, 5));
        membership.evidence = QStringLiteral("退役军人优待证");
        if (m_dice.chance(20))
            add(household, u"YOUFU", &person).detail = age >= 60 && !urban ? QStringLiteral("60岁以上农村籍退役士兵")
                                                                           : QStringLiteral("参战");
    }
    if (age >= 16 && age < 60 && person.workStatus == codes::unemployed) {
        add(household, u"SHIYE", &person).reviewOn = m_today.addDays(m_dice.between(0, 365));
        if (m_dice.chance(45))
            add(household, u"JIUYE_KUNNAN", &person);
    }
    if (m_dice.chance(age < 40 ? 5 : 34, 1000))
        add(household, u"DABING", &person).evidence = QStringLiteral("诊断证明");
}

} // namespace shouli::core::residents::sample
