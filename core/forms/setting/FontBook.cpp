// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/FontBook.h"

#include <QFont>
#include <QFontDatabase>

#include <algorithm>
#include <utility>

namespace shouli::core::forms::setting {

namespace {

constexpr double measure = 1000; // pixels: units per em of most fonts, so advances come out exact
constexpr qsizetype keptSizes = 400;

bool isBox(char32_t c)
{
    return c == U'\u25A1' || c == U'\u2611';
}

} // namespace

bool FontBook::Chain::sameFonts(const FormStyle &style) const
{
    return families == style.families && weight == style.weight && boxes == style.boxes;
}

int FontBook::chain(const FormStyle &style)
{
    const auto found = std::find_if(m_chains.begin(), m_chains.end(),
                                    [&style](const Chain &chain) { return chain.sameFonts(style); });
    if (found != m_chains.end())
        return static_cast<int>(found - m_chains.begin());
    m_chains.push_back({style.families, style.boxes, style.weight, {}});
    return static_cast<int>(m_chains.size()) - 1;
}

FontBook::Glyph FontBook::glyph(int chain, char32_t character)
{
    Chain &chosen = m_chains.at(static_cast<std::size_t>(chain));
    const auto known = chosen.glyphs.constFind(character);
    Glyph glyph;
    if (known != chosen.glyphs.constEnd()) {
        glyph = *known;
    } else {
        glyph = find(chosen, character);
        chosen.glyphs.insert(character, glyph);
    }
    if (glyph.font < 0)
        m_missing.insert(character);
    return glyph;
}

FontBook::Glyph FontBook::find(const Chain &chain, char32_t character)
{
    QStringList families = chain.families;
    if (isBox(character) && !chain.boxes.isEmpty())
        families.prepend(chain.boxes);
    const QString text = QString::fromUcs4(&character, 1);
    for (const QString &family : std::as_const(families)) {
        const int number = font(family, chain.weight);
        if (number < 0)
            continue;
        const QRawFont &raw = m_fonts.at(static_cast<std::size_t>(number));
        const QList<quint32> indexes = raw.glyphIndexesForString(text);
        if (indexes.size() != 1 || indexes.first() == 0)
            continue;
        const QList<QPointF> advances = raw.advancesForGlyphIndexes(indexes, QRawFont::UseDesignMetrics);
        return {number, indexes.first(), advances.first().x() / measure};
    }
    return {};
}

int FontBook::font(const QString &family, int weight)
{
    const auto key = std::pair(family, weight);
    const auto known = m_byFamily.constFind(key);
    if (known != m_byFamily.constEnd())
        return *known;
    int number = -1;
    if (QFontDatabase::hasFamily(family)) { // else Qt would silently take another
        QFont wanted;
        wanted.setFamilies({family});
        wanted.setWeight(static_cast<QFont::Weight>(weight));
        wanted.setPixelSize(static_cast<int>(measure));
        wanted.setHintingPreference(QFont::PreferNoHinting);
        wanted.setStyleStrategy(QFont::NoFontMerging);
        QRawFont raw = QRawFont::fromFont(wanted);
        if (raw.isValid()) {
            number = static_cast<int>(m_fonts.size());
            m_fonts.push_back(std::move(raw));
        }
    }
    m_byFamily.insert(key, number);
    return number;
}

const QRawFont &FontBook::sized(int font, double pixels)
{
    const auto key = std::pair(font, pixels);
    auto found = m_sized.find(key);
    if (found == m_sized.end()) {
        if (m_sized.size() >= keptSizes) // a preview that is zoomed for hours
            m_sized.clear();
        QRawFont raw = m_fonts.at(static_cast<std::size_t>(font));
        raw.setPixelSize(pixels);
        found = m_sized.insert(key, raw);
    }
    return *found;
}

QSet<char32_t> FontBook::takeMissing()
{
    return std::exchange(m_missing, {});
}

} // namespace shouli::core::forms::setting
