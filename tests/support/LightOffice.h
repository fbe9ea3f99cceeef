// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"
#include "core/changes/Image.h"
#include "core/crypto/SigningKey.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"
#include "sync/transport/HttpsClient.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

namespace shouli::tests {

/// An enrolled PC without a database: it makes real changes, signs and sends them, and believes the answer. So light
/// that one process can be thousands. Simulated are the office's own disk and everything it would do with what comes.
class LightOffice {
public:
    LightOffice(core::changes::ReplicaId replica, core::changes::ScopeId scope, core::crypto::SigningKey key,
                quint64 seed)
        : m_replica(replica)
        , m_scope(scope)
        , m_key(std::move(key))
        , m_random(seed)
    {
    }

    [[nodiscard]] std::int64_t acknowledged() const { return m_acked; }
    /// As if everything up to there had been received before.
    void standAt(const QByteArray &epoch, std::int64_t cursor, const QByteArray &hash)
    {
        m_epoch = epoch;
        m_cursor = cursor;
        m_cursorHash = hash;
    }

    /// `count` more changes, each an act of its own: a household that is new.
    void write(int count)
    {
        for (int i = 0; i < count; ++i) {
            core::changes::Change change;
            change.lseq = change.actFirst = m_acked + static_cast<std::int64_t>(m_waiting.size()) + 1;
            change.operation = core::changes::Operation::Create;
            change.entity = {core::changes::Kind{kind}, core::changes::EntityId::create(m_clock, m_random)};
            change.payload = core::changes::toCbor(core::changes::FieldValues{
                {core::changes::Field{1}, core::changes::Value(QStringLiteral("齐家湾社区3号楼"))}});
            change.scope = m_scope;
            change.stamp = core::changes::Stamp::of(m_clock);
            m_waiting.append(change);
        }
    }
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }

    /// The body of POST /sync with all that waits.
    [[nodiscard]] QByteArray request() const
    {
        sync::protocol::SyncRequest request;
        if (!m_epoch.isEmpty())
            request.place = sync::protocol::placeOf(m_epoch, m_cursorHash);
        request.cursor = m_cursor;
        request.pull = {{m_scope, m_cursor}, {core::changes::commonScope(), m_cursor}};
        QByteArray hash = m_hash;
        for (const auto &change : m_waiting)
            hash = core::changes::chainNext(hash, change);
        request.push = m_waiting;
        if (!m_waiting.isEmpty())
            request.pushHash = sync::protocol::shortHash(hash);
        return sync::protocol::Envelope::seal(m_replica, request.toCbor(), m_key).toCbor();
    }
    /// What was acknowledged does not wait any more. False where it was not an answer.
    [[nodiscard]] bool take(const QByteArray &body)
    {
        const auto plain = sync::protocol::decompress(body);
        const auto response = plain ? sync::protocol::SyncResponse::fromCbor(*plain)
                                    : core::base::Result<sync::protocol::SyncResponse>(core::base::failure(plain));
        if (!response)
            return false;
        for (; m_acked < response->acknowledged && !m_waiting.isEmpty(); ++m_acked)
            m_hash = core::changes::chainNext(m_hash, m_waiting.takeFirst());
        if (!response->epoch.isEmpty())
            m_epoch = response->epoch;
        if (!response->toHash.isEmpty())
            m_cursorHash = response->toHash;
        m_cursor = response->to;
        return m_acked == response->acknowledged;
    }
    /// One round trip; the error where there was none.
    [[nodiscard]] core::base::Result<void> trip(sync::transport::HttpsClient &http)
    {
        const auto result = http.exchange({sync::transport::Method::Post, QByteArrayLiteral("/sync"), request(),
                                           QByteArrayLiteral("application/cbor")});
        if (!result.body)
            return core::base::failure(result.body);
        if (!take(*result.body))
            return core::base::failure(core::base::ErrorCode::MessageMalformed, QStringLiteral("acknowledged"));
        return {};
    }

private:
    static constexpr std::uint16_t kind = 11; ///< household, in entities.json

    core::changes::ReplicaId m_replica;
    core::changes::ScopeId m_scope;
    core::crypto::SigningKey m_key;
    TestRandom m_random;
    TestClock m_clock;
    QByteArray m_epoch;
    std::int64_t m_cursor = 0;
    QByteArray m_cursorHash;
    std::int64_t m_acked = 0;
    QByteArray m_hash = core::changes::chainStart();
    QList<core::changes::Change> m_waiting;
};

} // namespace shouli::tests
