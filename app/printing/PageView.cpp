// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PageView.h"

#include <QLabel>
#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace shouli::app::printing {

namespace {

constexpr int shadow = 4; // px round the paper

} // namespace

PageView::PageView(core::forms::FormRenderer &renderer, QWidget *parent)
    : QScrollArea(parent)
    , m_renderer(renderer)
    , m_paper(new QLabel(this))
{
    setBackgroundRole(QPalette::Mid);
    setAlignment(Qt::AlignCenter);
    setFrameShape(QFrame::NoFrame);
    setWidget(m_paper);
}

void PageView::show(const core::forms::FormPages &pages)
{
    m_pages = pages;
    m_page = 0;
    redraw();
}

double PageView::fittingZoom() const
{
    const QSizeF paper = m_pages.pages.at(static_cast<std::size_t>(m_page)).size;
    const double across = (viewport()->width() - 4 * shadow) / (paper.width() * logicalDpiX() / 25.4);
    const double down = (viewport()->height() - 4 * shadow) / (paper.height() * logicalDpiY() / 25.4);
    return std::clamp(std::min(across, down), smallestZoom, largestZoom);
}

double PageView::zoom() const
{
    if (m_zoom > 0)
        return m_zoom;
    return m_pages.pages.empty() ? 1 : fittingZoom();
}

void PageView::setPage(int page)
{
    const int wanted = std::clamp(page, 0, std::max(0, pageCount() - 1));
    if (wanted == m_page)
        return;
    m_page = wanted;
    redraw();
}

void PageView::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    redraw();
}

void PageView::fit()
{
    m_zoom = 0;
    redraw();
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (fits())
        redraw();
}

void PageView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        QScrollArea::keyPressEvent(event);
        break;
    default:
        event->ignore();
    }
}

void PageView::redraw()
{
    if (m_pages.pages.empty())
        return;
    const double unitsPerMm = zoom() * logicalDpiX() / 25.4;
    const QSizeF paper = m_pages.pages.at(static_cast<std::size_t>(m_page)).size * unitsPerMm;
    const QSize size(qRound(paper.width()) + 2 * shadow, qRound(paper.height()) + 2 * shadow);
    QPixmap picture(size * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.fillRect(QRect(2 * shadow, 2 * shadow, size.width() - 2 * shadow, size.height() - 2 * shadow),
                     QColor(0, 0, 0, 60));
    painter.translate(shadow, shadow);
    painter.fillRect(QRectF(QPointF(), paper), Qt::white);
    m_renderer.paint(painter, m_pages, m_page, unitsPerMm);
    painter.end();
    m_paper->setPixmap(picture);
    m_paper->resize(size);
    Q_EMIT changed();
}

} // namespace shouli::app::printing
