// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace shouli::app::look {

/// The program's own icons: strokes on a 24 px grid (resources/icons), coloured when they are
/// painted, so that they follow the theme.
class Icon {
public:
    enum Name {
        None,
        Counter,
        Tasks,
        Residents,
        Services,
        Neighbourhood,
        Delivery,
        Statistics,
        Settings,
        Sync,
        Scan,
        Print,
        Search,
        Warning,
        Check,
        Person,
        Lock,
        Language,
        Contrast,
        Info,
        Undo,
        Close,
        Table,
    };

    [[nodiscard]] static QList<Name> all();
    /// The name of its file without the ending.
    [[nodiscard]] static QString fileName(Name name);

    static void paint(QPainter &painter, Name name, const QRectF &rect, const QColor &colour);
    [[nodiscard]] static QPixmap pixmap(Name name, int size, const QColor &colour, qreal devicePixelRatio = 1);

    /// The mark of the program, in all sizes that desktops ask for.
    [[nodiscard]] static QIcon application();
};

} // namespace shouli::app::look
