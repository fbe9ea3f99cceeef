// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

class QWidget;
class QWindow;

namespace shouli::app::demonstration {

/// Types, key by key, into whatever window has the focus, through the same door as a keyboard or a
/// scanner. Counts the keys that a person pressed. GUI thread; a key is dealt with when the call returns.
class Hands {
public:
    explicit Hands(QWidget &window);

    void press(const QKeySequence &keys);
    void type(const QString &text);
    /// As a keyboard-wedge scanner: the text in one burst, then Enter.
    void scan(const QString &text);

    [[nodiscard]] int keys() const { return m_keys; }

private:
    [[nodiscard]] QWindow *target() const;
    void send(int key, Qt::KeyboardModifiers modifiers, const QString &text);
    void sendText(const QString &text);

    QWidget &m_window;
    int m_keys = 0;
};

} // namespace shouli::app::demonstration
