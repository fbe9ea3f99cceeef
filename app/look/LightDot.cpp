// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/LightDot.h"

#include <QPainter>
#include <QPolygonF>

namespace shouli::app::look {

void LightDot::paint(QPainter &painter, Light light, const QPointF &centre, const Colours &colours)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.light(light));
    const qreal r = size / 2.0;
    switch (light) {
    case Light::None:
        break;
    case Light::Green:
        painter.drawEllipse(centre, r, r);
        break;
    case Light::Amber:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -r - .5), centre + QPointF(r + 1, r), centre + QPointF(-r - 1, r)}));
        break;
    case Light::Red:
        painter.drawRect(QRectF(centre - QPointF(r, r), QSizeF(size, size)));
        break;
    case Light::Paused:
        painter.drawRect(QRectF(centre + QPointF(-4, -r), QSizeF(3, size)));
        painter.drawRect(QRectF(centre + QPointF(1, -r), QSizeF(3, size)));
        break;
    }
    painter.restore();
}

} // namespace shouli::app::look
