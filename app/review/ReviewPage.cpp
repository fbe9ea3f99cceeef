// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review/ReviewPage.h"

#include "app/casework/CasePane.h"
#include "app/casework/CaseWords.h"
#include "app/look/ToneLabel.h"
#include "app/office/ShownLanguage.h"
#include "app/review/StepForm.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/SegmentBar.h"
#include "core/cases/desk/CaseRoute.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

namespace shouli::app::review {

using casework::CaseFinder;
using casework::CasePane;
using casework::CaseWords;
using core::base::Error;
using core::base::ErrorCode;
using core::cases::CaseId;
using core::cases::CaseRecord;
using core::cases::CaseStatus;
using core::cases::QueueItem;
using core::cases::Resumed;
using core::cases::StageState;
using core::cases::StageStatus;
using frame::PageAction;
using look::Theme;
using look::Tone;
using widgets::DataTable;
using widgets::Pane;

ReviewPage::ReviewPage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_finder(session)
    , m_questions(session, m_book)
    , m_writer(session)
    , m_rows(new QueueModel(session, this))
    , m_left(new QStackedWidget)
    , m_segments(new widgets::SegmentBar)
    , m_table(new DataTable)
    , m_alike(new look::ToneLabel({}, Tone::Dim))
    , m_form(new StepForm)
    , m_pane(new CasePane(session, QStringLiteral("review")))
{
    if (auto book = casework::Phrasebook::load())
        m_book = std::move(*book);
    m_left->addWidget(makeQueuePane());
    m_left->addWidget(m_form);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::grid);
    row->addWidget(m_left, 1);
    row->addWidget(m_pane);
    auto *nextView = new QShortcut(QKeySequence(Qt::Key_F5), this);
    connect(nextView, &QShortcut::activated, this, [this] {
        m_segments->setCurrent((m_segments->current() + 1) % static_cast<int>(m_segments->segments().size()));
    });
    connect(m_segments, &widgets::SegmentBar::currentChanged, this, [this](int segment) {
        m_view = static_cast<View>(segment);
        stopAsking();
        m_pane->clear();
        m_queuedRow = -1;
        fillTable();
    });
    connect(m_table, &DataTable::currentRowChanged, this, [this] {
        if (!m_filling)
            showCurrentRow();
    });
    connect(m_table, &DataTable::chosenRowsChanged, this, &Page::changed);
    connect(m_table, &DataTable::opened, this, [this] { m_pane->opinion()->setFocus(Qt::OtherFocusReason); });
    connect(m_pane, &CasePane::failed, this, &Page::failed);
    connect(&m_writer, &StepWriter::taken, this, &ReviewPage::taken);
    connect(&m_writer, &StepWriter::takenBack, this, &ReviewPage::reload);
    connect(&m_writer, &StepWriter::failed, this, &ReviewPage::fail);
    connect(&m_session, &office::Session::changed, this, [this] {
        outdate();
        if (!isVisible() && readQueue()) // the side bar still tells how many wait
            Q_EMIT changed();
    });
    m_pane->setWriting(true);
    retranslate();
    reload();
}

QWidget *ReviewPage::makeQueuePane()
{
    auto *pane = new Pane;
    pane->add(m_segments);
    pane->addSpace(2 * Theme::grid);
    pane->add(m_table, Pane::Inset::Padded, 1);
    pane->addSpace(2 * Theme::grid);
    pane->add(m_alike);
    m_table->setRows(m_rows);
    m_table->setColumns({{104}, {96}, {190, true}, {110}, {72}, {84}});
    m_table->setAlike([this](int current, int row) { return m_rows->areAlike(current, row); });
    return pane;
}

QString ReviewPage::title() const
{
    return tr("Tasks");
}

QString ReviewPage::boxHint() const
{
    return tr("scan a card to open its case, or type a name or number");
}

QString ReviewPage::hint() const
{
    return isAsking() ? QString() : tr("Each step can be taken back for 10 seconds: Ctrl+Z");
}

QList<frame::KeyHelp> ReviewPage::keyHelp() const
{
    return {{QStringLiteral("↑↓"), tr("choose a case")},
            {QStringLiteral("F5"), tr("the next view of the queue")},
            {QStringLiteral("Ctrl+A"), tr("choose all that are alike, to be done together")},
            {QStringLiteral("Tab"), tr("to the opinion")},
            {QStringLiteral("Ctrl+1…9"), tr("a usual phrase")},
            {QStringLiteral("Ctrl+PgUp Ctrl+PgDn"), tr("leaf through the case")}};
}

