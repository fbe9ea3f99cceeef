// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/LoginPage.h"

#include "app/access/PassphraseField.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"
#include "app/shell/StartCard.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/keys/ShiftPins.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace shouli::app::shell {

using access::PassphraseField;
using core::keys::ShiftPins;
using look::KeyButton;
using look::Theme;
using look::Tone;
using look::ToneLabel;
using widgets::NoticeBox;

namespace {

constexpr int cardWidth = 440;

} // namespace

LoginPage::LoginPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new ToneLabel({}, Tone::Normal, Theme::Text::Title, QFont::Bold))
    , m_office(new ToneLabel({}, Tone::Dim))
    , m_label(new ToneLabel)
    , m_list(new widgets::ChecklistView)
    , m_field(new PassphraseField)
    , m_pinRows(new QWidget)
    , m_pinLabel(new ToneLabel({}, Tone::Dim))
    , m_pin(new PassphraseField)
    , m_notice(new NoticeBox)
    , m_submit(new KeyButton({}, QKeySequence(Qt::Key_Return), KeyButton::Role::Primary))
    , m_language(new KeyButton({}, QKeySequence(Qt::CTRL | Qt::Key_F2), KeyButton::Role::Quiet))
    , m_contrast(new KeyButton({}, QKeySequence(Qt::CTRL | Qt::Key_F3), KeyButton::Role::Quiet))
{
    auto *start = new StartCard(cardWidth);
    widgets::Pane *card = start->card();
    m_title->setAlignment(Qt::AlignHCenter);
    m_office->setAlignment(Qt::AlignHCenter);
    card->add(m_title);
    card->add(m_office);
    card->addSpace(3 * Theme::grid);
    card->add(m_list, widgets::Pane::Inset::EdgeToEdge);
    card->addSpace(3 * Theme::grid);
    m_label->setBuddy(m_field);
    card->add(m_label);
    card->addSpace(Theme::grid);
    card->add(m_field);
    card->addSpace(2 * Theme::grid);
    auto *pin = new QVBoxLayout(m_pinRows);
    pin->setContentsMargins(0, 0, 0, 2 * Theme::grid);
    pin->setSpacing(Theme::grid);
    m_pinLabel->setBuddy(m_pin);
    m_pin->setMaxLength(ShiftPins::longest);
    pin->addWidget(m_pinLabel);
    pin->addWidget(m_pin);
    card->add(m_pinRows);
    card->add(m_notice);
    card->addSpace(2 * Theme::grid);
    card->add(m_submit);

    auto *switches = new QWidget;
    auto *row = new QHBoxLayout(switches);
    row->setSpacing(4 * Theme::grid);
    m_language->setIconName(look::Icon::Language);
    m_contrast->setIconName(look::Icon::Contrast);
    row->addWidget(m_language);
    row->addWidget(m_contrast);
    start->addBelow(switches);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(start);

    m_field->installEventFilter(this);
    setFocusProxy(m_field);
    setTabOrder(m_list, m_field);
    setTabOrder(m_field, m_pin);
    setTabOrder(m_pin, m_submit);
    setTabOrder(m_submit, m_language);
    setTabOrder(m_language, m_contrast);
    connect(m_submit, &KeyButton::clicked, this, &LoginPage::submit);
    connect(m_field, &QLineEdit::returnPressed, this, &LoginPage::submit);
    connect(m_pin, &QLineEdit::returnPressed, this, &LoginPage::submit);
    connect(m_list, &widgets::ChecklistView::currentRowChanged, this, &LoginPage::setWords);
    connect(m_field, &PassphraseField::capsLockChanged, this, &LoginPage::setWords);
    connect(m_list, &widgets::ChecklistView::opened, m_field, [this] { m_field->setFocus(); });
    connect(m_language, &KeyButton::clicked, this, &LoginPage::languageSwitchRequested);
    connect(m_contrast, &KeyButton::clicked, this, &LoginPage::contrastSwitchRequested);
    connect(new QShortcut(m_language->key(), this), &QShortcut::activated, this, &LoginPage::languageSwitchRequested);
    connect(new QShortcut(m_contrast->key(), this), &QShortcut::activated, this, &LoginPage::contrastSwitchRequested);
    setWords();
}

void LoginPage::setOffice(const QString &office)
{
    m_office->setText(office);
}

