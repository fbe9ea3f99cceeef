// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <cstdint>

namespace shouli::core::residents::sample {

/// Repeatable chance (SplitMix64, Steele et al. 2014): the same numbers for a seed on every
/// compiler, unlike the distributions of the standard library. Not for secrets.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    /// Dice of their own for part `number` of a whole, so that parts do not depend on each other.
    [[nodiscard]] static Dice of(std::uint64_t seed, std::uint64_t number)
    {
        Dice dice(seed ^ (number + 1) * 0xD1B54A32D192ED03ULL);
        dice.next();
        return dice;
    }

    std::uint64_t next()
    {
        std::uint64_t z = m_state += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// In [0, bound), bound > 0.
    int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    /// In [from, to].
    int between(int from, int to) { return from + below(to - from + 1); }
    /// True `count` times in `of`.
    bool chance(int count, int of = 100) { return below(of) < count; }

    template <class T>
    const T &pick(const QList<T> &list)
    {
        return list.at(below(static_cast<int>(list.size())));
    }

    /// The index of one of the weights; at least one is above zero.
    template <class Weights>
    int weighted(const Weights &weights)
    {
        std::int64_t total = 0;
        for (const auto weight : weights)
            total += weight;
        auto at = static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(total));
        int index = 0;
        for (const auto weight : weights) {
            at -= weight;
            if (at < 0)
                break;
            ++index;
        }
        return index;
    }

private:
    std::uint64_t m_state;
};

} // namespace shouli::core::residents::sample
