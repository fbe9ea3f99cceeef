// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/ResidentsPage.h"

#include "app/residents/BelongingPane.h"
#include "app/residents/ErasePane.h"
#include "app/residents/MovePane.h"
#include "app/residents/RecordPane.h"
#include "app/residents/ResidentForm.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/EmptyState.h"
#include "core/cases/desk/EraseDesk.h"
#include "core/cases/desk/MoveDesk.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <QLineEdit>
#include <QStackedLayout>

namespace shouli::app::residents {

using core::audit::Action;
using core::base::Result;
using core::residents::GroupMembership;
using core::residents::GroupStore;
using core::residents::HouseholdStore;
using core::residents::MembershipField;
using core::residents::MembershipId;
using core::residents::Resident;
using core::residents::ResidentDraft;
using core::residents::ResidentField;
using core::residents::ResidentId;
using core::residents::ResidentStore;
using core::staff::Deed;
using frame::PageAction;
using office::Writing;

namespace {

bool isNumber(const QString &text)
{
    return !text.isEmpty()
        && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit() || c.toUpper() == u'X'; });
}

} // namespace

ResidentsPage::ResidentsPage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_search(session)
    , m_stack(new QStackedLayout(this))
    , m_empty(new widgets::EmptyState)
    , m_pane(new RecordPane(session))
    , m_form(new ResidentForm(session))
    , m_move(new MovePane(session))
    , m_erase(new ErasePane(session))
{
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_pane);
    m_stack->addWidget(m_form);
    m_stack->addWidget(m_move);
    m_stack->addWidget(m_erase);
    connect(m_erase, &ErasePane::changed, this, &Page::changed);
    connect(m_move, &MovePane::changed, this, &Page::changed);
    connect(&m_session, &office::Session::changed, this, &ResidentsPage::outdate);
    const auto openPerson = [this](const QByteArray &key) { onResultChosen(key); };
    connect(m_pane, &RecordPane::memberChosen, this, openPerson);
    connect(m_pane, &RecordPane::caseChosen, this,
            [this](const QByteArray &id) { Q_EMIT openRequested(QStringLiteral("case"), id); });
    connect(m_form, &ResidentForm::chosen, this, openPerson);
    connect(m_form, &ResidentForm::changed, this, [this] {
        m_drafts.insert(m_editing, m_form->draft());
        m_belongings.insert(m_editing, m_form->belonging()->belonging());
        Q_EMIT changed();
    });
    refresh();
}

QString ResidentsPage::title() const
{
    return tr("Residents");
}

QString ResidentsPage::boxHint() const
{
    return tr("name, pinyin, ID number, telephone, address, household number");
}

QString ResidentsPage::subject() const
{
    return m_view == View::Record ? m_record->resident.name : QString();
}

QWidget *ResidentsPage::mainList() const
{
    return m_view == View::Record ? m_pane->family() : nullptr;
}

QList<frame::KeyHelp> ResidentsPage::keyHelp() const
{
    return {{QStringLiteral("Enter"), tr("open the member of the family, or the case; in the form: the next field")}};
}

bool ResidentsPage::may(Deed deed) const
{
    return core::staff::mayDo(m_session.actor().staff.role, deed);
}

