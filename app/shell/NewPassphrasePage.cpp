// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/NewPassphrasePage.h"

#include "app/access/PassphraseForm.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"
#include "app/shell/StartCard.h"
#include "app/widgets/Pane.h"

#include <QEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace shouli::app::shell {

using access::PassphraseForm;
using core::crypto::SecretBytes;
using look::KeyButton;
using look::Theme;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int cardWidth = 620;

} // namespace

NewPassphrasePage::NewPassphrasePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new ToneLabel({}, Tone::Normal, Theme::Text::Title, QFont::Bold))
    , m_lead(new ToneLabel({}, Tone::Dim))
    , m_form(new PassphraseForm(PassphraseForm::Asks::NewPassphrase))
    , m_lock(new KeyButton({}, QKeySequence(Qt::Key_Escape), KeyButton::Role::Quiet))
{
    auto *start = new StartCard(cardWidth);
    widgets::Pane *card = start->card();
    card->add(m_title);
    card->add(m_lead);
    card->addSpace(3 * Theme::grid);
    card->add(m_form);
    m_lock->setIconName(look::Icon::Lock);
    start->addBelow(m_lock);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(start);
    setFocusProxy(m_form);
    connect(m_form, &PassphraseForm::submitted, this,
            [this](const SecretBytes &, const SecretBytes &passphrase) { Q_EMIT chosen(passphrase); });
    connect(m_lock, &KeyButton::clicked, this, &NewPassphrasePage::lockRequested);
    connect(new QShortcut(m_lock->key(), this), &QShortcut::activated, this, &NewPassphrasePage::lockRequested);
    setWords();
}

void NewPassphrasePage::setPerson(const QString &name)
{
    m_person = name;
    setWords();
}

void NewPassphrasePage::setBusy(bool busy)
{
    m_form->setBusy(busy);
}

void NewPassphrasePage::setError(const std::optional<core::base::Error> &error)
{
    m_error = error;
    setWords();
}

void NewPassphrasePage::setWords()
{
    m_title->setText(tr("%1, choose your own passphrase").arg(m_person));
    m_lead->setText(tr("The one you typed was chosen by somebody else. From now on only yours opens your account; what "
                       "you do stands in the log under your name."));
    m_lock->setText(tr("Not now: lock"));
    if (m_error) {
        const frame::ErrorMessage message = ErrorText::of(*m_error);
        m_form->setTrouble(frame::ErrorMessage::join(message.happened, message.todo));
    } else {
        m_form->setTrouble({});
    }
}

void NewPassphrasePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

} // namespace shouli::app::shell
