// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/PdfPolish.h"

#include <QRegularExpression>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <exception>
#include <map>
#include <set>

namespace shouli::core::forms::setting {

using base::Result;

namespace {

using CharacterMap = std::map<unsigned, char32_t>; // glyph number in the subset -> character

QByteArray bytesOf(QPDFObjectHandle stream)
{
    const auto buffer = stream.getStreamData(qpdf_dl_generalized);
    return {reinterpret_cast<const char *>(buffer->getBuffer()), static_cast<qsizetype>(buffer->getSize())};
}

/// Number of glyphs in a TrueType font: maxp table, bytes 4 and 5.
int glyphCount(const QByteArray &font)
{
    const auto word = [&font](qsizetype at) -> quint32 {
        return at + 1 < font.size() ? static_cast<quint8>(font.at(at)) << 8 | static_cast<quint8>(font.at(at + 1)) : 0;
    };
    for (quint32 table = 0; table < word(4); ++table) {
        const qsizetype entry = 12 + 16 * static_cast<qsizetype>(table);
        if (font.mid(entry, 4) == "maxp")
            return static_cast<int>(word(static_cast<qsizetype>(word(entry + 8) << 16 | word(entry + 10)) + 4));
    }
    return -1;
}

/// The bfrange lines that Qt writes: <first> <last> <value>, or <first> <last> [<value> …].
CharacterMap readMap(const QByteArray &cmap)
{
    static const QRegularExpression range(
        QStringLiteral(R"(<([0-9A-F]{4})> <[0-9A-F]{4}> (?:<([0-9A-F]{4})>|\[([^\]]*)\]))"));
    static const QRegularExpression value(QStringLiteral("<([0-9A-F]{4})>"));
    CharacterMap map;
    const QString text = QString::fromLatin1(cmap).section(QStringLiteral("endcodespacerange"), 1);
    auto ranges = range.globalMatch(text);
    while (ranges.hasNext()) {
        const auto match = ranges.next();
        unsigned number = match.captured(1).toUInt(nullptr, 16);
        const QString single = match.captured(2);
        if (!single.isEmpty())
            map[number] = single.toUInt(nullptr, 16);
        auto values = value.globalMatch(match.captured(3));
        while (values.hasNext())
            map[number++] = values.next().captured(1).toUInt(nullptr, 16);
    }
    return map;
}

QByteArray writeMap(const CharacterMap &map)
{
    QByteArray text = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    constexpr std::size_t blockSize = 100; // the most that the format allows
    std::size_t left = map.size();
    std::size_t inBlock = 0;
    for (const auto &[number, character] : map) {
        if (inBlock == 0) {
            inBlock = std::min(left, blockSize);
            text += QByteArray::number(static_cast<qulonglong>(inBlock)) + " beginbfchar\n";
        }
        const QString value = QString::fromUcs4(&character, 1);
        text += '<' + QByteArray::number(number, 16).rightJustified(4, '0').toUpper() + "> <";
        for (const QChar unit : value)
            text += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0').toUpper();
        text += ">\n";
        --left;
        if (--inBlock == 0)
            text += "endbfchar\n";
    }
    text += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    return text;
}

char32_t withoutRadical(char32_t c)
{
    const bool radical = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF);
    const QList<uint> plain = radical ? QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_KC).toUcs4()
                                      : QList<uint>();
    return plain.size() == 1 ? static_cast<char32_t>(plain.first()) : c;
}

/// Whether what we recorded can be this font: as many glyphs, and every character that Qt knows
/// leads to the glyph we drew.
bool agrees(const FontUse &use, int glyphs, const CharacterMap &map)
{
    if (glyphs != static_cast<int>(use.glyphs.size()) + 1)
        return false;
    for (const auto &[number, character] : map) {
        if (number == 0 || character == 0)
            continue;
        if (number > use.glyphs.size())
            return false;
        if (character == use.characters[number - 1])
            continue;
        if (use.font.glyphIndexesForString(QString::fromUcs4(&character, 1)) != QList<quint32>{use.glyphs[number - 1]})
            return false;
    }
    return true;
}

