// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/DeliveryPage.h"

#include "app/casework/CasePane.h"
#include "app/casework/CaseWords.h"
#include "app/delivery/DeliveryPapers.h"
#include "app/delivery/StepPane.h"
#include "app/delivery/WaitingModel.h"
#include "app/office/CodeWords.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/SegmentBar.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace shouli::app::delivery {

using casework::CaseWords;
using core::base::Error;
using core::base::Result;
using core::cases::CaseId;
using core::cases::EventId;
using core::residents::RelationCode;
using frame::PageAction;
using office::Writing;
using Way = DeliveryDraft::Way;

DeliveryPage::DeliveryPage(office::Session &session, const printing::PaperPress::Office &papers, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_papers(papers)
    , m_finder(session)
    , m_segments(new widgets::SegmentBar)
    , m_table(new widgets::DataTable)
    , m_rows(new WaitingModel(session, this))
    , m_step(new StepPane(session))
    , m_case(new casework::CasePane(session, QStringLiteral("delivery")))
{
    if (auto book = casework::Phrasebook::load())
        m_book = std::move(*book);
    auto *queue = new widgets::Pane;
    queue->add(m_segments);
    queue->addSpace(2 * look::Theme::grid);
    queue->add(m_table, widgets::Pane::Inset::Padded, 1);
    auto *left = new QVBoxLayout;
    left->setSpacing(3 * look::Theme::grid);
    left->addWidget(queue, 1);
    left->addWidget(m_step);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addLayout(left, 1);
    m_case->setFixedWidth(casework::CasePane::paneWidth);
    columns->addWidget(m_case);

    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setRows(m_rows);
    m_table->setColumns({{110}, {180, true}, {120}, {190}});
    m_table->installEventFilter(this);
    connect(m_segments, &widgets::SegmentBar::currentChanged, this, [this] {
        m_followed.reset();
        showList();
    });
    connect(m_table, &widgets::DataTable::currentRowChanged, this, [this] {
        if (m_showing)
            return;
        m_followed.reset();
        showCase();
    });
    connect(m_table, &widgets::DataTable::opened, this, [this] { m_step->list()->setFocus(Qt::TabFocusReason); });
    connect(m_case, &casework::CasePane::failed, this, &Page::failed);
    connect(&m_session, &office::Session::changed, this, &DeliveryPage::outdate);
    setTabOrder(m_segments, m_table);
    setTabOrder(m_table, m_step->list());
    setTabOrder(m_step->list(), m_case);
    wireStep();
    retranslate();
}

void DeliveryPage::wireStep()
{
    m_step->list()->installEventFilter(this);
    connect(m_step, &StepPane::edited, this, &DeliveryPage::edit);
    connect(m_step, &StepPane::toggled, this, &DeliveryPage::toggle);
    connect(m_step, &StepPane::letter, this, &DeliveryPage::press);
}

QString DeliveryPage::title() const
{
    return tr("Delivery");
}

QString DeliveryPage::boxHint() const
{
    return tr("scan a card, or type a name or a case number");
}

QWidget *DeliveryPage::mainList() const
{
    return m_table;
}

QList<frame::KeyHelp> DeliveryPage::keyHelp() const
{
    return {{QStringLiteral("← →"), tr("another list")},
            {QStringLiteral("↑ ↓"), tr("another case")},
            {QStringLiteral("Enter"), tr("fill in the step")},
            {QStringLiteral("1 2 3 4"), tr("at the counter, at home, by post, by telephone")},
            {QStringLiteral("Y N"), tr("the receipt is signed, or not")}};
}

Waiting DeliveryPage::shownList() const
{
    return static_cast<Waiting>(m_segments->current());
}

std::optional<CaseId> DeliveryPage::current() const
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_rows->items().size())
        return {};
    return m_rows->items().at(row).id;
}

DeliveryDraft *DeliveryPage::draft()
{
    if (!m_record)
        return nullptr;
    const auto it = m_drafts.find({m_record->file.id, static_cast<int>(shownList())});
    return it != m_drafts.end() ? &*it : nullptr;
}

QString DeliveryPage::blockedBy() const
{
    auto *now = const_cast<DeliveryPage *>(this)->draft();
    return now != nullptr ? StepPane::words(now->problem(m_record->state)) : QString();
}

