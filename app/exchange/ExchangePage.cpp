// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/ExchangePage.h"

#include "app/exchange/ColumnsPane.h"
#include "app/exchange/ExchangeWords.h"
#include "app/exchange/ExportPane.h"
#include "app/exchange/PlanPane.h"
#include "app/look/SectionHeader.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/EmptyState.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "core/crypto/SystemRandom.h"
#include "core/residents/exchange/RegisterExport.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace shouli::app::exchange {

using core::base::ErrorCode;
using core::base::Result;
using core::residents::exchange::ImportFile;
using core::residents::exchange::ImportPlan;
using core::residents::exchange::ImportRow;
using core::residents::exchange::ImportRun;
using core::residents::exchange::ImportState;
using core::residents::exchange::ImportStore;
using core::residents::exchange::Outcome;
using core::residents::exchange::outcomes;
using core::residents::exchange::RegisterExport;
using core::residents::exchange::RowJudge;
using core::staff::Deed;
using core::storage::Database;
using office::Writing;
using widgets::NoticeBox;
using widgets::Pane;

namespace {

constexpr int tickMs = 100;
constexpr int parts = 100; // of the progress shown

} // namespace

template <class Job, class Done>
void ExchangePage::work(Job job, Done done)
{
    m_work = std::make_shared<Work>();
    m_tick.start(tickMs);
    auto answer = std::make_shared<std::optional<std::invoke_result_t<Job, Work &>>>();
    m_working = QtConcurrent::run(
        [work = m_work, job = std::move(job), answer]() mutable { answer->emplace(job(*work)); });
    m_working.then(this, [this, answer, done = std::move(done)]() mutable {
        m_tick.stop();
        Q_EMIT progressed({});
        done(std::move(**answer));
    });
}

ExchangePage::ExchangePage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_start(new widgets::EmptyState)
    , m_columns(new ColumnsPane)
    , m_plan(new PlanPane(office::CodeWords(session.reference().codes)))
    , m_report(new QWidget)
    , m_counts(new widgets::KeyValueList)
    , m_export(new ExportPane(may(Deed::ExportWhole)))
    , m_notice(new NoticeBox)
{
    setAcceptDrops(may(Deed::ImportResidents));
    auto *card = new Pane;
    m_reportHead = card->addSection({}, {}, look::Theme::Text::Title);
    card->add(m_counts);
    auto *reportColumn = new QVBoxLayout(m_report);
    reportColumn->setContentsMargins(0, 0, 0, 0);
    reportColumn->addWidget(card);
    reportColumn->addStretch(1);
    auto *views = new QWidget;
    m_stack = new QStackedLayout(views);
    for (QWidget *view : {static_cast<QWidget *>(m_start), static_cast<QWidget *>(m_columns),
                          static_cast<QWidget *>(m_plan), m_report, static_cast<QWidget *>(m_export)})
        m_stack->addWidget(view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * look::Theme::grid);
    column->addWidget(m_notice);
    column->addWidget(views, 1);
    connect(m_columns, &ColumnsPane::changed, this, &ExchangePage::changed);
    connect(m_export, &ExportPane::changed, this, &ExchangePage::changed);
    connect(m_start, &widgets::EmptyState::actionRequested, this,
            [this] { may(Deed::ImportResidents) ? chooseFile() : go(View::Export); });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        const QString text = m_view == View::Exporting ? tr("Writing the register") : tr("Reading the file");
        Q_EMIT progressed({text, static_cast<int>(m_work->done * parts), parts, true});
    });
    go(View::Start);
}

ExchangePage::~ExchangePage()
{
    if (m_work)
        m_work->stopped = true;
    m_working.waitForFinished(); // asked every hundred rows
}

QString ExchangePage::title() const
{
    return tr("Tables");
}

bool ExchangePage::may(Deed deed) const
{
    return core::staff::mayDo(m_session.actor().staff.role, deed);
}

bool ExchangePage::isBusy() const
{
    return m_view == View::Checking || m_view == View::Opening || m_view == View::Running || m_view == View::Exporting;
}

QWidget *ExchangePage::mainList() const
{
    switch (m_view) {
    case View::Columns:
        return m_columns->firstChoice();
    case View::Plan:
        return m_plan->table();
    case View::Export:
        return m_export->purpose();
    default:
        return nullptr;
    }
}

