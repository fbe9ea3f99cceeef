// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Code.h"
#include "core/residents/Resident.h"

#include <QHash>
#include <QList>
#include <QString>

#include <utility>
#include <vector>

namespace shouli::core::residents::family {

/// Who is what to whom among a few people. Registers hold each member's relation to the head of
/// the household; forms ask for the relation to the applicant. Codes cannot be turned round
/// (GB/T 4761 loses too much: the reverse of "daughter-in-law" depends on the other's sex), so both
/// are read as a graph of parents and spouses, and the shortest way from one person to another is
/// named anew. Pure; one thread.
class Kinship {
public:
    /// `people`: a household, and relatives elsewhere as far as they are known.
    explicit Kinship(const QList<Resident> &people);

    struct Answer {
        RelationCode relation; ///< empty: not related as far as the register tells
        bool certain = true;   ///< false: rests on a guess a person should check, such as which of two
                               ///< sons a daughter-in-law is married to

        bool operator==(const Answer &) const = default;
    };

    /// What `who` is to `whom`: "who is whom's daughter".
    [[nodiscard]] Answer relation(ResidentId who, ResidentId whom) const;

private:
    struct Person {
        Sex sex = Sex::Unknown;
        PartialDate born;
        RelationCode toHead;
        bool guessed = false;     ///< stands for somebody whose existence follows from a code
        bool otherParent = false; ///< a further parent is on record who is not among `parents`
        std::vector<int> parents;
        std::vector<int> spouses;
        std::vector<int> children;
    };

    int personFor(ResidentId id, Sex sex);
    int guess(Sex sex);
    void addParent(int child, int parent);
    void marry(int a, int b);
    int parentOf(int child, Sex sex);
    int childOf(int parent, Sex sex);
    int spouseOf(int person);
    int siblingOf(int person, Sex sex);
    void readRecords(const QList<Resident> &people);
    void readRelations(const QList<Resident> &people);
    void readRelation(int member, int head, RelationCode relation);
    [[nodiscard]] Answer named(const std::vector<int> &way, const QString &steps) const;
    [[nodiscard]] RelationCode bySex(int person, RelationCode male, RelationCode female, RelationCode unknown) const;
    [[nodiscard]] RelationCode sibling(int who, int whom) const;
    [[nodiscard]] RelationCode siblingsSpouse(int sibling, int whom) const;
    [[nodiscard]] RelationCode parentsSibling(int parent, int who) const;
    [[nodiscard]] bool older(int a, int b) const;

    std::vector<Person> m_people;
    QHash<ResidentId, int> m_index;
    std::vector<std::pair<int, int>> m_doubtful; ///< ties that rest on somebody being the only one who fits
    int m_head = -1;
};

} // namespace shouli::core::residents::family
