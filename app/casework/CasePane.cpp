// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CasePane.h"

#include "app/casework/CaseWords.h"
#include "app/casework/RegisterNotes.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/EmptyState.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/OpinionList.h"
#include "app/widgets/StageBar.h"
#include "core/residents/ResidentStore.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace shouli::app::casework {

using core::base::Result;
using core::cases::CaseEvent;
using core::cases::CaseRecord;
using core::cases::CaseStatus;
using core::cases::MaterialState;
using core::cases::MaterialStatus;
using look::Theme;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::NoticeBox;

namespace {

/// Only as many rows as there are, and none to choose: this is to be read.
widgets::ChecklistView *readOnlyList()
{
    auto *list = new widgets::ChecklistView;
    list->setFocusPolicy(Qt::NoFocus);
    return list;
}

/// The office that handed in the papers as they stood at acceptance.
QString acceptedBy(const CaseRecord &record)
{
    for (const CaseEvent &event : record.events) {
        if (std::holds_alternative<core::cases::Accepted>(event.step))
            return event.officeName;
    }
    return {};
}

/// When a paper came that was tolerated or asked for; invalid where it came with the application.
QDate receivedOn(const CaseRecord &record, const QString &material)
{
    QDate on;
    for (const CaseEvent &event : record.events) {
        const auto *received = std::get_if<core::cases::MaterialReceived>(&event.step);
        const auto *again = std::get_if<core::cases::Resubmitted>(&event.step);
        if ((received != nullptr && received->material == material)
            || (again != nullptr && again->supplied.contains(material)))
            on = event.on;
    }
    return on;
}

} // namespace

