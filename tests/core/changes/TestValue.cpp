// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Value.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <limits>

using namespace shouli::core;
using namespace shouli::core::changes;
using base::ErrorCode;

class TestValue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The examples of RFC 8949, appendix A, as far as our values go.
    void valuesAreWrittenAsTheStandardSays_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QByteArray>("hex");
        const auto row = [](qint64 number, const char *hex) {
            QTest::addRow("%lld", static_cast<long long>(number)) << number << QByteArray(hex);
        };
        row(0, "00");
        row(23, "17");
        row(24, "1818");
        row(100, "1864");
        row(1000, "1903e8");
        row(1000000, "1a000f4240");
        row(1000000000000, "1b000000e8d4a51000");
        row(-1, "20");
        row(-100, "3863");
        row(-1000, "3903e7");
        row(std::numeric_limits<qint64>::max(), "1b7fffffffffffffff");
        row(std::numeric_limits<qint64>::min(), "3b7fffffffffffffff");
    }
    void valuesAreWrittenAsTheStandardSays()
    {
        QFETCH(qint64, number);
        QFETCH(QByteArray, hex);
        const Value value{std::int64_t(number)};
        QCOMPARE(value.toCbor().toHex(), hex);
        const auto read = Value::fromCbor(value.toCbor());
        QVERIFY(read);
        QCOMPARE(*read, value);
        QCOMPARE(value.number(), number);
    }
    void textAndBytesToo()
    {
        QCOMPARE(Value(QStringLiteral("水")).toCbor().toHex(), QByteArray("63e6b0b4"));
        QCOMPARE(Value(QStringLiteral("𐅑")).toCbor().toHex(), QByteArray("64f0908591"));
        QCOMPARE(Value(QString()).toCbor().toHex(), QByteArray("60"));
        QCOMPARE(Value(QByteArray("\1\2\3\4")).toCbor().toHex(), QByteArray("4401020304"));
        QCOMPARE(Value().toCbor().toHex(), QByteArray("f6"));
        const QString rare = QStringLiteral("贺玉𬭚·艾力");
        QCOMPARE(Value::fromCbor(Value(rare).toCbor())->text(), rare);
    }
    void whatWeWouldNotWriteSoIsRefused_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("nothing at all") << QByteArray();
        QTest::newRow("a number longer than it need be") << QByteArray("1800");
        QTest::newRow("a number of two bytes for one") << QByteArray("190017");
        QTest::newRow("a number beyond 63 bits") << QByteArray("1b8000000000000000");
        QTest::newRow("a flag of CBOR's own") << QByteArray("f5");
        QTest::newRow("a floating point number") << QByteArray("f93c00");
        QTest::newRow("text in pieces") << QByteArray("7f6161ff");
        QTest::newRow("text that is cut short") << QByteArray("6261");
        QTest::newRow("text that is no UTF-8") << QByteArray("62c328");
        QTest::newRow("half of a surrogate pair") << QByteArray("63eda080");
        QTest::newRow("bytes longer than the message") << QByteArray("5b7fffffffffffffff00");
        QTest::newRow("a list") << QByteArray("80");
        QTest::newRow("a tag") << QByteArray("c000");
        QTest::newRow("one value more") << QByteArray("0000");
    }
    void whatWeWouldNotWriteSoIsRefused()
    {
        QFETCH(QByteArray, hex);
        const auto read = Value::fromCbor(QByteArray::fromHex(hex));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::ChangeMalformed);
    }
    void aValueOfAnotherSortIsEmptyNotWrong()
    {
        QCOMPARE(Value(QStringLiteral("7")).number(), 0);
        QCOMPARE(Value(7).text(), QString());
        QCOMPARE(Value(QStringLiteral("x")).bytes(), QByteArray());
        QVERIFY(!Value(QStringLiteral("2026-02-30")).date().isValid());
        QVERIFY(Value(QByteArray("short")).id<EntityId>().isNull());
    }
    void datesIdsAndFlagsComeBack()
    {
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random;
        const EntityId id = EntityId::create(clock, random);
        QCOMPARE(Value(id).id<EntityId>(), id);
        QVERIFY(Value(EntityId()).isNull());
        QCOMPARE(Value(QDate(2026, 11, 23)).text(), QStringLiteral("2026-11-23"));
        QCOMPARE(Value(QDate(2026, 11, 23)).date(), QDate(2026, 11, 23));
        QVERIFY(Value(QDate()).isNull());
        QCOMPARE(Value(true), Value(1));
        QVERIFY(Value(QString()) != Value());
    }
    void fieldsAreWrittenInOrderOfTheirNumbers()
    {
        const FieldValues values{{{24}, Value(QStringLiteral("b"))}, {{1}, Value()}, {{2}, Value(7)}};
        QCOMPARE(toCbor(values).toHex(),
                 QByteArray("a301f602071818"
                            "6162"));
        QCOMPARE(fieldValuesFromCbor(toCbor(values)).value(), values);
        QCOMPARE(fieldValuesFromCbor(toCbor(FieldValues())).value(), FieldValues());
    }
    void fieldsOutOfOrderAreRefused_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("the later first") << QByteArray("a2020701f6");
        QTest::newRow("one twice") << QByteArray("a201070107");
        QTest::newRow("number 0") << QByteArray("a10007");
        QTest::newRow("beyond 16 bits") << QByteArray("a11a0001000007");
        QTest::newRow("fewer than announced") << QByteArray("a20107");
        QTest::newRow("more than announced") << QByteArray("a1010702");
        QTest::newRow("announced beyond all bounds") << QByteArray("bb7fffffffffffffff0107");
        QTest::newRow("no map") << QByteArray("820107");
    }
    void fieldsOutOfOrderAreRefused()
    {
        QFETCH(QByteArray, hex);
        const auto read = fieldValuesFromCbor(QByteArray::fromHex(hex));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::ChangeMalformed);
    }
};

SHOULI_TEST(TestValue)
#include "TestValue.moc"
