// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"

#include <random>

namespace shouli::tests {

/// Repeatable randomness. Not for secrets.
class TestRandom final : public core::base::Random {
public:
    explicit TestRandom(std::uint64_t seed = 1)
        : m_engine(seed)
    {
    }

    [[nodiscard]] QByteArray bytes(qsizetype count) override
    {
        QByteArray out(count, Qt::Uninitialized);
        for (char &c : out)
            c = static_cast<char>(m_engine());
        return out;
    }
    [[nodiscard]] std::uint32_t below(std::uint32_t bound) override
    {
        return static_cast<std::uint32_t>(m_engine() % bound);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace shouli::tests
