// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/AcceptanceDraft.h"
#include "core/catalogue/CatalogueLibrary.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::intake;
using Code = AcceptanceFinding::Code;
using Decision = AcceptanceDraft::Decision;
using Said = Tick::Said;

namespace {

/// What is known is what the test says.
class SaidFacts final : public eligibility::FactSource {
public:
    eligibility::PersonFacts person;
    QHash<QString, double> quantities;
    QStringList papers; ///< material codes the register holds
    QDate openSince;

    eligibility::PersonFacts subject() const override { return person; }
    std::vector<eligibility::PersonFacts> household() const override { return {person}; }
    eligibility::Known<QDate> openCaseSince(const QString &) const override
    {
        return eligibility::Fact<QDate>{openSince, {}};
    }
    eligibility::Known<QDate> lastGranted(const QString &) const override
    {
        return eligibility::Fact<QDate>{QDate(), {}};
    }
    eligibility::Known<double> quantity(const QString &id) const override
    {
        return quantities.contains(id) ? eligibility::Known<double>({quantities.value(id), {}}) : std::nullopt;
    }
    eligibility::Known<bool> circumstance(const QString &) const override { return {}; }
    std::optional<eligibility::Evidence> evidence(const catalogue::Material &material, catalogue::Whose) const override
    {
        return papers.contains(material.code) ? std::optional(eligibility::Evidence()) : std::nullopt;
    }
};

/// A counter at which the allowance is asked for, with everything there; each test takes something away.
struct Counter {
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    catalogue::CodeLists codes = catalogue::CodeLists::load(QStringLiteral(":/codes/codes.json")).value();
    catalogue::Divisions divisions = catalogue::Divisions::load(QStringLiteral(":/codes/divisions.csv")).value();
    calendar::WorkCalendar calendar = calendar::WorkCalendar::load(QStringLiteral(":/calendar/cn")).value();
    QDate today{2026, 11, 23};
    SaidFacts facts;
    AcceptanceDraft draft;

    explicit Counter(const char *service = "MZ-01")
    {
        const auto library = catalogue::CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value();
        catalogue = library.catalogue(library.versions().last()).value();
        facts.person.hukou = eligibility::Fact<QString>{QStringLiteral("610681001003"), {}};
        facts.person.marital = eligibility::Fact<QString>{QStringLiteral("10"), {}};
        facts.person.groups = eligibility::Fact<QStringList>{{}, {}};
        facts.person.disability = eligibility::Fact<eligibility::Disability>{{}, {}};
        facts.papers = QStringList{QStringLiteral("ID"), QStringLiteral("HKALL"), QStringLiteral("HK"),
                                   QStringLiteral("BANK")};
        shouli::tests::TestClock clock;
        shouli::tests::TestRandom random;
        AcceptanceChoices &choices = draft.edit();
        choices.service = QString::fromLatin1(service);
        choices.catalogue = catalogue->version();
        choices.applicant.id = residents::ResidentId::create(clock, random);
        choices.applicant.name = QStringLiteral("贺玉梅");
        choices.applicant.household = residents::HouseholdId::create(clock, random);
        for (const char *question : {"seriously_ill_member", "student_member", "lost_work_capacity"})
            choices.answers.yes.insert(QString::fromLatin1(question), false);
        for (const char *paper : {"FORM", "AUTH", "PROMISE", "INCOME", "ASSET", "PHOTO1"})
            choices.ticks.insert(QString::fromLatin1(paper), {});
    }
    [[nodiscard]] const catalogue::Service &service() const { return *catalogue->byCode(draft.choices().service); }
    Decision decide()
    {
        const eligibility::Context context{*catalogue, codes, divisions, QStringLiteral("610681001003")};
        draft.assess(context, service(), facts, calendar, today);
        return draft.decision();
    }
    [[nodiscard]] bool finds(Code code, const char *about = "") const
    {
        return draft.validate().contains({code, QString::fromLatin1(about)});
    }
    [[nodiscard]] std::optional<MaterialStatus> statusOf(const char *material) const
    {
        for (const auto &line : draft.lines()) {
            if (line.item.material.code == QLatin1String(material))
                return line.status;
        }
        return {};
    }
    Tick &tick(const char *material) { return draft.edit().ticks[QString::fromLatin1(material)]; }
    void untick(const char *material) { draft.edit().ticks.remove(QString::fromLatin1(material)); }
};

} // namespace

class TestAcceptanceDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withEverythingThereItIsAccepted()
    {
        Counter c;
        QCOMPARE(c.decide(), Decision::Accepted);
        QCOMPARE(c.statusOf("ID"), MaterialStatus::FromRegister);
        QCOMPARE(c.statusOf("INCOME"), MaterialStatus::Brought);
        QCOMPARE(c.statusOf("POA"), MaterialStatus::NotNeeded); // nobody acts for her
        QCOMPARE(c.draft.promised().date, c.calendar.addWorkingDays(c.today, 25));
        const Acceptance acceptance = c.draft.acceptance();
        QCOMPARE(acceptance.service, QStringLiteral("MZ-01"));
        QCOMPARE(acceptance.household, c.draft.choices().applicant.household);
        QCOMPARE(acceptance.step.materials.size(), qsizetype(c.service().materials.size()));
        QVERIFY(!acceptance.step.eligibility.isEmpty());
        // what only the office can judge is shown, and does not stand in the way
        QVERIFY(c.finds(Code::RuleOpen, "income"));
        QCOMPARE(c.draft.judgements().size(), 2);
    }
    void whatIsMissingIsToldOnceAndCompletely()
    {
        Counter c;
        c.untick("AUTH");
        c.untick("INCOME");
        c.facts.papers.removeAll(QStringLiteral("HKALL"));
        QCOMPARE(c.decide(), Decision::NoticeOnly);
        for (const char *paper : {"AUTH", "INCOME", "HKALL"})
            QVERIFY(c.finds(Code::MaterialMissing, paper));
        QCOMPARE(c.draft.missing().size(), 3);
    }
    void aPaperThatMayFollowIsTolerated()
    {
        Counter c;
        c.decide();
        c.tick("INCOME") = {Said::Tolerated, c.draft.proposedDay()};
        QCOMPARE(c.decide(), Decision::Tolerated);
        QCOMPARE(c.draft.proposedDay(), QDate(2026, 11, 30));
        const auto materials = c.draft.acceptance().step.materials;
        QVERIFY(materials.contains({QStringLiteral("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}));
        c.tick("AUTH") = {Said::Tolerated, c.draft.proposedDay()}; // a signature cannot follow
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::NotTolerable, "AUTH"));
    }
    void theDayOfAPromiseIsWithinWhatWasPromised_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::addColumn<bool>("good");
        QTest::newRow("none") << QDate() << false;
        QTest::newRow("yesterday") << QDate(2026, 11, 22) << false;
        QTest::newRow("today") << QDate(2026, 11, 23) << true;
        QTest::newRow("the promised day") << QDate(2026, 12, 28) << true;
        QTest::newRow("a day later") << QDate(2026, 12, 29) << false;
    }
    void theDayOfAPromiseIsWithinWhatWasPromised()
    {
        QFETCH(QDate, day);
        Counter c;
        c.tick("INCOME") = {Said::Tolerated, day};
        const Decision decision = c.decide();
        QCOMPARE(c.draft.promised().date, QDate(2026, 12, 28));
        QTEST(decision == Decision::Tolerated, "good");
        QTEST(!c.finds(Code::ToleratedDay, "INCOME"), "good");
    }
    void whatDependsOnAnAnswerIsAsked()
    {
        Counter c;
        c.draft.edit().answers.yes.remove(QStringLiteral("student_member"));
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::QuestionOpen, "student_member"));
        QVERIFY(c.draft.questions().contains(QStringLiteral("student_member")));
        c.draft.edit().answers.yes.insert(QStringLiteral("student_member"), true);
        QCOMPARE(c.decide(), Decision::NoticeOnly);
        QVERIFY(c.finds(Code::MaterialMissing, "STUD"));
        QVERIFY(c.draft.questions().contains(QStringLiteral("student_member"))); // may be answered anew
    }
    void whereTheRegisterCannotTellTheClerkSays()
    {
        Counter c;
        c.facts.person.marital.reset();
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::MaterialOpen, "MARR"));
        c.tick("MARR") = {Said::NotNeeded, {}};
        QCOMPARE(c.decide(), Decision::Accepted);
        c.tick("MARR") = {Said::Brought, {}};
        QCOMPARE(c.decide(), Decision::Accepted);
        c.tick("AUTH") = {Said::NotNeeded, {}}; // the catalogue knows better
        QCOMPARE(c.decide(), Decision::NoticeOnly);
    }
    void onePaperOfAGroupIsEnough()
    {
        Counter c("GA-01");
        c.decide();
        QVERIFY(c.finds(Code::MaterialMissing, "residence_reason"));
        QVERIFY(!c.finds(Code::MaterialMissing, "LEASE"));
        c.tick("WORK") = {Said::Brought, {}};
        c.decide();
        QVERIFY(!c.finds(Code::MaterialMissing, "residence_reason"));
        QCOMPARE(c.statusOf("LEASE"), MaterialStatus::NotNeeded);
        QCOMPARE(c.statusOf("WORK"), MaterialStatus::Brought);
    }
    void whoActsForSomebodyBringsTheirOwnPapers()
    {
        Counter c;
        c.draft.edit().proxy = {QStringLiteral("李建军"), {}, QStringLiteral("20")};
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::ProxyIncomplete));
        QVERIFY(c.finds(Code::MaterialMissing, "POA") && c.finds(Code::MaterialMissing, "PID"));
        Counter unemployed("RS-03");
        unemployed.draft.edit().proxy = {QStringLiteral("李建军"), QStringLiteral("139"), {}};
        unemployed.decide();
        QVERIFY(unemployed.finds(Code::ProxyNotAllowed));
    }
    void aRuleThatIsNotMetNeedsAJustification()
    {
        Counter c;
        c.facts.person.groups->value = QStringList(QStringLiteral("TEKUN"));
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::RuleNotMet, "no_double"));
        c.draft.edit().justification = QStringLiteral("特困供养本月停发");
        QCOMPARE(c.decide(), Decision::Accepted); // the program advises, the office decides
        QVERIFY(c.draft.acceptance().step.remark.contains(QStringLiteral("特困供养本月停发")));
        c.draft.edit().justification.clear();
        c.facts.person.groups->value.clear();
        c.decide();
        c.draft.edit().judgements.insert(c.draft.judgements().first(), false);
        QCOMPARE(c.decide(), Decision::Incomplete);
        c.draft.edit().judgements.insert(c.draft.judgements().first(), true);
        QCOMPARE(c.decide(), Decision::Accepted);
    }
    void anOpenCaseOfTheSameServiceIsARuleNotMet()
    {
        Counter c;
        c.facts.openSince = QDate(2026, 11, 2);
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::RuleNotMet, "open_case"));
    }
    void peopleAreChecked()
    {
        Counter c;
        c.draft.edit().applicant.household = {};
        c.draft.edit().applicant.name = QStringLiteral(" ");
        c.draft.edit().applicant.deceasedOn = QDate(2026, 1, 1);
        c.draft.edit().corrections.append({c.draft.choices().applicant, {}});
        QCOMPARE(c.decide(), Decision::Incomplete);
        for (const Code code :
             {Code::HouseholdMissing, Code::ApplicantNameless, Code::ApplicantDeceased, Code::CorrectionNameless})
            QVERIFY(c.finds(code));
        Counter child("MZ-07");
        child.decide();
        QVERIFY(child.finds(Code::SubjectMissing));
    }
    void aServiceWithVariantsNeedsOneChosen()
    {
        Counter c("MZ-04");
        QCOMPARE(c.decide(), Decision::Incomplete);
        QVERIFY(c.finds(Code::VariantOpen));
        c.draft.edit().answers.variant = QStringLiteral("URGENT");
        c.decide();
        QVERIFY(!c.finds(Code::VariantOpen));
        QVERIFY(c.draft.acceptance().household.isNull()); // the person asks
        c.draft.edit().forHousehold = true;
        c.decide();
        QCOMPARE(c.draft.acceptance().household, c.draft.choices().applicant.household);
        QCOMPARE(c.draft.acceptance().variant, QStringLiteral("URGENT"));
    }
    void findingsComeInOrderOfWeightAndEachOnce()
    {
        Counter c;
        c.draft.edit().ticks.clear();
        c.draft.edit().answers.yes.clear();
        c.decide();
        const auto findings = c.draft.validate();
        QVERIFY(std::is_sorted(findings.cbegin(), findings.cend(),
                               [](const auto &a, const auto &b) { return a.code < b.code; }));
        for (const auto &finding : findings)
            QCOMPARE(findings.count(finding), 1);
    }
};

SHOULI_TEST(TestAcceptanceDraft)
#include "TestAcceptanceDraft.moc"
