// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/crypto/SecretBytes.h"

#include <QWidget>

#include <optional>

namespace shouli::app::access {
class PassphraseForm;
}
namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::shell {

/// Stands before the pages when somebody has signed in with a passphrase that another person chose for them: theirs
/// comes first. Esc locks; the first passphrase still holds then.
class NewPassphrasePage : public QWidget {
    Q_OBJECT

public:
    explicit NewPassphrasePage(QWidget *parent = nullptr);

    void setPerson(const QString &name);
    void setBusy(bool busy);
    void setError(const std::optional<core::base::Error> &error);

Q_SIGNALS:
    /// Connect directly: the passphrase cannot be copied.
    void chosen(const shouli::core::crypto::SecretBytes &passphrase);
    void lockRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    QString m_person;
    std::optional<core::base::Error> m_error;
    look::ToneLabel *m_title;
    look::ToneLabel *m_lead;
    access::PassphraseForm *m_form;
    look::KeyButton *m_lock;
};

} // namespace shouli::app::shell
