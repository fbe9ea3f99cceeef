// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/staff/StaffPage.h"

#include "app/staff/StaffWords.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/staff/StaffDesk.h"

#include <QHBoxLayout>

#include <algorithm>

namespace shouli::app::staff {

using core::base::Result;
using core::staff::StaffDesk;
using core::staff::StaffMember;
using frame::PageAction;
using office::StaffAccounts;
using widgets::NoticeBox;
using widgets::Pane;
using SignIn = StaffAccounts::SignIn;

StaffPage::StaffPage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_rows(new StaffModel(this))
    , m_table(new widgets::DataTable)
    , m_facts(new widgets::KeyValueList)
    , m_notice(new NoticeBox)
{
    auto *list = new Pane;
    m_listHead = list->addSection({});
    list->add(m_table, Pane::Inset::Padded, 1);
    auto *about = new Pane;
    m_head = about->addSection({}, {}, look::Theme::Text::Title);
    about->add(m_facts);
    about->addSpace(3 * look::Theme::grid);
    about->add(m_notice);
    about->add(new QWidget, Pane::Inset::Padded, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(list, 3);
    columns->addWidget(about, 2);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRows(m_rows);
    m_table->setColumns({{140}, {150}, {220, true}});
    connect(m_table, &widgets::DataTable::currentRowChanged, this, &StaffPage::showCurrent);
    connect(m_table, &widgets::DataTable::opened, this, [this] {
        if (blockedBy(Act::Change).isEmpty())
            ask(Act::Change);
    });
    connect(&m_session, &office::Session::changed, this, [this] { outdate(); });
    retranslate();
    renew();
}

QString StaffPage::title() const
{
    return tr("Staff");
}

int StaffPage::badge() const
{
    const auto &people = m_rows->people();
    return static_cast<int>(std::count_if(people.cbegin(), people.cend(), [](const StaffRow &row) {
        return row.member.active && row.signIn == SignIn::None;
    }));
}

QList<frame::KeyHelp> StaffPage::keyHelp() const
{
    return {{QStringLiteral("↑ ↓"), tr("another person")}, {QStringLiteral("Enter"), tr("name and role")}};
}

QString StaffPage::boxHint() const
{
    return tr("a colleague's name");
}

QWidget *StaffPage::mainList() const
{
    return m_table;
}

std::optional<StaffRow> StaffPage::current() const
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_rows->people().size())
        return {};
    return m_rows->people().at(row);
}

QString StaffPage::blockedBy(Act act) const
{
    const auto &directory = m_session.directory();
    const auto self = directory.member(m_session.actor().staff.id);
    if (!self || !StaffDesk::mayManage(directory, self->id))
        return tr("The office's administrator does this");
    if (act == Act::Add || act == Act::RenewKey)
        return {};
    const auto row = current();
    if (!row)
        return tr("Choose a person first");
    const auto roles = StaffDesk::mayGive(self->role);
    if (!roles.contains(row->member.role))
        return tr("County IT looks after its own people");
    if (act != Act::TakeBack && !row->member.active)
        return tr("Take the person back first");
    const bool isSelf = row->member.id == self->id;
    if (act == Act::TakeAway && isSelf)
        return tr("Another administrator takes you away");
    if (act == Act::Give && isSelf)
        return tr("You change your own with Alt+P");
    return {};
}

PageAction StaffPage::actionFor(Act act, const QString &text, int key) const
{
    auto *self = const_cast<StaffPage *>(this);
    const QString blocked = blockedBy(act);
    return {.text = text,
            .key = key,
            .run = [self, act] { self->ask(act); },
            .enabled = blocked.isEmpty(),
            .disabledReason = blocked};
}

QList<PageAction> StaffPage::actions() const
{
    const auto row = current();
    const bool gone = row && !row->member.active;
    QList<PageAction> actions{
        actionFor(Act::Add, tr("Add a person"), Qt::Key_F5),
        actionFor(Act::Change, tr("Name and role"), Qt::Key_F6),
        actionFor(Act::Give, tr("New first passphrase"), Qt::Key_F7),
        gone ? actionFor(Act::TakeBack, tr("Take back"), Qt::Key_F8)
             : actionFor(Act::TakeAway, tr("Take away"), Qt::Key_F8),
        actionFor(Act::RenewKey, tr("New data key"), Qt::Key_F9),
    };
    actions.first().role = PageAction::Role::Primary;
    if (!gone)
        actions[3].role = PageAction::Role::Danger;
    actions.last().atEnd = true;
    return actions;
}

void StaffPage::onOmniText(const QString &text)
{
    const QString typed = text.trimmed();
    QList<frame::ResultRow> rows;
    for (const StaffRow &row : m_rows->people()) {
        if (typed.isEmpty() || !row.member.name.contains(typed, Qt::CaseInsensitive))
            continue;
        frame::ResultRow result;
        result.key = row.member.id.toBytes();
        result.title = row.member.name;
        result.facts = StaffWords::role(row.member.role);
        rows.append(result);
    }
    Q_EMIT resultsFound(rows, rows.isEmpty() && !typed.isEmpty() ? tr("Nobody here has that name.") : QString());
}