CharacterMap corrected(const FontUse *use, int glyphs, CharacterMap map)
{
    if (use != nullptr && agrees(*use, glyphs, map)) {
        map.clear();
        for (std::size_t i = 0; i < use->characters.size(); ++i)
            map[static_cast<unsigned>(i + 1)] = withoutRadical(use->characters[i]);
        return map;
    }
    for (auto &[number, character] : map)
        character = withoutRadical(character);
    return map;
}

/// AAAAAA+, AAAAAB+, …: what the format asks a subset's name to begin with.
std::string subsetTag(std::size_t number)
{
    std::string tag(6, 'A');
    for (auto letter = tag.rbegin(); number > 0; ++letter, number /= 26)
        *letter = static_cast<char>('A' + number % 26);
    return tag + '+';
}

/// The fonts of the document in the order in which Qt met them: /F7 before /F12.
std::map<int, QPDFObjectHandle> fontsOf(QPDF &pdf)
{
    std::map<int, QPDFObjectHandle> fonts;
    std::set<QPDFObjGen> seen;
    for (auto &page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        auto resources = page.getAttribute("/Resources", false);
        if (resources.isIndirect() && !seen.insert(resources.getObjGen()).second)
            continue;
        for (const auto &[name, font] : resources.getKey("/Font").ditems())
            fonts.insert({QByteArray::fromStdString(name).mid(2).toInt(), font});
    }
    return fonts;
}

void correctFont(QPDF &pdf, QPDFObjectHandle font, const FontUse *use, std::size_t number)
{
    auto descendant = font.getKey("/DescendantFonts").getArrayItem(0);
    auto descriptor = descendant.getKey("/FontDescriptor");
    std::string name = descriptor.getKey("/FontName").getName();
    name = '/' + subsetTag(number) + name.substr(name.find('+') + 1);
    for (auto [object, key] :
         {std::pair(font, "/BaseFont"), std::pair(descendant, "/BaseFont"), std::pair(descriptor, "/FontName")})
        object.replaceKey(key, QPDFObjectHandle::newName(name));
    const int glyphs = glyphCount(bytesOf(descriptor.getKey("/FontFile2")));
    const auto map = corrected(use, glyphs, readMap(bytesOf(font.getKey("/ToUnicode"))));
    font.replaceKey("/ToUnicode", pdf.makeIndirectObject(pdf.newStream(writeMap(map).toStdString())));
}

QPDFObjectHandle dateOf(base::Timestamp time)
{
    const QString text = time.inChina().toString(QStringLiteral("'D:'yyyyMMddHHmmss'+08\\'00\\''"));
    return QPDFObjectHandle::newString(text.toStdString());
}

} // namespace

Result<QByteArray> polishPdf(const QByteArray &bytes, const PdfFacts &facts)
{
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("form", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        const auto fonts = fontsOf(pdf);
        std::size_t number = 0;
        for (const auto &[order, font] : fonts) {
            const bool known = fonts.size() == facts.fonts.size();
            correctFont(pdf, font, known ? &facts.fonts[number] : nullptr, number);
            ++number;
        }
        auto info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(facts.title.toStdString()));
        info.replaceKey("/Creator", QPDFObjectHandle::newString("Shouli"));
        info.replaceKey("/Producer", QPDFObjectHandle::newString("Shouli"));
        info.replaceKey("/CreationDate", dateOf(facts.made));
        info.replaceKey("/ModDate", dateOf(facts.made));
        pdf.getTrailer().replaceKey("/Info", info);
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const auto result = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(result->getBuffer()),
                          static_cast<qsizetype>(result->getSize()));
    } catch (const std::exception &thrown) {
        return base::failure(base::ErrorCode::PrintFailed, QString::fromUtf8(thrown.what()));
    }
}

} // namespace shouli::core::forms::setting
