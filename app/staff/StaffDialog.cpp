// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/staff/StaffDialog.h"

#include "app/access/PassphraseField.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/office/StaffAccounts.h"
#include "app/staff/StaffWords.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "core/staff/StaffDesk.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>

namespace shouli::app::staff {

using core::base::ErrorCode;
using core::crypto::SecretBytes;
using core::staff::Role;
using look::KeyButton;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr int narrowest = 560;

} // namespace

StaffDialog::StaffDialog(Act act, const core::staff::StaffMember &whom, const QList<Role> &roles, QWidget *parent)
    : QDialog(parent)
    , m_act(act)
    , m_whom(whom)
    , m_roles(roles)
    , m_role(whom.role)
    , m_lead(new ToneLabel)
    , m_nameLabel(new ToneLabel({}, Tone::Dim))
    , m_name(new QLineEdit(whom.name))
    , m_roleLabel(new ToneLabel({}, Tone::Dim))
    , m_roleList(new widgets::ChecklistView)
    , m_firstLabel(new ToneLabel({}, Tone::Dim))
    , m_first(new QLineEdit)
    , m_firstHint(new ToneLabel({}, Tone::Dim))
    , m_ownLabel(new ToneLabel({}, Tone::Dim))
    , m_own(new access::PassphraseField)
    , m_message(new widgets::NoticeBox)
    , m_ok(new KeyButton({}, QKeySequence(Qt::Key_Return),
                         act == Act::TakeAway ? KeyButton::Role::Danger : KeyButton::Role::Primary))
    , m_cancel(new KeyButton({}, QKeySequence(Qt::Key_Escape), KeyButton::Role::Secondary))
{
    if (!m_roles.contains(m_role))
        m_roles.append(m_role); // may be kept, not given
    build();
    if (asksFirst())
        m_first->setText(office::StaffAccounts::suggestPassphrase());
    retranslate();
    m_roleList->setCurrentRow(static_cast<int>(m_roles.indexOf(m_role)));
    if (asksName())
        m_name->setFocus();
    else
        m_own->setFocus();
}

void StaffDialog::build()
{
    auto *all = new QVBoxLayout(this);
    all->setSpacing(2 * look::Theme::grid);
    all->addWidget(m_lead);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    int line = 0;
    const auto add = [&](ToneLabel *label, QWidget *field, bool shown) {
        label->setBuddy(field);
        label->setVisible(shown);
        field->setVisible(shown);
        grid->addWidget(label, line, 0, Qt::AlignTop);
        grid->addWidget(field, line++, 1);
    };
    m_name->setMaxLength(static_cast<int>(core::staff::StaffDesk::longestName));
    m_first->setFont(look::Theme::monospace(look::Theme::Text::Box));
    add(m_nameLabel, m_name, asksName());
    add(m_roleLabel, m_roleList, asksName());
    add(m_firstLabel, m_first, asksFirst());
    m_firstHint->setVisible(asksFirst());
    grid->addWidget(m_firstHint, line++, 1);
    add(m_ownLabel, m_own, true);
    all->addLayout(grid);
    all->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    all->addLayout(buttons);
    m_ok->setDefault(true);
    m_cancel->setAutoDefault(false);
    setMinimumWidth(narrowest);
    connect(m_roleList, &widgets::ChecklistView::currentRowChanged, this, [this](int row) {
        m_role = m_roles.value(row, m_role);
        showRoles();
    });
    connect(m_roleList, &widgets::ChecklistView::opened, this, [this] { focusNextChild(); });
    connect(m_ok, &KeyButton::clicked, this, &StaffDialog::accept);
    connect(m_cancel, &KeyButton::clicked, this, &StaffDialog::reject);
}

QString StaffDialog::lead() const
{
    switch (m_act) {
    case Act::Add:
        return tr("One person, one account. Who it is for changes the first passphrase when they first sign in.");
    case Act::Change:
        return tr("Another role counts from the next sign-in on.");
    case Act::Give:
        return tr("%1 signs in with it once and then chooses another. One from before no longer works.")
            .arg(m_whom.name);
    case Act::TakeAway:
        return tr("%1 cannot sign in at this computer any more, at once, and at the office's other computers after "
                  "their next exchange with the county. What they did stays. From the next sign-in on the data here is "
                  "under another key.")
            .arg(m_whom.name);
    case Act::TakeBack:
        return tr("%1 comes back to the office and needs a new first passphrase after this.").arg(m_whom.name);
    case Act::RenewKey:
        return tr("For when somebody may have copied this computer's files: from the next sign-in on the data is under "
                  "another key, which takes some seconds once. Passphrases stay as they are.");
    }
    return {};
}

