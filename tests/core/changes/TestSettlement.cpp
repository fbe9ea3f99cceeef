// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Settlement.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core::changes;
using shouli::core::base::ErrorCode;

class TestSettlement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasOneSpelling()
    {
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random;
        const auto a = ReplicaId::create(clock, random);
        const auto b = ReplicaId::create(clock, random);
        const QByteArray bytes = settlementToCbor({{b, 4}, {a, 9}, {b, 4}});
        const QList<Origin> first = settlementFromCbor(bytes).value();
        QCOMPARE(first.size(), 2);
        QVERIFY(first.at(0) < first.at(1));
        QCOMPARE(settlementToCbor({{a, 9}, {b, 4}}), bytes);
    }
    void refusesWhatItWouldNotHaveWritten_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no change") << QByteArray::fromHex("80");
        QTest::newRow("a number in place of a change") << QByteArray::fromHex("8104");
        QTest::newRow("own change 0") << QByteArray::fromHex("8182f600");
        QTest::newRow("more behind it") << QByteArray::fromHex("8182f601ff");
        QTest::newRow("twice the same") << QByteArray::fromHex("8282f60182f601");
        QTest::newRow("descending") << QByteArray::fromHex("8282f60282f601");
    }
    void refusesWhatItWouldNotHaveWritten()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(settlementFromCbor(bytes).error().code, ErrorCode::ChangeMalformed);
    }
};

SHOULI_TEST(TestSettlement)
#include "TestSettlement.moc"
