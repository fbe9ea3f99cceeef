// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/GroupMembership.h"
#include "core/residents/Resident.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;

namespace {

const QDate today(2026, 11, 23);

GroupMembership membership(const char *group)
{
    GroupMembership one;
    one.group = QString::fromLatin1(group);
    return one;
}

Resident holder(int year)
{
    Resident resident;
    resident.name = QStringLiteral("贺玉梅");
    resident.birthDate = PartialDate(year, 1, 1);
    resident.documentNumber = QStringLiteral("61069919550607907X");
    return resident;
}

} // namespace

class TestGroupMembership : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMembershipIsValidFromItsFirstToItsLastDay()
    {
        GroupMembership one = membership("CANJI");
        QVERIFY(one.isValidOn(today));
        one.validFrom = today;
        one.validTo = today;
        QVERIFY(one.isValidOn(today));
        QVERIFY(!one.isValidOn(today.addDays(-1)));
        QVERIFY(!one.isValidOn(today.addDays(1)));
        one.endedOn = today; // no longer on the day it ends
        QVERIFY(!one.isValidOn(today));
    }
    void aReviewIsDueFromItsDayWhileItIsValid()
    {
        GroupMembership one = membership("DIBAO");
        QVERIFY(!one.isReviewDue(today));
        one.reviewOn = today;
        QVERIFY(one.isReviewDue(today));
        QVERIFY(!one.isReviewDue(today.addDays(-1)));
        one.endedOn = today;
        QVERIFY(!one.isReviewDue(today));
    }
    void findingsAreMade_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<int>("born");
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QList<FindingCode>>("codes");
        using Codes = QList<FindingCode>;
        QTest::newRow("nothing odd") << "GAOLING" << 1940 << "" << Codes();
        QTest::newRow("advanced age at 30") << "GAOLING" << 1996 << "" << Codes{FindingCode::GroupAgainstAge};
        QTest::newRow("an orphan of 30") << "GUER" << 1996 << "" << Codes{FindingCode::GroupAgainstAge};
        QTest::newRow("a left-behind child of 16") << "LIUSHOU_ET" << 2010 << "" << Codes{FindingCode::GroupAgainstAge};
        QTest::newRow("a left-behind child of 15") << "LIUSHOU_ET" << 2011 << "" << Codes();
        QTest::newRow("the holder's certificate") << "CANJI" << 1955 << "61069919550607907X42" << Codes();
        QTest::newRow("a replaced certificate") << "CANJI" << 1955 << "61069919550607907X42B1" << Codes();
        QTest::newRow("somebody else's certificate")
            << "CANJI" << 1955 << "61068120000101900442" << Codes{FindingCode::CertificateNotHolders};
        QTest::newRow("a certificate of another level")
            << "CANJI" << 1955 << "61069919550607907X43" << Codes{FindingCode::CertificateAgainstValue};
        QTest::newRow("a certificate of another kind")
            << "CANJI" << 1955 << "61069919550607907X12" << Codes{FindingCode::CertificateAgainstValue};
        QTest::newRow("no certificate number") << "CANJI" << 1955 << "ABC" << Codes{FindingCode::CertificateMalformed};
    }
    void findingsAreMade()
    {
        QFETCH(QString, group);
        QFETCH(int, born);
        QFETCH(QString, certificate);
        QFETCH(QList<FindingCode>, codes);
        GroupMembership one = membership(qPrintable(group));
        one.certificate = certificate;
        one.category = DisabilityCategoryCode(4);
        one.level = DisabilityLevelCode(2);
        const Resident who = holder(born);
        QList<FindingCode> found;
        for (const Finding &finding : one.findings(&who, today))
            found.append(finding.code);
        QCOMPARE(found, codes);
    }
    void theDeadReceiveNoSubsidy()
    {
        Resident who = holder(1940);
        who.deceasedOn = QDate(2026, 1, 1);
        GroupMembership one = membership("GAOLING");
        QVERIFY(contains(one.findings(&who, today), FindingCode::GroupAgainstStatus));
        one.endedOn = QDate(2026, 1, 2);
        QVERIFY(one.findings(&who, today).isEmpty());
    }
    void aReversedPeriodIsImpossible()
    {
        GroupMembership one = membership("DIBAO");
        one.validFrom = today;
        one.validTo = today.addDays(-1);
        QVERIFY(isImpossible(one.findings(nullptr, today)));
    }
    void unknownCodesAreOdd()
    {
        GroupMembership one = membership("CANJI");
        one.category = DisabilityCategoryCode(9);
        one.level = DisabilityLevelCode(5);
        QCOMPARE(one.findings(nullptr, today).size(), 2);
    }
};

SHOULI_TEST(TestGroupMembership)
#include "TestGroupMembership.moc"
