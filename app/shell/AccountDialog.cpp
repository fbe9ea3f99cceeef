// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/AccountDialog.h"

#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"

#include <QEvent>
#include <QVBoxLayout>

#include <utility>

namespace shouli::app::shell {

using access::PassphraseForm;
using core::base::ErrorCode;

namespace {

constexpr int narrowest = 560;

} // namespace

AccountDialog::AccountDialog(PassphraseForm::Asks asks, Change change, QWidget *parent)
    : QDialog(parent)
    , m_asks(asks)
    , m_change(std::move(change))
    , m_lead(new look::ToneLabel)
    , m_form(new PassphraseForm(asks))
{
    auto *all = new QVBoxLayout(this);
    all->setSpacing(2 * look::Theme::grid);
    all->addWidget(m_lead);
    all->addWidget(m_form);
    setMinimumWidth(narrowest);
    connect(m_form, &PassphraseForm::submitted, this, &AccountDialog::submit, Qt::DirectConnection);
    setWords();
    m_form->setFocus();
}

void AccountDialog::setWords()
{
    const bool pin = m_asks == PassphraseForm::Asks::Pin;
    setWindowTitle(pin ? tr("PIN for this shift") : tr("My passphrase"));
    m_lead->setText(pin ? tr("After locking, the PIN is enough to come back, so that colleagues change over quickly. "
                             "The third wrong one ends it, and so does the end of the program.")
                        : tr("From now on only the new one opens your account at this computer."));
}

void AccountDialog::submit(const Secret &current, const Secret &chosen)
{
    m_form->setBusy(true);
    m_change(current.clone(), chosen.clone()).then(this, [this](const core::base::Result<void> &done) {
        m_form->setBusy(false);
        if (done)
            return accept();
        const frame::ErrorMessage message = ErrorText::of(done.error());
        m_form->setTrouble(frame::ErrorMessage::join(message.happened, message.todo));
    });
}

void AccountDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setWords();
    QDialog::changeEvent(event);
}

} // namespace shouli::app::shell
