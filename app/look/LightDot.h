// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QRectF>

class QPainter;

namespace shouli::app::look {

/// A time-limit light, told apart by shape as well as by colour: a dot in time, a triangle when it is
/// close, a square when it is late, two bars when the clock is stopped.
class LightDot {
public:
    static constexpr int size = 10;
    static void paint(QPainter &painter, Light light, const QPointF &centre, const Colours &colours);
};

} // namespace shouli::app::look
