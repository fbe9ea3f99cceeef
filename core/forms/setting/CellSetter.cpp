// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/CellSetter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shouli::core::forms::setting {

using base::ErrorCode;
using base::Result;

namespace {

constexpr double shrinkStep = 0.5; // pt
constexpr double endPadding = 0.3; // mm above and below words
constexpr double edgeGap = 0.7;    // mm more where they stand at the top or the bottom
constexpr double partGap = 0.8;    // mm between the parts of a cell
constexpr double slack = 0.02;     // mm
constexpr double ascent = 0.88;    // of an ideograph's square, above the baseline

bool blank(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c == QChar(FormScope::valueBegins) || c == QChar(FormScope::valueEnds);
    });
}

/// Whether the text that stands for absent values goes in its place: none of the values is known.
bool saysNothing(const FormPart &part, const QString &text)
{
    if (part.empty.isEmpty() || part.text.isFixed())
        return false;
    return !text.contains(QChar(FormScope::valueBegins)) && !text.contains(u'☑');
}

/// 0 top, 1 middle, 2 bottom.
int group(const FormPart &part)
{
    return part.align.testFlag(Qt::AlignTop) ? 0 : part.align.testFlag(Qt::AlignBottom) ? 2 : 1;
}

QString withoutMarks(QString text)
{
    return text.remove(QChar(FormScope::valueBegins)).remove(QChar(FormScope::valueEnds));
}

} // namespace

double CellSetter::Words::height() const
{
    return static_cast<double>(lines.size()) * millimetres(points) * style->line;
}

Result<std::vector<CellSetter::Words>> CellSetter::words(const FormCell &cell, const FormScope &scope) const
{
    std::vector<Words> all;
    for (const FormPart &part : cell.parts) {
        if ((!part.when.isEmpty() && !scope.holds(part.when)) || (!part.unless.isEmpty() && scope.holds(part.unless)))
            continue;
        Words words;
        words.part = &part;
        words.fixed = part.text.isFixed();
        words.style = &*m_form.styles.constFind(part.style);
        words.points = words.style->size;
        SHOULI_TRY(words.text, part.text.render(scope));
        if (saysNothing(part, words.text)) {
            SHOULI_TRY(words.text, part.empty.render(scope));
        }
        if (blank(words.text))
            continue;
        all.push_back(std::move(words));
    }
    return all;
}

void CellSetter::wrap(Words &words, double width, double points) const
{
    words.points = points;
    words.lines = m_flow.wrap(words.text, *words.style, width / millimetres(points), words.part->indent);
}

double CellSetter::stackHeight(const std::vector<Words> &all, int wanted)
{
    double sum = 0;
    double before = 0; // height of what the next part may stand beside
    for (const Words &words : all) {
        if (wanted != everyGroup && group(*words.part) != wanted)
            continue;
        const double height = words.height();
        sum += words.part->beside ? std::max(0.0, height - before) : height + (sum > 0 ? partGap : 0);
        before = words.part->beside ? std::max(before, height) : height;
    }
    return sum;
}

bool CellSetter::shrinkToFit(std::vector<Words> &all, double width, double height) const
{
    for (double step = 0;; step += shrinkStep) {
        bool smaller = false;
        for (Words &words : all) {
            const double floor = std::min(words.style->size, words.style->smallest);
            const double points = std::max(floor, words.style->size - step);
            smaller = smaller || points > floor;
            wrap(words, width, points);
        }
        if (stackHeight(all) <= height + slack)
            return true;
        if (!smaller)
            return false;
    }
}

bool CellSetter::shorten(Words &words, double width, double height) const
{
    static const std::array<QString, 3> notes = {QStringLiteral("…（见续页）"), QStringLiteral("见续页"),
                                                 QStringLiteral("续")};
    const QString full = withoutMarks(words.text);
    const QList<uint> letters = full.toUcs4();
    const auto fits = [&](qsizetype count, const QString &note) {
        words.text = QString::fromUcs4(reinterpret_cast<const char32_t *>(letters.constData()), count).trimmed() + note;
        if (!words.style->valueStyle.isEmpty())
            words.text = QChar(FormScope::valueBegins) + words.text + QChar(FormScope::valueEnds);
        wrap(words, width, words.points);
        return words.height() <= height + slack;
    };
    for (const QString &note : notes) {
        if (!fits(0, note))
            continue;
        qsizetype good = 0;
        qsizetype bad = letters.size();
        while (bad - good > 1) {
            const qsizetype middle = (good + bad) / 2;
            (fits(middle, note) ? good : bad) = middle;
        }
        fits(good, note);
        return true;
    }
    return false;
}

