// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportRun.h"

#include "core/exchange/TableWriter.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <QFileInfo>

#include <optional>
#include <utility>

namespace shouli::core::residents::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;
using core::exchange::TableWriter;

namespace {

constexpr int askEach = 100;
/// Changes to an act, and a row's more: as small as what people do, so that whoever takes it in need not hold the write
/// lock for long.
constexpr qsizetype actSize = 100;

/// What carrying it out adds to an act.
qsizetype changesOf(const RowVerdict &verdict)
{
    const qsizetype household = verdict.household ? 1 : 0;
    return household + (verdict.outcome == Outcome::Changes ? verdict.changes.size() : 1);
}

} // namespace

ImportRun::ImportRun(ImportFile file, ColumnMap map, RowDraft::Place place, RowJudge judge, const base::Clock &clock)
    : m_file(std::move(file))
    , m_map(std::move(map))
    , m_place(std::move(place))
    , m_judge(std::move(judge))
    , m_clock(clock)
{
}

Result<std::unique_ptr<ImportRun>> ImportRun::open(const ImportFile &file, const ColumnMap &map,
                                                   const storage::Database &db, RowJudge::Settings settings,
                                                   const base::Clock &clock, base::Random &random,
                                                   const std::function<bool(double)> &going)
{
    if (!map.isUsable())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("no column of names"));
    SHOULI_TRY(const QByteArray fingerprint, file.fingerprint(map));
    SHOULI_TRY(auto known, KnownPeople::load(db));
    const RowDraft::Place place = settings.place;
    std::unique_ptr<ImportRun> run(
        new ImportRun(file, map, place, RowJudge(std::move(settings), std::move(known), clock, random), clock));
    SHOULI_TRY(const auto before, ImportStore::find(db, fingerprint));
    run->m_afresh = !before || before->finished;
    if (before && !before->finished)
        run->m_state = *before;
    run->m_state.file = fingerprint;
    run->m_state.name = QFileInfo(file.path).fileName();
    if (run->m_afresh)
        run->m_state.begunAt = clock.now();
    SHOULI_TRY(run->m_reader, file.open());
    std::int64_t at = file.headingRow;
    for (std::int64_t read = 0; at < run->m_state.doneRow; ++read) {
        if (read % askEach == 0 && !going(run->m_reader->progress()))
            return failure(ErrorCode::Cancelled);
        SHOULI_TRY(const auto row, run->m_reader->next());
        if (!row)
            break;
        at = row->number;
        if (file.isData(*row))
            run->m_judge.pass(RowDraft::read(*row, map, place));
    }
    run->m_progress = run->m_reader->progress();
    return run;
}

Result<void> ImportRun::carryOut(storage::Transaction &tx, changes::Act &act, const Actor &actor,
                                 const RowVerdict &verdict) const
{
    if (verdict.isForPeople()) {
        ImportRow row{verdict.row, verdict.outcome, verdict.kept, verdict.findings};
        SHOULI_CHECK(ImportStore::add(tx, m_state.file, row));
    }
    if (verdict.outcome != Outcome::New && verdict.outcome != Outcome::Changes)
        return {};
    if (verdict.household)
        SHOULI_CHECK(HouseholdStore::create(act, actor.home, *verdict.household));
    if (verdict.outcome == Outcome::New)
        SHOULI_CHECK(ResidentStore::create(act, actor.home, verdict.wanted));
    else
        SHOULI_CHECK(ResidentStore::update(act, *verdict.seen, verdict.wanted));
    ImportedValues marks = verdict.imported;
    marks.mark(verdict.seen.value_or(Resident()), verdict.wanted, verdict.changes, m_clock.today());
    return marks.store(tx, verdict.wanted.id);
}

Result<ImportState> ImportRun::batch(storage::Transaction &tx, changes::log::ChangeLog &log, audit::AuditLog &audit,
                                     const Actor &actor)
{
    SHOULI_TRY(const auto stored, ImportStore::find(tx.database(), m_state.file));
    if (m_afresh) {
        if (stored && !stored->finished)
            return failure(ErrorCode::InvalidArgument, QStringLiteral("the file is being imported"));
        SHOULI_CHECK(ImportStore::forget(tx, m_state.file));
        m_afresh = false;
    } else if (!stored || stored->doneRow != m_state.doneRow || stored->finished) {
        return failure(ErrorCode::InvalidArgument, QStringLiteral("the file went on without this run"));
    }
    const std::int64_t first = m_state.doneRow + 1;
    std::optional<changes::Act> act;
    qsizetype inAct = 0;
    for (int done = 0; done < batchSize;) {
        SHOULI_TRY(const auto row, m_reader->next());
        if (!row) {
            m_state.finished = true;
            break;
        }
        m_state.doneRow = row->number;
        if (!m_file.isData(*row))
            continue;
        ++done;
        SHOULI_TRY(const RowVerdict verdict, m_judge.judge(tx.database(), RowDraft::read(*row, m_map, m_place)));
        if (!act) {
            SHOULI_TRY(auto begun, log.begin(tx, actor.who));
            act.emplace(std::move(begun));
        }
        SHOULI_CHECK(carryOut(tx, *act, actor, verdict));
        m_state.counts.add(verdict.outcome);
        inAct += changesOf(verdict);
        if (inAct >= actSize) {
            SHOULI_CHECK(act->finish());
            act.reset();
            inAct = 0;
        }
    }
    if (act)
        SHOULI_CHECK(act->finish());
    SHOULI_CHECK(ImportStore::store(tx, m_state));
    m_progress = m_state.finished ? 1.0 : m_reader->progress();
    SHOULI_CHECK(audit.record(tx, actor.who, audit::Action::Import, {},
                              QStringLiteral("%1 %2-%3").arg(m_state.name).arg(first).arg(m_state.doneRow)));
    return m_state;
}

Result<std::int64_t> writeErrors(const ImportFile &file, const ColumnMap &map, const storage::Database &db,
                                 const QString &path, const QStringList &headings,
                                 const std::function<QStringList(const ImportRow &)> &words)
{
    SHOULI_TRY(const QByteArray fingerprint, file.fingerprint(map));
    SHOULI_TRY(const auto state, ImportStore::find(db, fingerprint));
    if (!state)
        return failure(ErrorCode::FileUnreadable, QStringLiteral("another file than was imported"));
    SHOULI_TRY(const auto reader, file.open());
    SHOULI_TRY(const auto writer, TableWriter::create(path, TableWriter::formatOf(path)));
    SHOULI_CHECK(writer->writeHeadings(headings + file.headings));
    std::int64_t written = 0;
    Result<void> outcome;
    const auto copy = [&](const ImportRow &wrong) -> Result<void> {
        for (;;) {
            SHOULI_TRY(const auto row, reader->next());
            if (!row)
                return failure(ErrorCode::FileUnreadable, QStringLiteral("another file than was imported"));
            if (row->number < wrong.row)
                continue;
            ++written;
            return writer->write(words(wrong) + row->cells);
        }
    };
    SHOULI_CHECK(ImportStore::eachRow(db, fingerprint, [&](const ImportRow &wrong) {
        outcome = copy(wrong);
        return outcome.has_value();
    }));
    SHOULI_CHECK(outcome);
    SHOULI_CHECK(writer->finish());
    return written;
}

} // namespace shouli::core::residents::exchange
