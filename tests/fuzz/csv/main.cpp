// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CsvReader.h"
#include "tests/fuzz/BoundedRows.h"

#include <QBuffer>

#include <cstdint>

using namespace shouli::core::exchange;

/// Any bytes end, with rows no larger than allowed and numbered on, or with a refusal that says why.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    buffer->open(QIODevice::ReadOnly);
    TableLimits limits;
    limits.cellCharacters = 64;
    limits.columns = 8;
    const auto reader = CsvReader::open(std::move(buffer), limits);
    shouli::tests::fuzz::readToTheEnd(reader, limits, [](const QString &cell) { return !cell.contains(QChar(u'\0')); });
    return 0;
}