double CellSetter::placeLines(FormPage &page, const std::vector<FlowLine> &lines, const FormPart &part,
                              const FormStyle &style, double points, const QRectF &rect)
{
    const double size = millimetres(points);
    const double pitch = size * style.line;
    double top = rect.top();
    for (const FlowLine &line : lines) {
        const double spare = rect.width() - line.width * size;
        double left = rect.left();
        double stretch = 0;
        if (part.align.testFlag(Qt::AlignHCenter))
            left += spare / 2;
        else if (part.align.testFlag(Qt::AlignRight))
            left += spare;
        // a little goes between characters; a line that is short for another reason stays as it is
        if (part.justify && !line.last && line.items.size() > 1 && spare < 2.5 * size)
            stretch = spare / size / static_cast<double>(line.items.size() - 1);
        TextFlow::place(page, line, size, left, top + (pitch - size) / 2 + ascent * size, stretch);
        top += pitch;
    }
    return top - rect.top();
}

Result<double> CellSetter::height(const FormCell &cell, const FormScope &scope, double width) const
{
    if (cell.kind != FormCell::Kind::Words)
        return 0;
    SHOULI_TRY(auto all, words(cell, scope));
    for (Words &words : all)
        wrap(words, width - 2 * cell.padding, words.style->size);
    return stackHeight(all) + 2 * (endPadding + edgeGap);
}

Result<std::optional<QString>> CellSetter::set(FormPage &page, const FormCell &cell, const FormScope &scope,
                                               const QRectF &rect, const cards::QrImage *code,
                                               const QString &prefix) const
{
    if (cell.kind == FormCell::Kind::Code) {
        if (code != nullptr)
            setCode(page, *code, rect);
        return std::optional<QString>();
    }
    for (const FormPart &part : cell.parts) {
        for (const QString &key : part.text.keys())
            page.fields.push_back({prefix + key, rect});
    }
    SHOULI_TRY(auto all, words(cell, scope));
    if (cell.kind == FormCell::Kind::Boxes) {
        Words none{nullptr, nullptr, {}, true, 0, {}};
        setBoxes(page, cell, all.empty() ? none : all.front(), rect);
        return std::optional<QString>();
    }
    if (all.empty())
        return std::optional<QString>();
    if (cell.kind == FormCell::Kind::Stacked) {
        setStacked(page, all.front(), rect);
        return std::optional<QString>();
    }
    if (cell.kind == FormCell::Kind::Photo)
        page.boxes.push_back({rect.adjusted(1, 1, -1, -1), 0.35, true});

    const QRectF inner = rect.adjusted(cell.padding, endPadding, -cell.padding, -endPadding);
    std::optional<QString> overflow;
    if (!shrinkToFit(all, inner.width(), inner.height())) {
        Words *longest = nullptr;
        for (Words &words : all) {
            if (!words.fixed && (longest == nullptr || words.height() > longest->height()))
                longest = &words;
        }
        const QString full = longest == nullptr ? QString() : withoutMarks(longest->text);
        if (longest == nullptr
            || !shorten(*longest, inner.width(), inner.height() - stackHeight(all) + longest->height()))
            return base::failure(
                ErrorCode::TemplateDamaged,
                QStringLiteral("%1: no room for “%2”").arg(m_form.id, all.front().part->text.source()));
        overflow = full;
    }

    const double high = stackHeight(all, 0);
    const double centre = stackHeight(all, 1);
    const double low = stackHeight(all, 2);
    const double edge = std::clamp(inner.height() - high - centre - low, 0.0, edgeGap);
    const double below = inner.top() + edge + high;
    const double above = inner.bottom() - edge - low;
    std::array<double, 3> next = {inner.top() + edge, below + (above - below - centre) / 2, above};
    double last = 0;
    for (const Words &words : all) {
        double &top = next[static_cast<std::size_t>(group(*words.part))];
        if (!words.part->beside)
            last = top;
        const QRectF place(inner.left(), last, inner.width(), words.height());
        top = std::max(top,
                       last + placeLines(page, words.lines, *words.part, *words.style, words.points, place) + partGap);
    }
    return overflow;
}