QWidget *ReviewPage::mainList() const
{
    return isAsking() ? nullptr : m_table;
}

bool ReviewPage::isAsking() const
{
    return m_asking.has_value();
}

// what is shown

bool ReviewPage::readQueue()
{
    auto queue = m_session.caseStore().queue(m_session.reader(), m_session.office().id, m_session.clock().today());
    if (!queue) {
        fail(queue.error());
        return false;
    }
    m_queue = std::move(*queue);
    m_queue.items.removeIf([](const QueueItem &item) { return QueueModel::isOfDelivery(item); });
    m_mine = m_rows->count(m_queue, View::Mine);
    return true;
}

void ReviewPage::reload()
{
    if (!readQueue())
        return;
    fillSegments();
    fillTable();
}

void ReviewPage::fillSegments()
{
    m_segments->setSegments({{tr("For us"), m_mine},
                             {tr("Due today"), m_rows->count(m_queue, View::DueToday)},
                             {tr("Overdue"), m_rows->count(m_queue, View::Overdue)},
                             {tr("Public notice"), m_rows->count(m_queue, View::InNotice)},
                             {tr("Sent back"), m_rows->count(m_queue, View::Returned)}});
}

void ReviewPage::fillTable()
{
    const auto &record = m_pane->record();
    const std::optional<CaseId> shown = record ? std::optional(record->file.id) : std::nullopt;
    const bool writing = isAsking() || !m_pane->opinion()->toPlainText().isEmpty();
    const QList<QueueItem> together = chosenItems();
    m_filling = true;
    m_rows->setQueue(m_queue, m_view);
    int row = shown ? m_rows->rowOf(*shown, m_stage) : qMin(0, m_rows->rowCount() - 1);
    const bool gone = shown && row < 0;
    if (gone && m_queuedRow >= 0 && !writing) // it went on: the next one takes its place
        row = qMin(m_queuedRow, m_rows->rowCount() - 1);
    if (row < 0)
        m_table->setCurrentIndex({});
    else if (row != m_table->currentRow())
        m_table->setCurrentRow(row);
    choose(together);
    m_filling = false;
    if (row >= 0)
        showCurrentRow();
    else if (shown && (writing || m_queuedRow < 0)) // what is written stays with its case; or a card opened it
        showCase(*shown, m_stage);
    else
        m_pane->clear();
    Q_EMIT changed();
}

QList<QueueItem> ReviewPage::chosenItems() const
{
    QList<QueueItem> items;
    const QList<int> rows = m_table->chosenRows();
    for (const int row : rows)
        items.append(m_rows->items().at(row));
    return items;
}

void ReviewPage::choose(const QList<QueueItem> &items)
{
    if (items.size() < 2 || m_table->currentRow() < 0)
        return;
    for (const QueueItem &item : items) {
        if (const int row = m_rows->rowOf(item.id, item.stage); row >= 0)
            m_table->addToChosen(row);
    }
}

void ReviewPage::showCurrentRow()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    const QueueItem &item = m_rows->items().at(row);
    if (isAsking() && m_pane->record() && m_pane->record()->file.id != item.id)
        stopAsking();
    m_queuedRow = row;
    showCase(item.id, item.stage);
    int alike = 0;
    for (int other = 0; other < m_rows->rowCount(); ++other)
        alike += m_rows->areAlike(row, other);
    const bool several = alike > 1 && item.turn == QueueItem::Turn::Stage;
    m_alike->setText(several ? tr("%n cases of %1 are alike: Ctrl+A chooses them, to be done together", nullptr, alike)
                                   .arg(CaseWords::service(m_session, item.service, item.catalogue))
                             : QString());
}

void ReviewPage::showCase(CaseId id, const QString &stage)
{
    m_stage = stage;
    const auto record = m_session.caseStore().load(m_session.reader(), id);
    if (!record) {
        m_pane->clear();
        if (record.error().code == ErrorCode::CaseUnknown) // it went to another office while it was shown
            return Q_EMIT changed();
        return fail(record.error());
    }
    m_pane->show(*record);
    if (stage.isEmpty()) {
        for (const StageState &state : record->state.stages) {
            const bool waits = state.status == StageStatus::Open || state.status == StageStatus::Correcting;
            if (waits && state.office == m_session.office().id && m_stage.isEmpty())
                m_stage = state.id;
        }
    }
    Q_EMIT changed();
}