void StaffDialog::retranslate()
{
    const auto title = [this] {
        switch (m_act) {
        case Act::Add:
            return tr("Add a person");
        case Act::Change:
            return tr("Name and role");
        case Act::Give:
            return tr("New first passphrase");
        case Act::TakeAway:
            return tr("Take away");
        case Act::TakeBack:
            return tr("Take back");
        case Act::RenewKey:
            return tr("New data key");
        }
        return QString();
    };
    setWindowTitle(title());
    m_lead->setText(lead());
    m_nameLabel->setText(tr("Name"));
    m_roleLabel->setText(tr("Role"));
    m_firstLabel->setText(tr("First passphrase"));
    m_firstHint->setText(tr("Write it down and hand it over: it is shown only now."));
    m_ownLabel->setText(tr("Your own passphrase"));
    m_name->setAccessibleName(m_nameLabel->text());
    m_roleList->setAccessibleName(m_roleLabel->text());
    m_first->setAccessibleName(m_firstLabel->text());
    m_own->setAccessibleName(m_ownLabel->text());
    m_ok->setText(m_busy ? tr("Working…") : title());
    m_cancel->setText(tr("Cancel"));
    showRoles();
}

void StaffDialog::showRoles()
{
    QList<widgets::ChecklistRow> rows;
    for (const Role role : std::as_const(m_roles))
        rows.append({.key = core::staff::toString(role),
                     .mark = role == m_role ? widgets::Mark::Yes : widgets::Mark::None,
                     .text = StaffWords::role(role),
                     .note = StaffWords::duty(role)});
    m_roleList->setRows(rows);
}

QString StaffDialog::name() const
{
    return m_name->text().simplified();
}

SecretBytes StaffDialog::first() const
{
    QByteArray bytes = m_first->text().trimmed().normalized(QString::NormalizationForm_C).toUtf8();
    return SecretBytes::takeFrom(bytes);
}

SecretBytes StaffDialog::own()
{
    return m_own->take();
}

void StaffDialog::accept()
{
    if (m_busy)
        return;
    QWidget *missing = nullptr;
    if (asksName() && name().isEmpty())
        missing = m_name;
    else if (asksFirst() && m_first->text().trimmed().isEmpty())
        missing = m_first;
    else if (m_own->text().isEmpty())
        missing = m_own;
    if (missing == nullptr) {
        m_message->clear();
        Q_EMIT submitted();
        return;
    }
    m_message->setNotice(widgets::NoticeBox::Kind::Warning,
                         missing == m_own ? tr("Type your own passphrase: it opens the key.")
                                          : tr("This is needed: %1").arg(missing->accessibleName()));
    missing->setFocus();
}

void StaffDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_ok->setEnabled(!busy);
    for (QWidget *field : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_roleList),
                           static_cast<QWidget *>(m_first), static_cast<QWidget *>(m_own)})
        field->setEnabled(!busy);
    retranslate();
}

QString StaffDialog::errorText(const core::base::Error &error) const
{
    switch (error.code) {
    case ErrorCode::PassphraseWrong:
        return tr("Your own passphrase is not right. Look at Caps Lock and at the input method.");
    case ErrorCode::TooManyAttempts:
        return tr("Too many wrong passphrases. Wait %1 seconds, then try again.").arg(error.detail);
    case ErrorCode::PassphraseTooWeak:
        return tr("The first passphrase is too easy to guess: eight characters or more, letters and digits, for an "
                  "administrator also another sign.");
    case ErrorCode::InvalidArgument:
        return asksName() ? tr("Somebody has that name already, or it would leave the office without an "
                               "administrator.")
                          : tr("Nobody would be left who can sign in, or who administers the office.");
    case ErrorCode::PermissionDenied:
        return tr("Your role does not allow this.");
    default:
        return tr("It did not succeed; nothing was changed. (%1)").arg(error.detail);
    }
}

void StaffDialog::setError(const core::base::Error &error)
{
    setBusy(false);
    m_message->setNotice(widgets::NoticeBox::Kind::Danger, errorText(error));
    if (error.code == ErrorCode::PassphraseTooWeak)
        m_first->setFocus();
    else if (error.code == ErrorCode::InvalidArgument && asksName())
        m_name->setFocus();
    else
        m_own->setFocus();
}

void StaffDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace shouli::app::staff
