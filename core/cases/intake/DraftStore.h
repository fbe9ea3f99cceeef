// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Timestamp.h"
#include "core/cases/intake/AcceptanceDraft.h"
#include "core/staff/StaffId.h"
#include "core/storage/Transaction.h"

#include <optional>

namespace shouli::core::cases::intake {

/// What somebody began to take in for a resident and has not accepted.
struct KeptDraft {
    base::Timestamp begunAt;
    AcceptanceChoices choices;
    bool operator==(const KeptDraft &) const = default;
};

/// Drafts of the counter, one for each resident and member of staff. They stay on this PC: no change
/// log, no audit. Owns the table counter_draft. Holds no state; one thread.
class DraftStore {
public:
    /// In place of the one before. Of choices.applicant.
    [[nodiscard]] static base::Result<void> keep(storage::Transaction &tx, staff::StaffId who, const KeptDraft &draft);
    /// Nothing where there is none. Unsupported, StorageFailure: it is there and cannot be read; it stays.
    [[nodiscard]] static base::Result<std::optional<KeptDraft>> find(const storage::Database &db, staff::StaffId who,
                                                                     residents::ResidentId resident);
    /// Also where there is none.
    [[nodiscard]] static base::Result<void> remove(storage::Transaction &tx, staff::StaffId who,
                                                   residents::ResidentId resident);
};

} // namespace shouli::core::cases::intake
