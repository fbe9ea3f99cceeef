// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseRecord.h"
#include "core/changes/Act.h"
#include "core/changes/log/WorkingTables.h"

namespace shouli::core::cases::desk {

/// What moves between offices with one step: the office whose stage opens is given the case, and the
/// records of the people it is about; when the case is closed those are given back, and the offices
/// keep the case alone. What is given stands in the event, so that whoever closes the case knows what
/// to take back.
struct CaseSharing {
    QList<changes::ScopeId> receivers; ///< of the case and its public record
    QList<Share> given;                ///< of persons' records
    QList<Share> back;

    bool operator==(const CaseSharing &) const = default;

    /// What a step that leads to `after` moves. `done`: the stage it completes, empty for others; where
    /// another stage of its group is still open, the office that comes next is given the case already,
    /// since neither of two offices without a line can know that the other has finished. `acting` gives
    /// back its own last: only who holds a record can take it from others.
    [[nodiscard]] static base::Result<CaseSharing> of(storage::Transaction &tx,
                                                      const changes::log::WorkingTables &tables,
                                                      const CaseRecord &record, const CaseState &after,
                                                      const QString &done, staff::OfficeId acting);

    [[nodiscard]] base::Result<void> write(changes::Act &act, CaseId id) const;

    /// Records that somebody who decides on the case must see: the applicant, with the groups they
    /// belong to; where the household applies, its members too.
    [[nodiscard]] static base::Result<QList<changes::EntityRef>> recordsOf(const storage::Database &db,
                                                                           const CaseFile &file);
};

} // namespace shouli::core::cases::desk
