// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/KeyButton.h"

#include "app/look/KeyCap.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QEvent>
#include <QPainter>

namespace shouli::app::look {

namespace {

constexpr int gap = 2 * Theme::grid;
constexpr int iconExtent = 18;
constexpr int buttonHeight = 36;

} // namespace

KeyButton::KeyButton(const QString &text, const QKeySequence &key, Role role, QWidget *parent)
    : QPushButton(text, parent)
    , m_role(role)
    , m_key(key)
{
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void KeyButton::setRole(Role role)
{
    m_role = role;
    updateGeometry();
    update();
}

void KeyButton::setKey(const QKeySequence &key)
{
    m_key = key;
    updateGeometry();
    update();
}

void KeyButton::setIconName(Icon::Name icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

int KeyButton::padding() const
{
    switch (m_role) {
    case Role::Primary:
        return 5 * Theme::grid;
    case Role::Quiet:
        return Theme::grid;
    case Role::Secondary:
    case Role::Danger:
        break;
    }
    return 14;
}

QFont KeyButton::textFont() const
{
    return Theme::font(Theme::Text::Body, m_role == Role::Primary ? QFont::Bold : QFont::Normal);
}

QSize KeyButton::sizeHint() const
{
    int width = 2 * padding();
    const int cap = KeyCap::size(KeyCap::text(m_key)).width();
    const int words = text().isEmpty() ? 0 : TextFlow::naturalWidth(text(), textFont());
    width += cap + words + (cap > 0 && words > 0 ? gap : 0);
    if (m_icon != Icon::None)
        width += iconExtent + (cap + words > 0 ? gap : 0);
    return {width, buttonHeight};
}

bool KeyButton::event(QEvent *event)
{
    if (!isEnabled() && event->type() == QEvent::MouseButtonPress)
        Q_EMIT refused();
    return QPushButton::event(event);
}

void KeyButton::paintEvent(QPaintEvent *)
{
    const Colours &c = Theme::colours(this);
    const bool primary = m_role == Role::Primary && isEnabled();
    QColor ground = c.pane;
    QColor border = c.border;
    QColor ink = m_role == Role::Danger ? c.bad : m_role == Role::Quiet ? c.dim : c.ink;
    if (primary) {
        ground = isDown() || underMouse() ? c.brandHover : c.brand;
        border = ground;
        ink = c.onBrand;
    } else if (!isEnabled()) {
        ink = c.dim;
        ground = c.window;
    } else if (isDown() || isChecked()) {
        ground = c.brandSoft;
    } else if (underMouse()) {
        ground = c.hover;
        if (m_role == Role::Quiet)
            ink = c.brand;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_role != Role::Quiet) {
        painter.setPen(QPen(border, 1, isEnabled() ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(ground);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 5, 5);
    }
    if (hasFocus()) {
        painter.setPen(QPen(primary ? c.onBrand : c.brand, 2));
        painter.setBrush(Qt::NoBrush);
        const qreal inset = primary ? 3 : 1;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 4, 4);
    }
    int x = (width() - sizeHint().width()) / 2 + padding();
    if (m_icon != Icon::None) {
        Icon::paint(painter, m_icon, QRectF(x, (height() - iconExtent) / 2.0, iconExtent, iconExtent), ink);
        x += iconExtent + gap;
    }
    const QString cap = KeyCap::text(m_key);
    if (!cap.isEmpty()) {
        const QSize size = KeyCap::size(cap);
        KeyCap::paint(painter, QPoint(x, (height() - size.height()) / 2), cap, c,
                      primary ? KeyCap::Ground::Brand : KeyCap::Ground::Pane);
        x += size.width() + gap;
    }
    painter.setFont(textFont());
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace shouli::app::look