QList<PageAction> DeliveryPage::actions() const
{
    if (!m_record)
        return {};
    auto *self = const_cast<DeliveryPage *>(this);
    const QString blocked = blockedBy();
    const bool blockedByPaper = self->draft() != nullptr
        && self->draft()->problem(m_record->state) == DeliveryDraft::Problem::MaterialMissing;
    const PageAction receive{.text = tr("Paper received"), .key = Qt::Key_F6, .run = [self] { self->receivePaper(); }};
    const PageAction print{.text = tr("Print receipt"), .key = Qt::Key_F7, .run = [self] { self->printReceipt(); }};
    const PageAction other{.text = tr("Another receiver"),
                           .key = Qt::Key_F5,
                           .run =
                               [self] {
                                   self->draft()->nextReceiver();
                                   self->redraw();
                               },
                           .help = tr("The next of the applicant, the proxy and the family")};
    PageAction next{.key = Qt::Key_F12,
                    .role = PageAction::Role::Primary,
                    .run = [self] { self->act(); },
                    .enabled = blocked.isEmpty() && !m_writing,
                    .disabledReason = blocked};
    switch (shownList()) {
    case Waiting::Collect:
        next.text = tr("Collected");
        return {next,
                {.text = tr("Nothing to collect"), .key = Qt::Key_F6, .run = [self] { self->nothingToCollect(); }}};
    case Waiting::Deliver:
        next.text = tr("Handed over");
        return blockedByPaper ? QList<PageAction>{next, receive} : QList<PageAction>{next, other, print};
    case Waiting::Tell:
        next.text = tr("Told");
        return {next,
                other,
                {.text = tr("Print letter"),
                 .key = Qt::Key_F7,
                 .run = [self] { self->printReceipt(); },
                 .help = tr("The letter with the reason and how to appeal, and the receipt to be signed")}};
    case Waiting::Papers:
        next.text = tr("Paper received");
        return {next};
    }
    return {};
}

void DeliveryPage::reload()
{
    const auto queue = m_session.caseStore().queue(m_session.reader(), m_session.office().id,
                                                   m_session.clock().today());
    if (!queue)
        return report(queue.error());
    m_lists = WaitingLists::of(*queue, m_nothingToCollect);
    QList<widgets::Segment> segments;
    const QStringList words{tr("To collect"), tr("To hand over"), tr("Refusals to tell"), tr("Papers owed")};
    for (int i = 0; i < WaitingLists::count; ++i)
        segments.append({words.at(i), static_cast<int>(m_lists.of(static_cast<Waiting>(i)).size())});
    m_segments->setSegments(segments);
    if (m_followed && bringUp(*m_followed))
        return;
    showList();
}

void DeliveryPage::showList()
{
    const auto before = current();
    const int rowBefore = m_table->currentRow();
    const Waiting list = shownList();
    const QStringList nothing{tr("Nothing to collect"), tr("Nothing to hand over"), tr("Nobody is waiting to be told"),
                              tr("Nobody owes a paper")};
    m_table->setEmptyContent({look::Icon::Delivery,
                              nothing.at(static_cast<int>(list)),
                              tr("← → shows the other lists; scanning a card opens its case."),
                              {},
                              {}});
    m_showing = true;
    m_rows->setItems(m_lists.of(list));
    int row = before ? m_rows->rowOf(*before) : -1;
    if (row < 0) // it has gone on: the one that took its place
        row = qMin(qMax(rowBefore, 0), static_cast<int>(m_rows->items().size()) - 1);
    if (row >= 0)
        m_table->selectRow(row);
    m_showing = false;
    showCase();
}

void DeliveryPage::showCase()
{
    m_record.reset();
    const auto id = current();
    if (id) {
        auto record = m_session.caseStore().load(m_session.reader(), *id);
        if (record)
            m_record = std::move(*record);
        else
            report(record.error());
    }
    if (!m_record) {
        m_case->clear();
        m_step->clear();
        Q_EMIT changed();
        return;
    }
    const auto key = std::pair(*id, static_cast<int>(shownList()));
    if (!m_drafts.contains(key)) {
        const auto catalogue = m_session.reference().catalogues->catalogue(m_record->file.catalogue);
        const auto family = core::residents::family::FamilyView::load(m_session.reader(), m_record->file.applicant);
        m_drafts.insert(key,
                        DeliveryDraft::of(shownList(), *m_record, catalogue ? catalogue->get() : nullptr,
                                          family.value_or(core::residents::family::FamilyView())));
    }
    m_drafts[key].handsPaperOver = !m_record->state.certificates.isEmpty();
    m_case->show(*m_record);
    redraw();
}

void DeliveryPage::redraw()
{
    if (const DeliveryDraft *now = draft())
        m_step->show(*m_record, *now);
    Q_EMIT changed();
}

