// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/DraftStore.h"

#include "core/cases/intake/DraftCode.h"

namespace shouli::core::cases::intake {

using base::ErrorCode;
using base::Result;
using residents::ResidentId;
using staff::StaffId;

Result<void> DraftStore::keep(storage::Transaction &tx, StaffId who, const KeptDraft &draft)
{
    if (who.isNull() || draft.choices.applicant.id.isNull())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("nobody's draft"));
    const QByteArray content = DraftCode::toCbor(draft.choices);
    if (content.size() > DraftCode::mostBytes)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("a draft too long to be kept"));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO counter_draft "
                                         "(resident, staff, begun_at, content) VALUES (?, ?, ?, ?)")));
    insert.bindAll(draft.choices.applicant.id, who, draft.begunAt.ms, content);
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
    SHOULI_TRY(draft.choices, DraftCode::fromCbor(query.blob(1)));
    if (draft.choices.applicant.id != resident)
        return base::failure(ErrorCode::StorageFailure, QStringLiteral("a draft of somebody else"));
    return draft;
}

Result<void> DraftStore::remove(storage::Transaction &tx, StaffId who, ResidentId resident)
{
    SHOULI_TRY(auto remove, tx.prepare(QStringLiteral("DELETE FROM counter_draft WHERE resident = ? AND staff = ?")));
    remove.bindAll(resident, who);
    return remove.run();
}

} // namespace shouli::core::cases::intake
