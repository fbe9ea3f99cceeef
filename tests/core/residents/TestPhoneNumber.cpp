// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/PhoneNumber.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;

class TestPhoneNumber : public QObject {
    Q_OBJECT

    static PhoneNumber::Reading read(const QString &typed) { return PhoneNumber::read(typed, QStringLiteral("0911")); }

private Q_SLOTS:
    void whatClerksWriteIsOneNumber_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        QTest::newRow("plain") << "13809112345"
                               << "13809112345";
        QTest::newRow("in groups") << "138 0911 2345"
                                   << "13809112345";
        QTest::newRow("with hyphens") << "138-0911-2345"
                                      << "13809112345";
        QTest::newRow("with +86") << "+86 13809112345"
                                  << "13809112345";
        QTest::newRow("with 0086") << "008613809112345"
                                   << "13809112345";
        QTest::newRow("with bare 86") << "8613809112345"
                                      << "13809112345";
        QTest::newRow("full-width") << "１３８０９１１２３４５"
                                    << "13809112345";
        QTest::newRow("with the long-distance zero") << "013809112345"
                                                     << "13809112345";
        QTest::newRow("local fixed line") << "7112345"
                                          << "0911-7112345";
        QTest::newRow("fixed line") << "09117112345"
                                    << "0911-7112345";
        QTest::newRow("fixed line in brackets") << "(0911) 7112345"
                                                << "0911-7112345";
        QTest::newRow("fixed line of Beijing") << "010-62345678"
                                               << "010-62345678";
        QTest::newRow("fixed line of Xi'an") << "02987654321"
                                             << "029-87654321";
        QTest::newRow("with an extension") << "0911-7112345转801"
                                           << "0911-7112345转801";
        QTest::newRow("another country") << "+44 20 7946 0000"
                                         << "+442079460000";
        QTest::newRow("Hong Kong") << "00852 2123 4567"
                                   << "+85221234567";
    }
    void whatClerksWriteIsOneNumber()
    {
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const auto reading = read(typed);
        QVERIFY(reading.number);
        QVERIFY(reading.findings.isEmpty());
        QCOMPARE(reading.number->toString(), stored);
        QCOMPARE(*PhoneNumber::parse(stored), *reading.number);
    }

    void whatStandsBesideIsKept_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<FindingCode>("code");
        QTest::addColumn<QString>("detail");
        QTest::newRow("a note") << "13809112345（儿子）" << FindingCode::PhoneNote << "儿子";
        QTest::newRow("a note without brackets") << "13809112345儿子" << FindingCode::PhoneNote << "儿子";
        QTest::newRow("two numbers") << "13809112345/13909112345" << FindingCode::PhoneSeveral << "13909112345";
        QTest::newRow("two numbers run together")
            << "1380911234513909112345" << FindingCode::PhoneSeveral << "13909112345";
        QTest::newRow("three numbers") << "13809112345、13909112345，7112345" << FindingCode::PhoneSeveral
                                       << "13909112345/7112345";
        QTest::newRow("a prefix of no network") << "12345678901" << FindingCode::PhonePrefixUnknown << "123";
    }
    void whatStandsBesideIsKept()
    {
        QFETCH(QString, typed);
        QFETCH(FindingCode, code);
        QFETCH(QString, detail);
        const auto reading = read(typed);
        QVERIFY(reading.number);
        QCOMPARE(reading.number->digits().size(), 11);
        QCOMPARE(reading.findings, (QList<Finding>{{Severity::Odd, code, detail}}));
    }

    void whatCannotBeDialledIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<FindingCode>("code");
        QTest::newRow("nothing") << "" << FindingCode::PhoneEmpty;
        QTest::newRow("a mobile number of 10 digits") << "1380911234" << FindingCode::PhoneLength;
        QTest::newRow("a mobile number of 12 digits") << "138091123456" << FindingCode::PhoneLength;
        QTest::newRow("six digits") << "711234" << FindingCode::PhoneLength;
        QTest::newRow("a fixed line cut short") << "0911-71123" << FindingCode::PhoneLength;
        QTest::newRow("words") << "没有" << FindingCode::PhoneCharacter;
        QTest::newRow("abroad, too long") << "+4412345678901234567" << FindingCode::PhoneLength;
    }
    void whatCannotBeDialledIsRefused()
    {
        QFETCH(QString, typed);
        QFETCH(FindingCode, code);
        const auto reading = read(typed);
        QVERIFY(!reading.number);
        QCOMPARE(reading.findings.last().code, code);
        QCOMPARE(reading.findings.last().severity, Severity::Impossible);
    }

    void onlyMobileNumbersTakeMessages()
    {
        QVERIFY(read(QStringLiteral("13809112345")).number->takesMessages());
        QVERIFY(!read(QStringLiteral("7112345")).number->takesMessages());
    }
    void mobileNetworksAreKnown()
    {
        for (const int prefix : {130, 139, 145, 149, 150, 159, 162, 165, 167, 170, 178, 180, 189, 190, 193, 195, 199})
            QVERIFY2(read(QStringLiteral("%1").arg(prefix) + QStringLiteral("00000000")).findings.isEmpty(),
                     qPrintable(QString::number(prefix)));
        for (const int prefix : {120, 140, 154, 160, 168, 179, 194})
            QVERIFY2(contains(read(QStringLiteral("%1").arg(prefix) + QStringLiteral("00000000")).findings,
                              FindingCode::PhonePrefixUnknown),
                     qPrintable(QString::number(prefix)));
    }
    void aNumberInAnotherFormIsNotAStoredOne()
    {
        QVERIFY(!PhoneNumber::parse(QStringLiteral("138 0911 2345")));
        QVERIFY(!PhoneNumber::parse(QStringLiteral("7112345")));
        QVERIFY(!PhoneNumber::parse({}));
    }
};

SHOULI_TEST(TestPhoneNumber)
#include "TestPhoneNumber.moc"