void DeliveryPage::edit(const QString &row, const QString &text)
{
    DeliveryDraft *now = draft();
    if (now == nullptr)
        return;
    if (row == StepPane::documentRow)
        now->document = text.simplified();
    else if (row == StepPane::numberRow)
        now->number = text.simplified();
    else if (row == StepPane::receiverRow)
        now->setReceiver(text);
    const office::CodeWords words(m_session.reference().codes);
    const bool understood = row != StepPane::relationRow
        || now->setRelation(words.typed(office::CodeWords::listOf(RelationCode::system), text));
    redraw();
    if (!understood)
        m_step->warn(tr("“%1” is not in the list of relations (GB/T 4761). Type a word of it, such as 长子, or its "
                        "code, such as 22.")
                         .arg(text));
}

void DeliveryPage::toggle(const QString &row)
{
    DeliveryDraft *now = draft();
    if (now == nullptr)
        return;
    if (row == StepPane::wayRow)
        now->nextWay();
    else if (row == StepPane::signedRow)
        now->receiptSigned = !now->receiptSigned.value_or(false);
    redraw();
}

void DeliveryPage::press(const QString &row, QChar letter)
{
    DeliveryDraft *now = draft();
    if (now == nullptr)
        return;
    if (row == StepPane::wayRow)
        now->way = static_cast<Way>(letter.digitValue());
    else if (row == StepPane::signedRow)
        now->receiptSigned = letter == u'Y';
    redraw();
}

template <class Step>
void DeliveryPage::take(const QString &done, Step step)
{
    if (m_writing || !m_record)
        return;
    m_writing = true;
    Q_EMIT changed();
    const CaseId id = m_record->file.id;
    m_session.holdForTakeBack();
    m_session.write([id, step](Writing &w) { return step(w, id); })
        .then(this, [this, id, done](const Result<EventId> &event) {
            m_writing = false;
            if (!event) {
                report(event.error()); // what was filled in is still there
            } else {
                m_done = done;
                Q_EMIT undoOffered({.text = done, .undo = [this, id, event = *event] { takeBack(id, event); }});
            }
            Q_EMIT changed();
        });
}

void DeliveryPage::takeBack(CaseId id, const EventId &event)
{
    m_followed = id; // shown again, wherever it waits now
    m_done.clear();
    m_session.write([id, event](Writing &w) { return w.desk.takeBack(w.tx, w.actor, id, event); })
        .then(this, [this](const Result<EventId> &taken) {
            if (!taken)
                report(taken.error());
        });
}

void DeliveryPage::act()
{
    m_table->setFocus(Qt::OtherFocusReason); // what is being typed counts
    DeliveryDraft *now = draft();
    if (now == nullptr)
        return;
    if (now->problem(m_record->state) != DeliveryDraft::Problem::None) {
        redraw();
        return;
    }
    const QString who = m_record->file.applicantName;
    switch (shownList()) {
    case Waiting::Collect:
        take(tr("Collected for %1: %2").arg(who, now->collected().document),
             [step = now->collected()](Writing &w, CaseId id) {
                 return w.desk.collectCertificate(w.tx, w.actor, id, step);
             });
        break;
    case Waiting::Deliver:
    case Waiting::Tell:
        take(shownList() == Waiting::Deliver ? tr("Handed over: %1, to %2").arg(who, now->delivered().receiver)
                                             : tr("Told of the refusal: %1").arg(now->delivered().receiver),
             [step = now->delivered()](Writing &w, CaseId id) { return w.desk.deliver(w.tx, w.actor, id, step); });
        break;
    case Waiting::Papers:
        receivePaper();
        break;
    }
}

void DeliveryPage::receivePaper()
{
    const QString paper = m_step->chosenPaper();
    if (paper.isEmpty())
        return;
    const QString name = CaseWords::material(m_session, m_record->file, paper);
    take(tr("Received from %1: %2").arg(m_record->file.applicantName, name),
         [paper](Writing &w, CaseId id) { return w.desk.receiveMaterial(w.tx, w.actor, id, {paper}); });
}

void DeliveryPage::nothingToCollect()
{
    m_nothingToCollect.insert(m_record->file.id);
    m_followed = m_record->file.id;
    reload();
}

