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
/// log, no audit. Owns the tables counter_draft, counter_draft_aside. Holds no state; one thread.
class DraftStore {
public:
    /// In place of the one before. Of choices.applicant. LawfullyErased where they were.
    [[nodiscard]] static base::Result<void> keep(storage::Transaction &tx, staff::StaffId who, const KeptDraft &draft);
    /// Nothing where there is none. Unsupported: it is there and cannot be read (damaged, or of a newer version);
    /// it stays until it is set aside. Storage errors: the database cannot be read.
    [[nodiscard]] static base::Result<std::optional<KeptDraft>> find(const storage::Database &db, staff::StaffId who,
                                                                     residents::ResidentId resident);
    /// Also where there is none.
    [[nodiscard]] static base::Result<void> remove(storage::Transaction &tx, staff::StaffId who,
                                                   residents::ResidentId resident);
    /// Out of the way, as it is; a new one can be begun.
    [[nodiscard]] static base::Result<void> setAside(storage::Transaction &tx, staff::StaffId who,
                                                     residents::ResidentId resident);

    /// Everybody's drafts for this person, or that name them. For a lawful erasure.
    [[nodiscard]] static base::Result<void> forget(storage::Transaction &tx, residents::ResidentId resident);

    static constexpr int mostDays = 90; ///< longer, nobody comes back for it
    /// Removes everybody's drafts that are of no more use: begun more than mostDays before `today`; of somebody
    /// who has left the register; of a service that was accepted for them on a later day.
    [[nodiscard]] static base::Result<void> prune(storage::Transaction &tx, QDate today);
};

} // namespace shouli::core::cases::intake
