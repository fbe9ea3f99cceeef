// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

#include <optional>

namespace shouli::app::access {
class PassphraseField;
} // namespace shouli::app::access
namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
class Pane;
} // namespace shouli::app::widgets

namespace shouli::app::shell {

struct StaffEntry {
    QByteArray key = {}; ///< handed back at login
    QString name = {};
    QString role = {};
    bool pin = false; ///< a PIN is enough: the shift has begun

    bool operator==(const StaffEntry &) const = default;
};

/// Who is at the counter now: a name and a passphrase, with which a PIN for the shift can be chosen; or that PIN.
/// ↑↓ choose the name while the passphrase field keeps the focus. Only asks; it opens nothing itself.
class LoginPage : public QWidget {
    Q_OBJECT

public:
    explicit LoginPage(QWidget *parent = nullptr);

    void setOffice(const QString &office);
    /// `chosen`: who was here last; the first one where it is empty or gone.
    void setStaff(const QList<StaffEntry> &staff, const QByteArray &chosen = {});
    /// Shown until the next attempt; what was typed is gone.
    void setError(const std::optional<core::base::Error> &error);
    /// The same for a PIN; 0: it is good no more, the passphrase is needed.
    void setPinWrong(int triesLeft);
    /// While the key is worked out (a few tenths of a second); `doing` says what else takes its time.
    void setBusy(bool busy, const QString &doing = {});
    [[nodiscard]] QByteArray chosenStaff() const;

Q_SIGNALS:
    /// Connect directly: the passphrase cannot be copied, so it cannot wait in a queue. `secret` is the passphrase or
    /// the PIN of this shift, which is digits only, as no passphrase is. `newPin` is empty where none was chosen.
    void loginRequested(const QByteArray &staff, const shouli::core::crypto::SecretBytes &secret,
                        const shouli::core::crypto::SecretBytes &newPin);
    void languageSwitchRequested();
    void contrastSwitchRequested();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void setWords();
    void submit();
    [[nodiscard]] bool chosenHasPin() const;

    QList<StaffEntry> m_staff;
    std::optional<core::base::Error> m_error;
    std::optional<int> m_pinTries; ///< left after a wrong PIN
    bool m_pinWeak = false;        ///< the new one
    bool m_busy = false;
    QString m_doing;
    look::ToneLabel *m_title;
    look::ToneLabel *m_office;
    look::ToneLabel *m_label;
    widgets::ChecklistView *m_list;
    access::PassphraseField *m_field;
    QWidget *m_pinRows; ///< a new PIN can be chosen
    look::ToneLabel *m_pinLabel;
    access::PassphraseField *m_pin;
    widgets::NoticeBox *m_notice;
    look::KeyButton *m_submit;
    look::KeyButton *m_language;
    look::KeyButton *m_contrast;
};

} // namespace shouli::app::shell