QList<frame::PageAction> ExchangePage::actions() const
{
    auto *self = const_cast<ExchangePage *>(this);
    using Role = frame::PageAction::Role;
    const frame::PageAction choose{
        .text = tr("Choose a file"), .key = Qt::Key_F2, .run = [self] { self->chooseFile(); }};
    const frame::PageAction goExport{.text = tr("Export"),
                                     .key = Qt::Key_F6,
                                     .run = [self] { self->go(View::Export); },
                                     .enabled = may(Deed::ExportResidents)};
    const frame::PageAction goBack{
        .text = tr("Back"), .key = Qt::Key_Escape, .run = [self] { self->back(); }, .atEnd = true};
    const frame::PageAction halt{
        .text = tr("Stop"), .key = Qt::Key_Escape, .run = [self] { self->stop(); }, .atEnd = true};
    switch (m_view) {
    case View::Start:
        return may(Deed::ImportResidents) ? QList{choose, goExport} : QList{goExport};
    case View::Columns:
        return {{.text = tr("Check"),
                 .key = Qt::Key_F12,
                 .role = Role::Primary,
                 .run = [self] { self->check(); },
                 .enabled = m_columns->map().isUsable(),
                 .disabledReason = tr("One column must be the name.")},
                choose,
                goBack};
    case View::Plan: {
        const auto &counts = m_plan->plan().counts;
        return {{.text = tr("Import"),
                 .key = Qt::Key_F12,
                 .role = Role::Primary,
                 .run = [self] { self->run(); },
                 .enabled = counts.of(Outcome::New) + counts.of(Outcome::Changes) > 0,
                 .disabledReason = tr("No row would add or change anything.")},
                choose,
                goBack};
    }
    case View::Report: {
        const auto &counts = m_state.counts;
        const bool any = counts.of(Outcome::Kept) + counts.of(Outcome::Doubtful) + counts.of(Outcome::Refused) > 0;
        QList<frame::PageAction> all{{.text = tr("Save rows to correct"),
                                      .key = Qt::Key_F8,
                                      .role = Role::Primary,
                                      .run = [self] { self->chooseRows(); },
                                      .enabled = any,
                                      .disabledReason = tr("Every row was taken.")},
                                     choose,
                                     goExport,
                                     goBack};
        if (!m_state.finished)
            all.prepend({.text = tr("Go on"), .key = Qt::Key_F12, .run = [self] { self->run(); }});
        return all;
    }
    case View::Export:
        return {{.text = tr("Export"),
                 .key = Qt::Key_F12,
                 .role = Role::Primary,
                 .run = [self] { self->chooseExport(); },
                 .enabled = !m_export->choice().purpose.isEmpty(),
                 .disabledReason = tr("Say first for whom and for what.")},
                goBack};
    case View::Checking:
    case View::Opening:
    case View::Running:
    case View::Exporting:
        break;
    }
    return {halt};
}

void ExchangePage::go(View view)
{
    m_view = view;
    QWidget *shown = m_start;
    if (view == View::Columns || view == View::Checking)
        shown = m_columns;
    else if (view == View::Plan || view == View::Opening)
        shown = m_plan;
    else if (view == View::Running || view == View::Report)
        shown = m_report;
    else if (view == View::Export || view == View::Exporting)
        shown = m_export;
    m_stack->setCurrentWidget(shown);
    shown->setEnabled(!isBusy());
    setWords();
    if (QWidget *list = mainList(); list != nullptr && isVisible())
        list->setFocus();
    Q_EMIT changed();
}

void ExchangePage::back()
{
    m_said.clear();
    go(m_view == View::Plan ? View::Columns : View::Start);
}

void ExchangePage::stop()
{
    if (m_work)
        m_work->stopped = true;
}

void ExchangePage::fail(const core::base::Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    if (const auto trouble = core::exchange::troubleOf(error)) {
        m_said = ExchangeWords::refusal(*trouble, core::exchange::rowOf(error));
        setWords();
        return;
    }
    Q_EMIT failed(error);
}

RowJudge::Settings ExchangePage::settings() const
{
    return {{m_session.clock().today(), {}}, m_session.office().division};
}

Result<std::shared_ptr<Database>> ExchangePage::ownReader() const
{
    const Database &reader = m_session.reader();
    SHOULI_TRY(auto own, reader.openLike(reader.path(), Database::Access::Reader));
    return std::make_shared<Database>(std::move(own));
}

void ExchangePage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The file to import"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Tables (*.xlsx *.csv *.txt *.tsv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangePage::begin);
    dialog->open();
}

