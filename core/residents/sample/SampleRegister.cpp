// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/SampleRegister.h"

#include "core/residents/sample/Blemishes.h"
#include "core/residents/sample/GroupPlanner.h"
#include "core/residents/sample/HouseholdMaker.h"
#include "core/residents/sample/HouseholdPlanner.h"

#include <algorithm>
#include <optional>

namespace shouli::core::residents::sample {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

/// People planned at a time: households have to be planned before anybody is handed out.
constexpr std::int64_t blockSize = 3000;
/// Of a thousand in the books, so many died and are still there.
constexpr std::int64_t deadOf = 12;

std::int64_t deadUpTo(std::int64_t people)
{
    return people * deadOf / 1000;
}

/// One of at least a hundred years in every register, two in most: century bugs.
void ageTwo(QList<PlannedHousehold> &households, int &centenarians)
{
    for (PlannedHousehold &household : households) {
        if (centenarians >= 2 || household.sort != HouseholdSort::SingleElder)
            continue;
        household.people.first().age = 100 + 2 * centenarians++;
        household.people.first().marital = codes::widowed;
    }
}

/// How many of the dead are still in the book of each household: where somebody is widowed, as far as there are such
/// households, else anywhere.
QList<int> deadIn(const QList<PlannedHousehold> &households, std::int64_t dead, Dice &dice)
{
    QList<int> where(households.size(), 0);
    for (const bool widowedOnly : {true, false}) {
        for (qsizetype i = 0; i < households.size() && dead > 0; ++i) {
            const auto &people = households.at(i).people;
            const bool widowed = std::any_of(people.begin(), people.end(),
                                             [](const PlannedPerson &one) { return one.marital == codes::widowed; });
            if (where.at(i) > 0 || households.at(i).sort == HouseholdSort::Collective
                || (widowedOnly && (!widowed || dice.chance(50))))
                continue;
            where[i] = 1;
            --dead;
        }
    }
    if (dead > 0)
        where.last() += static_cast<int>(dead);
    return where;
}

void shuffle(QList<PlannedHousehold> &households, Dice &dice)
{
    for (qsizetype i = households.size() - 1; i > 0; --i)
        households.swapItemsAt(i, dice.below(static_cast<int>(i + 1)));
}

} // namespace

SampleRegister::SampleRegister(NamePool names)
    : m_names(std::move(names))
{
}

Result<void> SampleRegister::make(const Settings &settings,
                                  const std::function<bool(const SampleHousehold &)> &visit) const
{
    if (settings.places.isEmpty() || settings.people < 1 || !settings.today.isValid())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("a register without places, people or a day"));
    RegisterState state;
    state.seed = settings.seed;
    Blemishes blemishes(Dice::of(settings.seed, 1), settings.today);
    std::int64_t weightOfAll = 0;
    for (const SamplePlace &place : settings.places)
        weightOfAll += std::max(1, place.weight);

    qsizetype at = -1; // the place that is being filled
    std::int64_t weight = 0;
    std::optional<HouseholdMaker> maker;
    const auto moveOn = [&](std::int64_t handedOut) {
        while (at + 1 < settings.places.size() && (at < 0 || handedOut >= settings.people * weight / weightOfAll)) {
            const SamplePlace &place = settings.places.at(++at);
            weight += std::max(1, place.weight);
            maker.emplace(state, m_names, place, settings.places, settings.today,
                          Dice::of(settings.seed, 1000 + static_cast<std::uint64_t>(at)));
        }
    };
    moveOn(0);

    int centenarians = 0;
    std::int64_t handedOut = 0;
    for (std::int64_t done = 0; done < settings.people; done += blockSize) {
        const std::int64_t next = std::min(settings.people, done + blockSize);
        const std::int64_t living = done - deadUpTo(done);
        Dice dice = Dice::of(settings.seed, 1'000'000 + static_cast<std::uint64_t>(done));
        AgePool pool(living, next - deadUpTo(next));
        QList<PlannedHousehold> households = HouseholdPlanner(dice, pool).plan();
        shuffle(households, dice);
        ageTwo(households, centenarians);
        const QList<int> dead = deadIn(households, deadUpTo(next) - deadUpTo(done), dice);
        Dice groupDice = Dice::of(settings.seed, 2'000'000 + static_cast<std::uint64_t>(done));
        for (qsizetype i = 0; i < households.size(); ++i) {
            moveOn(handedOut);
            SampleHousehold household = maker->make(households.at(i), dead.at(i));
            GroupPlanner(*maker, groupDice, settings.today)
                .plan(household, settings.places.at(at).urban, households.at(i).sort);
            if (settings.blemished)
                blemishes.spoil(household);
            handedOut += household.members.size();
            if (!visit(household))
                return {};
        }
    }
    return {};
}

} // namespace shouli::core::residents::sample
