// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/changes/Schema.h"
#include "core/crypto/SecretBytes.h"
#include "sync/server/engine/Transaction.h"
#include "sync/server/engine/WriterThread.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"
#include "sync/server/County.h"
#include "sync/server/devices/Devices.h"
#include "sync/server/Snapshots.h"
#include "sync/snapshot/Question.h"

namespace shouli::sync::server {

class StoredCounty;

/// Answers the requests of the protocol, as bytes. Knows no sockets. Thread-safe: every answer
/// is made on the one writer thread, in the order the requests came.
class CountyServer {
public:
    CountyServer(std::unique_ptr<engine::Connection> connection, core::changes::Schema schema,
                 const core::base::Clock &clock, core::base::Random &random, QByteArray pin);

    /// Told of each PC that was answered at /sync, up to where it was given the log, and up to where it said that it
    /// has it. Before the first request.
    using Seen = std::function<void(core::changes::ReplicaId replica, std::int64_t position, std::int64_t taken)>;
    void tellVisits(Seen seen) { m_seen = std::move(seen); }

    /// Whether the county's database answers. Waits its turn among the requests.
    [[nodiscard]] core::base::Result<void> health();

    /// Body of POST /enrol -> answer. Errors as County::enrol, MessageMalformed.
    [[nodiscard]] core::base::Result<QByteArray> enrol(const QByteArray &body);

    /// Body of POST /sync -> answer. DeviceRevoked (unknown devices too), SignatureWrong,
    /// MessageMalformed, MessageTooLarge, ForkDetected, EpochChanged, ProtocolTooOld.
    [[nodiscard]] core::base::Result<QByteArray> sync(const QByteArray &body);

    /// A question of a PC, and what it is answered.
    struct Round {
        protocol::SyncRequest request;
        protocol::SyncResponse response;
    };
    /// Body of POST /sync of a PC that cannot ask again at once, since it comes by stick -> the answer, and those to
    /// the questions that it would go on with, until nothing is left to say. Errors as sync().
    [[nodiscard]] core::base::Result<QList<Round>> rounds(const QByteArray &body);

    /// Body of POST /part -> answer, see merge::CountyCore::part. Errors as sync(); ChainBroken.
    [[nodiscard]] core::base::Result<QByteArray> part(const QByteArray &body);

    /// Body of POST /agree -> answer, see merge::CountyCore::agreement. Errors as sync().
    [[nodiscard]] core::base::Result<QByteArray> agree(const QByteArray &body);

    /// Body of POST /manifest -> what is to be signed. PermissionDenied for a scope that the PC does not receive,
    /// EpochChanged; DeviceRevoked, SignatureWrong, MessageMalformed.
    [[nodiscard]] core::base::Result<QByteArray> manifest(const QByteArray &body);
    /// Body of POST /chunk -> the chunk. Errors as manifest(); FileMissing where it is of an older snapshot.
    [[nodiscard]] core::base::Result<QByteArray> chunk(const QByteArray &body);
    /// Where something was erased since the last time: the county's own database is written anew, so that nothing of it
    /// is left in its pages (Connection::scrub); offices wait meanwhile. Whether there was something to do. DiskFull: as
    /// it was, to be tried again.
    [[nodiscard]] core::base::Result<bool> scrub();
    /// For what makes them by itself.
    [[nodiscard]] Snapshots &snapshots() { return m_snapshots; }

    /// Body of POST /return -> answer, see County::takeBack. SignatureWrong, DeviceRevoked, MessageMalformed.
    [[nodiscard]] core::base::Result<QByteArray> takeBack(const QByteArray &body);

    /// Body of POST /orders -> the revoked PC that signed it, which is to erase its keys. PermissionDenied where it is
    /// not revoked or may keep them; DeviceRevoked for an unknown one, SignatureWrong, MessageMalformed.
    [[nodiscard]] core::base::Result<core::changes::ReplicaId> toErase(const QByteArray &body);

    /// Runs `job(County &, Transaction &) -> Result<T>` between requests and commits; from its beginning again where the
    /// database failed it.
    template <class Job>
    auto administer(Job job) -> std::invoke_result_t<Job, County &, engine::Transaction &>
    {
        using Outcome = std::invoke_result_t<Job, County &, engine::Transaction &>;
        return m_writer
            .run([this, job = std::move(job)](engine::Connection &db) mutable -> Outcome {
                return engine::Transaction::run(db, [&](engine::Transaction &tx) { return job(m_county, tx); });
            })
            .result();
    }

private:
    [[nodiscard]] core::base::Result<snapshot::Question> askedForSnapshot(const QByteArray &body);
    [[nodiscard]] core::base::Result<QByteArray> syncOn(engine::Connection &db, const QByteArray &body);
    struct Heard {
        devices::EnrolledDevice device;
        Round round;
    };
    /// Lets a request in and answers it.
    [[nodiscard]] core::base::Result<Heard> hear(engine::Connection &db, const QByteArray &body);
    /// What the PC would ask next, having taken the answer.
    [[nodiscard]] core::base::Result<protocol::SyncRequest> following(engine::Connection &db, const Round &round);
    /// Lets a signed question in and answers it in one transaction: `job(StoredCounty &, Transaction &, device, body)`.
    template <class Job>
    [[nodiscard]] core::base::Result<QByteArray> asked(const QByteArray &body, Job job);
    /// `understood`: the names and positions in the request stand for something here.
    [[nodiscard]] core::base::Result<protocol::SyncResponse> answer(StoredCounty &store,
                                                                    core::changes::ReplicaId replica,
                                                                    const protocol::SyncRequest &request,
                                                                    bool understood) const;

    core::changes::Schema m_schema;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    County m_county;
    QByteArray m_pin;
    core::crypto::SecretBytes m_pollSecret; ///< of this run of the server: after it every poll is signed once
    engine::WriterThread m_writer;          // its thread uses all else
    Seen m_seen;
    Snapshots m_snapshots;                  // waits for that thread
};

} // namespace shouli::sync::server
