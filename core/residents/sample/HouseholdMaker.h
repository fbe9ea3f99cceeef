// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/sample/Dice.h"
#include "core/residents/sample/HouseholdPlanner.h"
#include "core/residents/sample/NamePool.h"
#include "core/residents/sample/SampleNumbers.h"
#include "core/residents/sample/SamplePlace.h"
#include "core/residents/sample/SampleRegister.h"

#include <QDate>
#include <QList>
#include <QString>

#include <vector>

namespace shouli::core::residents::sample {

/// What is remembered from household to household and place to place.
struct RegisterState {
    SampleNumbers numbers;
    std::uint64_t seed = 0;
    std::uint64_t lastId = 0;
    std::int64_t lastHousehold = 0;
    int nextSurname = 0; ///< rarities used so far
    int nextCharacter = 0;
    int nextName = 0;
    int nextMinority = 0;
};

/// Gives the people of a plan names, numbers, addresses and everything else.
class HouseholdMaker {
public:
    HouseholdMaker(RegisterState &state, const NamePool &names, const SamplePlace &place,
                   const QList<SamplePlace> &places, QDate today, Dice dice);

    /// `dead`: how many who died lately are still in the household's book.
    [[nodiscard]] SampleHousehold make(const PlannedHousehold &plan, int dead);

    /// 16 bytes as Id::create() makes them, from the seed.
    template <class AnyId>
    [[nodiscard]] AnyId newId();

private:
    struct Known { ///< somebody to be a parent or a namesake of those who come later
        ResidentId man;
        ResidentId woman;
        QString surname;
        QString name;
        QDate born;
        QDate womanBorn;
    };

    [[nodiscard]] QString householdSurname(HouseholdSort sort);
    [[nodiscard]] QDate birthday(int age);
    void nameAll(const PlannedHousehold &plan, const QString &surname, SampleHousehold &made);
    void giveRareName(const PlannedPerson &plan, HouseholdSort sort, Resident &resident);
    void giveDetails(const PlannedPerson &plan, bool elsewhere, Resident &resident);
    void givePhones(SampleHousehold &made);
    void giveAddresses(HouseholdSort sort, bool elsewhere, SampleHousehold &made);
    void giveParents(const PlannedHousehold &plan, SampleHousehold &made);
    void addDead(SampleHousehold &made);
    [[nodiscard]] QString address(const SamplePlace &place);

    RegisterState &m_state;
    const NamePool &m_names;
    const SamplePlace &m_place;
    const QList<SamplePlace> &m_places;
    QDate m_today;
    Dice m_dice;
    QStringList m_clans; ///< surnames that half of the village has
    std::vector<Known> m_known;
};

} // namespace shouli::core::residents::sample