QList<PageAction> ResidentsPage::actions() const
{
    auto *self = const_cast<ResidentsPage *>(this);
    if (m_view == View::Move)
        return moveActions();
    if (m_view == View::Erase)
        return eraseActions();
    if (m_view == View::Form) {
        const QString problem = m_form->problem();
        return {{.text = tr("Keep"),
                 .key = Qt::Key_F12,
                 .role = PageAction::Role::Primary,
                 .run = [self] { self->save(); },
                 .enabled = problem.isEmpty() && !m_writing,
                 .disabledReason = problem},
                {.text = tr("Household"),
                 .key = Qt::Key_F6,
                 .run = [self] { self->m_form->belonging()->search()->setFocus(Qt::ShortcutFocusReason); },
                 .help = tr("Find the household by its head, or make a new one")},
                {.text = tr("Groups"),
                 .key = Qt::Key_F7,
                 .run = [self] { self->m_form->belonging()->groups()->setFocus(Qt::ShortcutFocusReason); },
                 .help = tr("Tick the groups that services are aimed at")},
                {.text = tr("Start afresh"), .key = Qt::Key_F8, .run = [self] { self->startAfresh(); }},
                {.text = tr("Leave it"),
                 .key = Qt::Key_Escape,
                 .run = [self] { self->leave(); },
                 .atEnd = true,
                 .help = tr("What is typed stays until it is kept")}};
    }
    QList<PageAction> actions;
    if (may(Deed::RegisterResident))
        actions.append({.text = tr("New resident"), .key = Qt::Key_F2, .run = [self] { self->beginNew({}, {}); }});
    if (m_view == View::Nobody)
        return actions;
    const PageAction putDown{
        .text = tr("Put down, next"), .key = Qt::Key_Escape, .run = [self] { self->leave(); }, .atEnd = true};
    if (m_view == View::Stub)
        return actions << putDown;
    if (may(Deed::CorrectResident))
        actions.prepend({.text = tr("Correct"), .key = Qt::Key_F3, .run = [self] { self->beginCorrection(); }});
    if (may(Deed::AcceptCase))
        actions.prepend({.text = tr("To the counter"),
                         .key = Qt::Key_F12,
                         .role = PageAction::Role::Primary,
                         .run =
                             [self] {
                                 Q_EMIT self->openRequested(QStringLiteral("accept"),
                                                            self->m_record->resident.id.toBytes());
                             },
                         .help = tr("Accept a case of this resident")});
    if (may(Deed::RegisterResident) && !m_record->resident.household.isNull())
        actions.append({.text = tr("New in this household"), .key = Qt::Key_F4, .run = [self] {
                            self->beginNew(self->m_record->resident.household, {});
                        }});
    if (may(Deed::RegisterResident) && !m_record->left && !MovePane::communities(m_session).isEmpty())
        actions.append({.text = tr("Moves away"),
                        .key = Qt::Key_F6,
                        .run = [self] { self->beginMove(); },
                        .help = tr("To another community of the county, alone or with the household")});
    if (!m_revealed)
        actions.append({.text = tr("Whole numbers"),
                        .key = Qt::Key_F9,
                        .run = [self] { self->reveal(); },
                        .help = tr("Show the whole ID and telephone numbers; this is logged")});
    if (may(Deed::EraseResident) && m_record->erasing != PersonRecord::Erasing::Ordered)
        actions.append({.text = tr("Erase by law"),
                        .key = Qt::Key_F8,
                        .run = [self] { self->beginErasing(); },
                        .help = tr("On a person's lawful request, in the whole county and for good")});
    return actions << putDown;
}

bool ResidentsPage::open(const QString &kind, const QByteArray &id)
{
    if (kind == QLatin1String("resident-new") && may(Deed::RegisterResident)) {
        beginNew({}, QString::fromUtf8(id));
        return true;
    }
    const auto resident = ResidentId::fromBytes(id);
    if (kind != QLatin1String("resident") || !resident)
        return false;
    openRecord(*resident);
    return true;
}

/// The number of an identity card, from a card reader or the bar code of an old form.
bool ResidentsPage::onScan(const QString &text)
{
    const QString number = people::PersonSearch::documentIn(text);
    if (number.isEmpty())
        return false;
    const auto bearers = m_search.bearersOf(number);
    if (!bearers)
        report(bearers.error());
    else if (bearers->size() == 1)
        openRecord(bearers->first());
    else
        onOmniText(number); // nobody, or more than one: for a person to choose
    return true;
}

void ResidentsPage::onOmniText(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        Q_EMIT resultsFound({}, {});
        return;
    }
    const auto found = m_search.find(text);
    if (!found)
        return report(found.error());
    Q_EMIT resultsFound(found->rows, found->note);
}

void ResidentsPage::onResultChosen(const QByteArray &key)
{
    if (const auto id = ResidentId::fromBytes(key))
        openRecord(*id);
}

void ResidentsPage::onActivated()
{
    if (m_view == View::Form)
        m_form->field(ResidentField::Name)->setFocus(Qt::OtherFocusReason);
    else if (m_view == View::Erase)
        m_erase->name()->setFocus(Qt::OtherFocusReason);
    else if (m_view == View::Move)
        m_move->search()->setFocus(Qt::OtherFocusReason);
    else if (m_view == View::Record)
        m_pane->family()->setFocus(Qt::OtherFocusReason);
}

void ResidentsPage::openRecord(ResidentId id)
{
    auto record = PersonRecord::load(m_session, id);
    if (!record && showStub(id))
        return;
    if (!record)
        return report(record.error());
    m_record = std::move(*record);
    m_stub.reset();
    m_revealed = false;
    m_done.clear();
    m_view = View::Record;
    log(QStringLiteral("register"));
    refresh();
    m_pane->family()->setFocus(Qt::OtherFocusReason);
}

