// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TableWriter.h"

#include "core/exchange/CsvWriter.h"
#include "core/exchange/XlsxWriter.h"

namespace shouli::core::exchange {

using base::Result;

Result<std::unique_ptr<TableWriter>> TableWriter::create(const QString &path, Format format)
{
    if (format == Format::Xlsx) {
        SHOULI_TRY(auto workbook, XlsxWriter::create(path));
        return std::unique_ptr<TableWriter>(std::move(workbook));
    }
    SHOULI_TRY(auto text, CsvWriter::create(path, format == Format::CsvGb18030));
    return std::unique_ptr<TableWriter>(std::move(text));
}

TableWriter::Format TableWriter::formatOf(const QString &path)
{
    return path.endsWith(u".csv", Qt::CaseInsensitive) ? Format::CsvUtf8 : Format::Xlsx;
}

} // namespace shouli::core::exchange
