// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormRenderer.h"

#include <QScrollArea>

class QLabel;

namespace shouli::app::printing {

/// Shows one page of a document as it will be on paper, at any size. GUI thread.
class PageView final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr double smallestZoom = 0.25; ///< 1 is the size of the paper
    static constexpr double largestZoom = 4;

    /// The renderer must outlive the view.
    explicit PageView(core::forms::FormRenderer &renderer, QWidget *parent = nullptr);

    void show(const core::forms::FormPages &pages);

    [[nodiscard]] int page() const { return m_page; } ///< from 0
    [[nodiscard]] int pageCount() const { return m_pages.pageCount(); }
    [[nodiscard]] double zoom() const;
    [[nodiscard]] bool fits() const { return m_zoom <= 0; }

public Q_SLOTS:
    void setPage(int page); ///< the nearest there is
    void setZoom(double zoom);
    /// As large as the view lets the whole page be, also when the view changes its size.
    void fit();

Q_SIGNALS:
    void changed(); ///< another page or another size

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; ///< arrows scroll; the rest is for who owns the view

private:
    void redraw();
    [[nodiscard]] double fittingZoom() const;

    core::forms::FormRenderer &m_renderer;
    core::forms::FormPages m_pages;
    QLabel *m_paper = nullptr;
    int m_page = 0;
    double m_zoom = 0; ///< 0: fit
};

} // namespace shouli::app::printing
