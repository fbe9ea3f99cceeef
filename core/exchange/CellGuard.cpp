// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CellGuard.h"

namespace shouli::core::exchange::CellGuard {

namespace {

/// Where the apostrophes at the beginning end.
qsizetype afterApostrophes(const QString &cell)
{
    qsizetype at = 0;
    while (at < cell.size() && cell.at(at) == u'\'')
        ++at;
    return at;
}

bool beginsFormula(const QString &cell, qsizetype at)
{
    // full-width forms too: spreadsheets of East Asian systems fold them
    return at < cell.size() && QStringView(u"=+-@\t\r\n＝＋－＠").contains(cell.at(at));
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// 6.10623E+17, 6E+17
bool isScientific(QStringView cell)
{
    const qsizetype e = cell.indexOf(u'E', 0, Qt::CaseInsensitive);
    if (e < 1 || cell.size() < e + 3 || cell.size() > 40 || cell.at(e + 1) != u'+')
        return false;
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const bool fits = i == e || i == e + 1 || (i == 1 && cell.at(i) == u'.') || isDigit(cell.at(i));
        if (!fits)
            return false;
    }
    return true;
}

} // namespace

QString guarded(const QString &cell)
{
    return beginsFormula(cell, afterApostrophes(cell)) ? QChar(u'\'') + cell : cell;
}

QString unguarded(const QString &cell)
{
    const qsizetype at = afterApostrophes(cell);
    return at > 0 && beginsFormula(cell, at) ? cell.mid(1) : cell;
}

QString plain(const QString &cell)
{
    if (cell.size() >= 3 && cell.startsWith(u"=\"") && cell.endsWith(u'"') && cell.indexOf(u'"', 2) == cell.size() - 1)
        return cell.mid(2, cell.size() - 3);
    return cell;
}

QList<CellTrouble> troublesOf(QStringView cell)
{
    const QStringView text = cell.trimmed();
    if (isScientific(text))
        return {CellTrouble::DigitsLost};
    if (!text.startsWith(u'#'))
        return {};
    for (const QStringView error : {u"#N/A", u"#REF!", u"#VALUE!", u"#NAME?", u"#DIV/0!", u"#NUM!", u"#NULL!"}) {
        if (text == error)
            return {CellTrouble::SpreadsheetError};
    }
    const bool tooNarrow = text.size() >= 4 && text.count(u'#') == text.size();
    return tooNarrow ? QList<CellTrouble>{CellTrouble::SpreadsheetError} : QList<CellTrouble>();
}

} // namespace shouli::core::exchange::CellGuard
