// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/CellFormats.h"
#include "core/exchange/SharedStrings.h"
#include "core/exchange/TableReader.h"
#include "core/exchange/ZipEntry.h"

#include <QXmlStreamReader>

struct zip;

namespace shouli::core::exchange {

/// The first sheet of a workbook (.xlsx, ECMA-376). Formulas are never worked out: what the spreadsheet last showed is
/// taken. No macro, link or picture is looked at.
class XlsxReader final : public TableReader {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<XlsxReader>> open(const QString &path,
                                                                        const TableLimits &limits = {});
    /// From memory.
    [[nodiscard]] static base::Result<std::unique_ptr<XlsxReader>> fromBytes(QByteArray bytes,
                                                                             const TableLimits &limits = {});
    ~XlsxReader() override;

    [[nodiscard]] base::Result<std::optional<TableRow>> next() override;
    [[nodiscard]] double progress() const override { return m_sheet->progress(); }

private:
    XlsxReader(zip *archive, const TableLimits &limits);
    [[nodiscard]] static base::Result<std::unique_ptr<XlsxReader>> begin(std::unique_ptr<XlsxReader> reader);
    [[nodiscard]] base::Result<QString> firstSheet();
    [[nodiscard]] base::Result<void> prepare();
    [[nodiscard]] base::Result<void> readCell(TableRow &row, int &column);
    void put(TableRow &row, int column, const QString &text, QList<CellTrouble> troubles) const;

    QByteArray m_bytes;
    zip *m_archive; ///< owned
    TableLimits m_limits;
    SharedStrings m_shared;
    CellFormats m_formats;
    std::unique_ptr<ZipEntry> m_sheet;
    QXmlStreamReader m_xml;
    std::int64_t m_row = 0;
    bool m_done = false;
};

} // namespace shouli::core::exchange
