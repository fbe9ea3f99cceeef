// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/TextFlow.h"

#include "core/forms/FormScope.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace shouli::core::forms::setting {

namespace {

constexpr double ruleAdvance = 0.5; // of one `_`
constexpr double ruleDrop = 0.14;   // below the baseline
constexpr int shortestRule = 3;

struct Mark {
    FlowLine::Item item;
    double advance = 0;
    bool breakBefore = false; ///< a line may begin here
    bool newLine = false;     ///< a line must begin here
};

bool invisible(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == FormScope::valueBegins
        || c == FormScope::valueEnds || (c >= 0xE0100 && c <= 0xE01EF);
}

bool space(char32_t c)
{
    return c == U' ' || c == U'\u00A0' || c == U'\u3000' || (c >= 0x2000 && c <= 0x200A);
}

double spaceAdvance(char32_t c)
{
    return c == U'\u3000' ? 1 : 0.25;
}

struct Letter {
    char32_t character = 0;
    bool value = false;
    bool newLine = false;
};

/// The characters that count, with control characters, variation selectors and the like left out.
std::vector<Letter> letters(const QString &text)
{
    std::vector<Letter> list;
    list.reserve(static_cast<std::size_t>(text.size()) + 1);
    bool value = false;
    bool newLine = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (c == FormScope::valueBegins || c == FormScope::valueEnds)
            value = c == FormScope::valueBegins;
        if (c == U'\n') {
            if (newLine)
                list.push_back({U' ', value, true}); // an empty line keeps its height
            newLine = true;
        }
        if (c == U'\t')
            c = U' ';
        if (!invisible(c))
            list.push_back({c, value, std::exchange(newLine, false)});
    }
    return list;
}

/// The letters with their glyphs and where lines may break.
std::vector<Mark> marks(const std::vector<Letter> &text, int words, int values, double spacing, FontBook &fonts)
{
    QString plain;
    for (const Letter &letter : text)
        plain += QString::fromUcs4(&letter.character, 1);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, plain);
    std::vector<Mark> list;
    list.reserve(text.size());
    qsizetype position = 0;
    char32_t before = 0;
    for (const Letter &letter : text) {
        const char32_t c = letter.character;
        finder.setPosition(position);
        Mark mark;
        mark.item.character = c;
        mark.newLine = letter.newLine;
        mark.breakBefore = finder.isAtBoundary() && c != U'\u00B7' && before != U'\u25A1' && before != U'\u2611';
        if (space(c)) {
            mark.item.drawn = false;
            mark.advance = spaceAdvance(c);
        } else {
            mark.item.glyph = fonts.glyph(letter.value ? values : words, c);
            mark.advance = mark.item.glyph.advance + spacing;
        }
        before = c;
        position += QChar::requiresSurrogates(c) ? 2 : 1;
        list.push_back(mark);
    }
    return list;
}

void findRules(std::vector<Mark> &list)
{
    for (std::size_t i = 0; i < list.size();) {
        std::size_t end = i;
        while (end < list.size() && list[end].item.character == U'_')
            ++end;
        if (end - i >= shortestRule) {
            for (std::size_t k = i; k < end; ++k) {
                list[k].item.ruled = true;
                list[k].item.drawn = false;
                list[k].advance = ruleAdvance;
            }
        }
        i = std::max(end, i + 1);
    }
}

FlowLine line(const std::vector<Mark> &list, std::size_t from, std::size_t to, double indent, double spacing)
{
    FlowLine line;
    const auto isSpace = [&list](std::size_t i) { return space(list[i].item.character); };
    std::size_t end = to;
    while (end > from && isSpace(end - 1))
        --end;
    double x = indent;
    for (std::size_t i = from; i < end; ++i) {
        FlowLine::Item item = list[i].item;
        item.x = x;
        x += list[i].advance;
        line.items.push_back(item);
    }
    line.width = line.items.empty() ? 0 : x - (line.items.back().drawn ? spacing : 0);
    return line;
}

} // namespace

std::vector<FlowLine> TextFlow::wrap(const QString &text, const FormStyle &style, double width, double indent) const
{
    constexpr double tolerance = 1e-6;
    const int words = m_fonts.chain(style);
    const int values = style.valueStyle.isEmpty() ? words : m_fonts.chain(m_styles.value(style.valueStyle));
    std::vector<Mark> list = marks(letters(text), words, values, style.spacing, m_fonts);
    findRules(list);
    std::vector<FlowLine> lines;
    std::size_t from = 0;
    while (from < list.size()) {
        double x = from == 0 || list[from].newLine ? indent : 0;
        const double start = x;
        std::size_t to = from;
        std::size_t lastBreak = from;
        while (to < list.size() && (to == from || !list[to].newLine)) {
            if (to > from && list[to].breakBefore)
                lastBreak = to;
            const bool fits = x + list[to].item.glyph.advance <= width + tolerance;
            if (!fits && !space(list[to].item.character) && to > from)
                break;
            x += list[to].advance;
            ++to;
        }
        const bool last = to == list.size() || list[to].newLine;
        if (!last && lastBreak > from)
            to = lastBreak;
        lines.push_back(line(list, from, to, start, style.spacing));
        lines.back().last = last;
        from = to;
    }
    return lines;
}

void TextFlow::place(FormPage &page, const FlowLine &line, double size, double left, double baseline, double stretch)
{
    double stretched = 0;
    PageText *run = nullptr;
    double ruleFrom = -1;
    const auto endRule = [&](double to) {
        if (ruleFrom >= 0)
            page.lines.push_back({QLineF(ruleFrom, baseline + ruleDrop * size, to, baseline + ruleDrop * size)});
        ruleFrom = -1;
    };
    for (const FlowLine::Item &item : line.items) {
        const double x = left + (item.x + stretched) * size;
        stretched += stretch;
        if (!item.ruled)
            endRule(x);
        else if (ruleFrom < 0)
            ruleFrom = x;
        if (!item.drawn || item.glyph.font < 0)
            continue;
        if (run == nullptr || run->font != item.glyph.font) {
            page.texts.push_back({item.glyph.font, size, baseline, {}, {}, {}});
            run = &page.texts.back();
        }
        run->glyphs.push_back(item.glyph.index);
        run->x.push_back(x);
        run->characters.push_back(item.character);
    }
    endRule(left + (line.width + stretched) * size);
}

} // namespace shouli::core::forms::setting