bool ReviewPage::openCase(CaseId id)
{
    if (const auto held = core::cases::CaseStore::find(m_session.reader(), id); !held) {
        fail(held.error());
        return false;
    }
    renewIfStale();
    stopAsking();
    if (m_rows->rowOf(id, {}) < 0 && m_view != View::Mine)
        m_segments->setCurrent(static_cast<int>(View::Mine));
    const int row = m_rows->rowOf(id, {});
    if (row >= 0) {
        m_table->setCurrentRow(row);
        showCurrentRow();
    } else {
        m_filling = true;
        m_table->setCurrentIndex({});
        m_table->clearSelection();
        m_filling = false;
        m_alike->setText({});
        m_queuedRow = -1;
        showCase(id, {});
    }
    m_table->setFocus(Qt::OtherFocusReason);
    return true;
}

// how it is reached

bool ReviewPage::open(const QString &kind, const QByteArray &id)
{
    if (kind != QLatin1String("case"))
        return false;
    const auto found = CaseFinder::caseOf(id);
    return found && openCase(*found);
}

bool ReviewPage::onScan(const QString &text)
{
    const auto found = m_finder.find(text);
    if (found)
        openCase(*found);
    else if (found.error().code == ErrorCode::CardMalformed)
        return false; // no card at all: something for another page, perhaps
    else if (const auto gone = m_finder.transferred(text);
             found.error().code == ErrorCode::CaseUnknown && gone && !gone->isEmpty())
        Q_EMIT resultsFound({}, *gone);
    else
        fail(found.error());
    return true;
}

void ReviewPage::onOmniText(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        Q_EMIT resultsFound({}, {});
        return;
    }
    const auto found = m_finder.search(text);
    if (!found)
        return fail(found.error());
    Q_EMIT resultsFound(found->rows, found->note);
}

void ReviewPage::onOmniEntered(const QString &text)
{
    if (!text.trimmed().isEmpty())
        onScan(text);
}

void ReviewPage::onResultChosen(const QByteArray &key)
{
    open(QStringLiteral("case"), key);
}

void ReviewPage::onActivated()
{
    if (!isAsking() && m_rows->rowCount() > 0)
        m_table->setFocus(Qt::OtherFocusReason);
}

// what can be done

ReviewPage::Front ReviewPage::front() const
{
    const auto &record = m_pane->record();
    if (!record)
        return {{}, {}, tr("No case is open.")};
    const auto &state = record->state;
    const StageState *stage = m_stage.isEmpty() ? nullptr : state.stage(m_stage);
    const bool ours = stage != nullptr && stage->office == m_session.office().id;
    if (ours && stage->status == StageStatus::Correcting)
        return {m_stage, QueueItem::Turn::Correction, {}};
    if (ours && stage->status == StageStatus::Open) {
        const auto *planned = record->plan.find(m_stage);
        const bool delivers = state.status == CaseStatus::Rejected || (planned != nullptr && planned->delivers);
        if (delivers)
            return {m_stage, QueueItem::Turn::Telling, {}};
        return {m_stage, QueueItem::Turn::Stage, mayAct(m_stage) ? QString() : tr("This step is another role's.")};
    }
    if (state.status == CaseStatus::Rejected && !state.isClosed() && record->file.home == m_session.office().id)
        return {{}, QueueItem::Turn::Telling, {}};
    for (const StageState &other : state.stages) {
        if (other.status == StageStatus::Open || other.status == StageStatus::Correcting)
            return {
                {},
                QueueItem::Turn::Notice,
                tr("%1 has it now: %2.").arg(other.officeName, CaseWords::stage(m_session, record->file, other.id))};
    }
    return {{}, QueueItem::Turn::Notice, tr("Nothing is left to do: %1.").arg(CaseWords::status(state.status))};
}

bool ReviewPage::mayAct(const QString &stage) const
{
    const auto &record = m_pane->record();
    const auto catalogue = m_session.reference().catalogues->catalogue(record->file.catalogue);
    const auto *planned = record->plan.find(stage);
    return catalogue && planned != nullptr
        && core::staff::mayDo(m_session.actor().staff.role,
                              core::cases::desk::CaseRoute::deedOf(**catalogue, planned->role, m_session.office()));
}

QList<CaseId> ReviewPage::chosen() const
{
    QList<CaseId> cases;
    const auto &record = m_pane->record();
    if (!record)
        return cases;
    const int current = m_table->currentRow();
    const QList<int> rows = m_table->chosenRows();
    for (const int row : rows) {
        if (current < 0 || !m_rows->areAlike(current, row))
            return {};
        cases.append(m_rows->items().at(row).id);
    }
    return cases.isEmpty() || rows.size() == 1 ? QList<CaseId>{record->file.id} : cases;
}

