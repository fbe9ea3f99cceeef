// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/ReplicaStore.h"
#include "sync/protocol/Agreement.h"
#include "sync/protocol/Parting.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"

#include <QSet>

#include <functional>

namespace shouli::sync::merge {

/// The laws of a replica's side of sync: what to send, what to do with the answer, and what to do when the
/// county says that this history, or its own, is not what it was. Pure: only a store. Each call is one
/// transaction of the caller's.
class ReplicaCore {
public:
    explicit ReplicaCore(core::changes::ReplicaStore &store);

    /// What waits (whole acts, about `changes`), and where this replica stands. Without `snapshots` (they failed
    /// again and again) all comes line by line; what was to be compared with one is given up first.
    [[nodiscard]] core::base::Result<protocol::SyncRequest> request(int changes = 2000, bool snapshots = false);

    /// How far an answer is taken.
    struct Taken {
        qsizetype next = 0;        ///< first arrival not taken yet
        std::int64_t position = 0; ///< county position of the last one taken
        [[nodiscard]] bool done(const protocol::SyncResponse &response) const
        {
            return next == response.arrivals.size();
        }
    };
    /// Before the first slice. ForkDetected when the county has another history under this name; EpochChanged
    /// when it lacks what it had.
    [[nodiscard]] core::base::Result<void> check(const protocol::SyncResponse &response);
    /// The next slice of whole acts, about `entries`. A crash between slices only means taking some of it
    /// again. ForkDetected, ChainBroken, MessageMalformed.
    [[nodiscard]] core::base::Result<Taken> take(const protocol::SyncResponse &response, Taken before, int entries);
    /// After the last slice: remembers where this replica stands.
    [[nodiscard]] core::base::Result<void> finish(const protocol::SyncResponse &response);

    /// ForkDetected: another PC writes under this name (one was cloned, or restored from a copy). What to
    /// tell the county, see CountyCore::part().
    /// `limit`: of hashes, see protocol::Chain::more.
    [[nodiscard]] core::base::Result<protocol::Chain> chain(int limit = protocol::Chain::mostHashes);
    /// Goes on under another name: what the county has stays under the old one, what it does not have waits
    /// under the new one, in the same acts. A parting without a name only tells what the county has; chain() then
    /// goes on after that.
    [[nodiscard]] core::base::Result<void> rename(const protocol::Parting &parting);

    /// EpochChanged: the county's log is an older copy of itself. What to show it, see
    /// CountyCore::agreement().
    [[nodiscard]] core::base::Result<protocol::Checkpoints> checkpoints();
    /// Starts anew in another epoch: own changes that the county lost, those after what was agreed, wait to be sent again;
    /// what else came after that stays to be seen until snapshots of all scopes are compared. ChainBroken when this replica gave up the contents of one of them,
    /// because the county had said that it was durable.
    [[nodiscard]] core::base::Result<void> restart(const protocol::Agreement &agreement);

private:
    /// Those of the answer; where it names none, those known.
    [[nodiscard]] core::base::Result<QSet<core::changes::ScopeId>> scopesOf(const protocol::SyncResponse &response);
    /// Scopes that are new here, and those that were withdrawn: at once, so that one that is granted again comes
    /// whole whatever happens between.
    [[nodiscard]] core::base::Result<void> adopt(const QSet<core::changes::ScopeId> &received);
    [[nodiscard]] core::base::Result<core::changes::LogEntry> entryOf(const protocol::Arrival &arrival,
                                                                      core::changes::ReplicaId me);
    [[nodiscard]] core::base::Result<void> place(core::changes::ReplicaId name, const protocol::Placed &placed);
    using IsNew = std::function<bool(const core::changes::LoggedChange &)>;
    /// Own changes that wait stand over what the tables have. `isNew`: it did not until now.
    [[nodiscard]] core::base::Result<void> redoAll(const IsNew &isNew, QSet<core::changes::EntityRef> touched);
    [[nodiscard]] core::base::Result<void> redo(const core::changes::Change &change, bool isNew);
    /// Gives up what was to be compared with snapshots.
    [[nodiscard]] core::base::Result<void> startOver();

    core::changes::ReplicaStore &m_store;
};

} // namespace shouli::sync::merge