CasePane::CasePane(office::Session &session, const QString &purpose, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_purpose(purpose)
    , m_empty(new widgets::EmptyState)
    , m_stages(new widgets::StageBar)
    , m_scroll(new QScrollArea)
    , m_notice(new NoticeBox)
    , m_papers(readOnlyList())
    , m_factsPart(new QWidget)
    , m_facts(readOnlyList())
    , m_register(readOnlyList())
    , m_opinions(new widgets::OpinionList)
    , m_opinion(new widgets::OpinionEdit)
{
    if (auto book = Phrasebook::load())
        m_book = std::move(*book);
    setFixedWidth(paneWidth);
    m_head = addSection({}, {}, Theme::Text::Title);
    m_stages->setMinimumWidth(1); // long services have more stages than its own minimum leaves room for
    add(m_stages);
    addSpace(2 * Theme::grid);
    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto section = [](QVBoxLayout *into, look::SectionHeader *&head, QWidget *body, int inset) {
        head = new look::SectionHeader;
        auto *rows = new QVBoxLayout;
        rows->setContentsMargins(padding, 3 * Theme::grid, padding, Theme::grid);
        rows->addWidget(head);
        into->addLayout(rows);
        auto *own = new QVBoxLayout;
        own->setContentsMargins(inset, 0, inset, 0);
        own->addWidget(body);
        into->addLayout(own);
    };
    auto *notice = new QVBoxLayout;
    notice->setContentsMargins(padding, Theme::grid, padding, 0);
    notice->addWidget(m_notice);
    column->addLayout(notice);
    section(column, m_papersHead, m_papers, 0);
    auto *facts = new QVBoxLayout(m_factsPart);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(0);
    section(facts, m_factsHead, m_facts, 0);
    column->addWidget(m_factsPart);
    section(column, m_registerHead, m_register, 0);
    section(column, m_opinionsHead, m_opinions, padding);
    column->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    for (const auto &[key, action] : {std::pair(Qt::Key_PageDown, QAbstractSlider::SliderPageStepAdd),
                                      std::pair(Qt::Key_PageUp, QAbstractSlider::SliderPageStepSub)}) {
        auto *leaf = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(leaf, &QShortcut::activated, this,
                [this, step = action] { m_scroll->verticalScrollBar()->triggerAction(step); });
    }
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(inner);
    for (QWidget *ground : {static_cast<QWidget *>(inner), m_scroll->viewport()})
        ground->setAutoFillBackground(false);
    add(m_scroll, Inset::EdgeToEdge, 1);
    add(m_empty, Inset::Padded, 1);
    addSpace(2 * Theme::grid);
    add(m_opinion);
    m_opinion->hide();
    clear();
}

void CasePane::show(const CaseRecord &record)
{
    const bool another = !m_record || m_record->file.id != record.file.id;
    m_record = record;
    if (another) {
        m_opinion->clear();
        m_scroll->ensureVisible(0, 0);
        logLook();
    }
    fill();
}

void CasePane::clear()
{
    m_record.reset();
    m_opinion->clear();
    fill();
}

void CasePane::setWriting(bool writing)
{
    m_opinion->setVisible(writing);
}

void CasePane::fill()
{
    const bool open = m_record.has_value();
    m_head->setVisible(open);
    m_stages->setVisible(open);
    m_scroll->setVisible(open);
    m_empty->setVisible(!open);
    if (!open) {
        m_empty->setContent({look::Icon::Scan, tr("No case is open"), tr("Choose one, or scan a card."), {}, {}});
        return;
    }
    fillHead();
    fillPapers();
    fillFacts();
    fillRegister();
    fillOpinions();
}

void CasePane::fillHead()
{
    const auto &file = m_record->file;
    m_head->setTitle(tr("%1 · %2").arg(file.applicantName, CaseWords::service(m_session, file)));
    m_head->setHint(file.number);
    m_stages->setStages(CaseWords::stages(m_session, *m_record));
    const bool bad = m_record->state.status == CaseStatus::Rejected;
    m_notice->setNotice(bad ? NoticeBox::Kind::Danger : NoticeBox::Kind::Warning, noticeText());
}

QString CasePane::inWindow(const QString &words) const
{
    return m_book.in(office::shownLanguage(), words);
}

QString CasePane::noticeText() const
{
    const auto &state = m_record->state;
    QStringList lines;
    if (m_record->plan.stages.isEmpty())
        lines.append(tr("The catalogue this case was accepted under (%1) has not reached this computer yet.")
                         .arg(m_record->file.catalogue));
    for (const auto &correction : state.corrections) {
        QStringList items;
        for (const QString &item : correction.items)
            items.append(CaseWords::material(m_session, m_record->file, item));
        lines.append(tr("Sent back by %1: %2").arg(correction.officeName, inWindow(correction.reason))
                     + (items.isEmpty() ? QString() : u'\n' + tr("To be put right: %1").arg(items.join(tr(", ")))));
    }
    if (state.rejection)
        lines.append(tr("Refused: %1 (%2)").arg(inWindow(state.rejection->reason), state.rejection->basis));
    if (state.status == CaseStatus::Withdrawn)
        lines.append(tr("Withdrawn at the applicant's wish."));
    if (!m_record->file.proxy.isNull())
        lines.append(tr("%1 acts for the applicant.").arg(m_record->file.proxy.name));
    if (!state.flagged.isEmpty() || !state.newer.isEmpty())
        lines.append(tr("%n steps had no effect: somebody else was faster, or this version does not know them.",
                        nullptr, static_cast<int>(state.flagged.size() + state.newer.size())));
    return lines.join(u'\n');
}

void CasePane::fillPapers()
{
    const QDate today = m_session.clock().today();
    const QString checker = acceptedBy(*m_record);
    QStringList brought;
    QStringList known;
    QList<ChecklistRow> others;
    int here = 0;
    int tolerated = 0;
    int missing = 0;
    for (const MaterialState &state : m_record->state.materials) {
        const QString name = CaseWords::material(m_session, m_record->file, state.material);
        ChecklistRow row{.key = state.material, .text = name, .selectable = false};
        switch (state.status) {
        case MaterialStatus::NotNeeded:
            continue;
        case MaterialStatus::Brought:
            ++here;
            brought.append(name);
            continue;
        case MaterialStatus::FromRegister:
            ++here;
            known.append(name);
            continue;
        case MaterialStatus::Received:
            ++here;
            row.mark = Mark::Yes;
            row.note = tr("came on %1").arg(CaseWords::day(receivedOn(*m_record, state.material), today));
            break;
        case MaterialStatus::Tolerated:
            ++tolerated;
            row.mark = Mark::Attention;
            row.noteTone = state.due < today ? Tone::Bad : Tone::Warn;
            row.note = tr("follows by %1; holds up the result, not the review").arg(CaseWords::day(state.due, today));
            break;
        case MaterialStatus::Missing:
            ++missing;
            row.mark = Mark::No;
            row.noteTone = Tone::Bad;
            row.note = tr("asked for");
            break;
        }
        others.append(row);
    }
    QList<ChecklistRow> rows;
    const auto together = [&rows](const QStringList &names, const QString &note) {
        if (!names.isEmpty())
            rows.append({.mark = Mark::Yes, .text = names.join(tr(", ")), .note = note, .selectable = false});
    };
    together(brought, checker.isEmpty() ? tr("checked") : tr("checked by %1").arg(checker));
    together(known, tr("from the register"));
    rows += others;
    m_papersHead->setTitle(tr("Papers"));
    QString hint = tr("%1 of %2").arg(here).arg(here + tolerated + missing);
    if (tolerated > 0)
        hint += tr(", %n tolerated", nullptr, tolerated);
    if (missing > 0)
        hint += tr(", %n missing", nullptr, missing);
    m_papersHead->setHint(hint);
    m_papers->setRows(rows);
}

void CasePane::fillFacts()
{
    QList<ChecklistRow> rows;
    const auto &known = m_record->state.facts;
    const auto add = [&rows](const QString &name, const QString &value) {
        rows.append({.text = name, .note = value, .noteTone = Tone::Normal, .selectable = false});
    };
    for (const auto &fact : m_book.facts()) { // in the list's order
        if (known.contains(fact.id))
            add(fact.name.in(office::shownLanguage()), Phrasebook::shown(fact, known.value(fact.id)));
    }
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (m_book.fact(it.key()) == nullptr) // of a newer list
            add(it.key(), it.value());
    }
    m_factsHead->setTitle(tr("Found out"));
    m_facts->setRows(rows);
    m_factsPart->setVisible(!rows.isEmpty());
}