void ResidentsPage::log(const QString &purpose)
{
    m_session
        .write(
            [id = m_record->resident.id, purpose](Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), Action::Look, Resident::refOf(id), purpose);
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                report(logged.error());
        });
}

void ResidentsPage::reload()
{
    if (!m_record)
        return;
    auto record = PersonRecord::load(m_session, m_record->resident.id);
    if (record) {
        m_record = std::move(*record);
    } else if (showStub(m_record->resident.id)) {
        return;
    } else if (m_view == View::Record || m_view == View::Move || m_view == View::Erase) { // it has gone to another office
        report(record.error());
        m_record.reset();
        m_view = View::Nobody;
    }
    refresh();
}

bool ResidentsPage::showStub(ResidentId id)
{
    const auto stub = PersonRecord::stub(m_session, id);
    if (!stub || !*stub)
        return false;
    m_drafts.remove(id);
    m_belongings.remove(id);
    m_seen.remove(id);
    m_record.reset();
    m_stub = *stub;
    m_done.clear();
    m_view = View::Stub;
    refresh();
    return true;
}

void ResidentsPage::reveal()
{
    m_revealed = true;
    log(QStringLiteral("whole number"));
    refresh();
}

void ResidentsPage::beginNew(core::residents::HouseholdId household, const QString &typed)
{
    m_editing = {};
    const bool afresh = !m_drafts.contains({});
    if (afresh) {
        Resident start;
        start.residenceStatus = core::residents::codes::atHome;
        start.documentType = core::residents::codes::residentCard;
        start.hukouDivision = start.livingDivision = m_session.office().division;
        start.household = household;
        if (!household.isNull() && m_record)
            start.livingAddress = m_record->resident.livingAddress;
        ResidentDraft draft(start);
        if (isNumber(typed) && typed.size() == 11)
            draft.type(ResidentField::Phone, typed);
        else if (isNumber(typed))
            draft.type(ResidentField::DocumentNumber, typed);
        else
            draft.type(ResidentField::Name, typed);
        draft.fillFromNumber();
        m_drafts.insert({}, draft);
    }
    showForm(m_drafts.value({}));
}

void ResidentsPage::beginCorrection()
{
    m_editing = m_record->resident.id;
    if (!m_drafts.contains(m_editing)) {
        m_drafts.insert(m_editing, ResidentDraft(m_record->resident));
        m_seen.insert(m_editing, m_record->resident);
    }
    log(QStringLiteral("correction")); // the form shows whole numbers
    showForm(m_drafts.value(m_editing));
}

void ResidentsPage::showForm(const ResidentDraft &draft)
{
    m_view = View::Form;
    m_done.clear();
    refresh();
    const bool isNew = m_editing.isNull();
    const bool together = isNew && !draft.resident().household.isNull();
    m_form->edit(draft, m_belongings.value(m_editing),
                 isNew ? tr("New resident") : tr("Correct: %1").arg(draft.resident().name),
                 together ? tr("in the same household") : QString());
    Q_EMIT changed();
}

void ResidentsPage::startAfresh()
{
    m_drafts.remove(m_editing);
    m_belongings.remove(m_editing);
    if (m_editing.isNull())
        beginNew({}, {});
    else
        beginCorrection();
}

void ResidentsPage::leave()
{
    if (m_view == View::Move || m_view == View::Erase) {
        m_view = View::Record;
    } else if (m_view == View::Form) {
        m_done = m_drafts.contains(m_editing) ? tr("What was typed is kept until you go on with it.") : QString();
        m_view = m_record ? View::Record : View::Nobody;
    } else {
        m_record.reset();
        m_stub.reset();
        m_view = View::Nobody;
    }
    m_revealed = false;
    refresh();
    if (m_view == View::Record)
        m_pane->family()->setFocus(Qt::OtherFocusReason);
}

QList<PageAction> ResidentsPage::moveActions() const
{
    auto *self = const_cast<ResidentsPage *>(this);
    const QString problem = m_move->problem();
    return {{.text = tr("Move them"),
             .key = Qt::Key_F12,
             .role = PageAction::Role::Primary,
             .run = [self] { self->moveOut(); },
             .enabled = problem.isEmpty() && !m_writing,
             .disabledReason = problem},
            {.text = tr("Whole household"), .key = Qt::Key_F7, .run = [self] { self->m_move->tickAll(); }},
            {.text = tr("Back, nothing done"), .key = Qt::Key_Escape, .run = [self] { self->leave(); }, .atEnd = true}};
}