QList<PageAction> ReviewPage::actions() const
{
    if (isAsking())
        return askingActions();
    const Front now = front();
    return stageActions(now);
}

QList<PageAction> ReviewPage::askingActions() const
{
    auto *self = const_cast<ReviewPage *>(this);
    const auto &record = m_pane->record();
    QString words = tr("Do it");
    auto role = PageAction::Role::Primary;
    switch (*m_asking) {
    case Choice::Complete:
        words = record ? m_questions.doneWords(*record, m_stage) : words;
        break;
    case Choice::Return:
        words = tr("Send back");
        break;
    case Choice::Refuse:
        words = tr("Refuse");
        role = PageAction::Role::Danger;
        break;
    case Choice::Pause:
        words = tr("Stop the clock");
        break;
    case Choice::Resubmit:
        words = tr("Resubmit");
        break;
    case Choice::Receive:
        words = tr("Papers received");
        break;
    case Choice::Transfer:
        words = tr("Transfer");
        break;
    }
    return {{.text = words,
             .key = Qt::Key_F12,
             .role = role,
             .run = [self] { self->confirm(); },
             .enabled = !m_writer.isBusy()},
            {.text = tr("Back, nothing done"), .key = Qt::Key_Escape, .run = [self] { self->stopAsking(); }}};
}

QList<PageAction> ReviewPage::stageActions(const Front &front) const
{
    auto *self = const_cast<ReviewPage *>(this);
    const auto &record = m_pane->record();
    const QList<CaseId> cases = chosen();
    const int count = static_cast<int>(cases.size());
    const bool free = !m_writer.isBusy() && front.why.isEmpty();
    QList<PageAction> actions;
    if (front.turn == QueueItem::Turn::Correction) {
        actions.append({.text = tr("Put right, resubmit"),
                        .key = Qt::Key_F12,
                        .role = PageAction::Role::Primary,
                        .run = [self] { self->ask(Choice::Resubmit); },
                        .enabled = free});
    } else if (front.turn == QueueItem::Turn::Telling) {
        actions.append({.text = tr("To the delivery page"),
                        .key = Qt::Key_F12,
                        .role = PageAction::Role::Primary,
                        .run =
                            [self] {
                                if (const auto &shown = self->m_pane->record())
                                    Q_EMIT self->openRequested(QStringLiteral("delivery"), shown->file.id.toBytes());
                            },
                        .help = tr("This stage is done by handing over the result, on the delivery page")});
    } else {
        QString words = record && !front.stage.isEmpty() ? m_questions.doneWords(*record, front.stage) : tr("Pass");
        if (count > 1)
            words = tr("%1 · %n cases", nullptr, count).arg(words);
        actions.append({.text = words,
                        .key = Qt::Key_F12,
                        .role = PageAction::Role::Primary,
                        .run = [self] { self->next(); },
                        .enabled = free && count > 0,
                        .disabledReason = count == 0 && record ? tr("The chosen cases are not alike.") : front.why});
        const auto reason = count > 1 ? tr("One case at a time: choose a single one.") : front.why;
        const bool single = free && count == 1;
        actions.append({.text = tr("Send back"),
                        .key = Qt::Key_F6,
                        .run = [self] { self->ask(Choice::Return); },
                        .enabled = single,
                        .disabledReason = reason});
        actions.append({.text = tr("Refuse"),
                        .key = Qt::Key_F7,
                        .role = PageAction::Role::Danger,
                        .run = [self] { self->ask(Choice::Refuse); },
                        .enabled = single,
                        .disabledReason = reason});
        const StageState *stage = record ? record->state.stage(front.stage) : nullptr;
        actions.append({.text = stage != nullptr && stage->paused ? tr("Let the clock run") : tr("Stop the clock"),
                        .key = Qt::Key_F8,
                        .run = [self] { self->pauseOrResume(); },
                        .enabled = single,
                        .disabledReason = reason});
    }
    const bool owed = record && !record->state.isClosed() && !record->state.missing().isEmpty() && count <= 1;
    if (owed && (record->file.home == m_session.office().id || front.turn == QueueItem::Turn::Stage)
        && front.turn != QueueItem::Turn::Correction)
        actions.append({.text = tr("A paper came"),
                        .key = Qt::Key_F9,
                        .run = [self] { self->ask(Choice::Receive); },
                        .enabled = !m_writer.isBusy()});
    if (mayTransfer(front) && count <= 1)
        actions.append({.text = tr("Transfer"),
                        .key = Qt::Key_F4,
                        .run = [self] { self->ask(Choice::Transfer); },
                        .enabled = !m_writer.isBusy(),
                        .help = tr("To another office, with all this one has to do with the case")});
    return actions;
}

