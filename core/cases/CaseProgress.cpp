// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseProgress.h"

#include "core/cases/CaseFold.h"
#include "core/cases/CaseStore.h"
#include "core/cases/StoredClock.h"
#include "core/changes/log/DisputeTable.h"

#include <algorithm>

namespace shouli::core::cases {

using base::Result;
using changes::EntityId;
using storage::Transaction;

namespace {

Result<void> forget(Transaction &tx, EntityId id)
{
    for (const char *table : {"case_progress", "case_stage"}) {
        SHOULI_TRY(auto rows, tx.prepare(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(QLatin1String(table))));
        rows.bind(id);
        SHOULI_CHECK(rows.run());
    }
    return {};
}

int count(const CaseState &state, MaterialStatus status)
{
    return static_cast<int>(std::count_if(state.materials.cbegin(), state.materials.cend(),
                                          [status](const MaterialState &m) { return m.status == status; }));
}

QDate correctionSince(const CaseState &state, const QString &stage)
{
    for (const Correction &correction : state.corrections) {
        if (correction.to == stage)
            return correction.since;
    }
    return {};
}

/// The first day for which a paper is promised.
QDate toleratedUntil(const CaseState &state)
{
    QDate first;
    for (const MaterialState &material : state.materials) {
        if (material.status != MaterialStatus::Tolerated || !material.due.isValid())
            continue;
        if (!first.isValid() || material.due < first)
            first = material.due;
    }
    return first;
}

Result<void> storeProgress(Transaction &tx, EntityId id, const CaseState &state)
{
    SHOULI_TRY(
        auto insert,
        tx.prepare(QStringLiteral("INSERT INTO case_progress (id, status, decided_on, closed_on, told, tolerated, "
                                  "tolerated_until, missing, certificates, flagged, promised) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
    insert.bindAll(id, static_cast<int>(state.status), state.decidedOn, state.closedOn, state.told,
                   count(state, MaterialStatus::Tolerated), toleratedUntil(state),
                   count(state, MaterialStatus::Missing), state.certificates.size(),
                   state.flagged.size() + state.newer.size(), toStored(state.promised));
    return insert.run();
}

Result<void> storeStages(Transaction &tx, EntityId id, const StagePlan &plan, const CaseState &state)
{
    for (qsizetype place = 0; place < state.stages.size(); ++place) {
        const StageState &stage = state.stages.at(place);
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral(
                       "INSERT INTO case_stage (id, place, stage, status, office, public_notice, delivers, started, "
                       "finished, correcting_since, clock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")));
        insert.bindAll(id, place, stage.id, static_cast<int>(stage.status), stage.office,
                       plan.stages.at(place).publicNotice, plan.stages.at(place).delivers, stage.clock.started,
                       stage.clock.finished, correctionSince(state, stage.id), toStored(stage.clock));
        SHOULI_CHECK(insert.run());
    }
    return {};
}

/// What the county applied and the fold did not: somebody else was faster.
QList<std::int64_t> withoutEffect(const CaseRecord &record)
{
    QList<std::int64_t> positions;
    for (const FlaggedEvent &flagged : record.state.flagged) {
        const auto event = std::find_if(record.events.cbegin(), record.events.cend(),
                                        [&flagged](const CaseEvent &e) { return e.id == flagged.event; });
        const bool applied = flagged.reason != FlagReason::NotApplied; // proposals are disputes of their own
        if (applied && event != record.events.cend() && event->seq)
            positions.append(*event->seq);
    }
    return positions;
}

} // namespace

CaseProgress::CaseProgress(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues)
    : m_catalogues(std::move(catalogues))
{
}

void CaseProgress::setCatalogues(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues)
{
    m_catalogues = std::move(catalogues);
}

Result<void> CaseProgress::refold(Transaction &tx, EntityId id)
{
    SHOULI_CHECK(forget(tx, id));
    const CaseStore store(m_catalogues, nullptr);
    SHOULI_TRY(const CaseRecord record, store.load(tx.database(), base::idCast<CaseId>(id)));
    SHOULI_CHECK(storeProgress(tx, id, record.state));
    SHOULI_CHECK(changes::log::DisputeTable::flag(tx, {CaseFile::kind, id}, withoutEffect(record)));
    return storeStages(tx, id, record.plan, record.state);
}

Result<void> CaseProgress::changed(Transaction &tx, const QList<EntityId> &ids)
{
    for (const EntityId &id : ids) {
        const auto file = CaseStore::find(tx.database(), base::idCast<CaseId>(id));
        if (!file && file.error().code == base::ErrorCode::CaseUnknown)
            continue; // its events are here, the case itself is not (yet)
        SHOULI_CHECK(refold(tx, id));
    }
    return {};
}

Result<void> CaseProgress::erased(Transaction &tx, const QList<EntityId> &ids)
{
    for (const EntityId &id : ids)
        SHOULI_CHECK(forget(tx, id));
    return {};
}

Result<void> CaseProgress::refoldAll(Transaction &tx)
{
    QList<EntityId> ids;
    {
        SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT id FROM case_file")));
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            ids.append(query.id<EntityId>(0));
        }
    }
    return changed(tx, ids);
}

} // namespace shouli::core::cases
