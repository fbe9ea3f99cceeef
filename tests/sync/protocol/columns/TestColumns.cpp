// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/columns/ChangeColumns.h"
#include "sync/protocol/columns/Columns.h"
#include "tests/support/TestMain.h"
#include "tests/sync/protocol/columns/SomeChanges.h"

using namespace shouli::sync::protocol::columns;
using namespace shouli::core::changes;
using shouli::core::base::ErrorCode;
using shouli::tests::always;
using shouli::tests::someChange;
using shouli::tests::someId;
using shouli::tests::TestRandom;

namespace {

QList<Change> someChanges(TestRandom &random)
{
    QList<Change> changes;
    std::int64_t lseq = 1 + random.below(100);
    for (std::uint32_t left = random.below(12); left > 0; --left)
        changes.append(someChange(random, random.below(5) == 0 ? 1 + random.below(100) : lseq++));
    return changes;
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
    void fewBytesNeverBecomeMany()
    {
        ColumnWriter out;
        out.number(ChangeColumns::maxChanges + 1);
        QVERIFY(!ChangeColumns::decode(out.take()));
        TestRandom random(3);
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray noise = random.bytes(random.below(60));
            (void)ChangeColumns::decode(noise);
        }
    }
};

SHOULI_TEST(TestColumns)
#include "TestColumns.moc"
