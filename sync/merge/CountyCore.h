// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Schema.h"
#include "sync/merge/CountyStore.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::merge {

/// The laws of the county's side of sync: what one round trip does to the log and what it answers. Pure:
/// no clock, thread, socket or disk, only a store. Holds no state; `schema` must outlive it.
class CountyCore {
public:
    explicit CountyCore(const core::changes::Schema &schema);

    /// Pushes, then pulls. The answer lacks what is not of the log: server time, poll interval.
    /// `limit`: how many lines of a scope are looked at; more than one act.
    /// DeviceRevoked for a stranger. ForkDetected: the replica's history is not the one that is here under
    /// its name. EpochChanged: this log is not the one the replica knows; it asks for agreement().
    /// MessageMalformed, MessageTooLarge.
    [[nodiscard]] core::base::Result<protocol::SyncResponse> answer(CountyStore &store,
                                                                    core::changes::ReplicaId replica,
                                                                    const protocol::SyncRequest &request,
                                                                    int limit = 4 * core::changes::maxActSize) const;

    /// A replica's own history since it was last certain of it: `hashes` is its chain after `first`, `first` + 1,
    /// …, `before` that before.
    struct Chain {
        std::int64_t first = 1;
        QByteArray before;
        QList<QByteArray> hashes;
        bool operator==(const Chain &) const = default;
    };
    /// Where it parts from the one that is here under its name.
    struct Parting {
        std::int64_t common = 0;        ///< newest own change that both have
        QList<protocol::Placed> placed; ///< where those from `first` to there are
        core::changes::ReplicaId name;  ///< under which the replica goes on
        bool operator==(const Parting &) const = default;
    };
    /// Gives the replica the name of its branch. The name follows from the branch: two PCs that were copied
    /// from one after it had parted go on as one, until they part themselves, so that nothing they both have is
    /// taken twice. ChainBroken when they had parted already before `first`: the county lost what it had told the
    /// replica, which starts anew, see ReplicaCore::restart().
    [[nodiscard]] core::base::Result<Parting> part(CountyStore &store, core::changes::ReplicaId replica,
                                                   const Chain &chain) const;

    /// A position with the token that came with it.
    struct Checkpoint {
        std::int64_t seq = 0;
        QByteArray token;
        bool operator==(const Checkpoint &) const = default;
    };
    /// The newest of them that is of this log too, whatever the epoch; 0 if none is. If they prove that the log is
    /// an older copy of the one that `epoch` stands for, a new epoch has been opened.
    [[nodiscard]] core::base::Result<std::int64_t> agreement(CountyStore &store, const QByteArray &epoch,
                                                             const QList<Checkpoint> &checkpoints) const;

private:
    [[nodiscard]] core::base::Result<void> checkPosition(CountyStore &store, const LogHead &head,
                                                         const protocol::SyncRequest &request) const;
    [[nodiscard]] core::base::Result<void> push(CountyStore &store, Member &member,
                                                const protocol::SyncRequest &request,
                                                protocol::SyncResponse &response) const;
    [[nodiscard]] core::base::Result<void> pull(CountyStore &store, const Member &member,
                                                const protocol::SyncRequest &request, int limit,
                                                protocol::SyncResponse &response) const;

    const core::changes::Schema &m_schema;
};

} // namespace shouli::sync::merge