void CasePane::fillRegister()
{
    m_registerHead->setTitle(tr("From the register"));
    const auto rows = RegisterNotes::of(m_session, m_record->file);
    if (!rows) {
        Q_EMIT failed(rows.error());
        m_register->setRows({});
        return;
    }
    m_registerHead->setHint(rows->isEmpty() ? tr("not held by this office") : tr("this look is recorded"));
    m_register->setRows(*rows);
}

void CasePane::fillOpinions()
{
    const QDate today = m_session.clock().today();
    QList<widgets::Opinion> opinions;
    for (const auto &said : m_record->state.opinions) {
        widgets::Opinion opinion;
        opinion.author = said.officeName + u' ' + said.staffName;
        opinion.text = inWindow(said.text);
        const auto event = std::find_if(m_record->events.cbegin(), m_record->events.cend(),
                                        [&](const CaseEvent &one) { return one.id == said.event; });
        const bool known = event != m_record->events.cend();
        if (known && std::holds_alternative<core::cases::Rejected>(event->step))
            opinion.tone = Tone::Bad;
        else if (known && std::holds_alternative<core::cases::Returned>(event->step))
            opinion.tone = Tone::Warn;
        else if (const auto *moved = known ? std::get_if<core::cases::Transferred>(&event->step) : nullptr)
            opinion.text = tr("Transferred to %1: %2").arg(moved->toName, opinion.text);
        const QString when = CaseWords::day(said.on, today) + u' '
            + said.at.inChina().time().toString(QStringLiteral("HH:mm"));
        opinion.when = known && event->seq ? tr("%1 · at the county").arg(when) : tr("%1 · not sent yet").arg(when);
        opinions.append(opinion);
    }
    m_opinionsHead->setTitle(tr("Opinions"));
    m_opinionsHead->setHint(opinions.isEmpty() ? tr("none so far") : QString());
    m_opinions->setOpinions(opinions);
}

void CasePane::logLook()
{
    const auto person = m_record->file.subject.isNull() ? m_record->file.applicant : m_record->file.subject;
    if (!core::residents::ResidentStore::find(m_session.reader(), person))
        return; // nothing of the register is shown
    const QString details = QStringLiteral("%1 %2").arg(m_purpose, m_record->file.number);
    m_session
        .write(
            [person, details](office::Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look,
                                      core::residents::Resident::refOf(person), details);
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                Q_EMIT failed(logged.error());
        });
}

void CasePane::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

} // namespace shouli::app::casework
