// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/StageBar.h"

#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QPainter>
#include <QStringList>

#include <utility>

namespace shouli::app::widgets {

using look::Colours;
using look::TextFlow;
using look::Theme;

namespace {

constexpr int barHeight = 4;
constexpr int gap = Theme::grid;
constexpr int columnPadding = 2;

bool isCurrent(Stage::State state)
{
    return state == Stage::State::Current || state == Stage::State::DueSoon || state == Stage::State::Overdue
        || state == Stage::State::Paused;
}

QFont nameFont(Stage::State state)
{
    return Theme::font(Theme::Text::Body, isCurrent(state) ? QFont::Bold : QFont::Normal);
}

QColor barColour(Stage::State state, const Colours &colours)
{
    switch (state) {
    case Stage::State::Todo:
        return colours.line;
    case Stage::State::Done:
    case Stage::State::Current:
        return colours.brand;
    case Stage::State::DueSoon:
        return colours.warnMark;
    case Stage::State::Overdue:
        return colours.bad;
    case Stage::State::Paused:
        return colours.paused;
    }
    return colours.line;
}

QColor detailColour(Stage::State state, const Colours &colours)
{
    switch (state) {
    case Stage::State::DueSoon:
        return colours.warn;
    case Stage::State::Overdue:
        return colours.bad;
    case Stage::State::Todo:
    case Stage::State::Paused:
        return colours.dim;
    case Stage::State::Done:
    case Stage::State::Current:
        break;
    }
    return colours.ink;
}

QString detailText(const Stage &stage)
{
    if (stage.state != Stage::State::Done)
        return stage.detail;
    return stage.detail.isEmpty() ? QStringLiteral("✓") : stage.detail + QStringLiteral(" ✓");
}

/// Equal columns, except that those which need more take it from the others; nothing where not all fit.
QList<int> sharedOut(const QList<int> &needs, int width)
{
    const int share = width / static_cast<int>(needs.size());
    int over = 0; // what the wide ones take from the others
    int slack = 0;
    for (const int need : needs) {
        over += qMax(0, need - share);
        slack += qMax(0, share - need);
    }
    if (over > slack)
        return {};
    QList<int> widths;
    for (const int need : needs)
        widths.append(need >= share ? need : share - over * (share - need) / qMax(1, slack));
    return widths;
}

/// Whole names on one line where that is possible: Chinese ones would break between any two characters. Else
/// no word is broken; where not even the words fit, they break where they must.
QList<int> columnWidths(const QList<Stage> &stages, int width)
{
    QList<int> names;
    QList<int> words;
    for (const Stage &stage : stages) {
        const QFont font = nameFont(stage.state);
        const int detail = TextFlow::widestWord(detailText(stage), Theme::font(Theme::Text::Body));
        names.append(qMax(TextFlow::naturalWidth(stage.name, font), detail) + 2 * columnPadding);
        words.append(qMax(TextFlow::widestWord(stage.name, font), detail) + 2 * columnPadding);
    }
    for (const QList<int> &needs : {names, words}) {
        const QList<int> widths = sharedOut(needs, width);
        if (!widths.isEmpty())
            return widths;
    }
    return QList<int>(stages.size(), width / static_cast<int>(stages.size()));
}

/// A Chinese name that does not fit breaks in its middle: 社区|受理, not 社区受|理.
QString nameIn(const Stage &stage, int width)
{
    const QFont font = nameFont(stage.state);
    const QString &name = stage.name;
    constexpr char16_t firstIdeograph = 0x2E80;
    if (name.isEmpty() || name.front() < firstIdeograph || TextFlow::naturalWidth(name, font) <= width)
        return name;
    qsizetype middle = (name.size() + 1) / 2;
    if (name.at(middle).isLowSurrogate())
        ++middle;
    const bool fits = middle < name.size() && TextFlow::naturalWidth(name.left(middle), font) <= width;
    return fits ? name.left(middle) + QChar::LineSeparator + name.mid(middle) : name;
}

/// The names decide one height, so that all details stand on one line.
int namesHeight(const QList<Stage> &stages, const QList<int> &widths)
{
    int height = 0;
    for (qsizetype i = 0; i < stages.size(); ++i) {
        const Stage &stage = stages.at(i);
        const int column = widths.at(i) - 2 * columnPadding;
        height = qMax(height, TextFlow(nameIn(stage, column), nameFont(stage.state), column).height());
    }
    return height;
}

} // namespace

StageBar::StageBar(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StageBar::setStages(const QList<Stage> &stages)
{
    if (m_stages == stages)
        return;
    m_stages = stages;
    QStringList spoken;
    for (const Stage &stage : stages)
        spoken.append(stage.name + u' ' + detailText(stage));
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize StageBar::sizeHint() const
{
    const int width = 80 * static_cast<int>(m_stages.size());
    return {width, heightForWidth(width)};
}

QSize StageBar::minimumSizeHint() const
{
    return {56 * static_cast<int>(m_stages.size()), 52};
}

int StageBar::heightForWidth(int width) const
{
    if (m_stages.isEmpty())
        return 0;
    const QList<int> widths = columnWidths(m_stages, width);
    int details = 0;
    for (qsizetype i = 0; i < m_stages.size(); ++i) {
        const QString detail = detailText(m_stages.at(i));
        if (!detail.isEmpty())
            details = qMax(details,
                           TextFlow(detail, Theme::font(Theme::Text::Body), widths.at(i) - 2 * columnPadding).height());
    }
    return barHeight + gap + namesHeight(m_stages, widths) + details;
}

void StageBar::paintEvent(QPaintEvent *)
{
    if (m_stages.isEmpty())
        return;
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    const QList<int> widths = columnWidths(m_stages, width());
    const int names = namesHeight(m_stages, widths);
    int left = 0;
    for (qsizetype i = 0; i < m_stages.size(); ++i) {
        const Stage &stage = m_stages.at(i);
        const bool last = i == m_stages.size() - 1;
        const int right = last ? width() : left + widths.at(i);
        painter.fillRect(left, 0, right - left, barHeight, barColour(stage.state, colours));
        if (stage.state == Stage::State::Paused) // told apart without colours
            for (int x = left + 4; x < right; x += 8)
                painter.fillRect(x, 0, 4, barHeight, colours.line);
        if (i > 0)
            painter.fillRect(left - 1, 0, 1, barHeight, colours.pane);
        const int column = widths.at(i) - 2 * columnPadding;
        const QPointF at(left + columnPadding, barHeight + gap);
        const bool todo = stage.state == Stage::State::Todo;
        TextFlow(nameIn(stage, column), nameFont(stage.state), column, Qt::AlignHCenter)
            .paint(painter, at, todo ? colours.dim : colours.ink);
        TextFlow(detailText(stage), Theme::font(Theme::Text::Body), column, Qt::AlignHCenter)
            .paint(painter, at + QPointF(0, names), detailColour(stage.state, colours));
        left = right;
    }
}

} // namespace shouli::app::widgets
