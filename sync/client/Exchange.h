// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/crypto/SigningKey.h"
#include "core/storage/Database.h"
#include "sync/merge/ReplicaCore.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"

#include <memory>

namespace shouli::sync::client {

/// One round trip seen from the office: what to send, and what to do with the answer. No network.
/// Each step is short, so that the counter's own work is never kept waiting.
class Exchange {
public:
    Exchange(core::changes::log::ChangeLog &log, const core::base::Clock &clock);

    /// Everything that waits (up to `changes`), and where this PC stands. Writer connection.
    [[nodiscard]] core::base::Result<protocol::SyncRequest> request(core::storage::Database &writer,
                                                                    int changes = 2000) const;
    /// A request ready to be sent.
    struct Packed {
        QByteArray body;
        bool poll = false; ///< not signed: a SignatureWrong asks for forget() and one more try
    };
    /// The request proven and compressed as the county is known to take it.
    [[nodiscard]] core::base::Result<Packed> pack(const core::storage::Database &db,
                                                  const protocol::SyncRequest &request,
                                                  const core::crypto::SigningKey &key) const;
    [[nodiscard]] static core::base::Result<protocol::SyncResponse> unpack(const QByteArray &body);
    /// The next request takes nothing for granted: signed, and everything spelled out.
    void forget();

    struct Outcome {
        int arrived = 0;          ///< entries taken, echoes included
        std::int64_t waiting = 0; ///< own changes that the county has not ordered yet
        bool more = false;        ///< ask again at once
        int pollSeconds = 30;
        bool operator==(const Outcome &) const = default;
    };
    using Taken = merge::ReplicaCore::Taken;
    /// Takes the next slice of whole acts in one transaction. A crash between slices only means
    /// taking some of it again. Writer connection. ForkDetected, ChainBroken, MessageMalformed.
    [[nodiscard]] core::base::Result<Taken> takeSlice(core::storage::Database &writer,
                                                      const protocol::SyncResponse &response, Taken before);
    /// After the last slice: remembers where this PC stands.
    [[nodiscard]] core::base::Result<Outcome> finish(core::storage::Database &writer,
                                                     const protocol::SyncResponse &response);
    /// All of it at once, for tools and tests; the counter's own work waits meanwhile.
    [[nodiscard]] core::base::Result<Outcome> take(core::storage::Database &writer,
                                                   const protocol::SyncResponse &response);

private:
    /// What this run of the program has learnt of the county; never stored.
    struct Link {
        QByteArray pollKey;
        int dictionary = 0;
        bool spellOut = false;
    };

    core::changes::log::ChangeLog &m_log;
    const core::base::Clock &m_clock;
    std::shared_ptr<Link> m_link = std::make_shared<Link>(); ///< one for all copies; used where requests are made
};

} // namespace shouli::sync::client
