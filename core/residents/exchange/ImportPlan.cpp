// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportPlan.h"

#include <utility>

namespace shouli::core::residents::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr int askEach = 100;

QString textOf(const Resident &person, ResidentField field)
{
    if (field == ResidentField::Household)
        return {};
    return ResidentDraft(person).text(field);
}

} // namespace

ImportPlan::Line ImportPlan::lineOf(const RowVerdict &verdict)
{
    Line line{verdict.row, verdict.outcome, verdict.given.name, verdict.given.documentNumber,
              {},          verdict.perhaps, verdict.findings};
    if (!verdict.seen)
        return line;
    for (const ResidentField field : verdict.changes)
        line.differences.append({field, textOf(*verdict.seen, field), textOf(verdict.wanted, field), false});
    for (const ResidentField field : verdict.kept)
        line.differences.append({field, textOf(*verdict.seen, field), textOf(verdict.given, field), true});
    return line;
}

Result<ImportPlan> ImportPlan::make(const ImportFile &file, const ColumnMap &map, const storage::Database &db,
                                    RowJudge::Settings settings, const base::Clock &clock, base::Random &random,
                                    const std::function<bool(double)> &going)
{
    if (!map.isUsable())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("no column of names"));
    SHOULI_TRY(const auto reader, file.open());
    SHOULI_TRY(auto known, KnownPeople::load(db));
    const RowDraft::Place place = settings.place;
    RowJudge judge(std::move(settings), std::move(known), clock, random);
    ImportPlan plan;
    for (std::int64_t read = 0;; ++read) {
        if (read % askEach == 0 && !going(reader->progress()))
            return failure(ErrorCode::Cancelled);
        SHOULI_TRY(const auto row, reader->next());
        if (!row)
            break;
        if (!file.isData(*row))
            continue;
        SHOULI_TRY(const RowVerdict verdict, judge.judge(db, RowDraft::read(*row, map, place)));
        plan.counts.add(verdict.outcome);
        if (plan.counts.of(verdict.outcome) <= linesKept)
            plan.lines.append(lineOf(verdict));
    }
    SHOULI_TRY(plan.headless, judge.headless(db));
    return plan;
}

} // namespace shouli::core::residents::exchange
