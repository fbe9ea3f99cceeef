// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/crypto/SecretBytes.h"
#include "core/staff/StaffMember.h"

#include <QDialog>
#include <QList>

class QLineEdit;

namespace shouli::app::access {
class PassphraseField;
}
namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::staff {

/// Asks for what an act about a colleague needs, and always for the administrator's own passphrase. A first passphrase
/// is suggested and stands there in plain letters, to be written down and handed over; it can be typed over. The
/// page does the act and says how it went. Show it with open(). GUI thread.
class StaffDialog : public QDialog {
    Q_OBJECT

public:
    enum class Act { Add, Change, Give, TakeAway, TakeBack, RenewKey };

    /// `whom` is empty for Add and RenewKey; `roles` are those that may be given.
    StaffDialog(Act act, const core::staff::StaffMember &whom, const QList<core::staff::Role> &roles, QWidget *parent);

    [[nodiscard]] QString name() const;
    [[nodiscard]] core::staff::Role role() const { return m_role; }
    [[nodiscard]] core::crypto::SecretBytes first() const;
    /// Empties the field.
    [[nodiscard]] core::crypto::SecretBytes own();

    /// While the act goes on.
    void setBusy(bool busy);
    void setError(const core::base::Error &error);

Q_SIGNALS:
    /// All that is asked for is there.
    void submitted();

public Q_SLOTS:
    void accept() override; ///< submits; done() closes

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool asksName() const { return m_act == Act::Add || m_act == Act::Change; }
    [[nodiscard]] bool asksFirst() const { return m_act == Act::Add || m_act == Act::Give; }
    void build();
    void retranslate();
    void showRoles();
    [[nodiscard]] QString lead() const;
    [[nodiscard]] QString errorText(const core::base::Error &error) const;

    Act m_act;
    core::staff::StaffMember m_whom;
    QList<core::staff::Role> m_roles;
    core::staff::Role m_role;
    bool m_busy = false;
    look::ToneLabel *m_lead;
    look::ToneLabel *m_nameLabel;
    QLineEdit *m_name;
    look::ToneLabel *m_roleLabel;
    widgets::ChecklistView *m_roleList;
    look::ToneLabel *m_firstLabel;
    QLineEdit *m_first;
    look::ToneLabel *m_firstHint;
    look::ToneLabel *m_ownLabel;
    access::PassphraseField *m_own;
    widgets::NoticeBox *m_message;
    look::KeyButton *m_ok;
    look::KeyButton *m_cancel;
};

} // namespace shouli::app::staff
