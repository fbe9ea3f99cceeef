// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Envelope.h"

#include "core/changes/Cbor.h"
#include "sync/protocol/Compression.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ReplicaId;

Envelope Envelope::seal(ReplicaId replica, const QByteArray &body, const core::crypto::SigningKey &key)
{
    Envelope envelope;
    envelope.replica = replica;
    envelope.compressed = compress(body);
    envelope.signature = key.sign(envelope.signedBytes());
    return envelope;
}

QByteArray Envelope::signedBytes() const
{
    return QByteArrayLiteral("shouli-sync") + QByteArray::number(version) + replica.toBytes() + compressed;
}

Result<QByteArray> Envelope::open(const QByteArray &publicKey) const
{
    if (!core::crypto::verify(publicKey, signedBytes(), signature))
        return core::base::failure(ErrorCode::SignatureWrong);
    return decompress(compressed);
}

QByteArray Envelope::toCbor() const
{
    CborWriter out;
    out.array(4);
    out.number(version);
    out.id(replica);
    out.blob(compressed);
    out.blob(signature);
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
    if (in.ok() && envelope.version > protocolVersion)
        return core::base::failure(ErrorCode::Unsupported, QString::number(envelope.version));
    envelope.replica = in.id<ReplicaId>();
    envelope.compressed = in.blob();
    envelope.signature = in.blob();
    if (parts != 4 || !in.atEnd() || envelope.replica.isNull())
        return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("envelope"));
    return envelope;
}

} // namespace shouli::sync::protocol
