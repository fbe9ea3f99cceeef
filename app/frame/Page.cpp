// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/Page.h"

#include <QEvent>

namespace shouli::app::frame {

void Page::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        Q_EMIT changed();
    }
}

} // namespace shouli::app::frame
