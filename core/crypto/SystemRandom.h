// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"

namespace shouli::core::crypto {

/// The kernel's randomness through libsodium. Thread-safe.
class SystemRandom final : public base::Random {
public:
    SystemRandom();
    [[nodiscard]] QByteArray bytes(qsizetype count) override;
    [[nodiscard]] std::uint32_t below(std::uint32_t bound) override;
};

} // namespace shouli::core::crypto
