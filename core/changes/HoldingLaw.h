// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"

#include <algorithm>
#include <cstdint>

namespace shouli::core::changes {

/// How often one scope holds one thing, on one PC, and the whole law of how that moves. Pure. The
/// county says how often it is after each Create, Enter and Leave, so that whoever missed earlier ones,
/// or hears of one twice, counts the same.
struct Holding {
    std::int64_t count = 0;   ///< as the county has it
    std::int64_t version = 0; ///< county position of that; -1: of a log that it lost
    std::int64_t waiting = 0; ///< own enters less own leaves that the county has not ordered

    bool operator==(const Holding &) const = default;

    /// As people here see it.
    [[nodiscard]] std::int64_t now() const { return std::max<std::int64_t>(0, count + waiting); }

    /// A person here gives it to the scope (+1) or takes it back (-1).
    [[nodiscard]] Holding changedHere(int by) const { return {count, version, waiting + by}; }

    /// The county says how it stands at `seq`. What is older than known changes nothing.
    [[nodiscard]] Holding arrived(std::int64_t seq, std::int64_t stands) const
    {
        return seq > version ? Holding{stands, seq, waiting} : *this;
    }

    /// An own change of `by` comes back ordered and judged.
    [[nodiscard]] Holding echoed(std::int64_t seq, std::int64_t stands, int by, Verdict verdict) const
    {
        const Holding settled{count, version, waiting - by};
        return verdict == Verdict::Applied ? settled.arrived(seq, stands) : settled;
    }
};

} // namespace shouli::core::changes