void StaffPage::onResultChosen(const QByteArray &key)
{
    for (int row = 0; row < m_rows->people().size(); ++row) {
        if (m_rows->people().at(row).member.id.toBytes() == key)
            m_table->setCurrentRow(row);
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void StaffPage::onActivated()
{
    m_done.clear();
    renewIfStale();
    m_table->setFocus(Qt::OtherFocusReason);
}

void StaffPage::renew()
{
    const auto before = current();
    QList<StaffRow> people;
    for (const StaffMember &member : m_session.directory().staff) {
        if (member.office == m_session.office().id)
            people.append({member, m_session.accounts().signIn(member.id)});
    }
    std::stable_partition(people.begin(), people.end(), [](const StaffRow &row) { return row.member.active; });
    m_rows->setPeople(people);
    int chosen = people.isEmpty() ? -1 : 0;
    for (int row = 0; before && row < people.size(); ++row) {
        if (people.at(row).member.id == before->member.id)
            chosen = row;
    }
    if (chosen >= 0)
        m_table->setCurrentRow(chosen);
    showCurrent();
}

void StaffPage::showCurrent()
{
    const auto row = current();
    const auto &people = m_rows->people();
    const auto working = std::count_if(people.cbegin(), people.cend(),
                                       [](const StaffRow &r) { return r.member.active; });
    m_listHead->setTitle(tr("%n people work here", nullptr, static_cast<int>(working)));
    m_head->setTitle(row ? row->member.name : QString());
    QList<widgets::KeyValue> facts;
    if (row) {
        facts.append({tr("Role"), StaffWords::role(row->member.role)});
        facts.append({tr("Does"), StaffWords::duty(row->member.role)});
        facts.append({tr("At this computer"),
                      StaffWords::state(row->member.active, row->signIn),
                      {},
                      StaffWords::tone(row->member.active, row->signIn)});
    }
    m_facts->setRows(facts);
    if (!StaffDesk::hasAdministrator(m_session.directory(), m_session.office().id))
        m_notice->setNotice(NoticeBox::Kind::Warning,
                            tr("This office has no administrator yet. Add one, or give somebody the role with F6; "
                               "from then on they look after this page."));
    else if (row && row->member.active && row->signIn == SignIn::None)
        m_notice->setNotice(NoticeBox::Kind::Info,
                            tr("Added at another computer of the office, or by the county. F7 gives a first "
                               "passphrase for this one."));
    else if (m_session.renewalTrouble())
        m_notice->setNotice(NoticeBox::Kind::Warning,
                            tr("The data is not under the new key yet; it is tried again at the next sign-in. It "
                               "needs as much free space on the disk as the data takes."));
    else
        m_notice->clear();
    Q_EMIT changed();
}

void StaffPage::ask(Act act)
{
    if (m_dialog || !blockedBy(act).isEmpty())
        return;
    m_done.clear();
    const bool about = act != Act::Add && act != Act::RenewKey;
    StaffMember whom;
    if (about)
        whom = current()->member;
    auto *dialog = new StaffDialog(act, whom, StaffDesk::mayGive(m_session.actor().staff.role), this);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &StaffDialog::submitted, this, [this, act, dialog, whom] { carryOut(act, dialog, whom); });
    dialog->open();
}

void StaffPage::carryOut(Act act, StaffDialog *dialog, const StaffMember &whom)
{
    dialog->setBusy(true);
    StaffAccounts &accounts = m_session.accounts();
    const QString name = act == Act::Add ? dialog->name() : whom.name;
    const auto begin = [&]() -> StaffAccounts::Done {
        switch (act) {
        case Act::Add:
            return accounts.add(dialog->own(), dialog->name(), dialog->role(), dialog->first());
        case Act::Change:
            return accounts.change(dialog->own(), whom.id, dialog->name(), dialog->role());
        case Act::Give:
            return accounts.give(dialog->own(), whom.id, dialog->first());
        case Act::TakeAway:
            return accounts.takeAway(dialog->own(), whom.id);
        case Act::TakeBack:
            return accounts.takeBack(dialog->own(), whom.id);
        case Act::RenewKey:
            break;
        }
        return accounts.renewKey(dialog->own());
    };
    begin().then(this, [this, act, name, open = QPointer<StaffDialog>(dialog)](const Result<void> &done) {
        if (!done) {
            if (open)
                open->setError(done.error());
            else
                Q_EMIT failed(done.error()); // Esc was pressed meanwhile
            return;
        }
        m_done = doneText(act, name);
        if (open)
            open->done(QDialog::Accepted);
        renew();
    });
}

QString StaffPage::doneText(Act act, const QString &name) const
{
    switch (act) {
    case Act::Add:
        return tr("Added: %1").arg(name);
    case Act::Change:
        return tr("Changed: %1").arg(name);
    case Act::Give:
        return tr("%1 has a new first passphrase").arg(name);
    case Act::TakeAway:
        return tr("Taken away: %1").arg(name);
    case Act::TakeBack:
        return tr("Back again: %1. F7 gives a first passphrase.").arg(name);
    case Act::RenewKey:
        return tr("The data gets another key at the next sign-in");
    }
    return {};
}

void StaffPage::retranslate()
{
    m_table->setEmptyContent({look::Icon::Person, tr("Nobody works here yet"), tr("F5 adds a person."), {}, {}});
    m_rows->retranslate();
    showCurrent();
}

} // namespace shouli::app::staff