QList<PageAction> ResidentsPage::eraseActions() const
{
    auto *self = const_cast<ResidentsPage *>(this);
    const QString problem = m_erase->problem();
    QList<PageAction> actions{{.text = tr("Erase for good"),
                               .key = Qt::Key_F12,
                               .role = PageAction::Role::Danger,
                               .run = [self] { self->erase(); },
                               .enabled = problem.isEmpty() && !m_writing,
                               .disabledReason = problem}};
    if (m_erase->hasChoice())
        actions.append({.text = tr("Cases too, or not"), .key = Qt::Key_F7, .run = [self] {
                            self->m_erase->toggleCases();
                        }});
    actions.append(
        {.text = tr("Back, nothing done"), .key = Qt::Key_Escape, .run = [self] { self->leave(); }, .atEnd = true});
    return actions;
}

void ResidentsPage::beginErasing()
{
    if (!m_record)
        return;
    const auto begun = m_erase->begin(m_record->resident.id);
    if (!begun)
        return report(begun.error());
    m_done.clear();
    m_view = View::Erase;
    refresh();
    m_erase->name()->setFocus(Qt::OtherFocusReason);
}

void ResidentsPage::erase()
{
    if (m_writing || !m_erase->problem().isEmpty())
        return;
    m_writing = true;
    Q_EMIT changed();
    m_session
        .write([order = m_erase->order()](Writing &w) {
            return core::cases::desk::EraseDesk(w.log, w.audit).erase(w.tx, w.actor, order);
        })
        .then(this, [this](const Result<void> &ordered) {
            m_writing = false;
            if (!ordered) {
                report(ordered.error());
                Q_EMIT changed();
                return;
            }
            if (m_view == View::Erase)
                m_view = View::Record;
            reload();
            m_done = tr("Ordered. It goes everywhere as soon as the county has agreed.");
            Q_EMIT changed();
        });
}

void ResidentsPage::beginMove()
{
    if (!m_record)
        return;
    m_done.clear();
    m_view = View::Move;
    m_move->begin(*m_record);
    refresh();
    m_move->search()->setFocus(Qt::OtherFocusReason);
}

void ResidentsPage::moveOut()
{
    if (m_writing || !m_move->problem().isEmpty())
        return;
    m_writing = true;
    Q_EMIT changed();
    m_session
        .write([wanted = m_move->moveOut(), &clock = m_session.clock(), &random = m_session.random()](Writing &w) {
            core::cases::desk::MoveDesk desk(w.log, w.audit, clock, random, w.desk);
            return desk.moveOut(w.tx, w.actor, wanted);
        })
        .then(this, [this, summary = m_move->summary()](const Result<void> &moved) {
            m_writing = false;
            if (!moved) {
                report(moved.error()); // all that was chosen is still there
                Q_EMIT changed();
                return;
            }
            m_record.reset();
            m_view = View::Nobody;
            m_done = tr("Moved: %1").arg(summary);
            refresh();
        });
}

QList<GroupChange> ResidentsPage::groupChanges(const Belonging &belonging, const Resident &who) const
{
    QList<GroupChange> changes = belonging.groups.values();
    const auto catalogue = m_session.reference().catalogues->current(m_session.clock().today());
    for (GroupChange &change : changes) {
        if (change.seen || !change.wanted)
            continue;
        const auto *group = catalogue ? (*catalogue)->group(change.wanted->group) : nullptr;
        change.wanted->id = MembershipId::create(m_session.clock(), m_session.random());
        if (group != nullptr && group->ofHousehold)
            change.wanted->household = who.household;
        else
            change.wanted->resident = who.id;
    }
    return changes;
}

