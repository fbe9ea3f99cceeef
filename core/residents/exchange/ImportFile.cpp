// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportFile.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace shouli::core::residents::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;
using core::exchange::TableReader;
using core::exchange::TableRow;
using core::exchange::TableTrouble;

namespace {

constexpr int rowsToLookAt = 30;

} // namespace

Result<ImportFile> ImportFile::look(const QString &path, const core::exchange::TableLimits &limits)
{
    SHOULI_TRY(const auto reader, TableReader::open(path, limits));
    QList<TableRow> rows;
    while (rows.size() < rowsToLookAt) {
        SHOULI_TRY(auto row, reader->next());
        if (!row)
            break;
        if (!row->isBlank())
            rows.append(std::move(*row));
    }
    if (rows.isEmpty())
        return core::exchange::refusal(TableTrouble::NoTable);
    ImportFile file;
    file.path = path;
    qsizetype best = 0;
    int most = 1; // one word may be part of a title
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const int recognised = ColumnMap::guess(rows.at(i).cells).recognised();
        if (recognised > most) {
            most = recognised;
            best = i;
        }
    }
    file.headingRow = rows.at(best).number;
    file.headings = rows.at(best).cells;
    qsizetype columns = file.headings.size();
    for (qsizetype i = best + 1; i < rows.size() && file.samples.size() < samplesWanted; ++i) {
        file.samples.append(rows.at(i).cells);
        columns = std::max(columns, rows.at(i).cells.size());
    }
    while (file.headings.size() < columns)
        file.headings.append(QString());
    file.guess = ColumnMap::guess(file.headings);
    return file;
}

Result<std::unique_ptr<TableReader>> ImportFile::open(const core::exchange::TableLimits &limits) const
{
    SHOULI_TRY(auto reader, TableReader::open(path, limits));
    for (;;) {
        SHOULI_TRY(const auto row, reader->next());
        if (!row || row->number >= headingRow)
            return reader;
    }
}

bool ImportFile::isData(const TableRow &row) const
{
    if (row.isBlank())
        return false;
    for (qsizetype i = 0; i < headings.size(); ++i) {
        if (row.cell(static_cast<int>(i)) != headings.at(i))
            return true;
    }
    return row.cells.size() > headings.size();
}

Result<QByteArray> ImportFile::fingerprint(const ColumnMap &map) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.exists() ? ErrorCode::FileUnreadable : ErrorCode::FileMissing, path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&file))
        return failure(ErrorCode::FileUnreadable, file.errorString());
    hash.addData(QStringLiteral("\n%1\n%2").arg(headingRow).arg(map.toString()).toUtf8());
    return hash.result();
}

} // namespace shouli::core::residents::exchange
