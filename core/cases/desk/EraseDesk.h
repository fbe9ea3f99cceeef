// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditLog.h"
#include "core/cases/Actor.h"
#include "core/cases/desk/Erasure.h"
#include "core/changes/log/ChangeLog.h"

namespace shouli::core::cases::desk {

/// Orders the lawful erasure of a person: one act that the county carries out everywhere, if it has given this office
/// the right, and otherwise refuses. Nothing goes here before it has. What other offices hold of the same person under
/// records of their own (cases they accepted, stubs of who moved away) is theirs to erase. Lives within its transaction,
/// on the writer thread; what is given must outlive it.
class EraseDesk {
public:
    EraseDesk(changes::log::ChangeLog &log, audit::AuditLog &audit);

    /// What would go. LawfullyErased where it has; ResidentUnknown. Any connection.
    [[nodiscard]] static base::Result<Erasure> plan(const storage::Database &db, residents::ResidentId person,
                                                    bool cases);

    /// PermissionDenied: not for this role. InvalidArgument: no grounds, or longer than mostGrounds; it was ordered
    /// already and waits for the county; a case is open. Errors of plan().
    [[nodiscard]] base::Result<void> erase(storage::Transaction &tx, const Actor &actor, const ErasureOrder &order);

private:
    changes::log::ChangeLog &m_log;
    audit::AuditLog &m_audit;
};

} // namespace shouli::core::cases::desk
