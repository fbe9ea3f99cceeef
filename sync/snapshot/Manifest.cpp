// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Manifest.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"
#include "sync/snapshot/Chunk.h"

#include <limits>
#include <tuple>

namespace shouli::sync::snapshot {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::ScopeId;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr int parts = 9;
constexpr int partsOfEntry = 8;

Manifest::Entry readEntry(CborReader &in)
{
    Manifest::Entry entry;
    in.arrayOf(partsOfEntry);
    entry.kind.value = static_cast<std::uint16_t>(in.numberIn(1, 0xffff));
    entry.depth = static_cast<int>(in.numberIn(0, Chunk::maxDepth));
    entry.prefix = static_cast<std::uint32_t>(in.numberIn(0, (1LL << entry.depth) - 1));
    entry.name = in.blob();
    entry.state = in.blob();
    entry.rows = in.numberIn(1, Chunk::maxThings + Chunk::maxLines);
    entry.bytes = in.numberIn(1, 8 << 20);
    entry.priority = static_cast<int>(in.numberIn(1, 9));
    if (entry.name.size() != core::crypto::hashSize || entry.state.size() != core::crypto::hashSize)
        in.fail();
    return entry;
}

/// One after the other without overlap: a kind has chunks of one depth.
bool follows(const Manifest::Entry &before, const Manifest::Entry &entry)
{
    return before.kind < entry.kind
        || (before.kind == entry.kind && before.depth == entry.depth && before.prefix < entry.prefix);
}

} // namespace

QByteArray Manifest::definitionOf(ScopeId scope)
{
    return core::crypto::sha256("shouli-scope" + QByteArray::number(foldVersion) + ':' + scope.toBytes());
}

QByteArray Manifest::stateOf(const QList<Entry> &chunks)
{
    QByteArray all;
    for (const Entry &entry : chunks)
        all += entry.state;
    return core::crypto::sha256(all);
}

std::int64_t Manifest::rows() const
{
    std::int64_t sum = 0;
    for (const Entry &entry : chunks)
        sum += entry.rows;
    return sum;
}

std::int64_t Manifest::bytes() const
{
    std::int64_t sum = 0;
    for (const Entry &entry : chunks)
        sum += entry.bytes;
    return sum;
}

QByteArray Manifest::toCbor() const
{
    CborWriter out;
    out.array(parts);
    out.number(foldVersion);
    out.blob(epoch);
    out.id(scope);
    out.blob(definition);
    out.number(position);
    out.blob(token);
    out.number(schemaVersion);
    out.blob(state);
    out.array(chunks.size());
    for (const Entry &entry : chunks) {
        out.array(partsOfEntry);
        out.number(entry.kind.value);
        out.number(entry.depth);
        out.number(entry.prefix);
        out.blob(entry.name);
        out.blob(entry.state);
        out.number(entry.rows);
        out.number(entry.bytes);
        out.number(entry.priority);
    }
    return out.bytes();
}

Result<Manifest> Manifest::fromCbor(const QByteArray &bytes)
{
    if (bytes.size() > maxBytes)
        return failure(ErrorCode::MessageTooLarge, QStringLiteral("manifest"));
    CborReader in(bytes);
    Manifest manifest;
    const qint64 size = in.array();
    const std::int64_t version = in.numberIn(1, most);
    if (in.ok() && (size > parts || version > foldVersion))
        return failure(ErrorCode::Unsupported, QStringLiteral("manifest"));
    manifest.epoch = in.blob();
    manifest.scope = in.id<ScopeId>();
    manifest.definition = in.blob();
    manifest.position = in.numberIn(0, most);
    manifest.token = in.blob();
    manifest.schemaVersion = static_cast<int>(in.numberIn(0, 0xffff));
    manifest.state = in.blob();
    const qint64 count = in.array();
    for (qint64 i = 0; i < count && in.ok() && count <= maxChunks; ++i) {
        const Entry entry = readEntry(in);
        if (!manifest.chunks.isEmpty() && !follows(manifest.chunks.last(), entry))
            in.fail();
        manifest.chunks.append(entry);
    }
    if (size != parts || !in.atEnd() || manifest.scope.isNull() || manifest.epoch.isEmpty()
        || manifest.state != stateOf(manifest.chunks))
        return failure(ErrorCode::MessageMalformed, QStringLiteral("manifest"));
    if (manifest.definition != definitionOf(manifest.scope))
        return failure(ErrorCode::Unsupported, QStringLiteral("scope"));
    return manifest;
}

QByteArray SignedManifest::signedBytes() const
{
    return QByteArrayLiteral("shouli-snapshot") + manifest;
}

QByteArray SignedManifest::toCbor() const
{
    CborWriter out;
    out.array(3);
    out.blob(manifest);
    out.blob(publicKey);
    out.blob(signature);
    return out.bytes();
}

Result<SignedManifest> SignedManifest::fromCbor(const QByteArray &bytes)
{
    if (bytes.size() > Manifest::maxBytes + 1024)
        return failure(ErrorCode::MessageTooLarge, QStringLiteral("manifest"));
    CborReader in(bytes);
    SignedManifest is;
    in.arrayOf(3);
    is.manifest = in.blob();
    is.publicKey = in.blob();
    is.signature = in.blob();
    if (!in.atEnd())
        return failure(ErrorCode::MessageMalformed, QStringLiteral("manifest"));
    return is;
}

} // namespace shouli::sync::snapshot
