// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/ChangeLog.h"
#include "core/storage/Database.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"

namespace shouli::sync::client {

/// One round trip seen from the office: what to send, and what to do with the answer. No network.
/// Each step is short, so that the counter's own work is never kept waiting.
class Exchange {
public:
    Exchange(core::changes::ChangeLog &log, const core::base::Clock &clock);

    /// Everything that waits (up to `changes`), and where this PC stands. Any connection.
    [[nodiscard]] core::base::Result<protocol::SyncRequest> request(const core::storage::Database &db, int changes = 2000) const;

    struct Outcome {
        int arrived = 0;         ///< entries taken, echoes included
        std::int64_t waiting = 0;///< own changes that the county has not ordered yet
        bool more = false;       ///< ask again at once
        int pollSeconds = 30;
        bool operator==(const Outcome &) const = default;
    };
    /// Takes the answer in slices of whole acts, each its own transaction; progress is stored with
    /// the last, so a crash in between only means taking some of it again. Writer connection.
    /// ForkDetected, ChainBroken, MessageMalformed.
    [[nodiscard]] core::base::Result<Outcome> take(core::storage::Database &writer, const protocol::SyncResponse &response);

private:
    core::changes::ChangeLog &m_log;
    const core::base::Clock &m_clock;
};

} // namespace shouli::sync::client
