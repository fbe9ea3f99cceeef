// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseField.h"

#include <QKeyEvent>

namespace shouli::app::access {

PassphraseField::PassphraseField(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setContextMenuPolicy(Qt::NoContextMenu);
    setMaxLength(256);
}

core::crypto::SecretBytes PassphraseField::take()
{
    QByteArray bytes = text().normalized(QString::NormalizationForm_C).toUtf8();
    clear();
    return core::crypto::SecretBytes::takeFrom(bytes);
}

void PassphraseField::setCapsLock(bool on)
{
    if (on == m_capsLock)
        return;
    m_capsLock = on;
    Q_EMIT capsLockChanged(on);
}

void PassphraseField::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (event->key() == Qt::Key_CapsLock) {
        setCapsLock(!m_capsLock);
    } else if (text.size() == 1 && text.front().isLetter() && text.front().unicode() < 0x80) {
        const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
        setCapsLock(text.front().isUpper() != shift);
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace shouli::app::access
