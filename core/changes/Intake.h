// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/ChangeLog.h"

#include <QList>
#include <QSet>

namespace shouli::core::changes {

/// Takes what the county sent, in its order, into the change table and the working tables: others'
/// changes, and my own come back judged. Taking the same entries again changes nothing. Kinds and
/// fields that this version does not know are kept in the log and leave the tables alone.
/// Used on the writer thread.
class Intake {
public:
    /// `me` and `scopes` (those this PC receives) come from the enrolment.
    Intake(ChangeLog &log, ReplicaId me, QSet<ScopeId> scopes);

    /// All or nothing with the transaction. ChainBroken when an own change comes back that this PC
    /// never made (a cloned PC writes under the same name).
    [[nodiscard]] base::Result<void> take(storage::Transaction &tx, const QList<LogEntry> &entries);

private:
    [[nodiscard]] base::Result<void> takeForeign(storage::Transaction &tx, const LogEntry &entry);
    [[nodiscard]] base::Result<void> takeEcho(storage::Transaction &tx, const LogEntry &entry);
    [[nodiscard]] base::Result<void> applyForeign(storage::Transaction &tx, const LogEntry &entry);
    [[nodiscard]] base::Result<void> applySet(storage::Transaction &tx, const LogEntry &entry, bool mine);
    [[nodiscard]] base::Result<void> applyCreate(storage::Transaction &tx, const LogEntry &entry);
    [[nodiscard]] base::Result<void> applyOwnCreate(storage::Transaction &tx, const LogEntry &entry);
    [[nodiscard]] base::Result<void> applyImage(storage::Transaction &tx, const LogEntry &entry);
    /// What was redacted when its thing left is whole again when the thing comes back.
    [[nodiscard]] base::Result<void> restore(storage::Transaction &tx, const LogEntry &entry);
    void noteDispute(const LogEntry &entry);
    [[nodiscard]] base::Result<void> eraseIfGone(storage::Transaction &tx, EntityRef ref);

    ChangeLog &m_log;
    ReplicaId m_me;
    QSet<ScopeId> m_scopes;
    QSet<EntityRef> m_changed;
    QSet<EntityRef> m_left;
    QSet<EntityRef> m_erased;
    QSet<EntityId> m_disputed; ///< something of theirs was not applied, or settled
};

} // namespace shouli::core::changes
