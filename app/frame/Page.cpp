// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/Page.h"

#include <QEvent>

#include <utility>

namespace shouli::app::frame {

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        Q_EMIT changed();
    }
}

void Page::outdate()
{
    m_stale = true;
    if (isVisible())
        renewIfStale();
}

void Page::renewIfStale()
{
    if (std::exchange(m_stale, false))
        renew();
}

void Page::showEvent(QShowEvent *event)
{
    renewIfStale();
    QWidget::showEvent(event);
}

} // namespace shouli::app::frame
