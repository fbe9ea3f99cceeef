// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Code.h"
#include "core/residents/Sex.h"
#include "core/residents/sample/AgePool.h"
#include "core/residents/sample/Dice.h"

#include <QList>

#include <optional>

namespace shouli::core::residents::sample {

/// Who lives with whom, before anybody has a name.
struct PlannedPerson {
    Sex sex = Sex::Male;
    int age = 0;
    RelationCode relation;
    MaritalCode marital = codes::single;
    int father = -1; ///< places in the household; -1: not in it
    int mother = -1;
    int spouse = -1;
    bool ownSurname = false; ///< does not have the head's: married in, not related
    bool away = false;       ///< works elsewhere

    bool operator==(const PlannedPerson &) const = default;
};

enum class HouseholdSort {
    CoupleWithChildren,
    Couple,
    Single,
    SingleElder,
    ThreeGenerations,
    SingleParent,
    LeftBehind, ///< grandparents with grandchildren, whose parents work elsewhere
    Others,     ///< brothers and sisters, or not related
    Collective,
};
inline constexpr int householdSorts = 9;

struct PlannedHousehold {
    HouseholdSort sort = HouseholdSort::Single;
    QList<PlannedPerson> people; ///< the head first, except in a collective household

    bool operator==(const PlannedHousehold &) const = default;
};

/// Puts all of a pool into households of about these shares, in percent: couple with children 30,
/// couple 24, single 24 (elders 7 of them), three generations 10, single parent 4, left behind 2,
/// others 2, collective 4; sizes from one person (24) to seven and more (1), 2.6 on average.
class HouseholdPlanner {
public:
    HouseholdPlanner(Dice &dice, AgePool &pool)
        : m_dice(dice)
        , m_pool(pool)
    {
    }

    [[nodiscard]] QList<PlannedHousehold> plan();

private:
    using Made = std::optional<PlannedHousehold>;

    [[nodiscard]] Made make(HouseholdSort sort);
    [[nodiscard]] Made makeCouple(bool withChildren);
    [[nodiscard]] Made makeSingle(bool elder);
    [[nodiscard]] Made makeThreeGenerations(bool parentsAway);
    [[nodiscard]] Made makeSingleParent();
    [[nodiscard]] Made makeOthers();
    [[nodiscard]] Made makeCollective();
    /// Draws husband and wife; false leaves the pool as it was.
    [[nodiscard]] bool addCouple(PlannedHousehold &household, int youngest, int eldest, RelationCode husband,
                                 RelationCode wife);
    void addChildren(PlannedHousehold &household, int father, int mother, int most, RelationCode son,
                     RelationCode daughter);
    void placeLeftOver(QList<PlannedHousehold> &households);

    Dice &m_dice;
    AgePool &m_pool;
};

} // namespace shouli::core::residents::sample
