// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Eligibility.h"
#include "tests/core/eligibility/TestFacts.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::catalogue;
using namespace shouli::core::eligibility;
using shouli::tests::TestContext;
using shouli::tests::TestFacts;
using Overall = EligibilityReport::Overall;

class TestEligibility : public QObject {
    Q_OBJECT
    TestContext m_test;
    Eligibility m_eligibility{m_test.context};

    EligibilityReport check(const char *code, const FactSource &facts, const Answers &answers = {}) const
    {
        return m_eligibility.check(m_test.service(code), facts, m_test.today, answers);
    }
    static const RuleOutcome &rule(const EligibilityReport &report, const char *id)
    {
        const auto found = std::find_if(report.rules.begin(), report.rules.end(),
                                        [&](const RuleOutcome &r) { return r.rule == QLatin1String(id); });
        return *found;
    }
    QStringList suggested(const FactSource &facts, QDate day) const
    {
        QStringList codes;
        for (const Suggestion &suggestion : m_eligibility.suggestions(facts, day))
            codes += suggestion.service->code;
        return codes;
    }

private Q_SLOTS:
    void everyRuleOfEveryServiceIsAnswered()
    {
        // with nothing known, with much known, and with each way of answering
        const TestFacts nothing;
        TestFacts much = TestFacts::heYumei();
        for (const QuantityDefinition &quantity : m_test.catalogue.quantities())
            much.quantities.insert(quantity.id, 15);
        for (const char *name : {"student", "insured_basic_medical", "stable_job", "residence_permit"})
            much.circumstances.insert(QString::fromLatin1(name), true);
        int rules = 0;
        int clear = 0;
        for (const Service &service : m_test.catalogue.services()) {
            for (const TestFacts *facts : {&nothing, static_cast<const TestFacts *>(&much)}) {
                const EligibilityReport report = m_eligibility.check(service, *facts, m_test.today);
                QCOMPARE(report.rules.size(), service.eligibility.rules.size() + service.eligibility.manual.size());
                for (const RuleOutcome &outcome : report.rules) {
                    const bool open = outcome.isOpen();
                    const QString where = (service.code + u' ' + outcome.rule);
                    QVERIFY2(!outcome.text.zh.isEmpty() && !outcome.text.en.isEmpty(), qPrintable(where));
                    QVERIFY2(open == (outcome.reason != Reason::None), qPrintable(where));
                    QVERIFY2(outcome.verdict != Verdict::Unknown || !outcome.missing.empty(), qPrintable(where));
                    QVERIFY2(outcome.reason != Reason::RuleNotKnown, qPrintable(where));
                    QVERIFY2(open || !outcome.seen.isEmpty(), qPrintable(where));
                    if (facts == &nothing)
                        QVERIFY2(open, qPrintable(where)); // nothing is known: nothing is claimed
                    clear += open ? 0 : 1;
                    rules += outcome.rule.isEmpty() ? 0 : 1;
                }
            }
        }
        QCOMPARE(rules, 2 * 76);
        QVERIFY2(clear >= 45, qPrintable(QString::number(clear)));
    }
    void dibaoShowsEachRuleWithWhatWasSeen()
    {
        const EligibilityReport report = check("MZ-01", TestFacts::heYumei());
        QCOMPARE(report.overall, Overall::Open);
        QCOMPARE(rule(report, "hukou").verdict, Verdict::Met);
        QCOMPARE(rule(report, "hukou").source->detail, QStringLiteral("王秀兰"));
        QCOMPARE(rule(report, "hukou").confidence, Confidence::Statute);
        QCOMPARE(rule(report, "no_double").verdict, Verdict::Met);
        QCOMPARE(rule(report, "open_case").seen.zh, QStringLiteral("没有在办件"));
        QCOMPARE(rule(report, "income").verdict, Verdict::Unknown);
        QCOMPARE(report.rules.back().verdict, Verdict::PersonMustJudge);
        QCOMPARE(report.rules.size(), 6U);
    }
    void theSinglePersonRouteIsShownBesideTheRules()
    {
        const EligibilityReport report = check("MZ-01", TestFacts::heYumei()); // marginal household, level 2
        QCOMPARE(report.routes.size(), 1U);
        QCOMPARE(report.routes.front().overall, Overall::LooksEligible);
        TestFacts healthy = TestFacts::heYumei();
        healthy.person.disability = TestFacts::known(Disability{});
        QCOMPARE(check("MZ-01", healthy).routes.front().overall, Overall::Open); // a person may find a major illness
    }
    void oneRuleNotMetIsEnough()
    {
        TestFacts facts = TestFacts::heYumei();
        facts.person.groups->value += QStringLiteral("DIBAO");
        QCOMPARE(check("MZ-01", facts).overall, Overall::NotEligible);
        QCOMPARE(rule(check("MZ-01", facts), "no_double").seen.zh, QStringLiteral("低保对象（低保户）"));
    }
    void theOldAgeSubsidyIsClearFromTheRegister()
    {
        TestFacts facts = TestFacts::heYumei();
        QCOMPARE(check("MZ-05", facts).overall, Overall::NotEligible);
        QCOMPARE(rule(check("MZ-05", facts), "age").metFrom, QDate(2029, 8, 8));
        facts.person.birth = TestFacts::known(Birth::on(QDate(1956, 11, 23)));
        QCOMPARE(check("MZ-05", facts).overall, Overall::LooksEligible);
        facts.person.birth = TestFacts::known(Birth::on(QDate(1956, 11, 24)));
        QCOMPARE(check("MZ-05", facts).overall, Overall::NotEligible);
    }
    void alternativesAreListedOneByOne()
    {
        TestFacts facts = TestFacts::heYumei();
        facts.person.birth = TestFacts::known(Birth::on(QDate(1996, 1, 1)));
        facts.person.groups->value += {QStringLiteral("SHIYE"), QStringLiteral("TUIYI")};
        const RuleOutcome kind = rule(check("RS-04", facts), "kind");
        QCOMPARE(kind.verdict, Verdict::Met);
        QCOMPARE(kind.parts.size(), 9U);
        QCOMPARE(kind.parts.at(0).verdict, Verdict::NotMet); // not within ten years of retirement
        QCOMPARE(kind.parts.at(2).verdict, Verdict::Met);    // disabled
        QCOMPARE(kind.parts.at(6).verdict, Verdict::Met);    // veteran
        QCOMPARE(kind.parts.at(1).verdict, Verdict::Unknown);
        QCOMPARE(kind.parts.at(6).text.zh, QStringLiteral("未就业退役军人"));
    }
    void rulesOfOtherVariantsAreLeftOut()
    {
        const TestFacts facts = TestFacts::heYumei();
        const auto ids = [&](const Answers &answers) {
            QStringList list;
            for (const RuleOutcome &outcome : check("WJ-02", facts, answers).rules)
                list += outcome.rule;
            list.removeAll(QString());
            return list;
        };
        QCOMPARE(ids({}).size(), 4);
        QVERIFY(ids({{}, QStringLiteral("RURAL")}).contains(QStringLiteral("age_rural")));
        QVERIFY(!ids({{}, QStringLiteral("RURAL")}).contains(QStringLiteral("age_special")));
        // one variant's rule does not rule out the others while none is chosen
        TestFacts young = facts;
        young.person.birth = TestFacts::known(Birth::on(QDate(1990, 1, 1)));
        QCOMPARE(check("WJ-02", young).overall, Overall::Open);
        QCOMPARE(check("WJ-02", young, {{}, QStringLiteral("RURAL")}).overall, Overall::NotEligible);
    }
    void aDeadPersonGetsNothingButAFuneral()
    {
        TestFacts facts = TestFacts::heYumei();
        facts.person.death = TestFacts::known(QDate(2026, 11, 1));
        facts.person.groups->value += QStringLiteral("TEKUN");
        const EligibilityReport subsidy = check("MZ-06", facts);
        QCOMPARE(subsidy.overall, Overall::NotEligible);
        QCOMPARE(subsidy.rules.front().rule, QStringLiteral("deceased"));
        QCOMPARE(check("MZ-09", facts).overall, Overall::Open); // how the burial was done, a person tells
        QCOMPARE(rule(check("MZ-09", facts), "window").verdict, Verdict::Met);
    }
    void seasonsAreOpenOrNot()
    {
        const TestFacts facts = TestFacts::heYumei();
        const auto open = [&](QDate day) {
            return m_eligibility.check(m_test.service("YB-01"), facts, day).windows.front().open;
        };
        QCOMPARE(open(QDate(2026, 8, 31)), std::optional(false));
        QCOMPARE(open(QDate(2026, 9, 1)), std::optional(true));
        QCOMPARE(open(QDate(2026, 12, 31)), std::optional(true));
        QCOMPARE(check("YB-01", facts).windows.back().open, std::optional<bool>());
    }
    void whoMayNotKnowIsTold()
    {
        TestFacts facts = TestFacts::heYumei();
        facts.papers.insert(QStringLiteral("CJZ"), {{}, {}, QDate(2030, 1, 1), TestFacts::provenance()});
        const QStringList codes = suggested(facts, m_test.today);
        QVERIFY(codes.contains(QStringLiteral("MZ-06")));  // 67: the senior card
        QVERIFY(codes.contains(QStringLiteral("CL-02")));  // level 2: the nursing subsidy
        QVERIFY(!codes.contains(QStringLiteral("MZ-05"))); // not yet 70
        QVERIFY(!codes.contains(QStringLiteral("CL-01"))); // has the certificate
        facts.granted.insert(QStringLiteral("MZ-06"), QDate(2020, 5, 1));
        facts.open.insert(QStringLiteral("CL-02"), QDate(2026, 11, 1));
        QVERIFY(!suggested(facts, m_test.today).contains(QStringLiteral("MZ-06")));
        QVERIFY(!suggested(facts, m_test.today).contains(QStringLiteral("CL-02")));
        facts.person.death = TestFacts::known(QDate(2026, 11, 1));
        QVERIFY(suggested(facts, m_test.today).isEmpty());
    }
    void aBirthdayIsRemindedOfInTime()
    {
        TestFacts facts = TestFacts::heYumei(); // 70 on 8 August 2029, reminded of 30 days before
        QVERIFY(!suggested(facts, QDate(2029, 7, 8)).contains(QStringLiteral("MZ-05")));
        const auto list = m_eligibility.suggestions(facts, QDate(2029, 7, 9));
        const auto found = std::find_if(list.begin(), list.end(),
                                        [](const Suggestion &s) { return s.service->code == QStringLiteral("MZ-05"); });
        QVERIFY(found != list.end());
        QCOMPARE(found->from, QDate(2029, 8, 8));
        QVERIFY(found->certain);
        facts.person.birth = TestFacts::known(Birth::on(QDate(1967, 1, 10))); // 60 soon; what was paid in is not known
        const auto pension = m_eligibility.suggestions(facts, m_test.today);
        const auto claim = std::find_if(pension.begin(), pension.end(),
                                        [](const Suggestion &s) { return s.service->code == QStringLiteral("RS-02"); });
        QVERIFY(claim != pension.end());
        QVERIFY(!claim->certain);
    }
    void whoIsNotKnownIsNotTold() { QVERIFY(suggested(TestFacts(), m_test.today).isEmpty()); }
};

SHOULI_TEST(TestEligibility)
#include "TestEligibility.moc"
