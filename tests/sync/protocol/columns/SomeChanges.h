// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Cbor.h"
#include "core/changes/Change.h"
#include "tests/support/TestRandom.h"

#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace shouli::tests {

/// Few ids, so that they come again.
template <class AnyId>
AnyId someId(TestRandom &random)
{
    return *AnyId::fromBytes(QByteArray(15, 'i') + static_cast<char>('a' + random.below(6)));
}

inline std::int64_t someNumber(TestRandom &random)
{
    switch (random.below(4)) {
    case 0:
        return std::numeric_limits<std::int64_t>::max() - random.below(3);
    case 1:
        return std::numeric_limits<std::int64_t>::min() + random.below(3);
    default:
        return static_cast<std::int64_t>(random.below(1000)) - 100;
    }
}

inline QByteArray someExtension(TestRandom &random)
{
    core::changes::CborWriter out;
    out.map(1);
    out.number(18 + random.below(3));
    out.text(QStringLiteral("of a newer version"));
    return out.bytes();
}

/// Anything that is sound, usual or not.
inline core::changes::Change someChange(TestRandom &random, std::int64_t lseq)
{
    using namespace core::changes;
    Change c;
    c.lseq = lseq;
    c.actFirst = lseq - random.below(static_cast<std::uint32_t>(std::min<std::int64_t>(lseq, 3)));
    c.actSize = static_cast<std::int32_t>(lseq - c.actFirst + 1 + random.below(3));
    c.operation = static_cast<Operation>(random.below(4) == 0 ? 1 + random.below(255) : 1 + random.below(3));
    c.entity = {Kind{static_cast<std::uint16_t>(1 + random.below(3))}, someId<EntityId>(random)};
    c.field.value = static_cast<std::uint16_t>(random.below(3));
    c.event.value = static_cast<std::uint16_t>(random.below(2));
    if (c.operation == Operation::Create)
        c.payload = toCbor(FieldValues{{Field{1}, Value(1)}, {Field{2}, Value(QStringLiteral("二"))}});
    else
        c.payload = Value(static_cast<std::int64_t>(random.below(3))).toCbor();
    if (random.below(2) == 0)
        c.base.seq = random.below(2) == 0 ? std::max<std::int64_t>(0, someNumber(random)) : 40;
    if (random.below(2) == 0)
        c.base.lseq = 1 + random.below(static_cast<std::uint32_t>(std::min<std::int64_t>(lseq, 50)));
    if (random.below(2) == 0)
        c.baseValue = Value(static_cast<std::int64_t>(random.below(3))).toCbor();
    if (random.below(2) == 0)
        c.scope = someId<ScopeId>(random);
    if (random.below(2) == 0)
        c.author = someId<AuthorId>(random);
    c.stamp.wall.ms = someNumber(random);
    c.stamp.monotonicMs = someNumber(random);
    c.stamp.bootId = random.below(3) == 0 ? ~0ULL : random.below(2);
    if (random.below(4) == 0)
        c.extension = someExtension(random);
    if (random.below(3) > 0)
        c.salt = QByteArray(random.below(3) > 0 ? 16 : 32, static_cast<char>('s' + random.below(2)));
    if (random.below(5) == 0 && c.hasContents())
        c = random.below(2) == 0 ? c.withoutContents() : c.withoutContents().forOthers();
    return c;
}

/// A property of whatever can be made from a seed.
inline bool always(const char *name, const std::function<void(TestRandom &)> &holds)
{
    return rc::check(name, [&] {
        TestRandom random(*rc::gen::arbitrary<std::uint32_t>());
        holds(random);
    });
}

} // namespace shouli::tests