void ExchangePage::begin(const QString &path)
{
    if (isBusy() || !may(Deed::ImportResidents))
        return;
    m_said.clear();
    go(View::Checking);
    work([path](Work &) { return ImportFile::look(path); },
         [this](Result<ImportFile> file) {
             if (!file) {
                 go(View::Start);
                 return fail(file.error());
             }
             m_file = *file;
             m_columns->setFile(m_file);
             go(View::Columns);
         });
}

void ExchangePage::check()
{
    auto reader = ownReader();
    if (!reader)
        return fail(reader.error());
    go(View::Checking);
    work(
        [file = m_file, map = m_columns->map(), db = *reader, settings = settings(),
         &clock = m_session.clock()](Work &work) {
            core::crypto::SystemRandom random; // ids of records that are never kept
            return ImportPlan::make(file, map, *db, settings, clock, random, [&work](double done) {
                work.done = done;
                return !work.stopped;
            });
        },
        [this](Result<ImportPlan> plan) {
            go(plan ? View::Plan : View::Columns);
            if (!plan)
                return fail(plan.error());
            m_plan->setPlan(*plan);
            go(View::Plan);
        });
}

void ExchangePage::run()
{
    auto reader = ownReader();
    if (!reader)
        return fail(reader.error());
    go(View::Opening);
    using Opened = Result<std::shared_ptr<ImportRun>>;
    work(
        [file = m_file, map = m_columns->map(), db = *reader, settings = settings(), &clock = m_session.clock(),
         &random = m_session.random()](Work &work) -> Opened {
            SHOULI_TRY(auto run, ImportRun::open(file, map, *db, settings, clock, random, [&work](double done) {
                           work.done = done;
                           return !work.stopped;
                       }));
            return std::shared_ptr<ImportRun>(std::move(run));
        },
        [this](Opened run) {
            if (!run) {
                go(View::Plan);
                return fail(run.error());
            }
            m_state = (*run)->state();
            go(View::Running);
            runBatch(*run);
        });
}

void ExchangePage::runBatch(const std::shared_ptr<ImportRun> &run)
{
    m_session
        .write(
            [run](Writing &w) {
                return run->batch(w.tx, w.log, w.audit, {w.actor.staff.author(), w.actor.office.scope()});
            },
            office::Session::Tell::Nobody)
        .then(this, [this, run](const Result<ImportState> &state) {
            if (!state) {
                reportRun(m_state);
                return fail(state.error());
            }
            m_state = *state;
            if (m_state.finished || m_work->stopped)
                return reportRun(m_state);
            Q_EMIT progressed(
                {tr("Importing %1").arg(m_state.name), static_cast<int>(run->progress() * parts), parts, true});
            setWords();
            runBatch(run);
        });
}

void ExchangePage::reportRun(const ImportState &state)
{
    m_state = state;
    Q_EMIT progressed({});
    go(View::Report);
    // once for all batches: pages read anew, the courier is called
    m_session.write([](Writing &) { return Result<void>(); });
}

void ExchangePage::chooseRows()
{
    const QFileInfo from(m_file.path);
    auto *dialog = new QFileDialog(this, tr("The file for rows to correct"), from.path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Workbook (*.xlsx)"), tr("Text (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("xlsx"));
    dialog->selectFile(tr("%1 to correct.xlsx").arg(from.completeBaseName()));
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangePage::saveRows);
    dialog->open();
}

void ExchangePage::saveRows(const QString &path)
{
    auto reader = ownReader();
    if (!reader)
        return fail(reader.error());
    // the words are put together here: the language belongs to this thread
    const office::CodeWords words(m_session.reference().codes);
    auto texts = std::make_shared<QHash<qint64, QStringList>>();
    const auto listed = ImportStore::eachRow(m_session.reader(), m_state.file, [&](const ImportRow &row) {
        texts->insert(
            row.row,
            {QString::number(row.row), ExchangeWords::outcome(row.outcome), ExchangeWords::reasons(row, words)});
        return true;
    });
    if (!listed)
        return fail(listed.error());
    const QStringList headings{tr("Row in the file"), tr("What happened"), tr("Why")};
    go(View::Exporting);
    work(
        [file = m_file, map = m_columns->map(), db = *reader, path, headings, texts](Work &) {
            return writeErrors(file, map, *db, path, headings,
                               [&](const ImportRow &row) { return texts->value(row.row); });
        },
        [this, path](Result<std::int64_t> written) {
            if (written)
                m_said = tr("Rows saved in %1: %2. Correct them there and choose that file.")
                             .arg(QFileInfo(path).fileName())
                             .arg(*written);
            go(View::Report);
            if (!written)
                fail(written.error());
        });
}

