// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/SegmentBar.h"

#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace shouli::app::widgets {

using look::TextFlow;
using look::Theme;

namespace {

constexpr int pillHeight = 28;
constexpr int padding = 13;
constexpr int gap = 2 * Theme::grid;

QString words(const Segment &segment)
{
    return segment.count < 0 ? segment.text : QStringLiteral("%1 %2").arg(segment.text).arg(segment.count);
}

} // namespace

SegmentBar::SegmentBar(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
}

void SegmentBar::setSegments(const QList<Segment> &segments)
{
    m_segments = segments;
    m_current = qBound(0, m_current, qMax(0, static_cast<int>(segments.size()) - 1));
    setAccessibleName(segments.isEmpty() ? QString() : words(segments.at(m_current)));
    updateGeometry();
    update();
}

void SegmentBar::setCurrent(int segment)
{
    if (segment == m_current || segment < 0 || segment >= m_segments.size())
        return;
    m_current = segment;
    setAccessibleName(words(m_segments.at(segment)));
    update();
    Q_EMIT currentChanged(segment);
}

QList<QRect> SegmentBar::places(int width) const
{
    QList<QRect> list;
    QPoint at(0, 0);
    for (const Segment &segment : m_segments) {
        const int pill = TextFlow::naturalWidth(words(segment), Theme::font(Theme::Text::Body)) + 2 * padding;
        if (at.x() > 0 && at.x() + pill > width)
            at = QPoint(0, at.y() + pillHeight + gap);
        list.append(QRect(at, QSize(pill, pillHeight)));
        at.rx() += pill + gap;
    }
    return list;
}

QSize SegmentBar::sizeHint() const
{
    const QList<QRect> list = places(QWIDGETSIZE_MAX);
    const int width = list.isEmpty() ? 0 : list.last().right() + 1;
    return {width, list.isEmpty() ? 0 : pillHeight};
}

QSize SegmentBar::minimumSizeHint() const
{
    int width = 0;
    for (const QRect &place : places(0))
        width = qMax(width, place.width());
    return {width, m_segments.isEmpty() ? 0 : pillHeight};
}

int SegmentBar::heightForWidth(int width) const
{
    const QList<QRect> list = places(width);
    return list.isEmpty() ? 0 : list.last().bottom() + 1;
}

void SegmentBar::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(Theme::Text::Body));
    const QList<QRect> boxes = places(width());
    for (int i = 0; i < boxes.size(); ++i) {
        const bool on = i == m_current;
        const QRectF box = QRectF(boxes.at(i)).adjusted(.5, .5, -.5, -.5);
        painter.setPen(on ? colours.brand : colours.border);
        painter.setBrush(on ? colours.brand : colours.pane);
        painter.drawRoundedRect(box, pillHeight / 2.0 - .5, pillHeight / 2.0 - .5);
        if (on && hasFocus()) {
            painter.setPen(QPen(colours.onBrand, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), pillHeight / 2.0 - 2.5, pillHeight / 2.0 - 2.5);
        }
        painter.setPen(on ? colours.onBrand : colours.ink);
        painter.drawText(boxes.at(i), Qt::AlignCenter, words(m_segments.at(i)));
    }
}

void SegmentBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left)
        setCurrent(m_current - 1);
    else if (event->key() == Qt::Key_Right)
        setCurrent(m_current + 1);
    else
        event->ignore();
}

void SegmentBar::mousePressEvent(QMouseEvent *event)
{
    const QList<QRect> boxes = places(width());
    for (int i = 0; i < boxes.size(); ++i)
        if (boxes.at(i).contains(event->position().toPoint()))
            setCurrent(i);
}

} // namespace shouli::app::widgets
