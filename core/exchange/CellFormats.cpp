// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CellFormats.h"

#include "core/exchange/TableReader.h"

#include <QDate>
#include <QHash>
#include <QXmlStreamReader>

#include <cmath>

namespace shouli::core::exchange {

using base::Result;

namespace {

constexpr int deepest = 32;
constexpr std::size_t mostStyles = 100'000; // a spreadsheet's own limit is 65,490
constexpr double exactDigits = 1e15;        // what a spreadsheet keeps of a number

/// Formats that need not be declared: dates, and those of East Asian locales.
bool isBuiltInDate(int format)
{
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31)
        || (format >= 34 && format <= 36) || (format >= 50 && format <= 54) || (format >= 57 && format <= 58);
}

} // namespace

bool CellFormats::isDateFormat(const QString &format)
{
    bool quoted = false;
    bool bracketed = false;
    for (qsizetype i = 0; i < format.size(); ++i) {
        const QChar c = format.at(i);
        if (c == u'"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == u'\\' || c == u'_' || c == u'*')
            ++i; // the next is shown as it is, or is room
        else if (c == u'[' || c == u']')
            bracketed = c == u'[';
        else if (!bracketed && (c.toLower() == u'y' || c.toLower() == u'd' || c.toLower() == u'e'))
            return c.toLower() != u'e' || i == 0 || format.at(i - 1) != u'0'; // 0.00E+00 is a number
    }
    return false;
}

Result<CellFormats> CellFormats::read(ZipEntry &entry)
{
    CellFormats formats;
    QHash<int, bool> declared;
    QXmlStreamReader xml(&entry);
    xml.setEntityExpansionLimit(0);
    bool inCells = false;
    int depth = 0;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD || depth > deepest)
            return refusal(TableTrouble::Damaged);
        if (token == QXmlStreamReader::EndElement) {
            --depth;
            inCells = inCells && xml.name() != u"cellXfs";
        }
        if (token != QXmlStreamReader::StartElement)
            continue;
        ++depth;
        const auto attributes = xml.attributes();
        const int format = attributes.value(QLatin1String("numFmtId")).toInt();
        if (xml.name() == u"numFmt" && static_cast<std::size_t>(declared.size()) < mostStyles)
            declared.insert(format, isDateFormat(attributes.value(QLatin1String("formatCode")).toString()));
        else if (xml.name() == u"cellXfs")
            inCells = true;
        else if (inCells && xml.name() == u"xf" && formats.m_dates.size() < mostStyles)
            formats.m_dates.push_back(declared.value(format, isBuiltInDate(format)));
    }
    if (entry.isBreached())
        return refusal(TableTrouble::TooLarge);
    if (xml.hasError())
        return refusal(TableTrouble::Damaged);
    return formats;
}

QString CellFormats::text(QStringView number, int style, QList<CellTrouble> &troubles) const
{
    bool ok = false;
    const double value = number.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return number.toString();
    const bool isDate = style >= 0 && static_cast<std::size_t>(style) < m_dates.size()
        && m_dates[static_cast<std::size_t>(style)];
    if (isDate && value >= 1 && value < 2'958'466) { // 31 December 9999
        const auto days = static_cast<qint64>(std::floor(value));
        // 29 February 1900 never was, but spreadsheets count it
        const QDate first = m_from1904 ? QDate(1904, 1, 1) : days < 60 ? QDate(1899, 12, 31) : QDate(1899, 12, 30);
        return first.addDays(days).toString(Qt::ISODate);
    }
    if (value != std::floor(value))
        return QString::number(value, 'g', 15);
    if (std::fabs(value) >= exactDigits) {
        troubles.append(CellTrouble::DigitsLost);
        return number.toString().left(40);
    }
    return QString::number(value, 'f', 0);
}

} // namespace shouli::core::exchange
