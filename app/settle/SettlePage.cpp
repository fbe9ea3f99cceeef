// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle/SettlePage.h"

#include "app/settle/DecisionPane.h"
#include "app/settle/DisputeModel.h"
#include "app/settle/DisputeWords.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/DataTable.h"
#include "core/changes/log/DisputeTable.h"
#include "core/residents/ResidentStore.h"
#include "core/staff/Permissions.h"

#include <QHBoxLayout>

namespace shouli::app::settle {

using core::base::Result;
using core::changes::log::Dispute;
using core::changes::log::DisputeTable;
using core::residents::Resident;
using frame::PageAction;
using office::Writing;
using Choice = Decision::Choice;

SettlePage::SettlePage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_rows(new DisputeModel(session, this))
    , m_table(new widgets::DataTable)
    , m_pane(new DecisionPane(session))
{
    auto *list = new widgets::Pane;
    list->add(m_table, widgets::Pane::Inset::Padded, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(list, 1);
    columns->addWidget(m_pane, 1);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRows(m_rows);
    m_table->setColumns({{130}, {180, true}, {130}});
    connect(m_table, &widgets::DataTable::currentRowChanged, this, [this] {
        if (!m_showing)
            showCurrent();
    });
    connect(m_table, &widgets::DataTable::opened, this, [this] {
        m_pane->list()->setFocus(Qt::TabFocusReason);
        m_pane->list()->setCurrentRow(0);
    });
    connect(m_pane, &DecisionPane::chosen, this, &SettlePage::choose);
    connect(m_pane, &DecisionPane::typed, this, &SettlePage::type);
    connect(&m_session, &office::Session::changed, this, [this] {
        outdate();
        count();
    });
    setTabOrder(m_table, m_pane->list());
    retranslate();
    outdate();
    count();
}

QString SettlePage::title() const
{
    return tr("To settle");
}

QString SettlePage::boxHint() const
{
    return tr("scan a card, or type a name or a case number");
}

QWidget *SettlePage::mainList() const
{
    return m_table;
}

QList<frame::KeyHelp> SettlePage::keyHelp() const
{
    return {{QStringLiteral("↑ ↓"), tr("another of those that wait")},
            {QStringLiteral("Enter"), tr("to what can be chosen")}};
}

std::optional<Dispute> SettlePage::current() const
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_rows->disputes().size())
        return {};
    return m_rows->disputes().at(row);
}

QString SettlePage::blockedBy() const
{
    using core::staff::Deed;
    const auto may = [this](Deed deed) { return core::staff::mayDo(m_session.actor().staff.role, deed); };
    if (!m_shown)
        return tr("Nothing waits for you");
    const bool ofCase = m_shown->isStep();
    const bool allowed = ofCase ? may(Deed::AcceptCase) || may(Deed::ReviewCase) || may(Deed::ApproveCase)
                                : may(Deed::CorrectResident);
    if (!allowed)
        return tr("Somebody who may correct the register decides this");
    if (!m_chosen)
        return tr("Choose first");
    if (m_chosen->choice == Choice::Other && !Decision::read(*m_shown, m_chosen->typed))
        return tr("Type the right value first");
    return {};
}

QList<PageAction> SettlePage::actions() const
{
    if (!m_shown)
        return {};
    auto *self = const_cast<SettlePage *>(this);
    const QString blocked = blockedBy();
    const bool values = Decision::takesProposal(*m_shown);
    QList<PageAction> actions{{.text = values ? tr("Decide") : tr("Put aside"),
                               .key = Qt::Key_F12,
                               .role = PageAction::Role::Primary,
                               .run = [self] { self->decide(); },
                               .enabled = blocked.isEmpty() && !m_writing,
                               .disabledReason = blocked}};
    if (values) {
        actions.append(
            {.text = tr("Keep what stands"), .key = Qt::Key_F5, .run = [self] { self->choose(Choice::Keep); }});
        actions.append(
            {.text = tr("Take the proposal"), .key = Qt::Key_F6, .run = [self] { self->choose(Choice::Proposal); }});
    }
    if (Decision::takesOther(*m_shown))
        actions.append(
            {.text = tr("Something else"), .key = Qt::Key_F7, .run = [self] { self->choose(Choice::Other); }});
    actions.append({.text = m_shown->entity.kind == Resident::kind ? tr("Open the record") : tr("Open it"),
                    .key = Qt::Key_F8,
                    .run = [self] { self->openSubject(); },
                    .atEnd = true});
    return actions;
}

