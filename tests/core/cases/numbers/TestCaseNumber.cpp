// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/numbers/CaseNumber.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

using shouli::core::base::ErrorCode;
using shouli::core::cases::numbers::CaseNumber;

class TestCaseNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isMadeOfOfficeMonthAndSerial()
    {
        const QDate day(2026, 11, 23);
        QCOMPARE(CaseNumber::make(QStringLiteral("610681001003"), day, 47)->toString(),
                 QStringLiteral("610681001-03-2611-0047"));
        QCOMPARE(CaseNumber::make(QStringLiteral("610681001000"), day, 12345)->toString(),
                 QStringLiteral("610681001-00-2611-12345"));
    }
    void aNeighbourhoodAndAVillageOfOneTownStayApart()
    {
        const QDate day(2026, 11, 23);
        const QString neighbourhood = CaseNumber::make(QStringLiteral("610681001001"), day, 1)->toString();
        const QString village = CaseNumber::make(QStringLiteral("610681001201"), day, 1)->toString();
        QCOMPARE(neighbourhood, QStringLiteral("610681001-01-2611-0001"));
        QCOMPARE(village, QStringLiteral("610681001-201-2611-0001"));
    }
    void whatIsPrintedIsReadBack()
    {
        QVERIFY(rc::check([] {
            const QString division = QStringLiteral("%1").arg(
                *rc::gen::inRange<qint64>(100'000'000'000, 1'000'000'000'000));
            const QDate day = QDate(2000, 1, 1).addDays(*rc::gen::inRange(0, 36'524));
            const auto number = CaseNumber::make(division, day, *rc::gen::inRange(1, 10'000'000)).value();
            RC_ASSERT(CaseNumber::parse(number.toString()).value() == number);
        }));
    }
    void takesWhatPeopleType()
    {
        const auto expected = CaseNumber::parse(QStringLiteral("610681001-03-2611-0047")).value();
        for (const auto &typed :
             {QStringLiteral(" 610681001-03-2611-0047 "),
              QStringLiteral("６１０６８１００１－０３－２６１１－００４７"), QStringLiteral("610681001–03—2611−0047")})
            QCOMPARE(CaseNumber::parse(typed).value(), expected);
    }
    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("serial nought") << QStringLiteral("610681001-03-2611-0000");
        QTest::newRow("month nought") << QStringLiteral("610681001-03-2600-0047");
        QTest::newRow("month thirteen") << QStringLiteral("610681001-03-2613-0047");
        QTest::newRow("three digits of serial") << QStringLiteral("610681001-03-2611-047");
        QTest::newRow("five digits that begin with nought") << QStringLiteral("610681001-03-2611-00047");
        QTest::newRow("a village with a leading nought") << QStringLiteral("610681001-003-2611-0047");
        QTest::newRow("no dashes") << QStringLiteral("6106810010326110047");
        QTest::newRow("a citizen number") << QStringLiteral("610623195803122046");
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QCOMPARE(CaseNumber::parse(text).error().code, ErrorCode::InvalidArgument);
    }
    void refusesWhatCannotBePrinted()
    {
        const QDate day(2026, 11, 23);
        QVERIFY(!CaseNumber::make(QStringLiteral("610681001"), day, 1));
        QVERIFY(!CaseNumber::make(QStringLiteral("610681001003"), day, 0));
        QVERIFY(!CaseNumber::make(QStringLiteral("610681001003"), day, 10'000'000));
        QVERIFY(!CaseNumber::make(QStringLiteral("610681001003"), QDate(1970, 1, 1), 1));
        QVERIFY(!CaseNumber::make(QStringLiteral("610681001003"), {}, 1));
    }
};

SHOULI_TEST(TestCaseNumber)
#include "TestCaseNumber.moc"
