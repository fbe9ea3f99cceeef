// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableWriter.h"

#include <QList>

#include <cstdint>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace shouli::core::exchange {

/// A workbook with one sheet; a row at a time in memory. FileUnwritable beyond the 1,048,576 rows of a sheet.
class XlsxWriter final : public TableWriter {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<XlsxWriter>> create(const QString &path);
    ~XlsxWriter() override;

    [[nodiscard]] base::Result<void> write(const QStringList &cells) override;
    [[nodiscard]] base::Result<void> writeHeadings(const QStringList &cells) override;
    [[nodiscard]] base::Result<void> finish() override;

private:
    explicit XlsxWriter(QString path);
    [[nodiscard]] QString unfinished() const { return m_path + QStringLiteral(".part"); }
    [[nodiscard]] base::Result<void> put(const QStringList &cells, lxw_format *format);

    QString m_path;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr; ///< the workbook's
    lxw_format *m_bold = nullptr;     ///< likewise
    lxw_format *m_text = nullptr;     ///< likewise: whatever is typed there stays text
    std::uint32_t m_row = 0;
};

} // namespace shouli::core::exchange
