// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Sex.h"
#include "core/residents/sample/Dice.h"

#include <array>
#include <cstdint>
#include <functional>

namespace shouli::core::residents::sample {

/// People of whom only sex and age are known, to be drawn until none is left, so that any part of a
/// population has its shares, to a person or two. Shares of five-year groups and sex ratios: census 2020 of the county as
/// far as published (0-14 20.76 %, 60+ 16.46 %, 65+ 10.85 %), the inner shape assumed.
class AgePool {
public:
    static constexpr int oldest = 104;
    static constexpr int any = -1;

    /// Persons number `from` to `to` - 1 of an endless population: parts of it add up to the whole.
    AgePool(std::int64_t from, std::int64_t to);

    /// Draws one of `sex` from `youngest` to `eldest` years, weighted by how many there are and by
    /// `liking`(age), which is at least 0. -1 if there is none.
    [[nodiscard]] int take(Dice &dice, Sex sex, int youngest, int eldest, const std::function<int(int)> &liking = {});
    /// The same of either sex; `sex` tells which it was.
    [[nodiscard]] int takeAny(Dice &dice, Sex &sex, int youngest, int eldest,
                              const std::function<int(int)> &liking = {});
    void putBack(Sex sex, int age);

    [[nodiscard]] int left() const { return m_left; }
    [[nodiscard]] int left(int youngest, int eldest) const;

    /// How many of 100,000 are in the age group of five years that `age` is in.
    [[nodiscard]] static int shareOf(int age);
    /// Men to 100 women.
    [[nodiscard]] static int menTo100Women(int age);

private:
    [[nodiscard]] int &count(Sex sex, int age)
    {
        return m_count[sex == Sex::Male ? 0 : 1][static_cast<std::size_t>(age)];
    }

    std::array<std::array<int, oldest + 1>, 2> m_count = {};
    int m_left = 0;
};

} // namespace shouli::core::residents::sample
