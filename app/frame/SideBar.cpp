// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/SideBar.h"

#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>
#include <QToolTip>

namespace shouli::app::frame {

using look::TextFlow;
using look::Theme;

namespace {

constexpr int titleHeight = 56;
constexpr int entryHeight = 60;
constexpr int iconExtent = 24;
constexpr int mostKeys = 9;

QString countText(int count)
{
    return count > 99 ? QStringLiteral("99+") : QString::number(count);
}

/// Long words in other languages are set smaller rather than cut.
QFont fitting(const QString &text, QFont::Weight weight)
{
    QFont font = Theme::font(Theme::Text::Body, weight);
    while (font.pixelSize() > 10 && TextFlow::naturalWidth(text, font) > SideBar::barWidth - 6)
        font.setPixelSize(font.pixelSize() - 1);
    return font;
}

} // namespace

SideBar::SideBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedWidth(barWidth);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
}

QKeySequence SideBar::key(int entry)
{
    return entry >= 0 && entry < mostKeys ? QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + entry))
                                          : QKeySequence();
}

void SideBar::setEntries(const QList<SideBarEntry> &entries)
{
    if (m_entries == entries)
        return;
    m_entries = entries;
    while (m_shortcuts.size() < qMin<qsizetype>(entries.size(), mostKeys)) {
        const int entry = static_cast<int>(m_shortcuts.size());
        auto *shortcut = new QShortcut(key(entry), this);
        connect(shortcut, &QShortcut::activated, this, [this, entry] {
            if (entry < m_entries.size())
                Q_EMIT chosen(entry);
        });
        m_shortcuts.append(shortcut);
    }
    setCurrent(m_current);
    updateGeometry();
}

void SideBar::setCurrent(int entry)
{
    m_current = entry;
    m_cursor = entry;
    setAccessibleName(m_entries.value(entry).title);
    update();
}

QSize SideBar::sizeHint() const
{
    return {barWidth, titleHeight + entryHeight * static_cast<int>(m_entries.size())};
}

QRect SideBar::place(int entry) const
{
    return {0, titleHeight + entry * entryHeight, width(), entryHeight};
}

int SideBar::entryAt(const QPoint &at) const
{
    for (int i = 0; i < m_entries.size(); ++i)
        if (place(i).contains(at))
            return i;
    return -1;
}

void SideBar::paintEntry(QPainter &painter, int entry) const
{
    const auto &colours = Theme::colours(this);
    const SideBarEntry &e = m_entries.at(entry);
    const QRect box = place(entry);
    const bool on = entry == m_current;
    if (on || entry == m_hot)
        painter.fillRect(box, colours.navOn);
    if (on)
        painter.fillRect(box.left(), box.top(), 4, box.height(), colours.navMark);
    const QColor ink = on ? colours.navTitle : colours.navInk;
    const QRectF icon(box.center().x() - iconExtent / 2.0 + .5, box.top() + 8, iconExtent, iconExtent);
    look::Icon::paint(painter, e.icon, icon, ink);
    painter.setPen(ink);
    painter.setFont(fitting(e.title, on ? QFont::Bold : QFont::Normal));
    painter.drawText(QRect(box.left(), box.top() + 34, box.width(), 20), Qt::AlignCenter, e.title);
    if (entry < mostKeys) { // its key: Alt and this digit
        QColor dim = ink;
        dim.setAlphaF(.75F);
        painter.setPen(dim);
        painter.setFont(Theme::monospace());
        painter.drawText(QRect(box.left() + 8, box.top() + 4, 12, 16), Qt::AlignCenter, QString::number(entry + 1));
    }
    if (e.badge > 0) {
        const QFont font = Theme::font(Theme::Text::Key, QFont::Bold);
        const int width = qMax(18, QFontMetrics(font).horizontalAdvance(countText(e.badge)) + 8);
        const QRectF pill(icon.right() - 4, box.top() + 4, width, 18);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.badge);
        painter.drawRoundedRect(pill, 9, 9);
        painter.setPen(colours.onBadge);
        painter.setFont(font);
        painter.drawText(pill, Qt::AlignCenter, countText(e.badge));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (hasFocus() && entry == m_cursor) {
        painter.setPen(QPen(colours.navMark, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(3, 2, -3, -2));
    }
}

void SideBar::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.nav);
    painter.setPen(colours.navTitle);
    painter.setFont(Theme::font(Theme::Text::Title, QFont::Bold));
    painter.drawText(QRect(0, 0, width(), titleHeight), Qt::AlignCenter, tr("Shouli"));
    for (int i = 0; i < m_entries.size(); ++i)
        paintEntry(painter, i);
}

bool SideBar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int entry = entryAt(help->pos());
        if (entry >= 0)
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1  %2").arg(m_entries.at(entry).title, key(entry).toString()), this);
        return true;
    }
    return QWidget::event(event);
}

void SideBar::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_entries.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        m_cursor = qMax(0, m_cursor - 1);
        break;
    case Qt::Key_Down:
        m_cursor = qMin(last, m_cursor + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_cursor >= 0 && m_cursor <= last)
            Q_EMIT chosen(m_cursor);
        return;
    default:
        event->ignore();
        return;
    }
    setAccessibleName(m_entries.value(m_cursor).title);
    update();
}

void SideBar::mousePressEvent(QMouseEvent *event)
{
    const int entry = entryAt(event->position().toPoint());
    if (entry >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT chosen(entry);
}

void SideBar::mouseMoveEvent(QMouseEvent *event)
{
    const int entry = entryAt(event->position().toPoint());
    if (entry != m_hot) {
        m_hot = entry;
        update();
    }
}

void SideBar::leaveEvent(QEvent *)
{
    m_hot = -1;
    update();
}

void SideBar::focusInEvent(QFocusEvent *event)
{
    m_cursor = m_current;
    QWidget::focusInEvent(event);
}

void SideBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        update();
}

} // namespace shouli::app::frame
