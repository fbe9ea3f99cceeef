// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/XlsxWriter.h"

#include <QFile>
#include <QFileInfo>

#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace shouli::core::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qsizetype longestCell = 32'767;
constexpr std::uint32_t mostRows = 1'048'576;

} // namespace

XlsxWriter::XlsxWriter(QString path)
    : m_path(std::move(path))
{
}

XlsxWriter::~XlsxWriter()
{
    if (m_book != nullptr) {
        workbook_close(m_book); // frees it
        QFile::remove(unfinished());
    }
}

Result<std::unique_ptr<XlsxWriter>> XlsxWriter::create(const QString &path)
{
    std::unique_ptr<XlsxWriter> writer(new XlsxWriter(path));
    {
        QFile probe(writer->unfinished()); // the library tells only at the end
        if (!probe.open(QIODevice::WriteOnly))
            return failure(ErrorCode::FileUnwritable, path);
    }
    // what waits until the end lies beside the file: it holds the same data, and /tmp may be anybody's
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = const_cast<char *>(folder.constData());
    writer->m_book = workbook_new_opt(QFile::encodeName(writer->unfinished()).constData(), &options);
    if (writer->m_book == nullptr)
        return failure(ErrorCode::FileUnwritable, path);
    writer->m_sheet = workbook_add_worksheet(writer->m_book, nullptr);
    writer->m_bold = workbook_add_format(writer->m_book);
    format_set_bold(writer->m_bold);
    format_set_num_format_index(writer->m_bold, 49);
    writer->m_text = workbook_add_format(writer->m_book);
    format_set_num_format_index(writer->m_text, 49); // "@"
    if (writer->m_sheet == nullptr)
        return failure(ErrorCode::FileUnwritable, path);
    return writer;
}

Result<void> XlsxWriter::put(const QStringList &cells, lxw_format *format)
{
    if (m_row == mostRows)
        return failure(ErrorCode::FileUnwritable, QStringLiteral("rows"));
    for (qsizetype column = 0; column < cells.size(); ++column) {
        QString cell = cells.at(column).left(longestCell);
        cell.remove(QChar(u'\0'));
        if (cell.isEmpty())
            continue;
        const lxw_error error = worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(column),
                                                       cell.toUtf8().constData(), format);
        if (error != LXW_NO_ERROR)
            return failure(ErrorCode::FileUnwritable, QLatin1String(lxw_strerror(error)));
    }
    ++m_row;
    return {};
}

Result<void> XlsxWriter::write(const QStringList &cells)
{
    return put(cells, m_text);
}

Result<void> XlsxWriter::writeHeadings(const QStringList &cells)
{
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const double width = std::clamp<double>(2.2 * static_cast<double>(cells.at(column).size()) + 4, 10, 40);
        worksheet_set_column(m_sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column), width, m_text);
    }
    SHOULI_CHECK(put(cells, m_bold));
    worksheet_freeze_panes(m_sheet, m_row, 0);
    return {};
}

Result<void> XlsxWriter::finish()
{
    const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
    if (error == LXW_NO_ERROR) {
        std::error_code failed;
        std::filesystem::rename(unfinished().toStdU16String(), m_path.toStdU16String(), failed); // replaces
        if (!failed)
            return {};
    }
    QFile::remove(unfinished());
    return failure(ErrorCode::FileUnwritable, QLatin1String(lxw_strerror(error)));
}

} // namespace shouli::core::exchange
