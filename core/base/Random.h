// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>

namespace shouli::core::base {

/// Where randomness comes from, injected so that tests can repeat a run from its seed.
/// The real one is crypto::SystemRandom (cryptographic). Thread-safe.
class Random {
public:
    virtual ~Random() = default;

    [[nodiscard]] virtual QByteArray bytes(qsizetype count) = 0;

    /// Uniform in [0, bound). bound > 0.
    [[nodiscard]] virtual std::uint32_t below(std::uint32_t bound) = 0;
};

} // namespace shouli::core::base
