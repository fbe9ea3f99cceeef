// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace shouli::core::base {

/// The machine's own clocks.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] std::int64_t monotonicMs() const override;
    [[nodiscard]] std::uint64_t bootId() const override;
};

} // namespace shouli::core::base