bool ReviewPage::mayTransfer(const Front &front) const
{
    const auto &record = m_pane->record();
    if (!record || core::cases::desk::CaseRoute::alike(m_session.directory(), m_session.office()).isEmpty())
        return false;
    const CaseStatus status = record->state.status;
    const bool goesOn = status == CaseStatus::Open || status == CaseStatus::Returned || status == CaseStatus::Paused
        || status == CaseStatus::Approved;
    const bool home = record->file.home == m_session.office().id
        && core::staff::mayDo(m_session.actor().staff.role, core::staff::Deed::AcceptCase);
    return goesOn && (home || (!front.stage.isEmpty() && mayAct(front.stage)));
}

void ReviewPage::next()
{
    const auto &record = m_pane->record();
    if (!record || m_stage.isEmpty())
        return;
    if (!m_questions.isPlain(*record, m_stage))
        return ask(Choice::Complete);
    m_asked = chosen();
    take(m_questions.plainly(*record, m_stage, m_pane->opinion()->toPlainText().trimmed()));
}

void ReviewPage::ask(Choice choice)
{
    const auto &record = m_pane->record();
    if (!record)
        return;
    m_asked = choice == Choice::Complete ? chosen() : QList<CaseId>{record->file.id};
    Questions questions = m_questions.of(choice, *record, m_stage, static_cast<int>(m_asked.size()));
    questions.words = m_pane->opinion()->toPlainText();
    m_asking = choice;
    m_pane->setWriting(false);
    m_left->setCurrentWidget(m_form);
    m_form->ask(questions);
    Q_EMIT changed();
}

void ReviewPage::confirm()
{
    const auto &record = m_pane->record();
    if (!record || !m_asking)
        return;
    const auto made = m_questions.made(*m_asking, *record, m_stage, m_form->answers());
    m_form->complain(made.problem, made.field);
    if (made.step)
        take(*made.step);
}

void ReviewPage::stopAsking()
{
    if (!isAsking())
        return;
    m_asking.reset();
    m_pane->setWriting(true);
    m_left->setCurrentIndex(0);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void ReviewPage::pauseOrResume()
{
    const auto &record = m_pane->record();
    const StageState *stage = record ? record->state.stage(m_stage) : nullptr;
    if (stage == nullptr)
        return;
    if (!stage->paused)
        return ask(Choice::Pause);
    m_asked = {record->file.id};
    take(Resumed{m_stage});
}

void ReviewPage::take(const Taking &taking)
{
    if (m_writer.isBusy() || m_asked.isEmpty())
        return;
    const auto &record = m_pane->record();
    const QString whose = m_asked.size() > 1
        ? tr("%n cases", nullptr, static_cast<int>(m_asked.size()))
        : tr("%1, %2").arg(CaseWords::service(m_session, record->file), record->file.applicantName);
    m_transferring = std::holds_alternative<core::cases::desk::CaseDesk::Transfer>(taking);
    m_takenWords = tr("%1: %2").arg(StepQuestions::takenWords(taking), whose);
    m_writer.take(m_asked, taking);
    Q_EMIT changed();
}

void ReviewPage::taken(const QList<Taken> &steps)
{
    m_pane->opinion()->clear();
    stopAsking();
    reload();
    if (m_transferring) // the other office has it now
        return;
    Q_EMIT undoOffered({m_takenWords, [this, steps] { m_writer.takeBack(steps); }, {}});
}

void ReviewPage::fail(const Error &error)
{
    Q_EMIT failed(error);
    Q_EMIT changed();
}

void ReviewPage::retranslate()
{
    m_pane->opinion()->setPhrases(m_book.opinions(m_session.office().roles, office::shownLanguage()));
    m_rows->retranslate();
    m_table->setEmptyContent({look::Icon::Check,
                              tr("Nothing waits here"),
                              tr("Scan a card to open any case. New ones show as a number at the left."),
                              {},
                              {}});
    fillSegments();
    if (m_table->currentRow() >= 0 && !isAsking()) // a form keeps its words until it is closed
        showCurrentRow();
}

} // namespace shouli::app::review
