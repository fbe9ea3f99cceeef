// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Timestamp.h"

#include <cstdint>

namespace shouli::core::base {

/// Where time comes from, injected so that tests own it. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;

    /// What the wall clock says, right or wrong.
    [[nodiscard]] virtual Timestamp now() const = 0;

    /// Milliseconds that only go forward within one run of the machine; the zero is arbitrary.
    [[nodiscard]] virtual std::int64_t monotonicMs() const = 0;

    /// Differs between runs of the machine, so that monotonic readings of two boots are never compared.
    [[nodiscard]] virtual std::uint64_t bootId() const = 0;

    [[nodiscard]] QDate today() const { return now().dateInChina(); }
};

} // namespace shouli::core::base
