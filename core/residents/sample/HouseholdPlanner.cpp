// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/HouseholdPlanner.h"

#include <algorithm>
#include <array>

namespace shouli::core::residents::sample {

namespace {

/// In the order of HouseholdSort, in percent.
constexpr std::array shares = {30, 24, 17, 7, 10, 4, 2, 2, 4};

constexpr int ofAge = 20;
constexpr int grownUp = 23; ///< children up to this age live with their parents

/// How likely somebody of that age is to be one of a couple.
int marriedOf(int age)
{
    return age < 22 ? 0
        : age < 25  ? 18
        : age < 30  ? 38
        : age < 35  ? 82
        : age < 45  ? 91
        : age < 60  ? 93
        : age < 65  ? 88
        : age < 75  ? 78
        : age < 85  ? 55
                    : 25;
}

int unmarriedOf(int age)
{
    return 100 - marriedOf(age);
}

PlannedPerson person(Sex sex, int age, RelationCode relation)
{
    PlannedPerson one;
    one.sex = sex;
    one.age = age;
    one.relation = relation;
    return one;
}

/// Of somebody whose household has no spouse of theirs: husband and wife are often in different household books.
MaritalCode maritalWithout(Dice &dice, Sex sex, int age)
{
    const bool male = sex == Sex::Male;
    if (age < 30)
        return codes::single;
    if (age < 60)
        return dice.chance(age < 33 ? 55 : 72)          ? codes::married
            : dice.chance(std::min(50, (age - 25) * 2)) ? codes::divorced
                                                        : codes::single;
    if (age >= 80)
        return dice.chance(male ? 70 : 95) ? codes::widowed : dice.chance(60) ? codes::married : codes::single;
    if (dice.chance(male ? 28 : 60))
        return codes::widowed;
    return dice.chance(70) ? codes::married : dice.chance(30) ? codes::divorced : codes::single;
}

void marry(PlannedHousehold &household, int husband, int wife)
{
    PlannedPerson &a = household.people[husband];
    PlannedPerson &b = household.people[wife];
    a.spouse = wife;
    b.spouse = husband;
    a.marital = b.marital = codes::married;
}

} // namespace

QList<PlannedHousehold> HouseholdPlanner::plan()
{
    QList<PlannedHousehold> households;
    std::array<int, householdSorts> made = {};
    int failures = 0;
    while (m_pool.left() > 0 && failures < 60) {
        // what is furthest behind its share is the likeliest
        std::array<int, householdSorts> weights = {};
        const auto count = static_cast<int>(households.size()) + 1;
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = std::max(1, shares.at(i) * 10 + (shares.at(i) * count - made.at(i) * 100) / 10);
        const int sort = m_dice.weighted(weights);
        if (auto household = make(static_cast<HouseholdSort>(sort))) {
            households.append(*household);
            ++made.at(static_cast<std::size_t>(sort));
            failures = 0;
        } else {
            ++failures;
        }
    }
    placeLeftOver(households);
    return households;
}

HouseholdPlanner::Made HouseholdPlanner::make(HouseholdSort sort)
{
    switch (sort) {
    case HouseholdSort::CoupleWithChildren:
        return makeCouple(true);
    case HouseholdSort::Couple:
        return makeCouple(false);
    case HouseholdSort::Single:
        return makeSingle(false);
    case HouseholdSort::SingleElder:
        return makeSingle(true);
    case HouseholdSort::ThreeGenerations:
        return makeThreeGenerations(false);
    case HouseholdSort::SingleParent:
        return makeSingleParent();
    case HouseholdSort::LeftBehind:
        return makeThreeGenerations(true);
    case HouseholdSort::Others:
        return makeOthers();
    case HouseholdSort::Collective:
        return makeCollective();
    }
    Q_UNREACHABLE();
}

bool HouseholdPlanner::addCouple(PlannedHousehold &household, int youngest, int eldest, RelationCode husband,
                                 RelationCode wife)
{
    const int man = m_pool.take(m_dice, Sex::Male, youngest, eldest, marriedOf);
    if (man < 0)
        return false;
    // most wives are a year or three younger
    const int woman = m_pool.take(m_dice, Sex::Female, std::max(ofAge, man - 8), man + 3,
                                  [man](int age) { return std::max(1, 10 - std::abs(age - man + 2) * 2); });
    if (woman < 0) {
        m_pool.putBack(Sex::Male, man);
        return false;
    }
    const auto first = static_cast<int>(household.people.size());
    household.people.append(person(Sex::Male, man, husband));
    household.people.append(person(Sex::Female, woman, wife));
    household.people.last().ownSurname = true;
    marry(household, first, first + 1);
    return true;
}

void HouseholdPlanner::addChildren(PlannedHousehold &household, int father, int mother, int most, RelationCode son,
                                   RelationCode daughter)
{
    const int parentsAge = household.people.at(mother >= 0 ? mother : father).age;
    const int youngerParent = father >= 0 ? std::min(parentsAge, household.people.at(father).age) : parentsAge;
    const int youngest = std::max(0, parentsAge - 41);
    const int eldest = std::min(grownUp, youngerParent - 20);
    int last = -1;
    for (int i = 0; i < most; ++i) {
        Sex sex = Sex::Male;
        int age = -1;
        if (last >= 0 && m_dice.chance(2)) // twins: of an age with the one before
            age = m_pool.takeAny(m_dice, sex, last, last);
        if (age < 0)
            age = m_pool.takeAny(m_dice, sex, youngest, eldest,
                                 [last](int a) { return last < 0 || std::abs(a - last) >= 2 ? 10 : 1; });
        if (age < 0)
            return;
        PlannedPerson child = person(sex, age, sex == Sex::Male ? son : daughter);
        child.father = father;
        child.mother = mother;
        household.people.append(child);
        last = age;
    }
}

HouseholdPlanner::Made HouseholdPlanner::makeCouple(bool withChildren)
{
    PlannedHousehold household;
    household.sort = withChildren ? HouseholdSort::CoupleWithChildren : HouseholdSort::Couple;
    if (!withChildren) {
        const bool young = m_dice.chance(15);
        if (!addCouple(household, young ? 22 : 46, young ? 32 : 92, codes::head, codes::wife))
            return {};
        return household;
    }
    if (!addCouple(household, 24, 60, codes::head, codes::wife))
        return {};
    static constexpr std::array sizes = {52, 40, 7, 1};
    addChildren(household, 0, 1, 1 + m_dice.weighted(sizes), codes::son, codes::daughter);
    if (household.people.size() == 2)
        household.sort = HouseholdSort::Couple;
    return household;
}

HouseholdPlanner::Made HouseholdPlanner::makeSingle(bool elder)
{
    PlannedHousehold household;
    household.sort = elder ? HouseholdSort::SingleElder : HouseholdSort::Single;
    Sex sex = Sex::Male;
    int age = -1;
    if (elder) {
        sex = m_dice.chance(68) ? Sex::Female : Sex::Male;
        age = m_pool.take(m_dice, sex, 60, AgePool::oldest, unmarriedOf);
    } else {
        age = m_pool.takeAny(m_dice, sex, 18, 59, unmarriedOf);
    }
    if (age < 0)
        return {};
    PlannedPerson one = person(sex, age, codes::head);
    one.marital = maritalWithout(m_dice, sex, age);
    household.people.append(one);
    return household;
}

HouseholdPlanner::Made HouseholdPlanner::makeThreeGenerations(bool parentsAway)
{
    PlannedHousehold household;
    household.sort = parentsAway ? HouseholdSort::LeftBehind : HouseholdSort::ThreeGenerations;
    // the elders first: one or two of them; the middle generation is twenty to forty years younger
    if (m_dice.chance(45)) {
        if (!addCouple(household, 50, 84, codes::head, codes::wife))
            return {};
    } else {
        const Sex sex = m_dice.chance(78) ? Sex::Female : Sex::Male;
        const int age = m_pool.take(m_dice, sex, 52, 96, unmarriedOf);
        if (age < 0)
            return {};
        household.people.append(person(sex, age, codes::head));
        // the others' husband or wife lives with another child
        household.people.first().marital = m_dice.chance(sex == Sex::Female ? 70 : 45) ? codes::widowed
                                                                                       : codes::married;
    }
    const auto elders = static_cast<int>(household.people.size());
    const int eldersAge = elders == 2 ? std::min(household.people.at(0).age, household.people.at(1).age)
                                      : household.people.at(0).age;
    if (!addCouple(household, std::max(23, eldersAge - 42), std::min(58, eldersAge - 20), codes::son,
                   codes::daughterInLaw)) {
        for (const PlannedPerson &one : std::as_const(household.people))
            m_pool.putBack(one.sex, one.age);
        return {};
    }
    PlannedPerson &son = household.people[elders];
    const int grandfather = household.people.first().sex == Sex::Male ? 0 : -1;
    son.father = grandfather;
    son.mother = elders == 2 ? 1 : grandfather == 0 ? -1 : 0;
    addChildren(household, elders, elders + 1, 1 + m_dice.below(2), codes::grandson, codes::granddaughter);
    if (parentsAway && m_dice.chance(3)) { // orphans: their grandparents have them
        for (const int parent : {elders + 1, elders}) {
            const PlannedPerson gone = household.people.takeAt(parent);
            m_pool.putBack(gone.sex, gone.age);
        }
        for (PlannedPerson &one : household.people)
            one.father = one.mother = -1;
    } else if (parentsAway) {
        household.people[elders].away = true;
        household.people[elders + 1].away = true;
    } else if (elders == 1 || m_dice.chance(50)) {
        // in half of them the son heads the household
        for (int i = 0; i < household.people.size(); ++i) {
            PlannedPerson &one = household.people[i];
            if (i < elders)
                one.relation = one.sex == Sex::Male ? codes::father : codes::mother;
            else if (i == elders)
                one.relation = codes::head;
            else if (i == elders + 1)
                one.relation = codes::wife;
            else
                one.relation = one.sex == Sex::Male ? codes::son : codes::daughter;
        }
    }
    return household;
}

HouseholdPlanner::Made HouseholdPlanner::makeSingleParent()
{
    PlannedHousehold household;
    household.sort = HouseholdSort::SingleParent;
    const Sex sex = m_dice.chance(60) ? Sex::Female : Sex::Male;
    const int age = m_pool.take(m_dice, sex, 28, 56);
    if (age < 0)
        return {};
    household.people.append(person(sex, age, codes::head));
    household.people.first().marital = m_dice.chance(75) ? codes::divorced : codes::widowed;
    addChildren(household, sex == Sex::Male ? 0 : -1, sex == Sex::Female ? 0 : -1, 1 + m_dice.below(2), codes::son,
                codes::daughter);
    if (household.people.size() == 1)
        household.sort = HouseholdSort::Single;
    return household;
}

HouseholdPlanner::Made HouseholdPlanner::makeOthers()
{
    PlannedHousehold household;
    household.sort = HouseholdSort::Others;
    const int size = m_dice.chance(70) ? 2 : 3;
    const bool related = m_dice.chance(75);
    for (int i = 0; i < size; ++i) {
        Sex sex = Sex::Male;
        const int age = m_pool.takeAny(m_dice, sex, 18, 70, unmarriedOf);
        if (age < 0)
            break;
        PlannedPerson one = person(sex, age, codes::head);
        one.marital = maritalWithout(m_dice, sex, age);
        if (i > 0) {
            const bool older = age > household.people.first().age;
            one.relation = !related ? codes::notRelated
                : sex == Sex::Male  ? (older ? codes::elderBrother : codes::youngerBrother)
                : older             ? codes::elderSister
                                    : codes::youngerSister;
            one.ownSurname = !related;
        }
        household.people.append(one);
    }
    if (household.people.isEmpty())
        return {};
    return household;
}

HouseholdPlanner::Made HouseholdPlanner::makeCollective()
{
    PlannedHousehold household;
    household.sort = HouseholdSort::Collective;
    const bool school = m_dice.chance(60);
    const int size = m_dice.between(2, 7);
    for (int i = 0; i < size; ++i) {
        Sex sex = Sex::Male;
        const int age = m_pool.takeAny(m_dice, sex, school ? 16 : 19, school ? 23 : 45, unmarriedOf);
        if (age < 0)
            break;
        household.people.append(person(sex, age, codes::notRelated));
        household.people.last().marital = maritalWithout(m_dice, sex, age);
        household.people.last().ownSurname = true;
    }
    if (household.people.isEmpty())
        return {};
    return household;
}

/// Whoever could not be placed: children with couples of the right age, others by themselves.
void HouseholdPlanner::placeLeftOver(QList<PlannedHousehold> &households)
{
    for (int age = 0; age <= AgePool::oldest; ++age) {
        for (const Sex sex : {Sex::Male, Sex::Female}) {
            while (m_pool.take(m_dice, sex, age, age) >= 0) {
                int at = -1;
                for (int tries = 0; age < 25 && at < 0 && tries < 200 && !households.isEmpty(); ++tries) {
                    const int i = m_dice.below(static_cast<int>(households.size()));
                    const PlannedHousehold &one = households.at(i);
                    const bool couple = (one.sort == HouseholdSort::CoupleWithChildren
                                         || one.sort == HouseholdSort::Couple)
                        && one.people.size() < 6;
                    if (couple && std::min(one.people.at(0).age, one.people.at(1).age) - age >= 20
                        && one.people.at(1).age - age <= 42)
                        at = i;
                }
                if (at < 0) {
                    PlannedHousehold alone;
                    alone.sort = age >= 60 ? HouseholdSort::SingleElder : HouseholdSort::Single;
                    alone.people.append(person(sex, age, codes::head));
                    alone.people.first().marital = maritalWithout(m_dice, sex, age);
                    households.append(alone);
                    continue;
                }
                PlannedPerson child = person(sex, age, sex == Sex::Male ? codes::son : codes::daughter);
                child.father = 0;
                child.mother = 1;
                households[at].people.append(child);
                households[at].sort = HouseholdSort::CoupleWithChildren;
            }
        }
    }
}

} // namespace shouli::core::residents::sample
