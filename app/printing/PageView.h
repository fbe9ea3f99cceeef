// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintThread.h"

#include <QImage>
#include <QScrollArea>

#include <memory>

class QLabel;

namespace shouli::app::printing {

/// Shows one page of a document as it will be on paper, at any size. The page is drawn on the print
/// thread and appears when it is ready. GUI thread.
class PageView final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr double smallestZoom = 0.25; ///< 1 is the size of the paper
    static constexpr double largestZoom = 4;

    /// The thread must outlive the view.
    explicit PageView(PrintThread &thread, QWidget *parent = nullptr);

    /// Pages of the thread's renderer.
    void show(std::shared_ptr<const core::forms::setting::FormPages> pages);

    [[nodiscard]] int page() const { return m_page; } ///< from 0
    [[nodiscard]] int pageCount() const { return m_pages ? m_pages->pageCount() : 0; }
    [[nodiscard]] double zoom() const;
    [[nodiscard]] double widthZoom() const; ///< as wide as the view: to be read
    [[nodiscard]] bool fits() const { return m_zoom <= 0; }

public Q_SLOTS:
    void setPage(int page); ///< the nearest there is
    void setZoom(double zoom);
    /// As large as the view lets the whole page be, also when the view changes its size.
    void fit();

Q_SIGNALS:
    void changed();      ///< another page or another size
    void pictureShown(); ///< what was asked for last is on the screen

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; ///< arrows scroll; the rest is for who owns the view

private:
    void redraw();
    void drawn(int request, const QImage &picture);
    [[nodiscard]] double fittingZoom() const;

    PrintThread &m_thread;
    std::shared_ptr<const core::forms::setting::FormPages> m_pages;
    QLabel *m_paper = nullptr;
    int m_page = 0;
    int m_request = 0; ///< the picture that is waited for; earlier ones come too late
    double m_zoom = 0; ///< 0: fit
};

} // namespace shouli::app::printing
