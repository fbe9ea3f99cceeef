// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/AgePool.h"

#include <algorithm>

namespace shouli::core::residents::sample {

namespace {

/// Of 100,000 people in 0-4, 5-9, ..., 95-99, 100+.
constexpr std::array fiveYears = {5900, 7600, 7260, 5600, 4900, 6200, 8600, 7600, 6400, 7200, 9000,
                                  7280, 5610, 4400, 2900, 1700, 1100, 550,  160,  35,   5};

constexpr std::size_t cells = 2 * (AgePool::oldest + 1); ///< men and women of each age
using UpTo = std::array<std::uint64_t, cells>;

/// Of all, how many are in the cells up to each. Whole numbers only: doubles may differ between machines.
UpTo cumulated()
{
    UpTo upTo = {};
    std::uint64_t sum = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const int age = static_cast<int>(cell / 2);
        const int men = AgePool::menTo100Women(age);
        const int part = cell % 2 == 0 ? men : 100;
        sum += static_cast<std::uint64_t>(AgePool::shareOf(age)) * 1000 * static_cast<std::uint64_t>(part)
            / static_cast<std::uint64_t>(100 + men);
        upTo[cell] = sum;
    }
    return upTo;
}

} // namespace

int AgePool::shareOf(int age)
{
    return fiveYears.at(static_cast<std::size_t>(age / 5));
}

int AgePool::menTo100Women(int age)
{
    return age < 20 ? 112 : age < 60 ? 111 : age < 75 ? 104 : age < 85 ? 90 : 70;
}

AgePool::AgePool(std::int64_t from, std::int64_t to)
{
    static const UpTo upTo = cumulated();
    for (std::int64_t number = from; number < to; ++number) {
        // Steps of the golden ratio through the cumulated shares: any run of them covers all cells evenly (Weyl 1916).
        const std::uint64_t step = static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15ULL;
        const std::uint64_t at = ((step >> 32) * upTo.back()) >> 32;
        const auto cell = std::upper_bound(upTo.begin(), upTo.end(), at) - upTo.begin();
        ++count(cell % 2 == 0 ? Sex::Male : Sex::Female, static_cast<int>(cell / 2));
        ++m_left;
    }
}

int AgePool::take(Dice &dice, Sex sex, int youngest, int eldest, const std::function<int(int)> &liking)
{
    youngest = std::max(youngest, 0);
    eldest = std::min(eldest, oldest);
    std::array<std::int64_t, oldest + 1> weights = {};
    std::int64_t total = 0;
    for (int age = youngest; age <= eldest; ++age) {
        weights[static_cast<std::size_t>(age)] = static_cast<std::int64_t>(count(sex, age))
            * (liking ? liking(age) : 1);
        total += weights[static_cast<std::size_t>(age)];
    }
    if (total == 0)
        return -1;
    const int age = dice.weighted(weights);
    --count(sex, age);
    --m_left;
    return age;
}

int AgePool::takeAny(Dice &dice, Sex &sex, int youngest, int eldest, const std::function<int(int)> &liking)
{
    int men = 0;
    int women = 0;
    for (int age = std::max(youngest, 0); age <= std::min(eldest, oldest); ++age) {
        men += count(Sex::Male, age);
        women += count(Sex::Female, age);
    }
    if (men + women == 0)
        return -1;
    sex = dice.below(men + women) < men ? Sex::Male : Sex::Female;
    int age = take(dice, sex, youngest, eldest, liking);
    if (age < 0) { // only the other sex has anybody who is liked
        sex = sex == Sex::Male ? Sex::Female : Sex::Male;
        age = take(dice, sex, youngest, eldest, liking);
    }
    return age;
}

void AgePool::putBack(Sex sex, int age)
{
    ++count(sex, age);
    ++m_left;
}

int AgePool::left(int youngest, int eldest) const
{
    int sum = 0;
    for (int age = std::max(youngest, 0); age <= std::min(eldest, oldest); ++age)
        sum += m_count[0][static_cast<std::size_t>(age)] + m_count[1][static_cast<std::size_t>(age)];
    return sum;
}

} // namespace shouli::core::residents::sample