void DeliveryPage::printReceipt()
{
    m_table->setFocus(Qt::OtherFocusReason);
    const DeliveryDraft *now = draft();
    if (now == nullptr)
        return;
    const auto jobs = DeliveryPapers::of(m_session, m_book, *m_record, *now);
    if (!jobs)
        return report(jobs.error());
    if (!m_press)
        m_press = std::make_unique<printing::PaperPress>(m_session.clock(), m_papers, m_session.actor().staff.name);
    QStringList names;
    for (const auto &job : *jobs)
        names.append(job.name);
    m_press->make(*jobs).then(this, [this](const Result<QStringList> &made) {
        if (!made)
            report(made.error());
    });
    m_press->print(*jobs).then(this,
                               [this, id = m_record->file.id, name = names.join(QStringLiteral(" · "))](
                                   const Result<printing::GivenToPrinter> &given) { printed(id, name, given); });
}

void DeliveryPage::printed(CaseId id, const QString &name, const Result<printing::GivenToPrinter> &given)
{
    if (!given)
        return report(given.error());
    if (given->papers == 0) {
        m_done = tr("No printer is installed; kept as PDF: %1").arg(name);
        Q_EMIT changed();
        return;
    }
    m_done = tr("To be signed: %1, given to %2").arg(name, given->printer);
    Q_EMIT changed();
    m_session
        .write(
            [id, printer = given->printer](Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Print,
                                      core::cases::CaseFile::refOf(id), printer);
            },
            office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &logged) {
            if (!logged)
                report(logged.error());
        });
}

bool DeliveryPage::bringUp(CaseId id)
{
    const auto list = m_lists.listOf(id);
    if (!list) {
        m_followed.reset();
        return false;
    }
    {
        const QSignalBlocker blocked(m_segments); // following is no choice of another list
        m_segments->setCurrent(static_cast<int>(*list));
    }
    m_segments->update();
    m_showing = true;
    m_rows->setItems(m_lists.of(*list));
    m_table->selectRow(m_rows->rowOf(id));
    m_showing = false;
    showList();
    m_followed = id;
    return true;
}

bool DeliveryPage::open(const QString &kind, const QByteArray &id)
{
    const auto wanted = casework::CaseFinder::caseOf(id);
    renewIfStale();
    const auto list = wanted ? m_lists.listOf(*wanted) : std::nullopt;
    // a case that only lacks papers has its next step elsewhere
    const bool ours = kind == QLatin1String("delivery") || (kind == QLatin1String("case") && list != Waiting::Papers);
    return ours && list && bringUp(*wanted);
}

bool DeliveryPage::onScan(const QString &text)
{
    renewIfStale();
    const auto id = m_finder.find(text);
    if (!id || !m_lists.listOf(*id))
        return false; // another page's, which also says what is wrong with it
    bringUp(*id);
    m_table->setFocus(Qt::OtherFocusReason);
    return true;
}

void DeliveryPage::onOmniText(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        Q_EMIT resultsFound({}, {});
        return;
    }
    const auto found = m_finder.search(text);
    if (!found)
        return report(found.error());
    Q_EMIT resultsFound(found->rows, found->note);
}

void DeliveryPage::onResultChosen(const QByteArray &key)
{
    const auto id = casework::CaseFinder::caseOf(key);
    if (!id)
        return;
    if (bringUp(*id))
        m_table->setFocus(Qt::OtherFocusReason);
    else
        Q_EMIT openRequested(QStringLiteral("case"), key);
}

bool DeliveryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right)) {
            const int next = m_segments->current() + (key->key() == Qt::Key_Left ? -1 : 1);
            m_segments->setCurrent(qBound(0, next, WaitingLists::count - 1));
            return true;
        }
    }
    if (watched == m_step->list() && event->type() == QEvent::KeyPress && answer(*static_cast<QKeyEvent *>(event)))
        return true;
    const bool back = watched == m_step->list() && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (back)
        m_table->setFocus(Qt::BacktabFocusReason);
    return back || Page::eventFilter(watched, event);
}

void DeliveryPage::onActivated()
{
    for (int list = 0; list < WaitingLists::count && m_rows->rowCount() == 0; ++list) {
        if (!m_lists.of(static_cast<Waiting>(list)).isEmpty())
            m_segments->setCurrent(list);
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

bool DeliveryPage::answer(const QKeyEvent &key)
{
    const auto &rows = m_step->list()->rows();
    const auto current = rows.value(m_step->list()->currentRow());
    const QString text = key.text().toUpper();
    if (text.size() != 1 || !text.front().isLetter() || current.editable || current.letters.contains(text))
        return false; // the row's own
    for (const auto &row : rows) {
        if (row.mark == widgets::Mark::Unknown && row.letters.contains(text)) {
            press(row.key, text.front());
            return true;
        }
    }
    return false;
}

void DeliveryPage::retranslate()
{
    reload();
}

} // namespace shouli::app::delivery
