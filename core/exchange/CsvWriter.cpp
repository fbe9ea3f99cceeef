// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CsvWriter.h"

#include "core/exchange/CellGuard.h"

#include <unicode/ucnv.h>

namespace shouli::core::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

ErrorCode codeOf(const QSaveFile &file)
{
    return file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::FileUnwritable;
}

} // namespace

CsvWriter::CsvWriter(const QString &path, UConverter *converter)
    : m_file(path)
    , m_converter(converter)
{
}

CsvWriter::~CsvWriter()
{
    if (m_converter != nullptr)
        ucnv_close(m_converter);
}

Result<std::unique_ptr<CsvWriter>> CsvWriter::create(const QString &path, bool gb18030)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = gb18030 ? ucnv_open("gb18030", &status) : nullptr;
    if (U_FAILURE(status))
        return failure(ErrorCode::FileUnwritable, QLatin1String(u_errorName(status)));
    std::unique_ptr<CsvWriter> writer(new CsvWriter(path, converter));
    if (!writer->m_file.open(QIODevice::WriteOnly))
        return failure(ErrorCode::FileUnwritable, path);
    if (!gb18030)
        SHOULI_CHECK(writer->put(QString(QChar(0xFEFF))));
    return writer;
}

Result<void> CsvWriter::put(const QString &text)
{
    QByteArray bytes;
    if (m_converter == nullptr) {
        bytes = text.toUtf8();
    } else {
        UErrorCode status = U_ZERO_ERROR;
        bytes.resize(text.size() * 4 + 16); // GB 18030 has no longer characters
        const int32_t size = ucnv_fromUChars(m_converter, bytes.data(), static_cast<int32_t>(bytes.size()),
                                             reinterpret_cast<const UChar *>(text.utf16()),
                                             static_cast<int32_t>(text.size()), &status);
        if (U_FAILURE(status))
            return failure(ErrorCode::FileUnwritable, QLatin1String(u_errorName(status)));
        bytes.truncate(size);
    }
    if (m_file.write(bytes) != bytes.size())
        return failure(codeOf(m_file), m_file.errorString());
    return {};
}

Result<void> CsvWriter::write(const QStringList &cells)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += u',';
        QString cell = CellGuard::guarded(cells.at(i));
        cell.remove(QChar(u'\0'));
        const bool quoted = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r')
            || cell.startsWith(u' ') || cell.contains(u'\t') || cell.contains(u';') || cell.contains(u'|')
            || (i == 0 && cell.startsWith(u"sep="));
        line += quoted ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"' : cell;
    }
    return put(line + QStringLiteral("\r\n"));
}

Result<void> CsvWriter::finish()
{
    if (!m_file.commit())
        return failure(codeOf(m_file), m_file.errorString());
    return {};
}

} // namespace shouli::core::exchange
