// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "sync/protocol/ArrivalColumns.h"
#include "sync/protocol/ChangeColumns.h"
#include "sync/protocol/Columns.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <rapidcheck.h>

#include <functional>
#include <limits>

using namespace shouli::sync::protocol;
using namespace shouli::core::changes;
using shouli::core::base::ErrorCode;
using shouli::tests::TestRandom;

namespace {

/// Few ids, so that they come again.
template <class AnyId>
AnyId someId(TestRandom &random)
{
    return *AnyId::fromBytes(QByteArray(15, 'i') + static_cast<char>('a' + random.below(6)));
}

std::int64_t someNumber(TestRandom &random)
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

QByteArray extension(TestRandom &random)
{
    CborWriter out;
    out.map(1);
    out.number(18 + random.below(3));
    out.text(QStringLiteral("of a newer version"));
    return out.bytes();
}

/// Anything that is sound, usual or not.
Change someChange(TestRandom &random, std::int64_t lseq)
{
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
        c.extension = extension(random);
    return c;
}

QList<Change> someChanges(TestRandom &random)
{
    QList<Change> changes;
    std::int64_t lseq = 1 + random.below(100);
    for (std::uint32_t left = random.below(12); left > 0; --left)
        changes.append(someChange(random, random.below(5) == 0 ? 1 + random.below(100) : lseq++));
    return changes;
}

QList<Arrival> someArrivals(TestRandom &random)
{
    QList<Arrival> arrivals;
    std::int64_t seq = 0;
    std::int64_t lseq = 1;
    for (std::uint32_t left = random.below(12); left > 0; --left) {
        seq += 1 + random.below(3);
        const auto verdict = static_cast<Verdict>(random.below(4));
        if (random.below(2) == 0)
            arrivals.append({seq, {}, {lseq++, verdict}});
        else
            arrivals.append({seq,
                             LogEntry{seq, someId<ReplicaId>(random), someChange(random, 1 + random.below(9)), verdict,
                                      random.bytes(random.below(4))},
                             {}});
    }
    return arrivals;
}

/// An end that has things i…a to i…d from positions 40 on, and their number 1.
class SomeKnown : public Known {
public:
    std::optional<std::int64_t> positionOf(const EntityRef &ref) const override
    {
        const int at = ref.id.toBytes().at(15) - 'a';
        return at < 4 ? std::optional<std::int64_t>(40 + at) : std::nullopt;
    }
    std::optional<EntityId> createdAt(std::int64_t position) const override
    {
        if (position < 40 || position > 43)
            return {};
        return *EntityId::fromBytes(QByteArray(15, 'i') + static_cast<char>('a' + position - 40));
    }
    std::optional<QByteArray> valueAt(const BaseRef &, const EntityRef &, Field) const override
    {
        return Value(1).toCbor();
    }
};

bool always(const char *name, const std::function<void(TestRandom &)> &holds)
{
    return rc::check(name, [&] {
        TestRandom random(*rc::gen::arbitrary<std::uint32_t>());
        holds(random);
    });
}

} // namespace

class TestColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnComesBackAndTakesTheShortestForm()
    {
        QVERIFY(always("columns round trip", [](TestRandom &random) {
            Column column;
            for (std::uint32_t left = random.below(40); left > 0; --left)
                column.append(random.below(3) == 0 ? static_cast<std::uint64_t>(someNumber(random)) : random.below(2));
            ColumnWriter out;
            out.column(column);
            ColumnReader in(out.take());
            RC_ASSERT(in.column(column.size()) == column);
            RC_ASSERT(in.atEnd());
        }));
        ColumnWriter out;
        out.column(Column(20'000, 0));
        QCOMPARE(out.take().size(), 1);
    }
    void everyDifferenceLeadsBack()
    {
        QVERIFY(always("differences", [](TestRandom &random) {
            const std::int64_t a = someNumber(random);
            const std::int64_t b = someNumber(random);
            RC_ASSERT(after(a, difference(a, b)) == b);
        }));
        QCOMPARE(difference(5, 5), 0U);
        QCOMPARE(difference(5, 4), 1U);
        QCOMPARE(difference(5, 6), 2U);
    }
    void longerSpellingsOfANumberAreRefused()
    {
        for (const char *hex : {"8000", "ffffffffffffffffff02", "ffffffffffffffffffff01", "80", ""}) {
            ColumnReader in(QByteArray::fromHex(hex));
            in.number();
            QVERIFY2(!in.ok(), hex);
        }
        ColumnReader most(QByteArray::fromHex("ffffffffffffffffff01"));
        QCOMPARE(most.number(), ~0ULL);
        QVERIFY(most.atEnd());
    }
    void changesRoundTrip()
    {
        QVERIFY(always("changes round trip", [](TestRandom &random) {
            const QList<Change> changes = someChanges(random);
            const auto decoded = ChangeColumns::decode(ChangeColumns::encode(changes));
            RC_ASSERT(decoded.has_value());
            RC_ASSERT(decoded->changes == changes);
            RC_ASSERT(!decoded->referred);
        }));
    }
    void whatBothKnowIsCalledByItsPosition()
    {
        const SomeKnown known;
        QVERIFY(always("known round trip", [&known](TestRandom &random) {
            const QList<Change> changes = someChanges(random);
            const QByteArray bytes = ChangeColumns::encode(changes, known);
            const auto decoded = ChangeColumns::decode(bytes, known);
            RC_ASSERT(decoded.has_value());
            RC_ASSERT(decoded->changes == changes);
            const auto stranger = ChangeColumns::decode(bytes);
            RC_ASSERT(stranger.has_value());
            RC_ASSERT(stranger->understood != decoded->referred);
            RC_ASSERT(stranger->understood || stranger->changes.isEmpty());
        }));
        TestRandom random(1);
        Change c = someChange(random, 1);
        c.entity.id = *EntityId::fromBytes(QByteArray(15, 'i') + 'a');
        c.scope = {};
        c.author = {};
        QCOMPARE(ChangeColumns::encode({c}).size() - ChangeColumns::encode({c}, known).size() >= 15, true);
    }
    void theValueOfAnEarlierChangeIsNotSentAgain()
    {
        TestRandom random(1);
        Change first;
        first.lseq = first.actFirst = 1;
        first.operation = Operation::Set;
        first.entity = {Kind{1}, someId<EntityId>(random)};
        first.field = Field{1};
        first.payload = Value(QString(200, u'字')).toCbor();
        Change second = first;
        second.lseq = second.actFirst = 2;
        second.payload = Value(2).toCbor();
        second.base.lseq = 1;
        second.baseValue = first.payload;
        const QByteArray bytes = ChangeColumns::encode({first, second});
        QVERIFY(bytes.size() < first.payload.size() + 80);
        QCOMPARE(ChangeColumns::decode(bytes)->changes.at(1), second);
        second.baseValue[5] = 'x'; // not what was written: spelled out
        QCOMPARE(ChangeColumns::decode(ChangeColumns::encode({first, second}))->changes.at(1), second);
    }
    void anythingThatReadsIsWrittenTheSame()
    {
        QVERIFY(always("one spelling", [](TestRandom &random) {
            QByteArray bytes = ChangeColumns::encode(someChanges(random));
            for (std::uint32_t times = 1 + random.below(3); times > 0 && !bytes.isEmpty(); --times) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())));
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            }
            const auto decoded = ChangeColumns::decode(bytes);
            if (decoded && decoded->understood)
                RC_ASSERT(ChangeColumns::encode(decoded->changes) == bytes);
            else if (!decoded)
                RC_ASSERT(decoded.error().code == ErrorCode::MessageMalformed);
        }));
    }
    void cutsAndAppendedBytesAreRefused()
    {
        TestRandom random(7);
        for (int round = 0; round < 20; ++round) {
            const QByteArray bytes = ChangeColumns::encode(someChanges(random));
            for (int cut = 0; cut < bytes.size(); ++cut)
                QVERIFY(!ChangeColumns::decode(bytes.left(cut)));
            QVERIFY(!ChangeColumns::decode(bytes + '\0'));
        }
    }
    void arrivalsRoundTripAndHaveOneSpelling()
    {
        QVERIFY(always("arrivals", [](TestRandom &random) {
            const QList<Arrival> arrivals = someArrivals(random);
            QByteArray bytes = encodeArrivals(arrivals);
            RC_ASSERT(decodeArrivals(bytes) == arrivals);
            const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            const auto other = decodeArrivals(bytes);
            if (other)
                RC_ASSERT(encodeArrivals(*other) == bytes);
        }));
    }
    void fiftyEchoesTakeAFewBytes()
    {
        QList<Arrival> arrivals;
        for (int i = 0; i < 50; ++i)
            arrivals.append({1000 + i, {}, {7 + i, Verdict::Applied}});
        QVERIFY(encodeArrivals(arrivals).size() <= 16);
        QCOMPARE(decodeArrivals(encodeArrivals(arrivals)).value(), arrivals);
    }
    void fewBytesNeverBecomeMany()
    {
        ColumnWriter out;
        out.number(ChangeColumns::maxChanges + 1);
        QVERIFY(!ChangeColumns::decode(out.take()));
        TestRandom random(3);
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray noise = random.bytes(random.below(60));
            (void)ChangeColumns::decode(noise);
            (void)decodeArrivals(noise);
        }
    }
};

SHOULI_TEST(TestColumns)
#include "TestColumns.moc"
