// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/SecretBytes.h"

#include <QLineEdit>

namespace shouli::app::access {

/// A field for a passphrase. Nothing typed is shown, no input method takes part, and it tells when
/// Caps Lock seems to be on (Qt does not say; it shows in the letters).
class PassphraseField : public QLineEdit {
    Q_OBJECT

public:
    explicit PassphraseField(QWidget *parent = nullptr);

    /// What was typed, in UTF-8 after Unicode NFC, so that any keyboard gives the same bytes. The field
    /// is emptied.
    [[nodiscard]] core::crypto::SecretBytes take();
    [[nodiscard]] bool capsLock() const { return m_capsLock; }

Q_SIGNALS:
    void capsLockChanged(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setCapsLock(bool on);

    bool m_capsLock = false;
};

} // namespace shouli::app::access
