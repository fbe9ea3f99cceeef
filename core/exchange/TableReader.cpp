// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TableReader.h"

#include "core/exchange/CsvReader.h"
#include "core/exchange/XlsxReader.h"

#include <QFile>

#include <array>
#include <utility>

namespace shouli::core::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr std::array<std::pair<TableTrouble, const char *>, 6> words{{
    {TableTrouble::NoTable, "no-table"},
    {TableTrouble::OldWorkbook, "old-workbook"},
    {TableTrouble::WebPage, "web-page"},
    {TableTrouble::Damaged, "damaged"},
    {TableTrouble::TooLarge, "too-large"},
    {TableTrouble::OpenQuote, "open-quote"},
}};

} // namespace

tl::unexpected<base::Error> refusal(TableTrouble trouble, std::int64_t row)
{
    for (const auto &[one, word] : words) {
        if (one == trouble)
            return failure(ErrorCode::FileUnreadable,
                           QLatin1String(word) + (row > 0 ? QStringLiteral(" %1").arg(row) : QString()));
    }
    Q_UNREACHABLE();
}

std::optional<TableTrouble> troubleOf(const base::Error &error)
{
    if (error.code != ErrorCode::FileUnreadable)
        return {};
    const QString first = error.detail.section(u' ', 0, 0);
    for (const auto &[one, word] : words) {
        if (first == QLatin1String(word))
            return one;
    }
    return {};
}

std::int64_t rowOf(const base::Error &error)
{
    return troubleOf(error) ? error.detail.section(u' ', 1, 1).toLongLong() : 0;
}

Result<std::unique_ptr<TableReader>> TableReader::open(const QString &path, const TableLimits &limits)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->exists())
        return failure(ErrorCode::FileMissing, path);
    if (!file->open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, path);
    const QByteArray head = file->peek(4096);
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) {
        if (file->size() > limits.packedBytes)
            return refusal(TableTrouble::TooLarge);
        SHOULI_TRY(auto workbook, XlsxReader::open(path, limits));
        return std::unique_ptr<TableReader>(std::move(workbook));
    }
    if (head.startsWith("\xD0\xCF\x11\xE0"))
        return refusal(TableTrouble::OldWorkbook);
    const QByteArray start = head.left(512).trimmed().toLower();
    if (start.startsWith("<") || start.startsWith("\xEF\xBB\xBF<"))
        return refusal(TableTrouble::WebPage);
    if (start.startsWith("%pdf") || start.startsWith("{\\rtf") || start.startsWith("\x89png")
        || start.startsWith("\xFF\xD8\xFF"))
        return refusal(TableTrouble::NoTable);
    if (file->size() > limits.fileBytes)
        return refusal(TableTrouble::TooLarge);
    SHOULI_TRY(auto text, CsvReader::open(std::move(file), limits));
    return std::unique_ptr<TableReader>(std::move(text));
}

} // namespace shouli::core::exchange
