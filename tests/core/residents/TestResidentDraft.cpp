// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentDraft.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core;
using namespace shouli::core::residents;
using F = ResidentField;

namespace {

const QDate today(2026, 11, 23);

/// A record in which nothing is odd.
ResidentDraft good()
{
    ResidentDraft draft({}, QStringLiteral("0911"));
    draft.type(F::Name, QStringLiteral("贺玉梅"));
    draft.type(F::DocumentType, QStringLiteral("10"));
    draft.type(F::DocumentNumber, QStringLiteral("610681200001019004"));
    draft.type(F::Sex, QStringLiteral("女"));
    draft.type(F::BirthDate, QStringLiteral("20000101"));
    draft.type(F::Phone, QStringLiteral("13909115127"));
    draft.type(F::LivingAddress, QStringLiteral("齐家湾社区3排12号"));
    return draft;
}

} // namespace

class TestResidentDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodRecordHasNoFindings()
    {
        QVERIFY(good().validate(today).isEmpty());
        QVERIFY(good().isSavable(today));
    }

    void typedTextIsBroughtToItsStoredForm_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        const auto row = [](F field, const char *typed, const char *stored) {
            QTest::addRow("%d %s", int(field), typed)
                << int(field) << QString::fromUtf8(typed) << QString::fromUtf8(stored);
        };
        row(F::Name, " 贺玉梅 ", "贺玉梅");
        row(F::Sex, "男", "1");
        row(F::Sex, "2", "2");
        row(F::BirthDate, "1959年9月10日", "1959-09-10");
        row(F::BirthDate, "1959", "1959");
        row(F::Ethnic, "汉族", "1");
        row(F::Ethnic, "05", "5");
        row(F::DocumentNumber, "６１０６８１２０００01019004", "610681200001019004");
        row(F::DocumentNumber, "61069919550607907x", "61069919550607907X");
        row(F::DocumentValidTo, "2030.1.2", "2030-01-02");
        row(F::DocumentValidTo, "长期", "");
        row(F::Relation, "儿媳", "38");
        row(F::Marital, "丧偶", "30");
        row(F::Education, "初中毕业", "71");
        row(F::Political, "群众", "13");
        row(F::WorkStatus, "务农", "4");
        row(F::ResidenceStatus, "户在人不在", "3");
        row(F::HukouKind, "3", "3");
        row(F::HukouRural, "农村", "1");
        row(F::Phone, "139 0911 5127", "13909115127");
        row(F::Phone, "7112345", "0911-7112345");
        row(F::OtherPhone, "+86-13909115127", "13909115127");
        row(F::BankAccount, "9999 9900 0000", "999999000000");
        row(F::DeceasedOn, "20260102", "2026-01-02");
        row(F::Remark, "行动不便", "行动不便");
    }
    void typedTextIsBroughtToItsStoredForm()
    {
        QFETCH(int, field);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        ResidentDraft draft({}, QStringLiteral("0911"));
        draft.type(F(field), typed);
        QCOMPARE(draft.text(F(field)), stored);
        QVERIFY(!draft.isUnread(F(field)));
        draft.type(F(field), {});
        QVERIFY(!draft.isUnread(F(field)));
    }

    void whatCannotBeReadIsKeptAndStopsSaving_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::newRow("birth date") << int(F::BirthDate) << "1959-02-30"
                                    << "2000-01-01";
        QTest::newRow("sex") << int(F::Sex) << "x"
                             << "女";
        QTest::newRow("ethnic group") << int(F::Ethnic) << "汉人"
                                      << "汉族";
        QTest::newRow("telephone") << int(F::Phone) << "1390911512"
                                   << "13909115127";
        QTest::newRow("day of death") << int(F::DeceasedOn) << "2026"
                                      << "";
        QTest::newRow("relation") << int(F::Relation) << "大儿子"
                                  << "22";
    }
    void whatCannotBeReadIsKeptAndStopsSaving()
    {
        QFETCH(int, field);
        QFETCH(QString, typed);
        QFETCH(QString, better);
        ResidentDraft draft = good();
        draft.type(F(field), typed);
        QVERIFY(draft.isUnread(F(field)));
        QCOMPARE(draft.text(F(field)), typed);
        QVERIFY(!draft.isSavable(today));
        bool said = false;
        for (const FieldFinding &one : draft.validate(today))
            said = said || (one.field == F(field) && one.finding.severity == Severity::Impossible);
        QVERIFY(said);
        draft.type(F(field), better);
        QVERIFY(!draft.isUnread(F(field)));
    }

    void findingsAreMade_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("at");
        QTest::addColumn<FindingCode>("code");
        QTest::addColumn<bool>("savable");
        const auto row = [](const char *what, F field, const QString &typed, F at, FindingCode code, bool savable) {
            QTest::newRow(what) << int(field) << typed << int(at) << code << savable;
        };
        row("no name", F::Name, {}, F::Name, FindingCode::NameEmpty, false);
        row("a name of 51 characters", F::Name, QString(51, u'王'), F::Name, FindingCode::NameTooLong, false);
        row("a name with a question mark", F::Name, QStringLiteral("王?"), F::Name, FindingCode::NameCharacterUnknown,
            true);
        row("a name with a private-use character", F::Name, QStringLiteral("王\uE123"), F::Name,
            FindingCode::NameCharacterUnknown, true);
        row("a name with digits", F::Name, QStringLiteral("王2"), F::Name, FindingCode::NameDigits, true);
        row("no number", F::DocumentNumber, {}, F::DocumentNumber, FindingCode::NumberMissing, true);
        row("a wrong number", F::DocumentNumber, QStringLiteral("610681200001019005"), F::DocumentNumber,
            FindingCode::NumberCheckDigit, false);
        row("an old number", F::DocumentNumber, QStringLiteral("610681000101900"), F::DocumentNumber,
            FindingCode::NumberOldForm, false);
        row("another sex than the number's", F::Sex, QStringLiteral("男"), F::DocumentNumber,
            FindingCode::NumberSexDiffers, true);
        row("another birth date than the number's", F::BirthDate, QStringLiteral("20000110"), F::DocumentNumber,
            FindingCode::NumberBirthDiffers, true);
        row("a citizen's number on a Hong Kong permit", F::DocumentType, QStringLiteral("20"), F::DocumentNumber,
            FindingCode::NumberHolderDiffers, true);
        row("no birth date", F::BirthDate, {}, F::BirthDate, FindingCode::BirthDateMissing, true);
        row("a year only", F::BirthDate, QStringLiteral("2000"), F::BirthDate, FindingCode::BirthDatePartial, true);
        row("born tomorrow", F::BirthDate, QStringLiteral("20261124"), F::BirthDate, FindingCode::BirthDateFuture,
            false);
        row("born in 1899", F::BirthDate, QStringLiteral("18991231"), F::BirthDate, FindingCode::BirthDateUnusual,
            true);
        row("dead before birth", F::DeceasedOn, QStringLiteral("19991231"), F::DeceasedOn,
            FindingCode::DeathBeforeBirth, false);
        row("dead tomorrow", F::DeceasedOn, QStringLiteral("20261124"), F::DeceasedOn, FindingCode::DeathFuture, false);
        row("paper expired yesterday", F::DocumentValidTo, QStringLiteral("20261122"), F::DocumentValidTo,
            FindingCode::DocumentExpired, true);
        row("paper expires today", F::DocumentValidTo, QStringLiteral("20261123"), F::DocumentValidTo,
            FindingCode::DocumentExpiresSoon, true);
        row("paper expires tomorrow", F::DocumentValidTo, QStringLiteral("20261124"), F::DocumentValidTo,
            FindingCode::DocumentExpiresSoon, true);
        row("no telephone", F::Phone, {}, F::Phone, FindingCode::PhoneMissing, true);
        row("no address", F::LivingAddress, {}, F::LivingAddress, FindingCode::AddressMissing, true);
        row("a division of 9 digits", F::LivingDivision, QStringLiteral("610681001"), F::LivingDivision,
            FindingCode::DivisionMalformed, false);
        row("an unknown code", F::Ethnic, QStringLiteral("77"), F::Ethnic, FindingCode::CodeUnknown, true);
        row("a daughter who is a son", F::Relation, QStringLiteral("子"), F::Relation, FindingCode::RelationAgainstSex,
            true);
        row("other relative", F::Relation, QStringLiteral("97"), F::Relation, FindingCode::RelationUnclear, true);
        row("a bank card with a wrong digit", F::BankAccount, QStringLiteral("9999990000000001"), F::BankAccount,
            FindingCode::BankAccountCheckDigit, true);
        row("an account of 5 digits", F::BankAccount, QStringLiteral("12345"), F::BankAccount,
            FindingCode::BankAccountLength, true);
    }
    void findingsAreMade()
    {
        QFETCH(int, field);
        QFETCH(QString, typed);
        QFETCH(int, at);
        QFETCH(FindingCode, code);
        QFETCH(bool, savable);
        ResidentDraft draft = good();
        draft.type(F(field), typed);
        bool said = false;
        for (const FieldFinding &one : draft.validate(today))
            said = said || (int(one.field) == at && one.finding.code == code);
        QVERIFY(said);
        QCOMPARE(draft.isSavable(today), savable);
    }
    void aMarriedChildIsOdd()
    {
        ResidentDraft draft = good();
        draft.type(F::Marital, QStringLiteral("20"));
        QVERIFY(draft.validate(today).isEmpty()); // 26
        draft.type(F::DocumentNumber, {});
        draft.type(F::BirthDate, QStringLiteral("20080101"));
        bool said = false;
        for (const FieldFinding &one : draft.validate(today))
            said = said || one.finding.code == FindingCode::MarriedTooYoung;
        QVERIFY(said);
    }
    void aBankCardThatPassesIsFine()
    {
        ResidentDraft draft = good();
        draft.type(F::BankAccount, QStringLiteral("9999 9900 0000 0006"));
        for (const FieldFinding &one : draft.validate(today))
            QVERIFY(one.field != F::BankAccount);
    }
    void aWrongNumberOfAnOldRegisterDoesNotKeepTheTelephoneFromBeingCorrected()
    {
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random;
        Resident old = good().resident();
        old.id = ResidentId::create(clock, random);
        old.documentNumber = QStringLiteral("610681200001019005");
        ResidentDraft draft(old, QStringLiteral("0911"));
        draft.type(F::Phone, QStringLiteral("13909110000"));
        QVERIFY(draft.isSavable(today));
        QCOMPARE(draft.validate(today).first().finding.severity, Severity::Odd);
        draft.type(F::DocumentNumber, QStringLiteral("610681200001019006"));
        QVERIFY(!draft.isSavable(today));
    }
    void theNumberFillsWhatIsEmpty()
    {
        ResidentDraft draft;
        draft.type(F::DocumentNumber, QStringLiteral("61069919550607907X"));
        draft.fillFromNumber();
        QCOMPARE(draft.resident().sex, Sex::Male);
        QCOMPARE(draft.resident().birthDate, PartialDate(1955, 6, 7));
        draft.type(F::BirthDate, QStringLiteral("1955"));
        draft.fillFromNumber();
        QCOMPARE(draft.text(F::BirthDate), QStringLiteral("1955"));
    }
    void whatStandsBesideATelephoneNumberIsKept()
    {
        ResidentDraft draft = good();
        draft.type(F::Phone, QStringLiteral("13809112345（儿子）/13909112345"));
        QCOMPARE(draft.text(F::Phone), QStringLiteral("13809112345"));
        QCOMPARE(draft.text(F::PhoneNote), QStringLiteral("儿子"));
        QCOMPARE(draft.text(F::OtherPhone), QStringLiteral("13909112345"));
    }
    void aPassportIsNotACitizenNumber()
    {
        ResidentDraft draft = good();
        draft.type(F::DocumentType, QStringLiteral("31"));
        draft.type(F::DocumentNumber, QStringLiteral("e12345678"));
        QCOMPARE(draft.text(F::DocumentNumber), QStringLiteral("E12345678"));
        QVERIFY(draft.validate(today).isEmpty());
    }
    void theDeadNeedNoTelephone()
    {
        ResidentDraft draft = good();
        draft.type(F::Phone, {});
        draft.type(F::DeceasedOn, QStringLiteral("20260101"));
        QVERIFY(draft.validate(today).isEmpty());
    }
};

SHOULI_TEST(TestResidentDraft)
#include "TestResidentDraft.moc"
