// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Hands.h"

#include <QGuiApplication>
#include <QTest>
#include <QWidget>
#include <QWindow>

namespace shouli::app::demonstration {

Hands::Hands(QWidget &window)
    : m_window(window)
{
}

QWindow *Hands::target() const
{
    QWindow *focus = QGuiApplication::focusWindow();
    return focus != nullptr ? focus : m_window.windowHandle();
}

void Hands::send(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QTest::sendKeyEvent(QTest::Click, target(), static_cast<Qt::Key>(key), text, modifiers);
}

void Hands::press(const QKeySequence &keys)
{
    for (int i = 0; i < keys.count(); ++i) {
        const QKeyCombination one = keys[static_cast<uint>(i)];
        const int key = one.key();
        const bool plain = (one.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
        const QString text = plain && key >= Qt::Key_Space && key <= Qt::Key_AsciiTilde ? QString(QChar(key)).toLower()
                                                                                        : QString();
        ++m_keys;
        send(key, one.keyboardModifiers(), text);
    }
}

void Hands::sendText(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size();
        const QString one = text.mid(i, pair ? 2 : 1);
        i += pair ? 1 : 0;
        const QChar c = one.at(0).toUpper();
        const bool ascii = c.unicode() >= 0x20 && c.unicode() < 0x7f;
        send(ascii ? c.unicode() : static_cast<int>(Qt::Key_unknown),
             one.at(0).isUpper() ? Qt::ShiftModifier : Qt::NoModifier, one);
    }
}

void Hands::type(const QString &text)
{
    m_keys += static_cast<int>(text.size());
    sendText(text);
}

void Hands::scan(const QString &text)
{
    sendText(text);
    send(Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"));
}

} // namespace shouli::app::demonstration
