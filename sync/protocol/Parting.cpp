// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Parting.h"

#include "sync/protocol/MessageMap.h"

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ReplicaId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

// numbers are never reused
enum ChainKey { FirstKey = 1, BeforeKey = 2, HashesKey = 3, MoreKey = 4 };
enum PartingKey { CommonKey = 1, PlacedKey = 2, NameKey = 3, OrdinalKey = 4 };

} // namespace

QByteArray Chain::toCbor() const
{
    MessageWriter out;
    out.number(FirstKey, first);
    out.blob(BeforeKey, before);
    out.blob(HashesKey, hashes.join());
    out.number(MoreKey, more ? 1 : 0);
    return out.take(unknown);
}

Result<Chain> Chain::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    Chain chain;
    chain.first = in.number(FirstKey, 1, most);
    chain.before = in.blob(BeforeKey, hashSize);
    const QByteArray hashes = in.blob(HashesKey);
    chain.more = in.number(MoreKey, 0, 1) == 1;
    if (!in.take(chain.unknown) || chain.first < 1 || chain.before.isEmpty() || hashes.size() % hashSize != 0
        || hashes.size() > mostHashes * hashSize || (chain.more && hashes.isEmpty()))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("chain"));
    for (qsizetype at = 0; at < hashes.size(); at += hashSize)
        chain.hashes.append(hashes.mid(at, hashSize));
    return chain;
}

QByteArray Parting::toCbor() const
{
    MessageWriter out;
    out.number(CommonKey, common);
    write(out, PlacedKey, placed);
    if (!name.isNull())
        out.blob(NameKey, name.toBytes());
    out.number(OrdinalKey, ordinal);
    return out.take(unknown);
}

Result<Parting> Parting::fromCbor(const QByteArray &bytes)
{
    MessageReader in(bytes);
    Parting parting;
    parting.common = in.number(CommonKey, 0, most);
    parting.placed = readPlaced(in, PlacedKey);
    parting.name = ReplicaId::fromBytes(in.blob(NameKey, ReplicaId::size)).value_or(ReplicaId());
    parting.ordinal = static_cast<int>(in.number(OrdinalKey, 1, 0xffff));
    if (!in.take(parting.unknown) || parting.name.isNull() != (parting.ordinal == 0))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("parting"));
    return parting;
}

} // namespace shouli::sync::protocol
