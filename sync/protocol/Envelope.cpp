// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Envelope.h"

#include "core/base/Mutant.h"
#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"
#include "sync/protocol/Compression.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ReplicaId;

namespace {

QByteArray pollProof(const QByteArray &pollKey, const QByteArray &bytes)
{
    QByteArray copy(pollKey.constData(), pollKey.size()); // its own bytes, since they are wiped
    return core::crypto::hmacSha256(core::crypto::SecretBytes::takeFrom(copy), bytes).left(Envelope::pollProofSize);
}

} // namespace

Envelope Envelope::seal(ReplicaId replica, const QByteArray &body, const core::crypto::SigningKey &key, int dictionary)
{
    Envelope envelope;
    envelope.replica = replica;
    envelope.compressed = compress(body, dictionary);
    envelope.proof = key.sign(envelope.provenBytes("shouli-sync"));
    return envelope;
}

Envelope Envelope::sealPoll(ReplicaId replica, const QByteArray &body, const QByteArray &pollKey)
{
    Envelope envelope;
    envelope.replica = replica;
    envelope.compressed = compress(body);
    envelope.proof = pollProof(pollKey, envelope.provenBytes("shouli-poll"));
    return envelope;
}

QByteArray Envelope::provenBytes(const char *purpose) const
{
    return purpose + QByteArray::number(version) + replica.toBytes() + compressed;
}

Result<QByteArray> Envelope::open(const QByteArray &publicKey, const QByteArray &pollKey) const
{
    if (isPoll() && pollKey.isEmpty())
        return core::base::failure(ErrorCode::SignatureWrong);
    if (isPoll()) {
        if (!core::crypto::sameBytes(pollProof(pollKey, provenBytes("shouli-poll")), proof))
            return core::base::failure(ErrorCode::SignatureWrong);
    } else if (!core::crypto::verify(publicKey, provenBytes("shouli-sync"), proof)
               && !core::base::mutant(core::base::Mutant::SignatureNotChecked)) {
        return core::base::failure(ErrorCode::SignatureWrong);
    }
    return decompress(compressed);
}

QByteArray Envelope::toCbor() const
{
    CborWriter out;
    out.array(4);
    out.number(version);
    out.id(replica);
    out.blob(compressed);
    out.blob(proof);
    return out.bytes();
}

Result<Envelope> Envelope::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    Envelope envelope;
    const qint64 parts = in.array();
    envelope.version = static_cast<int>(in.numberIn(0, 1'000'000));
    if (in.ok() && envelope.version < oldestProtocolVersion)
        return core::base::failure(ErrorCode::ProtocolTooOld, QString::number(envelope.version));
    envelope.replica = in.id<ReplicaId>();
    envelope.compressed = in.blob();
    envelope.proof = in.blob();
    if (parts != 4 || !in.atEnd() || envelope.replica.isNull())
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("envelope"));
    return envelope;
}

} // namespace shouli::sync::protocol
