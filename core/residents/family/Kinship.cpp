// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/family/Kinship.h"

#include <algorithm>
#include <functional>

namespace shouli::core::residents::family {

namespace {

constexpr int longestWay = 4; // cousins: parent, parent, child, child

bool contains(const std::vector<int> &list, int value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

Sex otherSex(Sex sex)
{
    return sex == Sex::Male ? Sex::Female : sex == Sex::Female ? Sex::Male : Sex::Unknown;
}

bool isMarriedOrUnknown(const Resident &resident)
{
    return resident.marital.isEmpty() || (resident.marital.value() >= 20 && resident.marital.value() < 40);
}

} // namespace

Kinship::Kinship(const QList<Resident> &people)
{
    readRecords(people);
    readRelations(people);
}

int Kinship::guess(Sex sex)
{
    Person person;
    person.sex = sex;
    person.guessed = true;
    m_people.push_back(person);
    return static_cast<int>(m_people.size()) - 1;
}

/// Somebody named in a record, among the people given or not.
int Kinship::personFor(ResidentId id, Sex sex)
{
    const auto known = m_index.constFind(id);
    if (known != m_index.constEnd())
        return *known;
    const int person = guess(sex);
    m_people[static_cast<std::size_t>(person)].guessed = false; // on record, only not here
    m_index.insert(id, person);
    return person;
}

void Kinship::addParent(int child, int parent)
{
    auto &parents = m_people[static_cast<std::size_t>(child)].parents;
    if (child == parent || contains(parents, parent))
        return;
    parents.push_back(parent);
    m_people[static_cast<std::size_t>(parent)].children.push_back(child);
}

void Kinship::marry(int a, int b)
{
    auto &spouses = m_people[static_cast<std::size_t>(a)].spouses;
    if (a == b || contains(spouses, b))
        return;
    spouses.push_back(b);
    m_people[static_cast<std::size_t>(b)].spouses.push_back(a);
}

int Kinship::parentOf(int child, Sex sex)
{
    for (const int parent : m_people[static_cast<std::size_t>(child)].parents) {
        if (m_people[static_cast<std::size_t>(parent)].sex == sex)
            return parent;
    }
    const int parent = guess(sex);
    addParent(child, parent);
    return parent;
}

int Kinship::spouseOf(int person)
{
    if (!m_people[static_cast<std::size_t>(person)].spouses.empty())
        return m_people[static_cast<std::size_t>(person)].spouses.front();
    const int spouse = guess(otherSex(m_people[static_cast<std::size_t>(person)].sex));
    marry(person, spouse);
    return spouse;
}

/// Some child of that sex whom nobody has named: a person of its own.
int Kinship::childOf(int parent, Sex sex)
{
    const int child = guess(sex);
    addParent(child, parent);
    return child;
}

int Kinship::siblingOf(int person, Sex sex)
{
    const int sibling = guess(sex);
    addParent(sibling, parentOf(person, Sex::Male));
    return sibling;
}

void Kinship::readRecords(const QList<Resident> &people)
{
    for (const Resident &resident : people) {
        if (m_index.contains(resident.id))
            continue;
        Person person;
        person.sex = resident.sex;
        person.born = resident.birthDate;
        person.toHead = resident.relation;
        m_index.insert(resident.id, static_cast<int>(m_people.size()));
        m_people.push_back(person);
    }
    for (const Resident &resident : people) {
        const int self = m_index.value(resident.id);
        if (!resident.father.isNull())
            addParent(self, personFor(resident.father, Sex::Male));
        if (!resident.mother.isNull())
            addParent(self, personFor(resident.mother, Sex::Female));
        if (!resident.spouse.isNull())
            marry(self, personFor(resident.spouse, otherSex(resident.sex)));
    }
}

void Kinship::readRelations(const QList<Resident> &people)
{
    QList<Resident> heads;
    std::copy_if(people.cbegin(), people.cend(), std::back_inserter(heads),
                 [](const Resident &r) { return r.relation == codes::head; });
    if (heads.size() != 1)
        return; // without one head the codes say nothing
    m_head = m_index.value(heads.first().id);
    const HouseholdId household = heads.first().household;
    const auto within = [&](const Resident &r) { return r.household == household && r.id != heads.first().id; };
    // spouses and children first: the others may hang on them
    for (const int pass : {0, 1}) {
        for (const Resident &resident : people) {
            const int code = resident.relation.value();
            const bool near = code >= 10 && code < 40 && code != 28 && code != 38;
            if (within(resident) && near == (pass == 0)
                && (pass == 0 || isMarriedOrUnknown(resident) || (code != 28 && code != 38)))
                readRelation(m_index.value(resident.id), m_head, resident.relation);
        }
    }
}

/// Adds what a relation code tells and the records do not.
void Kinship::readRelation(int member, int head, RelationCode relation)
{
    const auto personAt = [this](int i) -> Person & { return m_people[static_cast<std::size_t>(i)]; };
    const auto isChildOfHead = [&](int i) { return contains(personAt(i).parents, head); };
    /// The only son or daughter of the head whom it can be, if there is just one.
    const auto likely = [&](Sex sex, const std::function<bool(int)> &fits) {
        int found = -1;
        for (const int child : personAt(head).children) {
            if (personAt(child).guessed || personAt(child).sex != sex || !fits(child))
                continue;
            if (found >= 0)
                return -1; // two fit
            found = child;
        }
        return found;
    };
    const int code = relation.value();
    if (code >= 10 && code <= 12) {
        marry(member, head);
    } else if (code == 28 || code == 38) {
        if (std::none_of(personAt(member).spouses.begin(), personAt(member).spouses.end(), isChildOfHead)) {
            // certainly married to a son or daughter; to the one who fits, probably
            const Sex sex = code == 38 ? Sex::Male : Sex::Female;
            const int child = likely(sex, [&](int one) { return personAt(one).spouses.empty(); });
            marry(member, childOf(head, sex));
            if (child >= 0) {
                marry(member, child);
                m_doubtful.emplace_back(member, child);
            }
        }
    } else if (code >= 20 && code < 40) {
        addParent(member, head);
    } else if (code >= 40 && code <= 44) {
        const auto &parents = personAt(member).parents;
        if (std::none_of(parents.begin(), parents.end(), isChildOfHead)) {
            const Sex sex = code == 40 ? Sex::Unknown : code <= 42 ? Sex::Male : Sex::Female;
            const int parent = sex == Sex::Unknown ? -1 : likely(sex, [](int) { return true; });
            addParent(member, childOf(head, sex));
            if (parent >= 0) {
                addParent(member, parent);
                m_doubtful.emplace_back(member, parent);
            }
        }
    } else if (code == 45 || code == 46) {
        if (personAt(member).spouses.empty())
            marry(member, childOf(childOf(head, Sex::Unknown), otherSex(personAt(member).sex)));
    } else if (code == 47 || code == 48) {
        if (personAt(member).parents.empty())
            addParent(member, childOf(childOf(head, Sex::Unknown), Sex::Unknown));
    } else if (code >= 50 && code <= 52) {
        addParent(head, member);
    } else if (code >= 53 && code <= 56) {
        addParent(spouseOf(head), member);
    } else if (code == 57 || code == 58) {
        marry(member, parentOf(head, code == 57 ? Sex::Female : Sex::Male));
        personAt(head).otherParent = true;
    } else if (code == 61 || code == 62) {
        addParent(parentOf(head, Sex::Male), member);
    } else if (code == 63 || code == 64) {
        addParent(parentOf(head, Sex::Female), member);
    } else if (code == 70 || code == 71 || code == 73 || code == 75 || code == 77 || code == 79) {
        const bool known = std::any_of(personAt(member).parents.begin(), personAt(member).parents.end(),
                                       [&](int p) { return contains(personAt(head).parents, p); });
        if (!known)
            addParent(member, parentOf(head, Sex::Male));
    } else if (code == 72 || code == 74 || code == 76 || code == 78) {
        if (personAt(member).spouses.empty())
            marry(member, siblingOf(head, code <= 74 ? Sex::Male : Sex::Female));
    } else if (code == 81 || code == 83 || code == 90) {
        addParent(member, parentOf(parentOf(head, Sex::Male), Sex::Male));
    } else if (code == 85 || code == 88) {
        addParent(member, parentOf(parentOf(head, Sex::Female), Sex::Male));
    } else if (code >= 93 && code <= 96) {
        if (personAt(member).parents.empty())
            addParent(member, siblingOf(head, code <= 94 ? Sex::Male : Sex::Female));
    }
}

Kinship::Answer Kinship::relation(ResidentId who, ResidentId whom) const
{
    const int from = m_index.value(whom, -1);
    const int to = m_index.value(who, -1);
    if (from < 0 || to < 0)
        return {};
    if (from == to)
        return {codes::self, true};
    const auto personAt = [this](int i) -> const Person & { return m_people[static_cast<std::size_t>(i)]; };
    if (from == m_head && !personAt(to).toHead.isEmpty() && personAt(to).toHead != codes::head)
        return {personAt(to).toHead, true}; // as the household book has it

    // all ways of at most longestWay steps, the shortest that has a name first
    Answer best;
    std::size_t bestLength = longestWay + 2;
    std::vector<int> way = {from};
    QString steps;
    const std::function<void()> walk = [&] {
        if (way.back() == to) {
            const Answer answer = named(way, steps);
            const bool better = !answer.relation.isEmpty()
                && (best.relation.isEmpty()
                    || (best.relation == codes::otherRelative && answer.relation != codes::otherRelative)
                    || (way.size() < bestLength && answer.relation != codes::otherRelative)
                    || (way.size() == bestLength && answer.certain && !best.certain));
            if (better) {
                best = answer;
                bestLength = way.size();
            }
            return;
        }
        if (way.size() > longestWay)
            return;
        const Person &at = personAt(way.back());
        const auto follow = [&](const std::vector<int> &others, QChar step) {
            for (const int other : others) {
                if (contains(way, other))
                    continue;
                way.push_back(other);
                steps += step;
                walk();
                steps.chop(1);
                way.pop_back();
            }
        };
        follow(at.parents, u'P');
        follow(at.children, u'C');
        follow(at.spouses, u'S');
    };
    walk();
    return best;
}

RelationCode Kinship::bySex(int person, RelationCode male, RelationCode female, RelationCode unknown) const
{
    switch (m_people[static_cast<std::size_t>(person)].sex) {
    case Sex::Male:
        return male;
    case Sex::Female:
        return female;
    case Sex::Unknown:
    case Sex::NotStated:
        break;
    }
    return unknown;
}

bool Kinship::older(int a, int b) const
{
    return m_people[static_cast<std::size_t>(a)].born < m_people[static_cast<std::size_t>(b)].born;
}

RelationCode Kinship::sibling(int who, int whom) const
{
    if (m_people[static_cast<std::size_t>(who)].born.isEmpty()
        || m_people[static_cast<std::size_t>(whom)].born.isEmpty())
        return codes::anySibling;
    return older(who, whom) ? bySex(who, codes::elderBrother, codes::elderSister, codes::anySibling)
                            : bySex(who, codes::youngerBrother, codes::youngerSister, codes::anySibling);
}

RelationCode Kinship::siblingsSpouse(int sibling, int whom) const
{
    if (m_people[static_cast<std::size_t>(sibling)].born.isEmpty())
        return codes::otherRelative;
    return older(sibling, whom)
        ? bySex(sibling, codes::elderBrothersWife, codes::elderSistersHusband, codes::otherRelative)
        : bySex(sibling, codes::youngerBrothersWife, codes::youngerSistersHusband, codes::otherRelative);
}

RelationCode Kinship::parentsSibling(int parent, int who) const
{
    const RelationCode uncle = older(who, parent) ? codes::fathersElderBrother : codes::fathersYoungerBrother;
    return bySex(parent, bySex(who, uncle, codes::fathersSister, codes::otherRelative),
                 bySex(who, codes::mothersBrother, codes::mothersSister, codes::otherRelative), codes::otherRelative);
}

Kinship::Answer Kinship::named(const std::vector<int> &way, const QString &steps) const
{
    const auto personAt = [this](int i) -> const Person & { return m_people[static_cast<std::size_t>(i)]; };
    const int whom = way.front();
    const int who = way.back();
    const int first = way.size() > 1 ? way[1] : who;
    const int second = way.size() > 2 ? way[2] : who;
    // somebody who was only guessed may be one of the people here
    bool certain = std::none_of(way.begin(), way.end(),
                                [&](int i) { return personAt(i).guessed && personAt(i).sex == Sex::Unknown; });
    for (std::size_t i = 1; i < way.size(); ++i) {
        for (const auto &[a, b] : m_doubtful)
            certain = certain && !((way[i - 1] == a && way[i] == b) || (way[i - 1] == b && way[i] == a));
    }
    RelationCode relation = codes::otherRelative;
    if (steps == u"S") {
        relation = codes::spouse;
    } else if (steps == u"C") {
        relation = bySex(who, codes::son, codes::daughter, RelationCode());
    } else if (steps == u"P") {
        relation = bySex(who, codes::father, codes::mother, codes::anyParent);
    } else if (steps == u"CC") {
        relation = bySex(first, bySex(who, codes::grandson, codes::granddaughter, codes::anyGrandchild),
                         bySex(who, codes::daughtersSon, codes::daughtersDaughter, codes::anyGrandchild),
                         codes::anyGrandchild);
    } else if (steps == u"CCC") {
        relation = bySex(who, codes::greatGrandson, codes::greatGranddaughter, RelationCode());
    } else if (steps == u"PP") {
        relation = bySex(first, bySex(who, codes::fathersFather, codes::fathersMother, codes::anyGrandparent),
                         bySex(who, codes::mothersFather, codes::mothersMother, codes::anyGrandparent),
                         codes::anyGrandparent);
    } else if (steps == u"PPP") {
        relation = bySex(who, codes::greatGrandfather, codes::greatGrandmother, RelationCode());
    } else if (steps == u"PC") {
        relation = sibling(who, whom);
        certain = certain && relation != codes::anySibling;
    } else if (steps == u"SP") {
        relation = bySex(whom, bySex(who, codes::wifesFather, codes::wifesMother, RelationCode()),
                         bySex(who, codes::husbandsFather, codes::husbandsMother, RelationCode()), RelationCode());
    } else if (steps == u"SPP") {
        relation = codes::spousesGrandparent;
    } else if (steps == u"CS") {
        relation = bySex(first, codes::daughterInLaw, codes::sonInLaw,
                         bySex(who, codes::sonInLaw, codes::daughterInLaw, RelationCode()));
    } else if (steps == u"CCS") {
        relation = bySex(who, codes::granddaughtersHusband, codes::grandsonsWife, RelationCode());
    } else if (steps == u"PCS") {
        relation = siblingsSpouse(second, whom);
        certain = certain && !personAt(second).guessed;
    } else if (steps == u"PPC") {
        relation = parentsSibling(first, who);
    } else if (steps == u"PPCC") {
        relation = bySex(first, bySex(way[3], codes::fathersNephew, codes::otherCousin, codes::otherCousin),
                         codes::otherCousin, codes::otherCousin);
    } else if (steps == u"PCC") {
        relation = bySex(second, bySex(who, codes::brothersSon, codes::brothersDaughter, RelationCode()),
                         bySex(who, codes::sistersSon, codes::sistersDaughter, RelationCode()), codes::otherRelative);
        certain = certain && !personAt(second).guessed;
    } else if (steps == u"SC") {
        // the child of both, unless its other parent is somebody else
        const bool step = personAt(who).parents.size() > 1;
        relation = step ? bySex(who, codes::adoptedSon, codes::adoptedDaughter, RelationCode())
                        : bySex(who, codes::son, codes::daughter, RelationCode());
    } else if (steps == u"PS") {
        const bool step = personAt(whom).parents.size() > 1 || personAt(whom).otherParent;
        relation = step ? bySex(who, codes::stepfather, codes::stepmother, RelationCode())
                        : bySex(who, codes::father, codes::mother, RelationCode());
    } else if (steps == u"SCC") {
        relation = bySex(second, bySex(who, codes::grandson, codes::granddaughter, codes::anyGrandchild),
                         bySex(who, codes::daughtersSon, codes::daughtersDaughter, codes::anyGrandchild),
                         codes::anyGrandchild);
    } else if (steps == u"SCS") {
        relation = bySex(second, codes::daughterInLaw, codes::sonInLaw, RelationCode());
    } else if (steps == u"PPS") {
        relation = bySex(first, bySex(who, codes::fathersFather, codes::fathersMother, codes::anyGrandparent),
                         bySex(who, codes::mothersFather, codes::mothersMother, codes::anyGrandparent),
                         codes::anyGrandparent);
    } else if (steps == u"PSP") {
        relation = bySex(second, bySex(who, codes::fathersFather, codes::fathersMother, codes::anyGrandparent),
                         bySex(who, codes::mothersFather, codes::mothersMother, codes::anyGrandparent),
                         codes::anyGrandparent);
        certain = certain && personAt(whom).parents.size() == 1;
    } else if (steps == u"CSC") {
        relation = bySex(first, bySex(who, codes::grandson, codes::granddaughter, codes::anyGrandchild),
                         bySex(who, codes::daughtersSon, codes::daughtersDaughter, codes::anyGrandchild),
                         codes::anyGrandchild);
        certain = certain && personAt(who).parents.size() == 1;
    } else if (steps == u"SPS") {
        relation = bySex(whom, bySex(who, codes::wifesFather, codes::wifesMother, RelationCode()),
                         bySex(who, codes::husbandsFather, codes::husbandsMother, RelationCode()), RelationCode());
    } else if (steps == u"PSC") {
        relation = sibling(who, whom);
    }
    return {relation, certain && !relation.isEmpty()};
}

} // namespace shouli::core::residents::family
