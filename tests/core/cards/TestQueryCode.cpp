// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/QueryCode.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QRegularExpression>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using cards::CardToken;
using cards::QueryCode;

class TestQueryCode : public QObject {
    Q_OBJECT

    static bool refused(const QString &typed)
    {
        const auto code = QueryCode::parse(typed);
        return !code && code.error().code == ErrorCode::CardMalformed;
    }

private Q_SLOTS:
    void itIsPrintedInGroupsOfFour()
    {
        TestRandom random;
        static const QRegularExpression shape(QStringLiteral("^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$"));
        for (int i = 0; i < 200; ++i) {
            const QueryCode code(CardToken::create(random));
            QVERIFY(shape.match(code.toString()).hasMatch());
            QCOMPARE(code.check().size(), 2);
            QCOMPARE(QueryCode::parse(code.toString()).value(), code);
            QCOMPARE(QueryCode::parse(code.toString() + code.check()).value(), code);
        }
    }
    void itShowsTheFirst60BitsOfTheToken()
    {
        QByteArray bytes = QByteArray::fromHex("000102030405060f") + QByteArray(8, 'x');
        const QueryCode code(CardToken::fromBytes(bytes).value());
        QCOMPARE(code.toString(), QStringLiteral("000G-40R4-0M30"));
        bytes[7] = 0x00; // the last four of these 64 bits are not in it
        QCOMPARE(QueryCode(CardToken::fromBytes(bytes).value()), code);
        bytes[7] = 0x10;
        QVERIFY(QueryCode(CardToken::fromBytes(bytes).value()) != code);
    }
    void checkDigitsAreMod97()
    {
        // ISO 7064 MOD 97-10: the number with its check digits behind it leaves 1
        QCOMPARE(QueryCode::parse(QStringLiteral("0000-0000-0001"))->check(), QStringLiteral("95"));
        QCOMPARE((1 * 100 + 95) % 97, 1);
        QCOMPARE(QueryCode().check(), QStringLiteral("98"));
        QCOMPARE(QueryCode::parse(QStringLiteral("7KQ4-M2XD-9RTA"))->check(), QStringLiteral("06"));
    }
    void itMayBeTypedInManyWays_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("as printed") << QStringLiteral("7KQ4-M2XD-9RTA");
        QTest::newRow("without hyphens") << QStringLiteral("7KQ4M2XD9RTA");
        QTest::newRow("small letters and spaces") << QStringLiteral(" 7kq4 m2xd 9rta ");
        QTest::newRow("full-width") << QStringLiteral("７ＫＱ４－Ｍ２ＸＤ－９ＲＴＡ");
        QTest::newRow("with check digits") << QStringLiteral("7KQ4-M2XD-9RTA 06");
        QTest::newRow("with all that is printed") << QStringLiteral("7KQ4-M2XD-9RTA　核验 06");
    }
    void itMayBeTypedInManyWays()
    {
        QFETCH(const QString, typed);
        QCOMPARE(QueryCode::parse(typed)->toString(), QStringLiteral("7KQ4-M2XD-9RTA"));
    }
    void whatIsNoQueryCodeIsMalformed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("eleven characters") << QStringLiteral("7KQ4-M2XD-9RT");
        QTest::newRow("thirteen characters") << QStringLiteral("7KQ4-M2XD-9RTA-0");
        QTest::newRow("fifteen characters") << QStringLiteral("7KQ4-M2XD-9RTA-065");
        QTest::newRow("a U") << QStringLiteral("7KQ4-M2XD-9RTU");
        QTest::newRow("wrong check digits") << QStringLiteral("7KQ4-M2XD-9RTA 07");
        QTest::newRow("a long text") << QString(100, u' ');
    }
    void whatIsNoQueryCodeIsMalformed()
    {
        QFETCH(const QString, typed);
        QVERIFY(refused(typed));
    }
    void everyWrongCharacterAndEveryExchangeIsFound()
    {
        static const QString digits = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
        TestRandom random;
        for (int round = 0; round < 20; ++round) {
            const QueryCode code(CardToken::create(random));
            const QString plain = code.toString().remove(u'-');
            for (int i = 0; i < plain.size(); ++i) {
                for (const QChar c : digits) {
                    QString typed = plain;
                    typed[i] = c;
                    QCOMPARE(refused(typed + code.check()), c != plain[i]);
                }
                for (int j = 0; j < i; ++j) {
                    QString typed = plain;
                    typed[i] = plain[j];
                    typed[j] = plain[i];
                    QCOMPARE(refused(typed + code.check()), plain[i] != plain[j]);
                }
            }
        }
    }
    void publicRecordsFindItByItsHash()
    {
        const QueryCode code = QueryCode::parse(QStringLiteral("7KQ4-M2XD-9RTA")).value();
        QCOMPARE(code.hash().size(), 32);
        QCOMPARE(QueryCode::parse(QStringLiteral("7kq4m2xd9rta"))->hash(), code.hash());
        QVERIFY(QueryCode::parse(QStringLiteral("7KQ4-M2XD-9RTB"))->hash() != code.hash());
    }
};

SHOULI_TEST(TestQueryCode)
#include "TestQueryCode.moc"