void ExchangePage::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("The file to export to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const bool workbook = m_export->choice().format == core::exchange::TableWriter::Format::Xlsx;
    dialog->setDefaultSuffix(workbook ? QStringLiteral("xlsx") : QStringLiteral("csv"));
    dialog->selectFile(
        tr("Residents %1.%2")
            .arg(m_session.clock().today().toString(QStringLiteral("yyyyMMdd")), dialog->defaultSuffix()));
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangePage::exportTo);
    dialog->open();
}

/// First the log, then the file: none is ever without its line.
void ExchangePage::exportTo(const QString &path)
{
    if (isBusy() || m_export->choice().purpose.isEmpty())
        return;
    go(View::Exporting);
    m_session
        .write(
            [record = m_export->record()](Writing &w) {
                return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Export, {}, record);
            },
            office::Session::Tell::Nobody)
        .then(this, [this, path](const Result<void> &kept) {
            if (!kept) {
                go(View::Export);
                return fail(kept.error());
            }
            writeExport(path);
        });
}

void ExchangePage::writeExport(const QString &path)
{
    auto reader = ownReader();
    if (!reader) {
        go(View::Export);
        return fail(reader.error());
    }
    const ExportPane::Choice choice = m_export->choice();
    const bool whole = choice.whole && may(Deed::ExportWhole);
    const auto &actor = m_session.actor();
    const QString mark = tr("Exported by %1, %2, %3, for: %4")
                             .arg(actor.staff.name, actor.office.name,
                                  m_session.clock().now().inChina().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                                  choice.purpose);
    RegisterExport::Settings settings{RegisterExport::standardColumns(), !whole, choice.codes, mark};
    work(
        [db = *reader, path, format = choice.format, settings](Work &work) {
            return RegisterExport::write(*db, path, format, settings, [&work](double done) {
                work.done = done;
                return !work.stopped;
            });
        },
        [this, path](Result<std::int64_t> written) {
            if (written)
                m_said = tr("Residents written to %1: %2").arg(QFileInfo(path).fileName()).arg(*written);
            go(written ? View::Start : View::Export);
            if (!written)
                fail(written.error());
        });
}

void ExchangePage::setWords()
{
    const bool mayImport = may(Deed::ImportResidents);
    m_start->setContent(
        {look::Icon::Table, mayImport ? tr("The register in and out of tables") : tr("The register into a file"),
         mayImport ? tr("Choose a workbook or a text file, or drop it here. Nothing is kept before you have "
                        "seen what each row would do.")
                   : tr("Names, numbers and addresses are masked."),
         mayImport ? tr("Choose a file") : tr("Export"), mayImport ? Qt::Key_F2 : Qt::Key_F6});
    QString said = m_said;
    if (said.isEmpty() && m_view == View::Start && mayImport) {
        const auto open = ImportStore::unfinished(m_session.reader());
        if (open && !open->isEmpty())
            said = tr("%1 was stopped after row %2: choose the same file to go on.")
                       .arg(open->constFirst().name)
                       .arg(open->constFirst().doneRow);
    }
    m_notice->setNotice(NoticeBox::Kind::Info, said);
    m_notice->setVisible(!said.isEmpty());
    m_reportHead->setTitle(m_view == View::Running ? tr("Importing %1").arg(m_state.name)
                               : m_state.finished  ? tr("%1 is imported").arg(m_state.name)
                                                   : tr("%1 was stopped").arg(m_state.name));
    m_reportHead->setHint(m_state.finished || m_view == View::Running
                              ? QString()
                              : tr("kept up to row %1; go on whenever you like").arg(m_state.doneRow));
    QList<widgets::KeyValue> counts;
    for (const Outcome outcome : outcomes) {
        const std::int64_t count = m_state.counts.of(outcome);
        counts.append({ExchangeWords::outcome(outcome),
                       QString::number(count),
                       {},
                       count > 0 ? ExchangeWords::tone(outcome) : look::Tone::Dim});
    }
    counts.append({tr("Rows in all"), QString::number(m_state.counts.all())});
    m_counts->setRows(counts);
}

void ExchangePage::retranslate()
{
    m_columns->retranslate();
    m_plan->retranslate();
    m_export->retranslate();
    setWords();
}

void ExchangePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isBusy() && event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void ExchangePage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    begin(event->mimeData()->urls().constFirst().toLocalFile());
}

} // namespace shouli::app::exchange
