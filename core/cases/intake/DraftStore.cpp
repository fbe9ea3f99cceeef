// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/DraftStore.h"

#include "core/cases/intake/DraftCode.h"
#include "core/changes/log/WorkingTables.h"

namespace shouli::core::cases::intake {

using base::ErrorCode;
using base::Result;
using residents::ResidentId;
using staff::StaffId;

Result<void> DraftStore::keep(storage::Transaction &tx, StaffId who, const KeptDraft &draft)
{
    if (who.isNull() || draft.choices.applicant.id.isNull())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("nobody's draft"));
    SHOULI_TRY(const bool erased,
               changes::log::WorkingTables::isErased(tx.database(),
                                                     residents::Resident::refOf(draft.choices.applicant.id)));
    if (erased) // a window may still show them
        return base::failure(ErrorCode::LawfullyErased, draft.choices.applicant.id.toString());
    const QByteArray content = DraftCode::toCbor(draft.choices);
    if (content.size() > DraftCode::mostBytes)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("a draft too long to be kept"));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO counter_draft "
                                         "(resident, staff, service, begun_at, content) VALUES (?, ?, ?, ?, ?)")));
    insert.bindAll(draft.choices.applicant.id, who, draft.choices.service, draft.begunAt.ms, content);
    return insert.run();
}

Result<std::optional<KeptDraft>> DraftStore::find(const storage::Database &db, StaffId who, ResidentId resident)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT begun_at, content FROM counter_draft "
                                         "WHERE resident = ? AND staff = ?")));
    query.bindAll(resident, who);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::nullopt;
    KeptDraft draft;
    draft.begunAt.ms = query.integer(0);
    auto choices = DraftCode::fromCbor(query.blob(1));
    if (!choices)
        return base::failure(ErrorCode::Unsupported, choices.error().detail);
    draft.choices = std::move(*choices);
    if (draft.choices.applicant.id != resident)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("a draft of somebody else"));
    return draft;
}

Result<void> DraftStore::remove(storage::Transaction &tx, StaffId who, ResidentId resident)
{
    SHOULI_TRY(auto remove, tx.prepare(QStringLiteral("DELETE FROM counter_draft WHERE resident = ? AND staff = ?")));
    remove.bindAll(resident, who);
    return remove.run();
}

Result<void> DraftStore::setAside(storage::Transaction &tx, StaffId who, ResidentId resident)
{
    SHOULI_TRY(auto copy,
               tx.prepare(QStringLiteral("INSERT INTO counter_draft_aside (resident, staff, begun_at, content) "
                                         "SELECT resident, staff, begun_at, content FROM counter_draft "
                                         "WHERE resident = ? AND staff = ?")));
    copy.bindAll(resident, who);
    SHOULI_CHECK(copy.run());
    return remove(tx, who, resident);
}

Result<void> DraftStore::forget(storage::Transaction &tx, ResidentId resident)
{
    for (const QString &table : {QStringLiteral("counter_draft"), QStringLiteral("counter_draft_aside")}) {
        SHOULI_TRY(auto gone,
                   tx.prepare(QStringLiteral("DELETE FROM %1 WHERE resident = ?1 OR instr(content, ?1) > 0").arg(table)));
        gone.bind(resident);
        SHOULI_CHECK(gone.run());
    }
    return {};
}

Result<void> DraftStore::prune(storage::Transaction &tx, QDate today)
{
    const auto oldest = base::Timestamp::fromChina(today.addDays(-mostDays)).ms;
    for (const QString &table : {QStringLiteral("counter_draft"), QStringLiteral("counter_draft_aside")}) {
        SHOULI_TRY(auto old,
                   tx.prepare(QStringLiteral("DELETE FROM %1 WHERE begun_at < ? "
                                             "OR resident NOT IN (SELECT id FROM resident)")
                                  .arg(table)));
        old.bindAll(oldest);
        SHOULI_CHECK(old.run());
    }
    SHOULI_TRY(auto done,
               tx.prepare(QStringLiteral("DELETE FROM counter_draft WHERE EXISTS (SELECT 1 FROM case_file f "
                                         "WHERE f.applicant = counter_draft.resident "
                                         "AND f.service = counter_draft.service "
                                         "AND f.accepted_on > date(counter_draft.begun_at / 1000 + ?, 'unixepoch'))")));
    done.bindAll(base::Timestamp::chinaOffsetMs / 1000);
    return done.run();
}

} // namespace shouli::core::cases::intake
