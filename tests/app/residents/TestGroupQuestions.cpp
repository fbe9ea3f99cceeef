// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/Reference.h"
#include "app/residents/GroupQuestions.h"
#include "tests/support/TestMain.h"

#include <QLocale>

using namespace shouli;
using app::residents::GroupQuestions;
using core::residents::GroupMembership;
using F = core::residents::MembershipField;

/// What groups ask, and how answers are read.
class TestGroupQuestions : public QObject {
    Q_OBJECT

    const app::office::Reference reference = app::office::Reference::load().value();
    const core::catalogue::Catalogue *catalogue = reference.catalogues->current(QDate(2026, 11, 23)).value().get();

    GroupQuestions of(const char *group) const
    {
        return {*catalogue->group(QString::fromLatin1(group)), reference.codes};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China)); }
    void cleanupTestCase() { QLocale::setDefault(QLocale::c()); }
    void eachGroupAsksWhatItsRuleNeeds_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<QList<int>>("asked");
        const auto row = [](const char *name, const char *group, std::initializer_list<F> fields) {
            QList<int> asked;
            for (const F field : fields)
                asked.append(static_cast<int>(field));
            QTest::newRow(name) << QByteArray(group) << asked;
        };
        row("a disability", "CANJI", {F::Category, F::Level, F::Certificate, F::ValidTo});
        row("dibao", "DIBAO", {F::Certificate, F::ReviewOn});
        row("a sub-kind", "TEKUN", {F::Detail, F::Certificate});
        row("a review only", "DUJU", {F::ReviewOn});
        row("nothing", "GUER", {});
    }
    void eachGroupAsksWhatItsRuleNeeds()
    {
        QFETCH(QByteArray, group);
        QList<int> asked;
        const auto questions = of(group.constData()).of({});
        for (const auto &question : questions) {
            QVERIFY(!question.label.isEmpty() && !question.hint.isEmpty() && question.value.isEmpty());
            asked.append(static_cast<int>(question.field));
        }
        QTEST(asked, "asked");
    }
    void theNextReviewIsProposed()
    {
        const auto membership = of("DIBAO").begin(QDate(2026, 11, 23));
        QCOMPARE(membership.group, QStringLiteral("DIBAO"));
        QCOMPARE(membership.validFrom, QDate(2026, 11, 23));
        QCOMPARE(membership.reviewOn, QDate(2027, 11, 23));
        QVERIFY(!of("GUER").begin(QDate(2026, 11, 23)).reviewOn.isValid());
    }
    void answersAreReadInSeveralWays_data()
    {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<F>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept"); ///< "?" where it is not understood
        const auto row = [](const char *name, const char *group, F field, const char *typed, const char *kept) {
            QTest::newRow(name) << QByteArray(group) << field << QString::fromUtf8(typed) << QString::fromUtf8(kept);
        };
        row("a category by its number", "CANJI", F::Category, "4", "4");
        row("a category by its word", "CANJI", F::Category, "肢体", "4");
        row("a category by its English word", "CANJI", F::Category, "Visual", "1");
        row("no such category", "CANJI", F::Category, "9", "?");
        row("a level by its word", "CANJI", F::Level, "二级", "2");
        row("no such level", "CANJI", F::Level, "五级", "?");
        row("a level taken away", "CANJI", F::Level, "", "");
        row("a kind by its number", "TEKUN", F::Detail, "2", "分散供养");
        row("a kind by its word", "TEKUN", F::Detail, "集中供养", "集中供养");
        row("a kind by its English word", "TEKUN", F::Detail, "support at home", "分散供养");
        row("no such kind", "TEKUN", F::Detail, "3", "?");
        row("free words", "TUIYI", F::Detail, "1978年入伍，服役3年", "1978年入伍，服役3年");
        row("a certificate with spaces", "DIBAO", F::Certificate, " db 61 0681 ", "DB610681");
        row("a day", "DIBAO", F::ReviewOn, "2027年6月1日", "2027-06-01");
        row("no day", "DIBAO", F::ReviewOn, "2027-02-30", "?");
        row("half a day", "DIBAO", F::ReviewOn, "2027-02", "?");
        row("the last day", "GANGXING", F::ValidTo, "20271122", "2027-11-22");
        row("what is not asked", "GUER", F::Group, "DIBAO", "?");
    }
    void answersAreReadInSeveralWays()
    {
        QFETCH(QByteArray, group);
        QFETCH(F, field);
        QFETCH(QString, typed);
        QFETCH(QString, kept);
        GroupMembership membership;
        membership.level = core::residents::DisabilityLevelCode(3);
        const GroupMembership before = membership;
        const bool understood = of(group.constData()).answer(membership, field, typed);
        QCOMPARE(understood, kept != u"?");
        if (!understood) {
            QCOMPARE(membership, before); // nothing is lost
            return;
        }
        const auto value = membership.value(field);
        QCOMPARE(value.isNumber() ? QString::number(value.number()) : value.text(), kept);
    }
    void theCertificateSaysCategoryAndLevel()
    {
        GroupMembership membership;
        QVERIFY(of("CANJI").answer(membership, F::Certificate, QStringLiteral("61069919590307942x42b1")));
        QCOMPARE(membership.certificate, QStringLiteral("61069919590307942X42B1"));
        QCOMPARE(membership.category.value(), 4);
        QCOMPARE(membership.level.value(), 2);
        membership.level = core::residents::DisabilityLevelCode(3); // as somebody typed it
        QVERIFY(of("CANJI").answer(membership, F::Certificate, QStringLiteral("61069919590307942X41")));
        QCOMPARE(membership.level.value(), 3);
        GroupMembership other; // of another group the number says nothing
        QVERIFY(of("DIBAO").answer(other, F::Certificate, QStringLiteral("61069919590307942X42")));
        QVERIFY(other.category.isEmpty());
    }
    void whatIsAnsweredIsShownInWords()
    {
        GroupMembership membership;
        membership.category = core::residents::DisabilityCategoryCode(4);
        membership.level = core::residents::DisabilityLevelCode(2);
        const auto shown = of("CANJI").of(membership);
        QCOMPARE(shown.at(0).value, QStringLiteral("肢体"));
        QCOMPARE(shown.at(1).value, QStringLiteral("二级"));
        membership.detail = QStringLiteral("分散供养");
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(of("TEKUN").of(membership).at(0).value, QStringLiteral("support at home"));
        QVERIFY(of("TEKUN").of(membership).at(0).hint.contains(QStringLiteral("1 institutional support")));
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    }
};

SHOULI_TEST(TestGroupQuestions)
#include "TestGroupQuestions.moc"