void LoginPage::setStaff(const QList<StaffEntry> &staff, const QByteArray &chosen)
{
    m_staff = staff;
    QList<widgets::ChecklistRow> rows;
    int current = 0;
    for (const StaffEntry &entry : staff) {
        if (entry.key == chosen)
            current = static_cast<int>(rows.size());
        rows.append({.key = QString::fromLatin1(entry.key.toHex()), .text = entry.name, .note = entry.role});
    }
    m_list->setRows(rows);
    m_list->setCurrentRow(current);
    setWords();
}

bool LoginPage::chosenHasPin() const
{
    return m_staff.value(m_list->currentRow()).pin;
}

QByteArray LoginPage::chosenStaff() const
{
    return m_staff.value(m_list->currentRow()).key;
}

void LoginPage::setError(const std::optional<core::base::Error> &error)
{
    m_error = error;
    m_pinTries.reset();
    m_field->clear();
    setWords();
}

void LoginPage::setPinWrong(int triesLeft)
{
    m_error.reset();
    m_pinTries = triesLeft;
    m_field->clear();
    setWords();
}

void LoginPage::setBusy(bool busy, const QString &doing)
{
    m_busy = busy;
    m_doing = doing;
    m_submit->setEnabled(!busy);
    m_field->setEnabled(!busy);
    m_pin->setEnabled(!busy);
    m_list->setEnabled(!busy);
    setWords();
    if (!busy)
        m_field->setFocus();
}

void LoginPage::setWords()
{
    m_title->setText(tr("Who is at the counter?"));
    const bool byPin = chosenHasPin();
    m_label->setText(byPin ? tr("PIN of this shift, or passphrase") : tr("Passphrase"));
    m_field->setAccessibleName(m_label->text());
    m_pinLabel->setText(tr("PIN for this shift, to come back quickly; may stay empty"));
    m_pin->setAccessibleName(m_pinLabel->text());
    m_pinRows->setVisible(!byPin);
    m_list->setAccessibleName(tr("Staff"));
    m_submit->setText(m_busy ? tr("Opening…") : tr("Log in"));
    m_language->setText(tr("中文", "the other language, in that language"));
    m_contrast->setText(tr("High contrast"));
    if (m_field->capsLock()) {
        m_notice->setNotice(NoticeBox::Kind::Warning, tr("Caps Lock is on."));
    } else if (m_pinWeak) {
        m_notice->setNotice(NoticeBox::Kind::Warning,
                            tr("A PIN has %1 to %2 digits that do not just count or repeat. Leave it empty for none.")
                                .arg(ShiftPins::shortest)
                                .arg(ShiftPins::longest));
    } else if (m_pinTries) {
        m_notice->setNotice(NoticeBox::Kind::Danger,
                            *m_pinTries > 0 ? tr("The PIN is not right. %n tries are left.", nullptr, *m_pinTries)
                                            : tr("The PIN is good no more. Type your passphrase."));
    } else if (m_error) {
        const frame::ErrorMessage message = ErrorText::of(*m_error);
        m_notice->setNotice(NoticeBox::Kind::Danger, frame::ErrorMessage::join(message.happened, message.todo));
    } else if (!m_doing.isEmpty()) {
        m_notice->setNotice(NoticeBox::Kind::Info, m_doing);
    } else {
        m_notice->clear();
    }
}

void LoginPage::submit()
{
    if (m_busy)
        return;
    if (m_field->text().isEmpty()) {
        m_field->setFocus();
        return;
    }
    m_error.reset();
    m_pinTries.reset();
    QByteArray chosen = chosenHasPin() ? QByteArray() : m_pin->text().toUtf8();
    const auto newPin = core::crypto::SecretBytes::takeFrom(chosen);
    m_pinWeak = !newPin.isEmpty() && !ShiftPins::check(newPin);
    setWords();
    if (m_pinWeak) {
        m_pin->setFocus();
        m_pin->selectAll();
        return;
    }
    m_pin->clear();
    const core::crypto::SecretBytes secret = m_field->take();
    Q_EMIT loginRequested(chosenStaff(), secret, newPin);
}

bool LoginPage::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            if (row >= 0 && row < m_staff.size())
                m_list->setCurrentRow(row);
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void LoginPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void LoginPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_field->setFocus();
}

} // namespace shouli::app::shell
