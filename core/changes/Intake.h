// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Image.h"
#include "core/changes/ReplicaStore.h"

#include <QList>
#include <QSet>

namespace shouli::core::changes {

/// Each field of a thing held here becomes what the county says of the whole of it, also those that nobody ever set; but
/// what came after `position` stays (see FieldState::corrected). Of a known kind.
[[nodiscard]] base::Result<void> correct(ReplicaStore &store, EntityRef ref, const Image &image, std::int64_t position);

/// Takes what the county sent, in its order, into the log and the tables of a replica: others'
/// changes, and my own come back judged. Taking the same entries again changes nothing. Kinds and
/// fields that this version does not know are kept in the log and leave the tables alone. Pure: it
/// knows only its store, which must outlive it.
class Intake {
public:
    /// `scopes`: those this replica receives, from the enrolment or the last answer.
    Intake(ReplicaStore &store, QSet<ScopeId> scopes);

    /// All or nothing with the store's transaction. ChainBroken when an own change comes back that
    /// was never made here (a cloned PC writes under the same name); EpochChanged when a change
    /// comes at another position than before.
    [[nodiscard]] base::Result<void> take(const QList<LogEntry> &entries);

    /// This replica no longer receives `scope`: what nothing else holds here goes, once no own change
    /// of it waits any more.
    [[nodiscard]] base::Result<void> withdraw(ScopeId scope);

    /// Some of these may no longer be held: what nothing holds here goes, once no own change of it waits.
    [[nodiscard]] base::Result<void> review(const QList<EntityRef> &refs);

private:
    [[nodiscard]] base::Result<void> takeEntry(const LogEntry &entry);
    [[nodiscard]] base::Result<void> takeEcho(const LogEntry &entry);
    /// An own change that was erased here comes with contents: the county was put back to before that.
    [[nodiscard]] base::Result<void> takeBack(const LogEntry &entry);
    [[nodiscard]] base::Result<void> apply(const LogEntry &entry);
    [[nodiscard]] base::Result<void> hold(const LogEntry &entry);
    /// How often the scope of an entry holds its thing, and at which position: as it says, or as a snapshot did.
    struct Standing {
        std::int64_t seq = 0;
        std::int64_t count = 0;
    };
    [[nodiscard]] Standing standing(const Holding &before, const LogEntry &entry) const;
    [[nodiscard]] base::Result<void> applySet(const LogEntry &entry, bool mine);
    [[nodiscard]] base::Result<void> applyCreate(const LogEntry &entry);
    /// What came from a log that the county lost becomes what it says now.
    [[nodiscard]] base::Result<void> renew(EntityRef ref, const Image &image);
    [[nodiscard]] base::Result<void> renew(const LogEntry &creation);
    /// A line that is known comes again: an own later value may have gone with a county that was put back, and a
    /// snapshot from before the line may have come first.
    [[nodiscard]] base::Result<void> restore(const LogEntry &entry);
    /// Own edits that wait stand over what came.
    [[nodiscard]] base::Result<void> overlay(EntityRef ref);
    [[nodiscard]] base::Result<void> applyImage(const LogEntry &entry);
    [[nodiscard]] base::Result<void> eraseIfGone(EntityRef ref);
    [[nodiscard]] base::Result<void> finish();

    ReplicaStore &m_store;
    ReplicaId m_me;
    QSet<ScopeId> m_scopes;
    QMap<ScopeId, std::int64_t> m_cursors; ///< how far each was received
    QSet<EntityRef> m_changed;
    QSet<EntityRef> m_left;
    QSet<EntityRef> m_erased;
};

} // namespace shouli::core::changes
