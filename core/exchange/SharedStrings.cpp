// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/SharedStrings.h"

#include "core/exchange/TableReader.h"

#include <QXmlStreamReader>

namespace shouli::core::exchange {

using base::Result;

namespace {

constexpr int deepest = 32;

} // namespace

QString SharedStrings::text(QXmlStreamReader &xml, qsizetype longest)
{
    QString all;
    int depth = 1;
    int silent = 0; // depth of <rPh>: how it is read aloud
    bool inText = false;
    while (depth > 0 && depth < deepest && !xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            ++depth;
            if (silent == 0 && xml.name() == u"rPh")
                silent = depth;
            inText = silent == 0 && xml.name() == u"t";
            break;
        case QXmlStreamReader::EndElement:
            if (silent == depth)
                silent = 0;
            inText = false;
            --depth;
            break;
        case QXmlStreamReader::Characters:
            if (inText && all.size() <= longest)
                all += xml.text().left(longest + 1 - all.size());
            break;
        default:
            break;
        }
    }
    if (depth >= deepest)
        xml.raiseError(QStringLiteral("too deep"));
    return all;
}

Result<SharedStrings> SharedStrings::read(ZipEntry &entry, const TableLimits &limits)
{
    SharedStrings all;
    QXmlStreamReader xml(&entry);
    xml.setEntityExpansionLimit(0);
    std::int64_t characters = 0;
    int depth = 0;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return refusal(TableTrouble::Damaged);
        if (token == QXmlStreamReader::EndElement)
            --depth;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() != u"si") {
            if (++depth > deepest)
                return refusal(TableTrouble::Damaged);
            continue;
        }
        const QString one = text(xml, limits.cellCharacters);
        characters += one.size() + 8; // the end of each is kept too
        if (characters > limits.sharedCharacters)
            return refusal(TableTrouble::TooLarge);
        all.m_bytes += one.toUtf8();
        all.m_ends.push_back(all.m_bytes.size());
    }
    if (entry.isBreached())
        return refusal(TableTrouble::TooLarge);
    if (xml.hasError())
        return refusal(TableTrouble::Damaged);
    return all;
}

QString SharedStrings::at(qsizetype number) const
{
    if (number < 0 || number >= count())
        return {};
    const qsizetype begin = number == 0 ? 0 : m_ends[static_cast<std::size_t>(number) - 1];
    return QString::fromUtf8(QByteArrayView(m_bytes).sliced(begin, m_ends[static_cast<std::size_t>(number)] - begin));
}

} // namespace shouli::core::exchange
