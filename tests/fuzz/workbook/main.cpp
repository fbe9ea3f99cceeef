// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/XlsxReader.h"

#include <cstdint>

using namespace shouli::core::exchange;

/// Any archive ends, with rows no larger than allowed and numbered on, or with a refusal that says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    TableLimits limits;
    limits.cellCharacters = 64;
    limits.columns = 8;
    limits.sheetBytes = limits.sharedBytes = 1'000'000;
    const auto reader = XlsxReader::fromBytes(
        QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)), limits);
    if (!reader) {
        if (!troubleOf(reader.error()))
            __builtin_trap();
        return 0;
    }
    std::int64_t last = 0;
    for (;;) {
        const auto row = reader.value()->next();
        if (!row && !troubleOf(row.error()))
            __builtin_trap();
        if (!row || !*row)
            return 0;
        if ((*row)->number <= last || (*row)->cells.size() > limits.columns)
            __builtin_trap();
        last = (*row)->number;
        for (const QString &cell : (*row)->cells) {
            if (cell.size() > limits.cellCharacters)
                __builtin_trap();
        }
    }
}
