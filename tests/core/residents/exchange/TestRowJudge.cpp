// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/residents/exchange/Sheet.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;
using namespace shouli::core::residents::exchange;
using shouli::tests::OfficeDatabase;
using shouli::tests::Sheet;
using F = ResidentField;

namespace {

const QString heads = QStringLiteral("姓名,身份证号,性别,民族,出生日期,联系电话,现住址\n");

bool has(const QList<FieldFinding> &findings, FindingCode code)
{
    return std::any_of(findings.begin(), findings.end(),
                       [&](const FieldFinding &one) { return one.finding.code == code; });
}

Resident known(Sheet &sheet, const QString &name, const QString &number)
{
    Resident person;
    person.id = ResidentId::create(sheet.office.clock, sheet.office.random);
    person.name = name;
    person.documentNumber = number;
    person.documentType = codes::residentCard;
    person.birthDate = PartialDate(1952, 3, 7);
    person.phone = QStringLiteral("13809110000");
    return person;
}

} // namespace

class TestRowJudge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPersonNobodyKnowsIsNew()
    {
        Sheet sheet;
        const auto plan = sheet.plan(
            heads + QStringLiteral("王小明,%1,男,汉,,138 0911 2345,齐家湾社区1号\n").arg(Sheet::number(1)));
        QCOMPARE(plan.counts.of(Outcome::New), 1);
        QCOMPARE(sheet.count("resident"), 0); // a dry run
        sheet.importText(heads
                         + QStringLiteral("王小明,%1,男,汉,,138 0911 2345,齐家湾社区1号\n").arg(Sheet::number(1)));
        const Resident person = sheet.person(Sheet::number(1));
        QCOMPARE(person.name, QStringLiteral("王小明"));
        QCOMPARE(person.sex, Sex::Male);
        QCOMPARE(person.ethnic, codes::han);
        QCOMPARE(person.birthDate, PartialDate(1952, 3, 7)); // from the number
        QCOMPARE(person.phone, QStringLiteral("13809112345"));
        QCOMPARE(person.livingDivision, QStringLiteral("610681001003"));
        QCOMPARE(person.documentType, codes::residentCard);
        QVERIFY(!person.verifiedOn.isValid());
    }
    void whatIsConfirmedStaysAndIsSaid()
    {
        Sheet sheet;
        Resident person = known(sheet, QStringLiteral("王小明"), Sheet::number(1));
        sheet.add(person);
        const QString text = heads + QStringLiteral("王小明,%1,,,,13900000000,齐家湾社区1号\n").arg(Sheet::number(1));
        const auto plan = sheet.plan(text);
        QCOMPARE(plan.counts.of(Outcome::Changes), 1);
        QCOMPARE(plan.lines.constFirst().differences.size(), 3); // sex from the number, too
        const auto kept = plan.lines.constFirst().differences.last();
        QCOMPARE(kept, (ImportPlan::Difference{F::Phone, person.phone, QStringLiteral("13900000000"), true}));
        sheet.importText(text);
        QCOMPARE(sheet.person(Sheet::number(1)).phone, person.phone);
        QCOMPARE(sheet.person(Sheet::number(1)).livingAddress, QStringLiteral("齐家湾社区1号"));
        const auto again = sheet.plan(text);
        QCOMPARE(again.counts.of(Outcome::Kept), 1);
    }
    /// What an import put there another may renew, until a person changes or checks it.
    void anImportRenewsWhatAnImportLeft()
    {
        Sheet sheet;
        const auto text = [](const char *phone) {
            return heads
                + QStringLiteral("王小明,%1,,,,%2,齐家湾社区1号\n").arg(Sheet::number(1), QLatin1String(phone));
        };
        sheet.importText(text("13900000001"));
        QCOMPARE(sheet.plan(text("13900000001")).counts.of(Outcome::Same), 1);
        sheet.importText(text("13900000002"));
        QCOMPARE(sheet.person(Sheet::number(1)).phone, QStringLiteral("13900000002"));
        sheet.office.act([&](shouli::core::changes::Act &act) {
            const Resident seen = sheet.person(Sheet::number(1));
            Resident wanted = seen;
            wanted.phone = QStringLiteral("13900000003");
            OfficeDatabase::expect(ResidentStore::update(act, seen, wanted));
        });
        sheet.importText(text("13900000004"));
        QCOMPARE(sheet.person(Sheet::number(1)).phone, QStringLiteral("13900000003"));
    }
    void aCheckOfTheRecordConfirmsWhatAnImportLeft()
    {
        Sheet sheet;
        sheet.importText(heads + QStringLiteral("王小明,%1,,,,13900000001,\n").arg(Sheet::number(1)));
        sheet.office.act([&](shouli::core::changes::Act &act) {
            const Resident seen = sheet.person(Sheet::number(1));
            Resident wanted = seen;
            wanted.verifiedOn = sheet.office.clock.today();
            OfficeDatabase::expect(ResidentStore::update(act, seen, wanted));
        });
        const auto plan = sheet.plan(heads + QStringLiteral("王小明,%1,,,,13900000002,\n").arg(Sheet::number(1)));
        QCOMPARE(plan.counts.of(Outcome::Kept), 1);
    }
    void anEmptyCellTakesNothingAway()
    {
        Sheet sheet;
        const Resident person = known(sheet, QStringLiteral("王小明"), Sheet::number(1));
        sheet.add(person);
        sheet.importText(QStringLiteral("姓名,身份证号,联系电话,现住址\n王小明,%1,,无\n").arg(Sheet::number(1)));
        QCOMPARE(sheet.person(Sheet::number(1)).phone, person.phone);
    }
    void whoMayBeSomebodyKnownIsADoubt()
    {
        Sheet sheet;
        sheet.add(known(sheet, QStringLiteral("王小明"), Sheet::number(1)));
        sheet.add(known(sheet, QStringLiteral("吾提库尔·买买提"), {}));
        const auto plan = sheet.plan(heads
                                     + QStringLiteral("王小明,,男,汉,1952-03-07,,\n" // no number
                                                      "张三,%1,,,,,\n"               // the number under another name
                                                      "吾提库尔.买买提,%2,,,1952-03-07,,\n" // the number is new
                                                      "李四,%3,,,,,\n李四,%3,,,,,\n")
                                           .arg(Sheet::number(1), Sheet::number(2), Sheet::number(3)));
        QCOMPARE(plan.counts.of(Outcome::Doubtful), 4);
        QVERIFY(has(plan.lines.at(0).findings, FindingCode::PerhapsKnown));
        QVERIFY(has(plan.lines.at(1).findings, FindingCode::NumberOtherName));
        QVERIFY(has(plan.lines.at(2).findings, FindingCode::PerhapsKnown));
        QCOMPARE(plan.lines.at(3).outcome, Outcome::New);
        QVERIFY(has(plan.lines.at(4).findings, FindingCode::NumberTwiceInFile));
        QCOMPARE(plan.lines.at(4).findings.constLast().finding.detail, QStringLiteral("5"));
    }
    void peopleOfOneNameAndBirthDateWithOtherNumbersAreTwo()
    {
        Sheet sheet;
        sheet.add(known(sheet, QStringLiteral("王小明"), Sheet::number(1)));
        const auto plan = sheet.plan(heads + QStringLiteral("王小明,%1,,,,,\n").arg(Sheet::number(377)));
        QCOMPARE(plan.counts.of(Outcome::New), 1);
    }
    void aSecondRowWithoutANumberIsADoubt()
    {
        Sheet sheet;
        const auto plan = sheet.plan(QStringLiteral("姓名,出生日期\n贺玉梅,1960-01-02\n贺玉梅,1960\n贺玉梅,1961\n"));
        QCOMPARE(plan.counts.of(Outcome::New), 2);
        QCOMPARE(plan.counts.of(Outcome::Doubtful), 1);
    }
    void severalRecordsWithTheNumberAreADoubt()
    {
        Sheet sheet;
        sheet.add(known(sheet, QStringLiteral("王小明"), Sheet::number(1)));
        sheet.add(known(sheet, QStringLiteral("王小明"), Sheet::number(1)));
        const auto plan = sheet.plan(heads + QStringLiteral("王小明,%1,,,,,\n").arg(Sheet::number(1)));
        QVERIFY(has(plan.lines.constFirst().findings, FindingCode::NumberSeveralHere));
    }
    /// The dirt that real registers have: warned of, or refused with its reason.
    void dirtyRowsAreWarnedOfOrRefused_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<FindingCode>("code");
        const QString n = Sheet::number(1);
        const QString wrong = n.left(17) + (n.endsWith(u'X') ? u'1' : u'X');
        using C = FindingCode;
        QTest::newRow("no name") << QStringLiteral(",%1,,,,,,,").arg(n) << Outcome::Refused << C::NameEmpty;
        QTest::newRow("no number") << QStringLiteral("王小明,,男,汉,1952-03-07,138,,,,") << Outcome::Refused
                                   << C::PhoneLength;
        QTest::newRow("a number that is left out")
            << QStringLiteral("王小明,,男,汉,1952-03-07,,,,") << Outcome::New << C::NumberMissing;
        QTest::newRow("a check digit that does not fit")
            << QStringLiteral("王小明,%1,,,,,,,").arg(wrong) << Outcome::Refused << C::NumberCheckDigit;
        QTest::newRow("17 digits") << QStringLiteral("王小明,%1,,,,,,,").arg(n.left(17)) << Outcome::Refused
                                   << C::NumberLength;
        QTest::newRow("digits lost to a spreadsheet")
            << QStringLiteral("王小明,6.10623E+17,,,,,,,") << Outcome::Refused << C::CellDigitsLost;
        QTest::newRow("a formula's error")
            << QStringLiteral("#N/A,%1,,,,,,,").arg(n) << Outcome::Refused << C::CellError;
        QTest::newRow("another birth date than the number's")
            << QStringLiteral("王小明,%1,,,1953-01-01,,,,").arg(n) << Outcome::New << C::NumberBirthDiffers;
        QTest::newRow("another sex") << QStringLiteral("王小明,%1,女,,,,,,").arg(n) << Outcome::New
                                     << C::NumberSexDiffers;
        QTest::newRow("a birth year only")
            << QStringLiteral("王小明,,,,1952,,,,") << Outcome::New << C::BirthDatePartial;
        QTest::newRow("born tomorrow") << QStringLiteral("王小明,,,,2027-01-01,,,,") << Outcome::Refused
                                       << C::BirthDateFuture;
        QTest::newRow("a day that does not exist")
            << QStringLiteral("王小明,,,,1951-02-29,,,,") << Outcome::Refused << C::Unreadable;
        QTest::newRow("born in 1899") << QStringLiteral("王小明,,,,1899-12-31,,,,") << Outcome::New
                                      << C::BirthDateUnusual;
        QTest::newRow("no telephone") << QStringLiteral("王小明,%1,,,,,,,").arg(n) << Outcome::New << C::PhoneMissing;
        QTest::newRow("a telephone of 10 digits")
            << QStringLiteral("王小明,%1,,,,1380911234,,,").arg(n) << Outcome::Refused << C::PhoneLength;
        QTest::newRow("a missing character")
            << QStringLiteral("王?,%1,,,,,,,").arg(n) << Outcome::New << C::NameCharacterUnknown;
        QTest::newRow("pinyin for a character")
            << QStringLiteral("高MIN,%1,,,,,,,").arg(n) << Outcome::New << C::NameCharacterUnknown;
        QTest::newRow("a private-use character")
            << QStringLiteral("王\uE123,%1,,,,,,,").arg(n) << Outcome::New << C::NameCharacterUnknown;
        QTest::newRow("a word that is no code")
            << QStringLiteral("王小明,%1,,火星族,,,,,").arg(n) << Outcome::Refused << C::Unreadable;
        QTest::newRow("relation other") << QStringLiteral("王小明,%1,,,,,非亲属,,").arg(n) << Outcome::New
                                        << C::RelationUnclear;
        QTest::newRow("a son who is a woman")
            << QStringLiteral("王小明,%1,女,,,,长子,,").arg(n) << Outcome::New << C::RelationAgainstSex;
        QTest::newRow("a paper that expired yesterday")
            << QStringLiteral("王小明,%1,,,,,,2026-11-22,").arg(n) << Outcome::New << C::DocumentExpired;
        QTest::newRow("one that expires today")
            << QStringLiteral("王小明,%1,,,,,,2026/11/23 0:00:00,").arg(n) << Outcome::New << C::DocumentExpiresSoon;
        QTest::newRow("died before birth")
            << QStringLiteral("王小明,%1,,,,,,,1951-01-01").arg(n) << Outcome::Refused << C::DeathBeforeBirth;
        QTest::newRow("an old number") << QStringLiteral("王小明,610623520307001,,,,,,,") << Outcome::New
                                       << C::NumberConverted;
        QTest::newRow("a name that fills a page")
            << QString(1000, u'王') + QStringLiteral(",%1,,,,,,,").arg(n) << Outcome::Refused << C::CellTooLong;
        QTest::newRow("bytes that are no text")
            << QStringLiteral("王\uFFFD,%1,,,,,,,").arg(n) << Outcome::Refused << C::CellBroken;
    }
    void dirtyRowsAreWarnedOfOrRefused()
    {
        QFETCH(const QString, row);
        QFETCH(const Outcome, outcome);
        QFETCH(const FindingCode, code);
        Sheet sheet;
        const auto plan = sheet.plan(
            QStringLiteral("姓名,身份证号,性别,民族,出生日期,联系电话,与户主关系,证件有效期,死亡日期\n") + row + u'\n');
        QCOMPARE(plan.lines.size(), 1);
        const auto &line = plan.lines.constFirst();
        QCOMPARE(line.outcome, outcome);
        QVERIFY(has(line.findings, code));
    }
    void bothOfTwoTelephoneNumbersAreTaken()
    {
        Sheet sheet;
        sheet.importText(heads + QStringLiteral("王小明,%1,,,,13809112345/13909112345,\n").arg(Sheet::number(1)));
        QCOMPARE(sheet.person(Sheet::number(1)).phone, QStringLiteral("13809112345"));
        QCOMPARE(sheet.person(Sheet::number(1)).otherPhone, QStringLiteral("13909112345"));
    }
    void householdsAreMadeOnceAndHeadsAreWatched()
    {
        Sheet sheet;
        const QString text = QStringLiteral("户号,与户主关系,姓名,身份证号\n")
            + QStringLiteral("000123456,户主,甲,%1\n000123456,妻,乙,%2\n000123456,户主,丙,%3\n000777777,长子,丁,%4\n")
                  .arg(Sheet::number(1), Sheet::number(2, Sex::Female), Sheet::number(3), Sheet::number(4));
        const auto plan = sheet.plan(text);
        QCOMPARE(plan.counts.of(Outcome::New), 4);
        QVERIFY(has(plan.lines.at(2).findings, FindingCode::HouseholdSeveralHeads));
        QVERIFY(!has(plan.lines.at(0).findings, FindingCode::HouseholdSeveralHeads));
        QCOMPARE(plan.headless, QList<std::int64_t>{5});
        sheet.importText(text);
        QCOMPARE(sheet.count("household"), 2);
        QCOMPARE(sheet.person(Sheet::number(1)).household, sheet.person(Sheet::number(3)).household);
        // next year's file, with a child
        sheet.importText(
            QStringLiteral("户号,与户主关系,姓名,身份证号\n000123456,长女,戊,%1\n").arg(Sheet::number(5, Sex::Female)));
        QCOMPARE(sheet.count("household"), 2);
        QCOMPARE(sheet.person(Sheet::number(5, Sex::Female)).household, sheet.person(Sheet::number(1)).household);
    }
    void householdsFollowTheHeadAboveWhereTheyHaveNoNumber()
    {
        Sheet sheet;
        sheet.importText(QStringLiteral("户主姓名,与户主关系,姓名,身份证号\n")
                         + QStringLiteral("甲,户主,甲,%1\n甲,妻,乙,%2\n丙,户主,丙,%3\n丙,长子,丁,%4\n不在,次子,戊,%5\n")
                               .arg(Sheet::number(1), Sheet::number(2, Sex::Female), Sheet::number(3), Sheet::number(4),
                                    Sheet::number(5)));
        QCOMPARE(sheet.count("household"), 2);
        QCOMPARE(sheet.person(Sheet::number(2, Sex::Female)).household, sheet.person(Sheet::number(1)).household);
        QCOMPARE(sheet.person(Sheet::number(4)).household, sheet.person(Sheet::number(3)).household);
        QVERIFY(sheet.person(Sheet::number(5)).household.isNull());
    }
    void aPersonInTwoHouseholdsStaysInTheirs()
    {
        Sheet sheet;
        Resident person = known(sheet, QStringLiteral("王小明"), Sheet::number(1));
        person.household = HouseholdId::create(sheet.office.clock, sheet.office.random);
        person.relation = codes::head;
        sheet.add(person);
        const auto plan = sheet.plan(
            QStringLiteral("户号,与户主关系,姓名,身份证号\n1,长子,王小明,%1\n").arg(Sheet::number(1)));
        const auto &line = plan.lines.constFirst();
        QVERIFY(std::any_of(line.differences.begin(), line.differences.end(),
                            [](const auto &one) { return one.field == F::Household && one.kept; }));
        QVERIFY(std::any_of(line.differences.begin(), line.differences.end(),
                            [](const auto &one) { return one.field == F::Relation && one.kept; }));
    }
    void aDryRunCanBeStopped()
    {
        Sheet sheet;
        const auto file = ImportFile::look(sheet.write(heads + QStringLiteral("甲,,,,,,\n"))).value();
        QCOMPARE(ImportPlan::make(file, file.guess, sheet.office.db, sheet.settings(), sheet.office.clock,
                                  sheet.office.random, [](double) { return false; })
                     .error()
                     .code,
                 shouli::core::base::ErrorCode::Cancelled);
        QCOMPARE(ImportPlan::make(file, {}, sheet.office.db, sheet.settings(), sheet.office.clock, sheet.office.random,
                                  [](double) { return true; })
                     .error()
                     .code,
                 shouli::core::base::ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestRowJudge)
#include "TestRowJudge.moc"
