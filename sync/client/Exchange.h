// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/crypto/SigningKey.h"
#include "core/storage/Database.h"
#include "core/storage/Transaction.h"
#include "sync/merge/ReplicaCore.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"

#include <functional>
#include <memory>

namespace shouli::sync::client {

/// One round trip seen from the office: what to send, and what to do with the answer. No network.
/// Each step is short, so that the counter's own work is never kept waiting.
class Exchange {
public:
    /// Of one request. More than this gains nothing, and a line that drops loses it.
    static constexpr int changesAtOnce = 2000;

    Exchange(core::changes::log::ChangeLog &log, const core::base::Clock &clock);

    /// Everything that waits (up to `changes`), and where this PC stands. Writer connection.
    [[nodiscard]] core::base::Result<protocol::SyncRequest> request(core::storage::Database &writer,
                                                                    int changes = changesAtOnce,
                                                                    bool snapshots = false) const;
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
        QList<core::changes::ScopeId> bySnapshot = {}; ///< as in the answer
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

    /// What to ask after ForkDetected (POST /part), signed. Writer connection.
    [[nodiscard]] core::base::Result<QByteArray> chain(core::storage::Database &writer,
                                                       const core::crypto::SigningKey &key) const;
    /// Called in the transaction in which this PC takes another name: what goes by the name follows (its block of
    /// case numbers, by its place within the office).
    using Renaming = std::function<core::base::Result<void>(core::storage::Transaction &, core::changes::ReplicaId name,
                                                            int ordinal)>;
    void atRenaming(Renaming renaming) { m_renaming = std::move(renaming); }
    /// Takes the answer; true when this PC now has its own name, false when there is more to ask. Writer connection.
    [[nodiscard]] core::base::Result<bool> part(core::storage::Database &writer, const QByteArray &answer);
    /// What to ask after EpochChanged (POST /agree), signed. Writer connection.
    [[nodiscard]] core::base::Result<QByteArray> checkpoints(core::storage::Database &writer,
                                                             const core::crypto::SigningKey &key) const;
    /// Takes the answer: from where both agree everything comes again. As ReplicaCore::restart.
    [[nodiscard]] core::base::Result<void> agree(core::storage::Database &writer, const QByteArray &answer);

    /// What to ask where the county does not know this PC any more (POST /return). DeviceRevoked without a ticket.
    [[nodiscard]] core::base::Result<QByteArray> homecoming(const core::storage::Database &db,
                                                            const core::crypto::SigningKey &key) const;
    /// Takes the answer. Writer connection.
    [[nodiscard]] core::base::Result<void> comeHome(core::storage::Database &writer, const QByteArray &answer);

private:
    /// What this run of the program has learnt of the county; never stored.
    struct Link {
        QByteArray pollKey;
        int dictionary = 0;
        bool spellOut = false;
        std::int64_t clearAtMs = 0; ///< monotonic: not before, after a full disk
    };

    /// Of what was lawfully erased nothing is left in the file. A failure is tried again later, and keeps nobody.
    void clearRemains(const core::storage::Database &writer) const;
    [[nodiscard]] core::base::Result<void> takePlace(core::storage::Transaction &tx, core::changes::ReplicaId name,
                                                     int ordinal);

    core::changes::log::ChangeLog &m_log;
    const core::base::Clock &m_clock;
    Renaming m_renaming;
    std::shared_ptr<Link> m_link = std::make_shared<Link>(); ///< one for all copies; used where requests are made
};

} // namespace shouli::sync::client