Result<void> ResidentsPage::changeGroups(Writing &w, core::changes::Act &act, const Resident &who,
                                         const QList<GroupChange> &changes, QDate today)
{
    SHOULI_TRY(const auto kept, GroupStore::of(w.tx.database(), who.id, who.household));
    for (const GroupChange &change : changes) {
        if (change.seen) {
            GroupMembership wanted = change.wanted.value_or(*change.seen);
            if (!change.wanted)
                wanted.endedOn = today;
            SHOULI_CHECK(GroupStore::update(act, *change.seen, wanted));
            continue;
        }
        if (!change.wanted)
            continue;
        const auto same = std::find_if(kept.cbegin(), kept.cend(), [&](const GroupMembership &one) {
            return one.group == change.wanted->group && one.isValidOn(today);
        });
        if (same == kept.cend()) {
            SHOULI_CHECK(GroupStore::create(act, w.actor.office.scope(), *change.wanted));
            continue;
        }
        GroupMembership wanted = *change.wanted; // somebody else was faster: what was typed here is added
        for (const MembershipField field : core::residents::membershipFields()) {
            if (wanted.value(field).isNull())
                wanted.setValue(field, same->value(field));
        }
        wanted.id = same->id;
        wanted.validFrom = same->validFrom;
        SHOULI_CHECK(GroupStore::update(act, *same, wanted));
    }
    return {};
}

void ResidentsPage::save()
{
    if (m_writing || !m_form->problem().isEmpty())
        return;
    Resident wanted = m_form->draft().resident();
    const bool isNew = m_editing.isNull();
    if (isNew)
        wanted.id = ResidentId::create(m_session.clock(), m_session.random());
    Belonging belonging = m_belongings.value(m_editing);
    if (belonging.made) { // at the address that was typed last
        belonging.made->address = wanted.hukouAddress.isEmpty() ? wanted.livingAddress : wanted.hukouAddress;
        belonging.made->division = wanted.hukouDivision.isEmpty() ? m_session.office().division : wanted.hukouDivision;
    }
    m_writing = true;
    Q_EMIT changed();
    m_session
        .write([isNew, wanted, seen = m_seen.value(m_editing), made = belonging.made,
                groups = groupChanges(belonging, wanted),
                today = m_session.clock().today()](Writing &w) -> Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            if (made && made->id == wanted.household)
                SHOULI_CHECK(HouseholdStore::create(act, w.actor.office.scope(), *made));
            if (isNew)
                SHOULI_CHECK(ResidentStore::create(act, w.actor.office.scope(), wanted));
            else
                SHOULI_CHECK(ResidentStore::update(act, seen, wanted));
            SHOULI_CHECK(changeGroups(w, act, wanted, groups, today));
            SHOULI_CHECK(act.finish());
            return w.audit.record(w.tx, w.actor.staff.author(), isNew ? Action::Create : Action::Correct, wanted.ref(),
                                  QStringLiteral("register"));
        })
        .then(this, [this, editing = m_editing, wanted](const Result<void> &kept) {
            m_writing = false;
            if (!kept) {
                report(kept.error()); // all that was typed is still there
                Q_EMIT changed();
                return;
            }
            m_drafts.remove(editing);
            m_belongings.remove(editing);
            openRecord(wanted.id);
            m_done = tr("Kept: %1").arg(wanted.name);
            Q_EMIT changed();
        });
}

void ResidentsPage::refresh()
{
    if (m_view == View::Stub)
        m_empty->setContent(
            {look::Icon::Lock,
             m_stub->on.isValid() ? tr("Erased on lawful request, %1").arg(m_stub->on.toString(Qt::ISODate))
                                  : tr("Erased on lawful request"),
             tr("Their record was erased in the whole county. Grounds: %1. Whoever comes again is registered anew: F2.")
                 .arg(m_stub->grounds.isEmpty() ? tr("they come with the next exchange") : m_stub->grounds),
             {},
             {}});
    else
        m_empty->setContent({look::Icon::Residents,
                         tr("Who is looked for?"),
                         tr("Type a name, pinyin, an ID number or a telephone number. F2 adds a new resident."),
                         {},
                         {}});
    if (m_view == View::Record)
        m_pane->show(*m_record, m_revealed);
    m_stack->setCurrentWidget(m_view == View::Record     ? static_cast<QWidget *>(m_pane)
                                  : m_view == View::Form ? static_cast<QWidget *>(m_form)
                                  : m_view == View::Move ? static_cast<QWidget *>(m_move)
                                  : m_view == View::Erase ? static_cast<QWidget *>(m_erase)
                                                         : m_empty);
    Q_EMIT changed();
}

void ResidentsPage::retranslate()
{
    m_form->retranslate();
    if (m_view == View::Move)
        m_move->retranslate();
    if (m_view == View::Erase)
        m_erase->retranslate();
    refresh();
}

} // namespace shouli::app::residents
