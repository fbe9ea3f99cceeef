// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SetupPage.h"

#include "app/access/PassphraseField.h"
#include "app/access/PassphraseStrength.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"
#include "app/shell/StartCard.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"

#include <QEvent>
#include <QGridLayout>
#include <QRegularExpression>
#include <QShortcut>
#include <QVBoxLayout>

namespace shouli::app::shell {

using access::PassphraseField;
using access::PassphraseStrength;
using look::KeyButton;
using look::Theme;
using look::Tone;
using look::ToneLabel;
using widgets::NoticeBox;

namespace {

constexpr int cardWidth = 620;
constexpr int labelWidth = 150;

QString bareCode(const QString &typed)
{
    static const QRegularExpression filling(QStringLiteral("[\\s-]"));
    return typed.toUpper().remove(filling);
}

bool isAddress(const QString &text)
{
    static const QRegularExpression address(
        QStringLiteral("^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-"
                       "Fa-f:]+\\])(:[0-9]{1,5})?$"));
    return address.match(text).hasMatch();
}

} // namespace

SetupPage::SetupPage(QWidget *parent)
    : QWidget(parent)
    , m_passphrase(new PassphraseField)
    , m_repeat(new PassphraseField)
    , m_title(new ToneLabel({}, Tone::Normal, Theme::Text::Title, QFont::Bold))
    , m_lead(new ToneLabel({}, Tone::Dim))
    , m_notice(new NoticeBox)
    , m_submit(new KeyButton({}, QKeySequence(Qt::Key_Return), KeyButton::Role::Primary))
    , m_language(new KeyButton({}, QKeySequence(Qt::CTRL | Qt::Key_F2), KeyButton::Role::Quiet))
{
    auto *start = new StartCard(cardWidth);
    widgets::Pane *card = start->card();
    card->add(m_title);
    card->add(m_lead);
    card->addSpace(3 * Theme::grid);

    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (QLineEdit *field : {new QLineEdit, new QLineEdit, new QLineEdit, static_cast<QLineEdit *>(m_passphrase),
                             static_cast<QLineEdit *>(m_repeat)}) {
        const Row row{new ToneLabel, field, new ToneLabel({}, Tone::Dim)};
        row.label->setBuddy(field);
        grid->addWidget(row.label, line, 0);
        grid->addWidget(field, line++, 1);
        grid->addWidget(row.hint, line, 1);
        grid->setRowMinimumHeight(line++, 26);
        m_rows.append(row);
        connect(field, &QLineEdit::textEdited, this, &SetupPage::setWords);
        connect(field, &QLineEdit::returnPressed, this, &SetupPage::submit);
    }
    card->add(form);
    card->add(m_notice);
    card->addSpace(2 * Theme::grid);
    card->add(m_submit);
    m_language->setIconName(look::Icon::Language);
    start->addBelow(m_language);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(start);
    for (PassphraseField *field : {m_passphrase, m_repeat})
        connect(field, &PassphraseField::capsLockChanged, this, &SetupPage::setWords);
    connect(m_submit, &KeyButton::clicked, this, &SetupPage::submit);
    connect(m_language, &KeyButton::clicked, this, &SetupPage::languageSwitchRequested);
    connect(new QShortcut(m_language->key(), this), &QShortcut::activated, this, &SetupPage::languageSwitchRequested);
    setWords();
}

QString SetupPage::problem(Which which) const
{
    const QString text = m_rows.at(which).field->text().trimmed();
    switch (which) {
    case Server:
        return isAddress(text) ? QString() : tr("An address such as shouli.example.gov.cn, as it stands on the sheet.");
    case Code:
        return bareCode(text).size() >= 8 ? QString() : tr("The code on the sheet, letters and digits.");
    case Name:
        return text.isEmpty() ? tr("Your name, as on the staff list.") : QString();
    case Passphrase:
        return PassphraseStrength::of(m_passphrase->text()) <= PassphraseStrength::Level::TooWeak
            ? tr("Too easy to guess. Four unrelated words are easy to remember.")
            : QString();
    case Repeat:
        return m_repeat->text() == m_passphrase->text() ? QString() : tr("The two are not the same yet.");
    }
    return {};
}

void SetupPage::showHint(Which which, const QString &text, bool isProblem)
{
    m_rows.at(which).hint->setText(text);
    m_rows.at(which).hint->setTone(isProblem ? Tone::Warn : Tone::Dim);
    m_rows.at(which).field->setAccessibleDescription(text);
}

void SetupPage::setWords()
{
    m_title->setText(tr("Set up this computer"));
    m_lead->setText(tr("You need the sheet from the county's IT staff. This is done once; after it the computer "
                       "works without a link."));
    const QStringList labels{tr("Server address"), tr("Enrolment code"), tr("Your name"), tr("Passphrase"),
                             tr("Passphrase again")};
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows.at(i).label->setText(labels.at(i));
        m_rows.at(i).field->setAccessibleName(labels.at(i));
        const auto which = static_cast<Which>(i);
        showHint(which, m_tried ? problem(which) : QString(), true);
    }
    switch (PassphraseStrength::of(m_passphrase->text())) {
    case PassphraseStrength::Level::Empty:
        if (!m_tried)
            showHint(Passphrase, tr("It opens this office's data; nobody else knows it."), false);
        break;
    case PassphraseStrength::Level::TooWeak:
        showHint(Passphrase, problem(Passphrase), true);
        break;
    case PassphraseStrength::Level::Fair:
        showHint(Passphrase, tr("Fair. Another word would make it strong."), false);
        break;
    case PassphraseStrength::Level::Strong:
        showHint(Passphrase, tr("Strong."), false);
        break;
    }
    m_submit->setText(m_busy ? (m_doing.isEmpty() ? tr("Setting up…") : m_doing) : tr("Set up"));
    m_language->setText(tr("中文", "the other language, in that language"));
    if (m_passphrase->capsLock() || m_repeat->capsLock()) {
        m_notice->setNotice(NoticeBox::Kind::Warning, tr("Caps Lock is on."));
    } else if (m_error) {
        const frame::ErrorMessage message = ErrorText::of(*m_error);
        m_notice->setNotice(NoticeBox::Kind::Danger, frame::ErrorMessage::join(message.happened, message.todo));
    } else {
        m_notice->clear();
    }
}

void SetupPage::setError(const std::optional<core::base::Error> &error)
{
    m_error = error;
    setWords();
}

void SetupPage::setBusy(bool busy, const QString &doing)
{
    m_busy = busy;
    m_doing = doing;
    m_submit->setEnabled(!busy);
    for (const Row &row : m_rows)
        row.field->setEnabled(!busy);
    setWords();
}

void SetupPage::submit()
{
    if (m_busy)
        return;
    m_tried = true;
    m_error.reset();
    setWords();
    for (int i = 0; i < m_rows.size(); ++i) {
        if (!problem(static_cast<Which>(i)).isEmpty()) {
            m_rows.at(i).field->setFocus();
            return;
        }
    }
    const SetupInput input{m_rows.at(Server).field->text().trimmed(), bareCode(m_rows.at(Code).field->text()),
                           m_rows.at(Name).field->text().trimmed(), m_passphrase->take()};
    m_repeat->clear();
    m_tried = false;
    Q_EMIT setupRequested(input);
}

void SetupPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void SetupPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rows.first().field->setFocus();
}

} // namespace shouli::app::shell
