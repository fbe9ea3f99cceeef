// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/OpinionList.h"

#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QPainter>
#include <QStringList>

namespace shouli::app::widgets {

using look::TextFlow;
using look::Theme;

namespace {

constexpr int barWidth = 3;
constexpr int indent = barWidth + 10;
constexpr int gap = 2 * Theme::grid;

/// Author and time on one line where they fit, the words below.
struct Block {
    TextFlow author;
    TextFlow when;
    TextFlow words;
    QPoint whenAt;
    int wordsAt;
    int height;

    Block(const Opinion &opinion, int width)
        : author(opinion.author, Theme::font(Theme::Text::Body, QFont::Bold), width)
        , when(opinion.when, Theme::font(Theme::Text::Body), width)
        , words(opinion.text, Theme::font(Theme::Text::Body), width)
    {
        const int name = TextFlow::naturalWidth(opinion.author, Theme::font(Theme::Text::Body, QFont::Bold));
        const int time = TextFlow::naturalWidth(opinion.when, Theme::font(Theme::Text::Body));
        whenAt = name + gap + time <= width ? QPoint(name + gap, 0) : QPoint(0, author.height());
        wordsAt = whenAt.y() == 0 ? author.height() : author.height() + when.height();
        height = wordsAt + (opinion.text.isEmpty() ? 0 : words.height());
    }
};

} // namespace

OpinionList::OpinionList(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void OpinionList::setOpinions(const QList<Opinion> &opinions)
{
    if (m_opinions == opinions)
        return;
    m_opinions = opinions;
    QStringList spoken;
    for (const Opinion &opinion : opinions)
        spoken.append(opinion.author + u' ' + opinion.when + u' ' + opinion.text);
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize OpinionList::sizeHint() const
{
    return {320, heightForWidth(320)};
}

QSize OpinionList::minimumSizeHint() const
{
    return {160, m_opinions.isEmpty() ? 0 : 42};
}

int OpinionList::heightForWidth(int width) const
{
    int height = 0;
    for (const Opinion &opinion : m_opinions)
        height += Block(opinion, width - indent).height + gap;
    return qMax(0, height - gap);
}

void OpinionList::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    int y = 0;
    for (const Opinion &opinion : m_opinions) {
        const Block block(opinion, width() - indent);
        const QColor bar = opinion.tone == look::Tone::Dim ? colours.line : colours.text(opinion.tone);
        painter.fillRect(0, y, barWidth, block.height, bar);
        block.author.paint(painter, QPointF(indent, y), colours.ink);
        block.when.paint(painter, QPointF(indent, y) + block.whenAt, colours.dim);
        block.words.paint(painter, QPointF(indent, y + block.wordsAt), colours.ink);
        y += block.height + gap;
    }
}

} // namespace shouli::app::widgets
