// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CsvReader.h"

#include "core/exchange/CellGuard.h"

#include <QHash>

#include <utility>

namespace shouli::core::exchange {

using base::Result;

namespace {

/// The one that most rows of the beginning have, and have equally often.
QChar separatorOf(const QString &text)
{
    constexpr int rows = 20;
    QChar best = u',';
    int bestScore = 0;
    for (const QChar candidate : {u',', u'\t', u';', u'|'}) {
        QHash<int, int> counts; // times in a row -> rows
        int inRow = 0;
        int seen = 0;
        bool quoted = false;
        for (const QChar c : text) {
            if (c == u'"')
                quoted = !quoted;
            else if (!quoted && c == candidate)
                ++inRow;
            else if (!quoted && c == u'\n') {
                if (inRow > 0)
                    ++counts[inRow];
                inRow = 0;
                if (++seen == rows)
                    break;
            }
        }
        if (inRow > 0)
            ++counts[inRow];
        int score = 0;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            score = std::max(score, it.key() * it.value());
        if (score > bestScore) {
            bestScore = score;
            best = candidate;
        }
    }
    return best;
}

} // namespace

CsvReader::CsvReader(std::unique_ptr<TextSource> source, const TableLimits &limits)
    : m_source(std::move(source))
    , m_limits(limits)
{
}

Result<std::unique_ptr<CsvReader>> CsvReader::open(std::unique_ptr<QIODevice> device, const TableLimits &limits)
{
    SHOULI_TRY(auto source, TextSource::open(std::move(device)));
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(source), limits));
    SHOULI_CHECK(reader->begin());
    return reader;
}

Result<void> CsvReader::begin()
{
    SHOULI_TRY(const bool any, more());
    if (!any)
        return {};
    QString start = m_text.left(64 * 1024);
    start.replace(u'\r', u'\n');
    m_separator = separatorOf(start);
    // what a spreadsheet is told by those who write for it
    if (start.startsWith(u"sep=") && start.size() > 5 && start.at(5) == u'\n') {
        m_separator = start.at(4);
        m_at = m_text.startsWith(u"sep=") && m_text.mid(5, 2) == u"\r\n" ? 7 : 6;
        ++m_number;
    }
    return {};
}

Result<bool> CsvReader::more()
{
    if (m_at < m_text.size())
        return true;
    if (m_atEnd)
        return false;
    SHOULI_TRY(m_text, m_source->read());
    m_at = 0;
    m_atEnd = m_text.isEmpty();
    return !m_atEnd;
}

Result<std::optional<TableRow>> CsvReader::next()
{
    SHOULI_TRY(const bool any, more());
    if (!any)
        return std::optional<TableRow>();
    TableRow row;
    row.number = ++m_number;
    SHOULI_CHECK(readRow(row));
    return row;
}

void CsvReader::append(QString &cell, QChar c)
{
    if (cell.size() < m_limits.cellCharacters)
        cell.append(c);
    else
        m_tooLong = true;
}

void CsvReader::close(TableRow &row, QString &cell)
{
    const auto say = [&row, this](CellTrouble what) { row.troubles.append({m_column, what}); };
    if (m_column >= m_limits.columns) {
        if (!cell.isEmpty() && (row.troubles.isEmpty() || row.troubles.last().what != CellTrouble::NotTaken))
            row.troubles.append({m_limits.columns, CellTrouble::NotTaken});
    } else {
        if (cell.contains(QChar(u'\0'))) {
            cell.remove(QChar(u'\0'));
            say(CellTrouble::NulCharacter);
        }
        if (cell.contains(QChar(QChar::ReplacementCharacter)))
            say(CellTrouble::BrokenText);
        if (m_tooLong)
            say(CellTrouble::TooLong);
        cell = CellGuard::unguarded(CellGuard::plain(cell));
        const auto troubles = CellGuard::troublesOf(cell);
        for (const CellTrouble one : troubles)
            say(one);
        row.cells.append(cell);
    }
    cell.clear();
    m_tooLong = false;
    ++m_column;
}

Result<void> CsvReader::readRow(TableRow &row)
{
    m_column = 0;
    QString cell;
    bool begun = false; // something of the cell was read
    for (;;) {
        SHOULI_TRY(const bool any, more());
        if (!any)
            break;
        const QChar c = m_text.at(m_at++);
        if (c == u'"' && !begun) {
            SHOULI_CHECK(readQuoted(cell, row.number));
            begun = true;
        } else if (c == m_separator) {
            close(row, cell);
            begun = false;
        } else if (c == u'\n' || c == u'\r') {
            SHOULI_TRY(const bool further, more());
            if (c == u'\r' && further && m_text.at(m_at) == u'\n')
                ++m_at;
            break;
        } else {
            append(cell, c);
            begun = true;
        }
    }
    close(row, cell);
    if (row.cells.size() == 1 && row.cells.constFirst().isEmpty() && row.troubles.isEmpty())
        row.cells.clear();
    return {};
}

Result<void> CsvReader::readQuoted(QString &cell, std::int64_t row)
{
    for (;;) {
        SHOULI_TRY(const bool any, more());
        if (!any || cell.size() >= m_limits.cellCharacters)
            return refusal(TableTrouble::OpenQuote, row); // else one forgotten mark would swallow the rows after it
        const QChar c = m_text.at(m_at++);
        if (c != u'"') {
            cell.append(c);
            continue;
        }
        SHOULI_TRY(const bool further, more());
        if (!further || m_text.at(m_at) != u'"')
            return {};
        cell.append(c);
        ++m_at;
    }
}

} // namespace shouli::core::exchange
