// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/CitizenNumber.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core;
using base::ErrorCode;
using residents::CitizenNumber;
using residents::Finding;
using residents::FindingCode;
using residents::Severity;
using residents::Sex;

namespace {

const QDate today(2026, 11, 23);

CitizenNumber::Reading counter(const QString &typed)
{
    return CitizenNumber::read(typed, today);
}

/// A number with a right check character.
QString whole(const QString &first17)
{
    return first17 + CitizenNumber::checkCharacter(first17);
}

QString invented(shouli::tests::TestRandom &random)
{
    const QDate born = QDate(1930, 1, 1).addDays(random.below(34000));
    const QString area = QStringLiteral("610699");
    return whole(area + born.toString(QStringLiteral("yyyyMMdd"))
                 + QStringLiteral("%1").arg(900 + random.below(90), 3, 10, QChar(u'0')));
}

} // namespace

class TestCitizenNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersThatAreRight_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QDate>("born");
        QTest::addColumn<int>("sex");
        QTest::newRow("county code since 2019, female") << "610681200001019004"
                                                        << "610681200001019004" << QDate(2000, 1, 1) << 2;
        QTest::newRow("county code until 2019, male") << "610623199912319412"
                                                      << "610623199912319412" << QDate(1999, 12, 31) << 1;
        QTest::newRow("another male") << "610623198808089237"
                                      << "610623198808089237" << QDate(1988, 8, 8) << 1;
        QTest::newRow("unassigned area and X") << "61069919550607907X"
                                               << "61069919550607907X" << QDate(1955, 6, 7) << 1;
        QTest::newRow("leap day") << "610699202002299426"
                                  << "610699202002299426" << QDate(2020, 2, 29) << 2;
        QTest::newRow("the standard's own example") << "11010519491231002X"
                                                    << "11010519491231002X" << QDate(1949, 12, 31) << 2;
        QTest::newRow("the standard's other example") << "440524188001010014"
                                                      << "440524188001010014" << QDate(1880, 1, 1) << 1;
        QTest::newRow("lower-case x") << "61069919550607907x"
                                      << "61069919550607907X" << QDate(1955, 6, 7) << 1;
        QTest::newRow("full-width digits") << "６１０６８１２０００01019004"
                                           << "610681200001019004" << QDate(2000, 1, 1) << 2;
        QTest::newRow("full-width x") << "61069919550607907ｘ"
                                      << "61069919550607907X" << QDate(1955, 6, 7) << 1;
        QTest::newRow("spaces and hyphens") << " 610681 20000101-9004 "
                                            << "610681200001019004" << QDate(2000, 1, 1) << 2;
    }
    void numbersThatAreRight()
    {
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        QFETCH(QDate, born);
        QFETCH(int, sex);
        const auto reading = counter(typed);
        QVERIFY(reading.number);
        QVERIFY(!residents::isImpossible(reading.findings));
        QCOMPARE(reading.number->toString(), stored);
        QCOMPARE(reading.number->birthDate(), born);
        QCOMPARE(static_cast<int>(reading.number->sex()), sex);
        QCOMPARE(CitizenNumber::parse(stored).value(), *reading.number);
    }

    void numbersThatCannotBe_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<FindingCode>("why");
        QTest::newRow("29 February of a common year, check right")
            << "612623194702299010" << FindingCode::NumberDateImpossible;
        QTest::newRow("month 13") << whole(QStringLiteral("61069919551307907")) << FindingCode::NumberDateImpossible;
        QTest::newRow("born tomorrow") << whole(QStringLiteral("61069920261124907")) << FindingCode::NumberDateFuture;
        QTest::newRow("one digit wrong") << "610681200001019005" << FindingCode::NumberCheckDigit;
        QTest::newRow("X for a digit") << "61068120000101900X" << FindingCode::NumberCheckDigit;
        QTest::newRow("17 characters") << "61068120000101900" << FindingCode::NumberLength;
        QTest::newRow("19 characters") << "6106812000010190044" << FindingCode::NumberLength;
        QTest::newRow("a letter within") << "6106812000O1019004" << FindingCode::NumberCharacter;
        QTest::newRow("X within") << "6106812000X1019004" << FindingCode::NumberCharacter;
        QTest::newRow("nothing") << "  " << FindingCode::NumberEmpty;
        QTest::newRow("15 digits at the counter") << "610623470228901" << FindingCode::NumberOldForm;
    }
    void numbersThatCannotBe()
    {
        QFETCH(QString, typed);
        QFETCH(FindingCode, why);
        const auto reading = counter(typed);
        QVERIFY(!reading.number);
        QCOMPARE(reading.findings.size(), 1);
        QCOMPARE(reading.findings.first().severity, Severity::Impossible);
        QCOMPARE(reading.findings.first().code, why);
    }

    void aStoredNumberThatCannotBeIsRefused()
    {
        QCOMPARE(CitizenNumber::parse(QStringLiteral("612623194702299010")).error().code,
                 ErrorCode::CitizenNumberImpossible);
        QCOMPARE(CitizenNumber::parse(QStringLiteral("61069919550607907x")).error().code,
                 ErrorCode::CitizenNumberImpossible);
        QVERIFY(CitizenNumber::parse({}).error().detail.isEmpty()); // no personal data in an error
    }
    void aBirthdayTodayIsNotTheFuture() { QVERIFY(counter(whole(QStringLiteral("61069920261123907"))).number); }
    void anOldNumberIsConvertedOnImportAndMarked()
    {
        const auto reading = CitizenNumber::read(QStringLiteral("610623470228901"), today,
                                                 CitizenNumber::Source::Import);
        QVERIFY(reading.number);
        QCOMPARE(reading.number->toString(), whole(QStringLiteral("61062319470228901")));
        QCOMPARE(reading.findings,
                 (QList<Finding>{{Severity::Odd, FindingCode::NumberConverted, QStringLiteral("610623470228901")}}));
    }
    void anOldNumberWithAnImpossibleDateIsRefusedOnImportToo()
    {
        const auto reading = CitizenNumber::read(QStringLiteral("610623470229901"), today,
                                                 CitizenNumber::Source::Import);
        QVERIFY(!reading.number);
        QVERIFY(residents::contains(reading.findings, FindingCode::NumberDateImpossible));
    }

    void theHolderFollowsFromTheArea_data()
    {
        QTest::addColumn<QString>("first17");
        QTest::addColumn<int>("holder");
        QTest::newRow("citizen") << "61068120000101900" << int(CitizenNumber::Holder::Citizen);
        QTest::newRow("Hong Kong") << "81000019900101901" << int(CitizenNumber::Holder::HongKong);
        QTest::newRow("Macao") << "82000019900101901" << int(CitizenNumber::Holder::Macao);
        QTest::newRow("Taiwan") << "83000019900101901" << int(CitizenNumber::Holder::Taiwan);
        QTest::newRow("foreigner's card of 2023") << "96182619900101901" << int(CitizenNumber::Holder::Foreigner);
    }
    void theHolderFollowsFromTheArea()
    {
        QFETCH(QString, first17);
        QFETCH(int, holder);
        const auto reading = counter(whole(first17));
        QVERIFY(reading.number);
        QVERIFY(reading.findings.isEmpty());
        QCOMPARE(int(reading.number->holder()), holder);
    }

    void anUnknownProvinceIsOdd()
    {
        const auto reading = counter(whole(QStringLiteral("99999919900101901").replace(0, 2, QStringLiteral("77"))));
        QVERIFY(reading.number);
        QCOMPARE(reading.findings.first().code, FindingCode::NumberAreaUnknown);
        QCOMPARE(reading.findings.first().severity, Severity::Odd);
    }
    void moreThan120YearsIsOdd()
    {
        const auto reading = counter(whole(QStringLiteral("61062318990101901")));
        QVERIFY(reading.number);
        QVERIFY(residents::contains(reading.findings, FindingCode::NumberAgeUnusual));
    }
    void aRecordThatDiffersIsWarnedOfAndNotRefused()
    {
        const auto number = CitizenNumber::parse(QStringLiteral("610681200001019004")).value();
        QVERIFY(number.against(Sex::Female, QDate(2000, 1, 1)).isEmpty());
        QVERIFY(number.against(Sex::Unknown, QDate()).isEmpty());
        const auto findings = number.against(Sex::Male, QDate(2000, 1, 10));
        QCOMPARE(findings.size(), 2);
        for (const Finding &finding : findings)
            QCOMPARE(finding.severity, Severity::Odd);
    }

    void everySingleWrongDigitIsCaught()
    {
        shouli::tests::TestRandom random(11643);
        int tried = 0;
        for (int n = 0; n < 20000; ++n) {
            const QString right = invented(random);
            QVERIFY(CitizenNumber::parse(right));
            QString wrong = right;
            const int place = int(random.below(18));
            QChar other = QChar(u'0' + random.below(10));
            if (other == wrong.at(place))
                other = place == 17 ? QChar(u'X') : QChar(u'0' + (other.unicode() - u'0' + 1) % 10);
            if (other == wrong.at(place)) // X by chance
                other = u'3';
            wrong[place] = other;
            QVERIFY2(!CitizenNumber::parse(wrong), qPrintable(right + u' ' + wrong));
            ++tried;
        }
        QCOMPARE(tried, 20000);
    }
    void everySwapOfNeighboursIsCaught()
    {
        shouli::tests::TestRandom random(2);
        for (int n = 0; n < 20000; ++n) {
            const QString right = invented(random);
            for (int place = 0; place < 17; ++place) {
                if (right.at(place) == right.at(place + 1))
                    continue;
                QString wrong = right;
                wrong[place] = right.at(place + 1);
                wrong[place + 1] = right.at(place);
                QVERIFY2(!CitizenNumber::parse(wrong), qPrintable(right + u' ' + wrong));
            }
        }
    }
    void aCheckCharacterNeeds17Digits()
    {
        QVERIFY(CitizenNumber::checkCharacter(u"6106812000010190").isNull());
        QVERIFY(CitizenNumber::checkCharacter(u"6106812000010190a").isNull());
    }
};

SHOULI_TEST(TestCitizenNumber)
#include "TestCitizenNumber.moc"
