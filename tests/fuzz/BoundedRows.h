// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableReader.h"

#include <cstdint>

namespace shouli::tests::fuzz {

/// Traps unless what `opened` reads ends, with rows no larger than `limits` allow and numbered on and with cells that
/// `holds` accepts, or with a refusal that says why.
template <class Opened, class Holds>
void readToTheEnd(const Opened &opened, const core::exchange::TableLimits &limits, Holds holds)
{
    using core::exchange::troubleOf;
    if (!opened) {
        if (!troubleOf(opened.error()))
            __builtin_trap();
        return;
    }
    std::int64_t last = 0;
    for (;;) {
        const auto row = opened.value()->next();
        if (!row && !troubleOf(row.error()))
            __builtin_trap();
        if (!row || !*row)
            return;
        if ((*row)->number <= last || (*row)->cells.size() > limits.columns)
            __builtin_trap();
        last = (*row)->number;
        for (const QString &cell : (*row)->cells) {
            if (cell.size() > limits.cellCharacters || !holds(cell))
                __builtin_trap();
        }
    }
}

} // namespace shouli::tests::fuzz
