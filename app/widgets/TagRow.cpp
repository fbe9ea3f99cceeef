// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/TagRow.h"

#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QPainter>
#include <QStringList>

namespace shouli::app::widgets {

using look::TextFlow;
using look::Theme;

namespace {

constexpr int gap = Theme::grid;
constexpr int padding = 7;

QFont chipFont()
{
    return Theme::font(Theme::Text::Body);
}

} // namespace

TagRow::TagRow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TagRow::setTags(const QList<Tag> &tags)
{
    if (m_tags == tags)
        return;
    m_tags = tags;
    QStringList spoken;
    for (const Tag &tag : tags)
        spoken.append(tag.text);
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QList<QRect> TagRow::places(int width) const
{
    QList<QRect> list;
    QPoint at(0, 0);
    int rowHeight = 0;
    for (const Tag &tag : m_tags) {
        const int chip = qMin(width, TextFlow::naturalWidth(tag.text, chipFont()) + 2 * padding);
        const int height = TextFlow(tag.text, chipFont(), chip - 2 * padding).height() + 2;
        if (at.x() > 0 && at.x() + chip > width) {
            at = QPoint(0, at.y() + rowHeight + gap);
            rowHeight = 0;
        }
        list.append(QRect(at, QSize(chip, height)));
        rowHeight = qMax(rowHeight, height);
        at.rx() += chip + gap;
    }
    return list;
}

QSize TagRow::sizeHint() const
{
    int width = 0;
    for (const QRect &place : places(QWIDGETSIZE_MAX))
        width = qMax(width, place.right() + 1);
    return {width, heightForWidth(width)};
}

QSize TagRow::minimumSizeHint() const
{
    return {60, m_tags.isEmpty() ? 0 : 24};
}

int TagRow::heightForWidth(int width) const
{
    int height = 0;
    for (const QRect &place : places(width))
        height = qMax(height, place.bottom() + 1);
    return height;
}

void TagRow::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRect> boxes = places(width());
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        const Tag &tag = m_tags.at(i);
        painter.setBrush(tag.warning ? colours.warnSoft : colours.pane);
        painter.setPen(QPen(tag.warning ? colours.warnLine : colours.infoLine, 1));
        painter.drawRoundedRect(QRectF(boxes.at(i)).adjusted(.5, .5, -.5, -.5), 4, 4);
        TextFlow(tag.text, chipFont(), boxes.at(i).width() - 2 * padding)
            .paint(painter, boxes.at(i).topLeft() + QPoint(padding, 1), tag.warning ? colours.warn : colours.brand);
    }
}

} // namespace shouli::app::widgets
