// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Crockford.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core::base;

class TestCrockford : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLengthRoundTrips()
    {
        shouli::tests::TestRandom random(7);
        for (int size = 0; size < 100; ++size) {
            const QByteArray bytes = random.bytes(size);
            const QString text = crockfordEncode(bytes);
            QCOMPARE(crockfordDecode(text, size).value(), bytes);
            QCOMPARE(crockfordDecode(text.toLower(), size).value(), bytes);
        }
    }
    void knownValues()
    {
        QCOMPARE(crockfordEncode(QByteArray("\xff")), QStringLiteral("ZW"));
        QCOMPARE(crockfordEncode(QByteArray("hello")), QStringLiteral("D1JPRV3F"));
        QCOMPARE(crockfordDecode(QStringLiteral("DIJPRV3F"), 5).value(), QByteArray("hello")); // I for 1
        QCOMPARE(crockfordDecode(QStringLiteral("OO"), 1).value(), QByteArray(1, '\0'));
    }
    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("U is no digit") << "D1JPRV3U";
        QTest::newRow("a Chinese character is no digit") << QStringLiteral("D1JPRV3中");
        QTest::newRow("a long s, whose capital is S, is no digit") << QStringLiteral("D1JPRV3\u017f");
        QTest::newRow("a dotless i, whose capital is I, is no digit") << QStringLiteral("D\u0131JPRV3F");
        QTest::newRow("too short") << "D1JPRV3";
        QTest::newRow("too long") << "D1JPRV3F0";
    }
    void whatDoesNotFitIsRefused()
    {
        QFETCH(QString, text);
        QCOMPARE(crockfordDecode(text, 5).error().code, ErrorCode::InvalidArgument);
    }
    void fillingBitsMustBeZero() { QVERIFY(!crockfordDecode(QStringLiteral("ZZ"), 1)); }
};

SHOULI_TEST(TestCrockford)
#include "TestCrockford.moc"