void CellSetter::setStacked(FormPage &page, Words &words, const QRectF &rect) const
{
    const QStringList columns = withoutMarks(words.text).split(u'\n');
    qsizetype tallest = 1;
    for (const QString &column : columns)
        tallest = std::max(tallest, column.toUcs4().size());
    const double room = rect.height() - 2 * endPadding;
    const double floor = std::min(words.style->size, words.style->smallest);
    const double points = std::clamp(room / static_cast<double>(tallest) / millimetres(1), floor, words.style->size);
    const double size = millimetres(points);
    const double pitch = std::min(size * 1.4, room / static_cast<double>(tallest));
    const double columnPitch = size * 1.15;
    double left = rect.center().x() - columnPitch * static_cast<double>(columns.size()) / 2;
    FormPart centred = *words.part;
    centred.align = Qt::AlignHCenter | Qt::AlignTop;
    for (const QString &column : columns) {
        const QList<uint> letters = column.toUcs4();
        double top = rect.center().y() - pitch * static_cast<double>(letters.size()) / 2;
        for (const uint letter : letters) {
            const char32_t c = letter;
            const auto lines = m_flow.wrap(QString::fromUcs4(&c, 1), *words.style, 4);
            placeLines(page, lines, centred, *words.style, points,
                       {left, top + (pitch - size * words.style->line) / 2, columnPitch, pitch});
            top += pitch;
        }
        left += columnPitch;
    }
}

void CellSetter::setBoxes(FormPage &page, const FormCell &cell, Words &words, const QRectF &rect) const
{
    const QList<uint> letters = withoutMarks(words.text).toUcs4();
    if (letters.size() > cell.boxes) { // no number of this kind: printed plainly, all of it
        wrap(words, rect.width() - 2 * cell.padding, words.style->size);
        placeLines(page, words.lines, *words.part, *words.style, words.points,
                   {rect.left() + cell.padding, rect.center().y() - words.height() / 2, rect.width() - 2 * cell.padding,
                    words.height()});
        return;
    }
    const double width = std::min(6.5, (rect.width() - 2 * cell.padding) / cell.boxes);
    const double height = std::min(7.0, rect.height() - 2 * endPadding);
    const double left = rect.center().x() - width * cell.boxes / 2;
    const double top = rect.center().y() - height / 2;
    page.boxes.push_back({QRectF(left, top, width * cell.boxes, height)});
    for (int i = 1; i < cell.boxes; ++i)
        page.lines.push_back({QLineF(left + i * width, top, left + i * width, top + height)});
    if (letters.isEmpty())
        return;
    FormPart centred = *words.part;
    centred.align = Qt::AlignHCenter | Qt::AlignTop;
    const double pitch = millimetres(words.points) * words.style->line;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        const char32_t c = letters.at(i);
        const auto lines = m_flow.wrap(QString::fromUcs4(&c, 1), *words.style, 4);
        placeLines(page, lines, centred, *words.style, words.points,
                   {left + static_cast<double>(i) * width, rect.center().y() - pitch / 2, width, pitch});
    }
}

void CellSetter::setCode(FormPage &page, const cards::QrImage &code, const QRectF &rect)
{
    // modules of whole hundredths of a millimetre, so that all squares are equal to the last digit
    constexpr double step = 100;
    const double side = std::min(rect.width(), rect.height());
    const double module = std::floor(side * step / (code.modules() + 2 * cards::QrImage::quietZone)) / step;
    const double symbol = module * code.modules();
    const QPointF corner(std::round((rect.center().x() - symbol / 2) * step) / step,
                         std::round((rect.center().y() - symbol / 2) * step) / step);
    page.codes.push_back({QRectF(corner, QSizeF(symbol, symbol)), code});
}

} // namespace shouli::core::forms::setting
