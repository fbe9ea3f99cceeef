// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableReader.h"
#include "core/exchange/TextSource.h"

namespace shouli::core::exchange {

/// A text file with one row a line: RFC 4180, and what spreadsheets really write: a semicolon or a tab for the comma, a
/// first line "sep=;", lines that end with CR, LF or both, ="0911".
class CsvReader final : public TableReader {
public:
    /// `device` is open and not sequential. Errors as TextSource::open.
    [[nodiscard]] static base::Result<std::unique_ptr<CsvReader>> open(std::unique_ptr<QIODevice> device,
                                                                       const TableLimits &limits = {});

    [[nodiscard]] base::Result<std::optional<TableRow>> next() override;
    [[nodiscard]] double progress() const override { return m_source->progress(); }

    [[nodiscard]] TextSource::Encoding encoding() const { return m_source->encoding(); }
    [[nodiscard]] QChar separator() const { return m_separator; }

private:
    CsvReader(std::unique_ptr<TextSource> source, const TableLimits &limits);
    [[nodiscard]] base::Result<void> begin();
    /// Whether there is a character at m_at; reads on where the text is used up.
    [[nodiscard]] base::Result<bool> more();
    /// Up to and with the end of the row.
    [[nodiscard]] base::Result<void> readRow(TableRow &row);
    [[nodiscard]] base::Result<void> readQuoted(QString &cell, std::int64_t row);
    void append(QString &cell, QChar c);
    void close(TableRow &row, QString &cell);

    std::unique_ptr<TextSource> m_source;
    TableLimits m_limits;
    QChar m_separator = u',';
    QString m_text;
    qsizetype m_at = 0;
    int m_column = 0;
    bool m_tooLong = false; ///< the cell that is being read
    bool m_atEnd = false;
    std::int64_t m_number = 0;
};

} // namespace shouli::core::exchange