bool SettlePage::open(const QString &kind, const QByteArray &)
{
    return kind == QLatin1String("settle");
}

void SettlePage::onActivated()
{
    m_done.clear();
    renewIfStale();
    m_front = true;
    logLook();
    m_table->setFocus(Qt::OtherFocusReason);
}

void SettlePage::onDeactivated()
{
    m_front = false;
}

void SettlePage::count()
{
    if (m_front)
        return; // the list says it
    const auto open = DisputeTable::openCount(m_session.reader());
    if (!open)
        return report(open.error());
    if (*open == m_count)
        return;
    m_count = *open;
    Q_EMIT changed();
}

void SettlePage::renew()
{
    const auto open = DisputeTable::open(m_session.reader(), m_session.reference().schema);
    if (!open)
        return report(open.error());
    m_count = static_cast<int>(open->size());
    const int before = m_table->currentRow();
    int row = qMin(qMax(before, 0), m_count - 1); // one has gone: that which took its place
    for (int i = 0; m_shown && i < open->size(); ++i) {
        if (open->at(i).positions() == m_shown->positions())
            row = i;
    }
    m_showing = true;
    m_rows->setDisputes(*open);
    if (row >= 0)
        m_table->selectRow(row);
    m_showing = false;
    showCurrent();
}

void SettlePage::showCurrent()
{
    const auto now = current();
    if (!now || !m_shown || *now != *m_shown) {
        const bool another = !now || !m_shown || now->positions() != m_shown->positions();
        m_shown = now;
        m_chosen.reset(); // of values that are not these any more
        if (m_shown && !Decision::takesProposal(*m_shown))
            m_chosen = Decision{*m_shown, Choice::Keep, {}}; // there is only one
        if (another && m_front)
            logLook();
    }
    if (m_shown)
        m_pane->show(*m_shown, m_chosen);
    else
        m_pane->clear();
    Q_EMIT changed();
}

void SettlePage::choose(Choice choice)
{
    if (!m_shown)
        return;
    const QString typed = m_chosen ? m_chosen->typed : QString();
    m_chosen = Decision{*m_shown, choice, typed};
    m_pane->show(*m_shown, m_chosen);
    Q_EMIT changed();
    if (choice == Choice::Other)
        m_pane->beginOther();
}

void SettlePage::type(const QString &text)
{
    if (!m_shown)
        return;
    m_chosen = Decision{*m_shown, Choice::Other, text.trimmed()};
    m_pane->show(*m_shown, m_chosen);
    Q_EMIT changed();
}

void SettlePage::decide()
{
    m_table->setFocus(Qt::OtherFocusReason); // what is being typed counts
    if (m_writing || !blockedBy().isEmpty())
        return;
    m_writing = true;
    Q_EMIT changed();
    const QString whom = DisputeWords::whom(m_session, *m_shown);
    const QString what = DisputeWords::what(m_session, *m_shown);
    m_session.write([decision = *m_chosen](Writing &w) { return decision.write(w); })
        .then(this, [this, whom, what](const Result<bool> &written) {
            m_writing = false;
            if (!written)
                report(written.error()); // what was chosen is still there
            else
                m_done = *written ? tr("Decided: %1, %2").arg(whom, what)
                                  : tr("It changed in the meantime. Look again.");
            Q_EMIT changed();
        });
}

void SettlePage::openSubject()
{
    if (!m_shown)
        return;
    const auto person = DisputeWords::person(m_session, *m_shown);
    if (m_shown->isStep())
        Q_EMIT openRequested(QStringLiteral("case"), m_shown->entity.id.toBytes());
    else if (!person.isNull())
        Q_EMIT openRequested(QStringLiteral("resident"), person.toBytes());
}

void SettlePage::logLook()
{
    if (!m_shown || m_shown->isStep())
        return; // a step shows nothing of the register
    const auto person = DisputeWords::person(m_session, *m_shown);
    if (person.isNull())
        return;
    m_session
        .write(
            [person](Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look, Resident::refOf(person),
                                      QStringLiteral("settle"));
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                report(logged.error());
        });
}

void SettlePage::retranslate()
{
    m_table->setEmptyContent({look::Icon::Check,
                              tr("Nothing waits for you"),
                              tr("What offices changed without knowing of each other comes here by itself."),
                              {},
                              {}});
    m_rows->retranslate();
    if (m_shown)
        m_pane->show(*m_shown, m_chosen);
    else
        m_pane->clear();
}

} // namespace shouli::app::settle
