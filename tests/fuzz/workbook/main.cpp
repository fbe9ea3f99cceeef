// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/XlsxReader.h"
#include "tests/fuzz/BoundedRows.h"

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
    shouli::tests::fuzz::readToTheEnd(reader, limits, [](const QString &) { return true; });
    return 0;
}
