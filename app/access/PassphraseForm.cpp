// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseForm.h"

#include "app/access/PassphraseField.h"
#include "app/access/PassphraseStrength.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/NoticeBox.h"
#include "core/keys/ShiftPins.h"

#include <QEvent>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace shouli::app::access {

using core::crypto::SecretBytes;
using core::keys::ShiftPins;
using look::KeyButton;
using look::Tone;
using look::ToneLabel;
using widgets::NoticeBox;

namespace {

constexpr int labelWidth = 150;
constexpr int hintHeight = 26;

} // namespace

PassphraseForm::PassphraseForm(Asks asks, QWidget *parent)
    : QWidget(parent)
    , m_asks(asks)
    , m_notice(new NoticeBox)
    , m_submit(new KeyButton({}, QKeySequence(Qt::Key_Return), KeyButton::Role::Primary))
{
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2 * look::Theme::grid);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    if (asks != Asks::NewPassphrase)
        addRow(grid, Current);
    addRow(grid, Chosen);
    addRow(grid, Again);
    all->addLayout(grid);
    all->addWidget(m_notice);
    all->addWidget(m_submit);
    m_submit->setAutoDefault(false); // Enter in a field submits already
    connect(m_submit, &KeyButton::clicked, this, &PassphraseForm::submit);
    setFocusProxy(m_rows.constFirst().field);
    setWords();
}

void PassphraseForm::addRow(QGridLayout *grid, Which which)
{
    const int line = 2 * static_cast<int>(m_rows.size());
    const Row row{which, new ToneLabel, new PassphraseField, new ToneLabel({}, Tone::Dim)};
    row.label->setBuddy(row.field);
    grid->addWidget(row.label, line, 0);
    grid->addWidget(row.field, line, 1);
    grid->addWidget(row.hint, line + 1, 1);
    grid->setRowMinimumHeight(line + 1, hintHeight);
    m_rows.append(row);
    connect(row.field, &QLineEdit::textEdited, this, &PassphraseForm::setWords);
    connect(row.field, &QLineEdit::returnPressed, this, &PassphraseForm::submit);
    connect(row.field, &PassphraseField::capsLockChanged, this, &PassphraseForm::setWords);
}

const PassphraseForm::Row *PassphraseForm::row(Which which) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [which](const Row &r) { return r.which == which; });
    return found == m_rows.cend() ? nullptr : &*found;
}

QString PassphraseForm::textOf(Which which) const
{
    const Row *found = row(which);
    return found != nullptr ? found->field->text() : QString();
}

QString PassphraseForm::labelOf(Which which) const
{
    const bool pin = m_asks == Asks::Pin;
    switch (which) {
    case Current:
        return pin ? tr("Your passphrase") : tr("Present passphrase");
    case Chosen:
        return pin ? tr("PIN for today") : tr("New passphrase");
    case Again:
        return tr("Once more");
    }
    return {};
}

QString PassphraseForm::problem(Which which) const
{
    switch (which) {
    case Current:
        return textOf(Current).isEmpty() ? tr("Type your passphrase first.") : QString();
    case Chosen: {
        if (m_asks == Asks::Pin) {
            QByteArray digits = textOf(Chosen).toUtf8();
            return ShiftPins::check(SecretBytes::takeFrom(digits))
                ? QString()
                : tr("%1 to %2 digits, not just counting or repeating.")
                      .arg(ShiftPins::shortest)
                      .arg(ShiftPins::longest);
        }
        if (PassphraseStrength::of(textOf(Chosen)) <= PassphraseStrength::Level::TooWeak)
            return tr("Too easy to guess. Four unrelated words are easy to remember.");
        return row(Current) != nullptr && textOf(Chosen) == textOf(Current) ? tr("That is the present one.")
                                                                            : QString();
    }
    case Again:
        return textOf(Again) == textOf(Chosen) ? QString() : tr("The two are not the same yet.");
    }
    return {};
}

QString PassphraseForm::advice() const
{
    if (m_asks == Asks::Pin)
        return tr("%1 digits or more. It holds until the program ends, a shift long at most.").arg(ShiftPins::shortest);
    switch (PassphraseStrength::of(textOf(Chosen))) {
    case PassphraseStrength::Level::Empty:
        return tr("Nobody else knows it, not even the administrator.");
    case PassphraseStrength::Level::TooWeak:
        return problem(Chosen);
    case PassphraseStrength::Level::Fair:
        return tr("Fair. Another word would make it strong.");
    case PassphraseStrength::Level::Strong:
        return tr("Strong.");
    }
    return {};
}

void PassphraseForm::setWords()
{
    bool capsLock = false;
    for (const Row &row : std::as_const(m_rows)) {
        const QString wrong = m_tried ? problem(row.which) : QString();
        const QString hint = wrong.isEmpty() && row.which == Chosen ? advice() : wrong;
        row.label->setText(labelOf(row.which));
        row.field->setAccessibleName(row.label->text());
        row.hint->setText(hint);
        row.hint->setTone(wrong.isEmpty() ? Tone::Dim : Tone::Warn);
        row.field->setAccessibleDescription(hint);
        capsLock = capsLock || row.field->capsLock();
    }
    if (m_busy)
        m_submit->setText(tr("Working…"));
    else
        m_submit->setText(m_asks == Asks::Pin ? tr("Use this PIN") : tr("Change the passphrase"));
    if (capsLock)
        m_notice->setNotice(NoticeBox::Kind::Warning, tr("Caps Lock is on."));
    else
        m_notice->setNotice(NoticeBox::Kind::Danger, m_trouble);
}

void PassphraseForm::setBusy(bool busy)
{
    m_busy = busy;
    m_submit->setEnabled(!busy);
    for (const Row &row : std::as_const(m_rows))
        row.field->setEnabled(!busy);
    setWords();
    if (!busy)
        m_rows.constFirst().field->setFocus();
}

void PassphraseForm::setTrouble(const QString &text)
{
    m_trouble = text;
    m_tried = false;
    for (const Row &row : std::as_const(m_rows))
        row.field->clear();
    setWords();
}

void PassphraseForm::submit()
{
    if (m_busy)
        return;
    m_tried = true;
    m_trouble.clear();
    setWords();
    for (const Row &row : std::as_const(m_rows)) {
        if (!problem(row.which).isEmpty()) {
            row.field->setFocus();
            return;
        }
    }
    m_tried = false;
    const SecretBytes current = row(Current) != nullptr ? row(Current)->field->take() : SecretBytes();
    const SecretBytes chosen = row(Chosen)->field->take();
    row(Again)->field->clear();
    Q_EMIT submitted(current, chosen);
}

void PassphraseForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void PassphraseForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rows.constFirst().field->setFocus();
}

} // namespace shouli::app::access
