// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QKeySequence>
#include <QPoint>
#include <QSize>
#include <QString>

class QPainter;

namespace shouli::app::look {

/// A key as it is drawn beside what it does: "F12" on a small keyboard key.
class KeyCap {
public:
    /// As it is printed on the keyboard: "Enter", "Ctrl+A", "Space" (translated), "↑".
    [[nodiscard]] static QString text(const QKeySequence &keys);

    [[nodiscard]] static QSize size(const QString &text);

    enum class Ground { Pane, Brand, Dark };
    /// Paints it with its left upper corner at `topLeft`.
    static void paint(QPainter &painter, const QPoint &topLeft, const QString &text, const Colours &colours,
                      Ground ground = Ground::Pane);
};

} // namespace shouli::app::look
