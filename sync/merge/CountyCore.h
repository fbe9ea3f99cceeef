// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Schema.h"
#include "sync/merge/CountyStore.h"
#include "sync/protocol/Agreement.h"
#include "sync/protocol/Parting.h"
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

    /// Where a replica's history parts from the one that is here under its name; gives it the name of its branch.
    /// The name follows from the branch: two PCs that were copied from one after it had parted go on as one, until
    /// they part themselves, so that nothing they both have is taken twice. Parting::ordinal is not of the log.
    /// ChainBroken when they had parted already before `first`: the county lost what it had told the replica, which
    /// starts anew, see ReplicaCore::restart().
    [[nodiscard]] core::base::Result<protocol::Parting> part(CountyStore &store, core::changes::ReplicaId replica,
                                                             const protocol::Chain &chain) const;

    /// The newest of the positions that is of this log too, whatever the epoch; 0 if none is. If they prove that the
    /// log is an older copy of the one that their epoch stands for, a new epoch has been opened.
    [[nodiscard]] core::base::Result<protocol::Agreement> agreement(CountyStore &store,
                                                                    const protocol::Checkpoints &shown) const;

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
