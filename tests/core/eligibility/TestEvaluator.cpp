// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/eligibility/TestFacts.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::catalogue;
using namespace shouli::core::eligibility;
using shouli::tests::TestContext;
using shouli::tests::TestFacts;

Q_DECLARE_METATYPE(Verdict)

class TestEvaluator : public QObject {
    Q_OBJECT
    TestContext m_test;
    TestFacts m_facts = TestFacts::heYumei();

    RuleOutcome evaluate(const Condition::Test &test, const TestFacts &facts, const Answers &answers = {},
                         const QString &office = QStringLiteral("610681001003"))
    {
        const Context context{m_test.catalogue, m_test.codes, m_test.divisions, office};
        return Evaluator(context, facts, answers, QStringLiteral("MZ-01"), m_test.today).evaluate({test, {}});
    }
    RuleOutcome evaluate(const Condition::Test &test) { return evaluate(test, m_facts); }
    static Operand number(double value) { return {value, {}, 1, 0}; }
    static Operand parameter(const char *id, double factor = 1, double plus = 0)
    {
        return {0, QString::fromLatin1(id), factor, plus};
    }
    static AgeTest atLeast(int years) { return {{number(years), {}, {}, {}}}; }
    static AgeTest below(int years) { return {{{}, {}, {}, number(years)}}; }
    static Condition::Test composite(CompositeTest::Op op, std::vector<Condition::Test> tests)
    {
        CompositeTest test{op, {}};
        for (auto &one : tests)
            test.of.push_back({std::move(one), {}});
        return test;
    }
    static PlaceTest hukouIn(PlaceTest::Scope scope) { return {PlaceTest::Kind::Hukou, scope, true}; }

private Q_SLOTS:
    void agesAreComparedInFullYears()
    {
        QCOMPARE(evaluate(atLeast(67)).verdict, Verdict::Met);
        QCOMPARE(evaluate(atLeast(68)).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(below(67)).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(AgeTest{{{}, number(66), number(67), {}}}).verdict, Verdict::Met);
        QCOMPARE(evaluate(AgeTest{{{}, number(67), {}, {}}}).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(atLeast(67)).seen.zh, QStringLiteral("67 周岁"));
        QCOMPARE(evaluate(atLeast(67)).source->date, QDate(2025, 3, 2));
        QCOMPARE(evaluate(atLeast(70)).metFrom, QDate(2029, 8, 8));
        QVERIFY(!evaluate(below(60)).metFrom.isValid());
    }
    void aYearOfBirthIsEnoughWhereItSettlesIt()
    {
        TestFacts facts;
        facts.person.birth = TestFacts::known(Birth{QDate(1956, 1, 1), QDate(1956, 12, 31)}); // 69 or 70
        QCOMPARE(evaluate(atLeast(60), facts).verdict, Verdict::Met);
        QCOMPARE(evaluate(atLeast(71), facts).verdict, Verdict::NotMet);
        const RuleOutcome open = evaluate(atLeast(70), facts);
        QCOMPARE(open.verdict, Verdict::Unknown);
        QCOMPARE(open.seen.zh, QStringLiteral("69–70 周岁"));
        QCOMPARE(evaluate(BornTest{QDate(1955, 6, 1)}, facts).verdict, Verdict::Met);
        QCOMPARE(evaluate(BornTest{QDate(1956, 6, 1)}, facts).verdict, Verdict::Unknown);
        QCOMPARE(evaluate(BornTest{QDate(1957, 6, 1)}, facts).verdict, Verdict::NotMet);
    }
    void anAgeAgainstATableOfAgesIsLeftOpenOnlyWhereItDepends_data()
    {
        QTest::addColumn<int>("age");
        QTest::addColumn<Verdict>("working");
        QTest::addColumn<Verdict>("nearly");
        QTest::newRow("a child") << 15 << Verdict::NotMet << Verdict::NotMet;
        QTest::newRow("thirty") << 30 << Verdict::Met << Verdict::NotMet;
        QTest::newRow("forty-five") << 45 << Verdict::Met << Verdict::Unknown;
        QTest::newRow("fifty-four") << 54 << Verdict::Unknown << Verdict::Met;
        QTest::newRow("sixty-four") << 64 << Verdict::NotMet << Verdict::Met;
    }
    void anAgeAgainstATableOfAgesIsLeftOpenOnlyWhereItDepends()
    {
        QFETCH(int, age);
        TestFacts facts;
        facts.person.birth = TestFacts::known(Birth::on(m_test.today.addYears(-age)));
        QTEST(evaluate(AgeTest{{number(16), {}, {}, parameter("statutory_retirement_age")}}, facts).verdict, "working");
        QTEST(evaluate(AgeTest{{parameter("statutory_retirement_age", 1, -10), {}, {}, {}}}, facts).verdict, "nearly");
    }
    void aStandardTheCountyHasNotSetIsSaidToBeMissing()
    {
        TestFacts facts;
        const QString income = QStringLiteral("income_per_capita_month");
        const QuantityTest poor{income, {{}, {}, {}, parameter("dibao_standard_monthly", 1.5)}};
        const RuleOutcome nothing = evaluate(poor, facts);
        QCOMPARE(nothing.reason, Reason::FactMissing);
        QCOMPARE(nothing.missing.front().zh, QStringLiteral("家庭人均月收入"));
        facts.quantities.insert(income, 900);
        const RuleOutcome noStandard = evaluate(poor, facts);
        QCOMPARE(noStandard.verdict, Verdict::Unknown);
        QCOMPARE(noStandard.reason, Reason::ParameterMissing);
        QCOMPARE(noStandard.missing.front().zh, QStringLiteral("低保标准（每人每月）"));
        QCOMPARE(noStandard.seen.zh, QStringLiteral("900 元"));
        TestContext test;
        QVERIFY(test.catalogue.setParameter(QStringLiteral("dibao_standard_monthly"), 600));
        const Answers none;
        const auto against = [&](double value) {
            facts.quantities.insert(income, value);
            return Evaluator(test.context, facts, none, QString(), test.today).evaluate({poor, {}}).verdict;
        };
        QCOMPARE(against(899.99), Verdict::Met);
        QCOMPARE(against(900), Verdict::NotMet);
    }
    void groupsAreLookedUpAndDerived()
    {
        const auto groups = [](GroupTest::Op op, std::initializer_list<const char *> codes) {
            GroupTest test{op, {}, Who::Subject};
            for (const char *code : codes)
                test.groups += QString::fromLatin1(code);
            return test;
        };
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"DIBAO", "DIBAO_BY"})).verdict, Verdict::Met);
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"DIBAO", "DIBAO_BY"})).seen.zh, QStringLiteral("低保边缘家庭"));
        QCOMPARE(evaluate(groups(GroupTest::Op::AllOf, {"DIBAO", "DIBAO_BY"})).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(groups(GroupTest::Op::NoneOf, {"DIBAO", "TEKUN"})).verdict, Verdict::Met);
        QCOMPARE(evaluate(groups(GroupTest::Op::NoneOf, {"DIBAO", "TEKUN"})).seen.zh, QStringLiteral("无"));
        // never written as labels: they follow from age, disability and place
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"LAONIAN"})).verdict, Verdict::Met);
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"ZHONGCAN"})).verdict, Verdict::Met);
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"GAOLING"})).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(groups(GroupTest::Op::AnyOf, {"LIUDONG"})).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(groups(GroupTest::Op::NoneOf, {"DIBAO"}), TestFacts()).verdict, Verdict::Unknown);
    }
    void aHouseholdIsAskedMemberByMember()
    {
        TestFacts facts = TestFacts::heYumei();
        const GroupTest ill{GroupTest::Op::AnyOf, {QStringLiteral("DABING")}, Who::AnyMember};
        QCOMPARE(evaluate(ill, facts).verdict, Verdict::NotMet);
        PersonFacts son = facts.person;
        son.groups = TestFacts::known(QStringList{QStringLiteral("DABING")});
        facts.members.push_back(son);
        QCOMPARE(evaluate(ill, facts).verdict, Verdict::Met);
        QCOMPARE(evaluate(DisabilityTest{{}, Who::AnyMember}, facts).verdict, Verdict::Met);
        son.groups.reset();
        facts.members = {facts.person, son};
        QCOMPARE(evaluate(ill, facts).verdict, Verdict::Unknown); // of one member nothing is known
        facts.members.clear();
        QCOMPARE(evaluate(ill, facts).verdict, Verdict::Unknown);
        facts.person.groups->value += QStringLiteral("DABING");
        QCOMPARE(evaluate(ill, facts).verdict, Verdict::Met); // the subject is one of them
    }
    void placesAreSeenFromTheOffice_data()
    {
        QTest::addColumn<QString>("hukou");
        QTest::addColumn<QString>("office");
        QTest::addColumn<Verdict>("county");
        QTest::addColumn<Verdict>("town");
        QTest::addColumn<Verdict>("community");
        const QString here = QStringLiteral("610681001003");
        const auto row = [&](const char *name, const char *hukou, const QString &office, Verdict a, Verdict b,
                             Verdict c) { QTest::newRow(name) << QString::fromLatin1(hukou) << office << a << b << c; };
        row("the same community", "610681001003", here, Verdict::Met, Verdict::Met, Verdict::Met);
        row("the next community", "610681001001", here, Verdict::Met, Verdict::Met, Verdict::NotMet);
        row("another town", "610681101201", here, Verdict::Met, Verdict::NotMet, Verdict::NotMet);
        row("another county", "610602001001", here, Verdict::NotMet, Verdict::NotMet, Verdict::NotMet);
        row("another province", "110000000000", here, Verdict::NotMet, Verdict::NotMet, Verdict::NotMet);
        row("only the county is known", "610681000000", here, Verdict::Met, Verdict::Unknown, Verdict::Unknown);
        row("only the province is known", "610000000000", here, Verdict::Unknown, Verdict::Unknown, Verdict::Unknown);
        row("the county's former code", "610623001003", here, Verdict::Met, Verdict::Met, Verdict::Met);
        row("no division", "banana", here, Verdict::Unknown, Verdict::Unknown, Verdict::Unknown);
        row("at a street's desk", "610681001003", QStringLiteral("610681001000"), Verdict::Met, Verdict::Met,
            Verdict::Unknown);
        row("at a county desk", "610681001003", QStringLiteral("610681000000"), Verdict::Met, Verdict::Unknown,
            Verdict::Unknown);
    }
    void placesAreSeenFromTheOffice()
    {
        QFETCH(QString, hukou);
        QFETCH(QString, office);
        TestFacts facts;
        facts.person.hukou = TestFacts::known(hukou);
        QTEST(evaluate(hukouIn(PlaceTest::Scope::County), facts, {}, office).verdict, "county");
        QTEST(evaluate(hukouIn(PlaceTest::Scope::Town), facts, {}, office).verdict, "town");
        QTEST(evaluate(hukouIn(PlaceTest::Scope::Community), facts, {}, office).verdict, "community");
        const PlaceTest outside{PlaceTest::Kind::Hukou, PlaceTest::Scope::County, false};
        QCOMPARE(evaluate(outside, facts, {}, office).verdict,
                 opposite(evaluate(hukouIn(PlaceTest::Scope::County), facts, {}, office).verdict));
    }
    void whereSomebodyLivesAndWorksAreFactsOfTheirOwn()
    {
        TestFacts facts;
        facts.person.workplace = TestFacts::known(QStringLiteral("610681001001"));
        QCOMPARE(evaluate(PlaceTest{PlaceTest::Kind::Work, PlaceTest::Scope::Town, true}, facts).verdict, Verdict::Met);
        const RuleOutcome home = evaluate(PlaceTest{PlaceTest::Kind::Residence, PlaceTest::Scope::Town, true}, facts);
        QCOMPARE(home.verdict, Verdict::Unknown);
        QCOMPARE(home.missing.front().zh, QStringLiteral("现住址"));
        QCOMPARE(evaluate(hukouIn(PlaceTest::Scope::County)).seen.zh,
                 QStringLiteral("陕西省延安市子长市瓦窑堡街道齐家湾社区居委会"));
    }
    void disabilitiesFitByCategoryAndLevel()
    {
        const auto kinds = [](QStringList categories, QStringList levels) {
            return DisabilityTest{{{categories, levels}}, Who::Subject};
        };
        QCOMPARE(evaluate(DisabilityTest{}).verdict, Verdict::Met);
        QCOMPARE(evaluate(kinds({}, {QStringLiteral("1"), QStringLiteral("2")})).verdict, Verdict::Met);
        QCOMPARE(evaluate(kinds({QStringLiteral("5")}, {})).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(DisabilityTest{}).seen.zh, QStringLiteral("肢体二级"));
        TestFacts facts;
        QCOMPARE(evaluate(DisabilityTest{}, facts).verdict, Verdict::Unknown);
        facts.person.disability = TestFacts::known(Disability{});
        QCOMPARE(evaluate(DisabilityTest{}, facts).verdict, Verdict::NotMet); // known to have none
        facts.person.disability = TestFacts::known(
            Disability{QStringLiteral("4"), QStringLiteral("2"), QDate(2026, 11, 22)});
        QCOMPARE(evaluate(DisabilityTest{}, facts).verdict, Verdict::Unknown); // ran out yesterday
    }
    void sexMaritalStatusAndCircumstances()
    {
        QCOMPARE(evaluate(SexTest{QStringLiteral("2")}).verdict, Verdict::Met);
        QCOMPARE(evaluate(SexTest{QStringLiteral("1")}).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(MaritalTest{{QStringLiteral("20"), QStringLiteral("40")}}).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(MaritalTest{{QStringLiteral("30")}}).seen.zh, QStringLiteral("丧偶"));
        const QString student = QStringLiteral("student");
        QCOMPARE(evaluate(CircumstanceTest{student, false}).verdict, Verdict::Unknown);
        QCOMPARE(evaluate(CircumstanceTest{student, false}).missing.front().zh, QStringLiteral("在校学生"));
        m_facts.circumstances.insert(student, true);
        QCOMPARE(evaluate(CircumstanceTest{student, false}).verdict, Verdict::NotMet);
        QCOMPARE(evaluate(CircumstanceTest{student, true}).verdict, Verdict::Met);
        m_facts.circumstances.clear();
    }
    void theDeadAndTheirParents()
    {
        TestFacts facts;
        QCOMPARE(evaluate(DeceasedTest{}, facts).verdict, Verdict::Unknown);
        facts.person.death = TestFacts::known(QDate());
        QCOMPARE(evaluate(DeceasedTest{}, facts).verdict, Verdict::NotMet);
        facts.person.death = TestFacts::known(QDate(2026, 5, 23));
        QCOMPARE(evaluate(DeceasedTest{}, facts).verdict, Verdict::Met);
        QCOMPARE(evaluate(DeceasedTest{6}, facts).verdict, Verdict::Met);
        facts.person.death = TestFacts::known(QDate(2026, 5, 22));
        QCOMPARE(evaluate(DeceasedTest{6}, facts).verdict, Verdict::NotMet);
    }
    void parentsMustEachBeInAState()
    {
        const QString dead = QStringLiteral("dead");
        const QString ill = QStringLiteral("seriously_ill");
        const ParentsTest unsupported{{dead, ill}, {dead}, {}};
        const auto verdict = [&](std::vector<QStringList> parents) {
            TestFacts facts;
            facts.person.parents = TestFacts::known(parents);
            return evaluate(unsupported, facts).verdict;
        };
        QCOMPARE(verdict({{dead}, {ill}}), Verdict::Met);
        QCOMPARE(verdict({{ill}, {ill}}), Verdict::Met);
        QCOMPARE(verdict({{dead}, {dead}}), Verdict::PersonMustJudge); // an orphan: another service
        QCOMPARE(verdict({{dead}, {}}), Verdict::PersonMustJudge);     // the register seldom knows all
        QCOMPARE(verdict({{dead}}), Verdict::PersonMustJudge);         // of the other nothing is known
        QCOMPARE(verdict({{ill}}), Verdict::PersonMustJudge);
        QCOMPARE(evaluate(unsupported, TestFacts()).verdict, Verdict::PersonMustJudge);
    }
    void casesOfTheSameServiceAreSeen()
    {
        TestFacts facts;
        QCOMPARE(evaluate(NoOpenCaseTest{}, facts).verdict, Verdict::Unknown);
        facts.casesKnown = true;
        QCOMPARE(evaluate(NoOpenCaseTest{}, facts).verdict, Verdict::Met);
        facts.open.insert(QStringLiteral("MZ-01"), QDate(2026, 11, 2)); // the service asked about
        QCOMPARE(evaluate(NoOpenCaseTest{}, facts).verdict, Verdict::NotMet);
        QVERIFY(evaluate(NoOpenCaseTest{}, facts).seen.zh.contains(QStringLiteral("2026-11-02")));
        QCOMPARE(evaluate(NoOpenCaseTest{QStringLiteral("MZ-02")}, facts).verdict, Verdict::Met);
        QCOMPARE(evaluate(NotRepeatedTest{{}, 12}, facts).verdict, Verdict::Met);
        facts.granted.insert(QStringLiteral("MZ-01"), QDate(2026, 1, 5));
        QCOMPARE(evaluate(NotRepeatedTest{{}, 12}, facts).verdict, Verdict::PersonMustJudge); // the same cause?
        facts.granted.insert(QStringLiteral("MZ-01"), QDate(2025, 11, 23));
        QCOMPARE(evaluate(NotRepeatedTest{{}, 12}, facts).verdict, Verdict::Met);
    }
    void aPaperInTheRegisterMustBeGood()
    {
        TestFacts facts;
        const DocumentTest certificate{QStringLiteral("CJZ")};
        QCOMPARE(evaluate(certificate, facts).verdict, Verdict::Unknown);
        facts.papers.insert(QStringLiteral("CJZ"), {{}, {}, m_test.today, TestFacts::provenance()});
        QCOMPARE(evaluate(certificate, facts).verdict, Verdict::Met);
        facts.papers[QStringLiteral("CJZ")].validTo = m_test.today.addDays(-1);
        QCOMPARE(evaluate(certificate, facts).verdict, Verdict::NotMet);
        const Material &photo = *m_test.catalogue.material(QStringLiteral("PHOTO2")); // half a year
        QVERIFY((Evidence{{}, m_test.today.addDays(-180), {}, {}}).isGood(photo, m_test.today));
        QVERIFY(!(Evidence{{}, m_test.today.addDays(-181), {}, {}}).isGood(photo, m_test.today));
        QVERIFY(!(Evidence{}).isGood(photo, m_test.today)); // nobody knows how old it is
    }
    void whatOnlyAPersonCanTellIsLeftToAPerson()
    {
        QCOMPARE(evaluate(JudgeTest{}).verdict, Verdict::PersonMustJudge);
        QCOMPARE(evaluate(JudgeTest{}).reason, Reason::ForAPerson);
        const RuleOutcome unknown = evaluate(UnknownTest{QStringLiteral("moon_phase")});
        QCOMPARE(unknown.verdict, Verdict::PersonMustJudge);
        QCOMPARE(unknown.reason, Reason::RuleNotKnown);
    }
    void answersAndVariantsComeFromTheCounter()
    {
        const AnswerTest proxy{QStringLiteral("proxy")};
        QCOMPARE(evaluate(proxy).questions, QStringList{QStringLiteral("proxy")});
        QCOMPARE(evaluate(proxy, m_facts, {{{QStringLiteral("proxy"), true}}, {}}).verdict, Verdict::Met);
        QCOMPARE(evaluate(proxy, m_facts, {{{QStringLiteral("proxy"), false}}, {}}).verdict, Verdict::NotMet);
        const VariantTest urgent{{QStringLiteral("URGENT")}};
        QCOMPARE(evaluate(urgent).verdict, Verdict::Unknown);
        QCOMPARE(evaluate(urgent, m_facts, {{}, QStringLiteral("URGENT")}).verdict, Verdict::Met);
        QCOMPARE(evaluate(urgent, m_facts, {{}, QStringLiteral("SPENDING")}).verdict, Verdict::NotMet);
    }
    void conditionsCombineWithoutTakingTheUnknownForANo_data()
    {
        QTest::addColumn<QList<int>>("ages"); // 60: met, 90: not met, 0: unknown (no standard)
        QTest::addColumn<Verdict>("all");
        QTest::addColumn<Verdict>("any");
        QTest::newRow("met, met") << QList<int>{60, 60} << Verdict::Met << Verdict::Met;
        QTest::newRow("met, not met") << QList<int>{60, 90} << Verdict::NotMet << Verdict::Met;
        QTest::newRow("not met, not met") << QList<int>{90, 90} << Verdict::NotMet << Verdict::NotMet;
        QTest::newRow("met, unknown") << QList<int>{60, 0} << Verdict::Unknown << Verdict::Met;
        QTest::newRow("unknown, not met") << QList<int>{0, 90} << Verdict::NotMet << Verdict::Unknown;
        QTest::newRow("unknown, unknown") << QList<int>{0, 0} << Verdict::Unknown << Verdict::Unknown;
    }
    void conditionsCombineWithoutTakingTheUnknownForANo()
    {
        QFETCH(QList<int>, ages);
        std::vector<Condition::Test> tests;
        for (const int age : ages)
            tests.push_back(age == 0 ? Condition::Test(CircumstanceTest{QStringLiteral("student"), true})
                                     : Condition::Test(atLeast(age)));
        QTEST(evaluate(composite(CompositeTest::Op::All, tests)).verdict, "all");
        const RuleOutcome any = evaluate(composite(CompositeTest::Op::Any, tests));
        QTEST(any.verdict, "any");
        QCOMPARE(evaluate(composite(CompositeTest::Op::None, tests)).verdict, opposite(any.verdict));
        QCOMPARE(any.parts.size(), 2U);
        QCOMPARE(any.missing.empty(), any.verdict != Verdict::Unknown);
    }
    void anAnswerSettlesWhatTheRegisterDoesNotKnow()
    {
        const auto ill = composite(CompositeTest::Op::Any,
                                   {GroupTest{GroupTest::Op::AnyOf, {QStringLiteral("DABING")}, Who::Subject},
                                    AnswerTest{QStringLiteral("seriously_ill_member")}});
        const TestFacts nothing;
        QCOMPARE(evaluate(ill, nothing).verdict, Verdict::Unknown);
        QCOMPARE(evaluate(ill, nothing).questions, QStringList{QStringLiteral("seriously_ill_member")});
        QCOMPARE(evaluate(ill, nothing, {{{QStringLiteral("seriously_ill_member"), false}}, {}}).verdict,
                 Verdict::NotMet);
        TestFacts known;
        known.person.groups = TestFacts::known(QStringList{QStringLiteral("DABING")});
        QCOMPARE(evaluate(ill, known, {{{QStringLiteral("seriously_ill_member"), false}}, {}}).verdict, Verdict::Met);
    }
    void theDayOneQualifiesByAgeIsCarriedThrough()
    {
        const auto both = composite(CompositeTest::Op::All, {atLeast(70), atLeast(68), SexTest{QStringLiteral("2")}});
        QCOMPARE(evaluate(both).metFrom, QDate(2029, 8, 8));
        const auto either = composite(CompositeTest::Op::Any, {atLeast(70), atLeast(68)});
        QCOMPARE(evaluate(either).metFrom, QDate(2027, 8, 8));
        const auto never = composite(CompositeTest::Op::All, {atLeast(70), SexTest{QStringLiteral("1")}});
        QVERIFY(!evaluate(never).metFrom.isValid());
    }
};

SHOULI_TEST(TestEvaluator)
#include "TestEvaluator.moc"
