// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/access/PassphraseForm.h"
#include "core/base/Result.h"

#include <QDialog>
#include <QFuture>

#include <functional>

namespace shouli::app::look {
class ToneLabel;
}

namespace shouli::app::shell {

/// What somebody changes about their own signing in: the passphrase, or the PIN for this shift. Show it with open().
/// GUI thread.
class AccountDialog : public QDialog {
    Q_OBJECT

public:
    using Secret = core::crypto::SecretBytes;
    /// Given the present passphrase and what was chosen; see office::StaffAccounts.
    using Change = std::function<QFuture<core::base::Result<void>>(Secret current, Secret chosen)>;

    AccountDialog(access::PassphraseForm::Asks asks, Change change, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setWords();
    void submit(const Secret &current, const Secret &chosen);

    access::PassphraseForm::Asks m_asks;
    Change m_change;
    look::ToneLabel *m_lead;
    access::PassphraseForm *m_form;
};

} // namespace shouli::app::shell
