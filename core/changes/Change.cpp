// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Change.h"

#include "core/base/Mutant.h"
#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

#include <QtEndian>

#include <limits>

namespace shouli::core::changes {

using base::ErrorCode;
using base::mutant;
using base::Mutant;
using base::Result;

namespace {
constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr int parts = 17;

/// Ascending keys that are not parts, each with one item.
bool isExtension(const QByteArray &bytes)
{
    CborReader in(bytes);
    const qint64 count = in.map();
    std::int64_t last = parts;
    for (qint64 i = 0; i < count && in.ok(); ++i) {
        last = in.numberIn(last + 1, 0xffff);
        in.raw();
    }
    return count > 0 && in.atEnd();
}

/// Of one change alone. Its input has one length, so that nothing can be made of a salt by adding to it.
QByteArray saltOf(const Change &change)
{
    if (change.salt.size() != Change::sharedSaltSize)
        return change.salt;
    const qint64 number = qToBigEndian(change.lseq);
    return crypto::sha256("shouli-salt" + change.salt
                          + QByteArray(reinterpret_cast<const char *>(&number), sizeof number));
}
} // namespace

QByteArray Change::chained() const
{
    CborWriter out;
    out.array(15);
    out.number(lseq);
    out.number(actFirst);
    out.number(actSize);
    out.number(static_cast<int>(operation));
    out.number(entity.kind.value);
    out.id(entity.id);
    out.number(field.value);
    out.number(event.value);
    out.number(base.seq);
    out.number(base.lseq);
    out.id(scope);
    out.id(author);
    out.number(stamp.wall.ms);
    out.number(stamp.monotonicMs);
    out.number(static_cast<std::int64_t>(stamp.bootId));
    if (!commitment.isEmpty())
        return out.bytes() + commitment;
    CborWriter contents;
    contents.array(4);
    contents.blob(saltOf(*this));
    contents.blob(payload);
    contents.blob(baseValue);
    contents.blob(extension);
    return out.bytes() + crypto::sha256(contents.bytes());
}

Change Change::withoutContents() const
{
    if (erased)
        return *this;
    Change bare = *this;
    bare.erased = true;
    if (!mutant(Mutant::RedactionBreaksChain))
        bare.commitment = chained().last(crypto::hashSize);
    bare.salt.clear();
    bare.payload.clear();
    bare.baseValue.clear();
    bare.extension.clear();
    return bare;
}

Change Change::withOwnSalt() const
{
    Change alone = *this;
    alone.salt = saltOf(*this);
    return alone;
}

Change Change::forOthers() const
{
    Change told = *this;
    told.salt.clear();
    told.commitment.clear();
    return told;
}

bool Change::agreesWith(const Change &other) const
{
    const auto comparable = [this, &other](const Change &one) {
        return erased || other.erased ? one.withoutContents().forOthers() : one.forOthers();
    };
    return comparable(*this) == comparable(other);
}

QByteArray Change::toCbor() const
{
    CborWriter out;
    const bool extended = !extension.isEmpty() && !mutant(Mutant::UnknownFieldDropped);
    out.array(extended ? parts + 3 : parts + 2);
    out.number(lseq);
    out.number(actFirst);
    out.number(actSize);
    out.number(static_cast<int>(operation));
    out.number(entity.kind.value);
    out.id(entity.id);
    out.number(field.value);
    out.number(event.value);
    out.blob(payload);
    out.number(base.seq);
    out.number(base.lseq);
    out.blob(baseValue);
    out.id(scope);
    out.id(author);
    out.number(stamp.wall.ms);
    out.number(stamp.monotonicMs);
    // bootId is a hash of 64 bits; CBOR integers of ours are signed
    out.number(static_cast<std::int64_t>(stamp.bootId));
    out.blob(salt);
    erased ? out.blob(commitment) : out.null();
    if (extended)
        out.raw(extension);
    return out.bytes();
}

Result<Change> Change::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    Change c;
    const qint64 given = in.array();
    c.lseq = in.numberIn(1, most);
    c.actFirst = in.numberIn(1, most);
    c.actSize = static_cast<std::int32_t>(in.numberIn(1, std::numeric_limits<std::int32_t>::max()));
    c.operation = static_cast<Operation>(in.numberIn(1, 0xff));
    c.entity.kind.value = static_cast<std::uint16_t>(in.numberIn(1, 0xffff));
    c.entity.id = in.id<EntityId>();
    c.field.value = static_cast<std::uint16_t>(in.numberIn(0, 0xffff));
    c.event.value = static_cast<std::uint16_t>(in.numberIn(0, 0xffff));
    c.payload = in.blob();
    c.base.seq = in.numberIn(0, most);
    c.base.lseq = in.numberIn(0, most);
    c.baseValue = in.blob();
    c.scope = in.id<ScopeId>();
    c.author = in.id<AuthorId>();
    c.stamp.wall.ms = in.number();
    c.stamp.monotonicMs = in.number();
    c.stamp.bootId = static_cast<std::uint64_t>(in.number());
    c.salt = in.blob();
    c.erased = !in.isNull();
    if (c.erased)
        c.commitment = in.blob();
    else
        in.skipNull();
    if (given == parts + 3)
        c.extension = in.raw();
    if (!in.atEnd() || (given != parts + 2 && c.extension.isEmpty()) || !c.isSound())
        return base::failure(ErrorCode::ChangeMalformed);
    return c;
}

bool Change::isSound() const
{
    const bool inAct = actFirst >= 1 && actFirst <= lseq && lseq - actFirst < actSize;
    const bool whole = !erased && commitment.isEmpty()
        && (salt.isEmpty() || salt.size() == sharedSaltSize || salt.size() == crypto::hashSize)
        && (extension.isEmpty() || isExtension(extension));
    const bool gone = erased && hasContents() && salt.isEmpty() && payload.isEmpty() && baseValue.isEmpty()
        && extension.isEmpty() && (commitment.isEmpty() || commitment.size() == crypto::hashSize);
    return inAct && static_cast<int>(operation) > 0 && entity.kind.value > 0 && !entity.id.isNull() && base.seq >= 0
        && base.lseq >= 0 && (whole || gone);
}

QByteArray chainStart()
{
    return QByteArray(crypto::hashSize, '\0');
}

QByteArray chainNext(const QByteArray &previous, const Change &change)
{
    return crypto::sha256(previous + change.chained());
}

} // namespace shouli::core::changes
