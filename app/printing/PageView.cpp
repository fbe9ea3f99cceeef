// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PageView.h"

#include <QLabel>
#include <QScrollBar>
#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace shouli::app::printing {

namespace {

constexpr int shadow = 4; // px round the paper

} // namespace

PageView::PageView(PrintThread &thread, QWidget *parent)
    : QScrollArea(parent)
    , m_thread(thread)
    , m_paper(new QLabel(this))
{
    setBackgroundRole(QPalette::Mid);
    setAlignment(Qt::AlignCenter);
    setFrameShape(QFrame::NoFrame);
    setWidget(m_paper);
}

void PageView::show(std::shared_ptr<const core::forms::setting::FormPages> pages)
{
    m_pages = std::move(pages);
    m_page = 0;
    redraw();
}

double PageView::fittingZoom() const
{
    const QSizeF paper = m_pages->pages.at(static_cast<std::size_t>(m_page)).size;
    const double across = (viewport()->width() - 4 * shadow) / (paper.width() * logicalDpiX() / 25.4);
    const double down = (viewport()->height() - 4 * shadow) / (paper.height() * logicalDpiY() / 25.4);
    return std::clamp(std::min(across, down), smallestZoom, largestZoom);
}

double PageView::widthZoom() const
{
    if (pageCount() == 0)
        return 1;
    const QSizeF paper = m_pages->pages.at(static_cast<std::size_t>(m_page)).size;
    const int bar = verticalScrollBar()->isVisible() ? 0 : verticalScrollBar()->sizeHint().width(); // it will be there
    return std::clamp((viewport()->width() - bar - 4 * shadow) / (paper.width() * logicalDpiX() / 25.4), smallestZoom,
                      largestZoom);
}

double PageView::zoom() const
{
    if (m_zoom > 0)
        return m_zoom;
    return pageCount() == 0 ? 1 : fittingZoom();
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
    if (pageCount() == 0)
        return;
    const double unitsPerMm = zoom() * logicalDpiX() / 25.4;
    m_thread
        .run([pages = m_pages, page = m_page, unitsPerMm, ratio = devicePixelRatioF()](Workshop &shop) {
            const QSizeF paper = pages->pages.at(static_cast<std::size_t>(page)).size * unitsPerMm;
            const QSize size(qRound(paper.width()) + 2 * shadow, qRound(paper.height()) + 2 * shadow);
            QImage picture(size * ratio, QImage::Format_ARGB32_Premultiplied);
            picture.setDevicePixelRatio(ratio);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            painter.fillRect(QRect(2 * shadow, 2 * shadow, size.width() - 2 * shadow, size.height() - 2 * shadow),
                             QColor(0, 0, 0, 60));
            painter.translate(shadow, shadow);
            painter.fillRect(QRectF(QPointF(), paper), Qt::white);
            shop.renderer.paint(painter, *pages, page, unitsPerMm);
            painter.end();
            return picture;
        })
        .then(this, [this, request = ++m_request](const QImage &picture) { drawn(request, picture); });
    Q_EMIT changed();
}

void PageView::drawn(int request, const QImage &picture)
{
    if (request != m_request)
        return;
    m_paper->setPixmap(QPixmap::fromImage(picture));
    m_paper->resize(picture.deviceIndependentSize().toSize());
    Q_EMIT pictureShown();
}

} // namespace shouli::app::printing
