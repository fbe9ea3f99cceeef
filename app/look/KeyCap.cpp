// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/KeyCap.h"

#include "app/look/Theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace shouli::app::look {

namespace {

constexpr int padding = 5;
constexpr int capHeight = 20;

} // namespace

QString KeyCap::text(const QKeySequence &keys)
{
    QString text = keys.toString(QKeySequence::PortableText);
    text.replace(QStringLiteral("Return"), QStringLiteral("Enter"));
    if (text.endsWith(QStringLiteral("Space")))
        text.replace(QStringLiteral("Space"), QCoreApplication::translate("KeyCap", "Space"));
    if (text.endsWith(QStringLiteral("Up")) && !text.endsWith(QStringLiteral("PgUp")))
        text.replace(QStringLiteral("Up"), QStringLiteral("↑"));
    if (text.endsWith(QStringLiteral("Down")) && !text.endsWith(QStringLiteral("PgDown")))
        text.replace(QStringLiteral("Down"), QStringLiteral("↓"));
    return text;
}

QSize KeyCap::size(const QString &text)
{
    if (text.isEmpty())
        return {0, capHeight};
    const QFontMetrics metrics(Theme::monospace());
    return {qMax(capHeight, metrics.horizontalAdvance(text) + 2 * padding), capHeight};
}

void KeyCap::paint(QPainter &painter, const QPoint &topLeft, const QString &text, const Colours &colours, Ground ground)
{
    if (text.isEmpty())
        return;
    QColor fill = colours.cap;
    QColor border = colours.border;
    QColor ink = colours.dim;
    if (ground == Ground::Brand) {
        fill = Qt::transparent;
        border = colours.onBrandDim;
        border.setAlphaF(.55F);
        ink = colours.onBrandDim;
    } else if (ground == Ground::Dark) {
        fill = Qt::transparent;
        border = colours.toastLine;
        ink = colours.onToast;
    }
    const QRect cap(topLeft, size(text));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(border, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(cap).adjusted(.5, .5, -.5, -.5), 3, 3);
    painter.drawLine(QPointF(cap.left() + 2.5, cap.bottom() - .5), QPointF(cap.right() - 1.5, cap.bottom() - .5));
    painter.setPen(ink);
    painter.setFont(Theme::monospace());
    painter.drawText(cap.adjusted(0, 0, 0, -1), Qt::AlignCenter, text);
    painter.restore();
}

} // namespace shouli::app::look
