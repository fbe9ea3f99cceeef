// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Checklist.h"
#include "tests/core/eligibility/TestFacts.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::catalogue;
using namespace shouli::core::eligibility;
using shouli::tests::TestContext;
using shouli::tests::TestFacts;
using State = ChecklistItem::State;

class TestChecklist : public QObject {
    Q_OBJECT
    TestContext m_test;

    Checklist list(const char *code, const FactSource &facts, const Answers &answers = {}) const
    {
        return Checklist::forCase(m_test.context, m_test.service(code), facts, answers, m_test.today);
    }
    State state(const char *code, const char *material, const FactSource &facts, const Answers &answers = {}) const
    {
        return list(code, facts, answers).item(QString::fromLatin1(material))->state;
    }
    static Answers answer(const char *question, bool yes) { return {{{QString::fromLatin1(question), yes}}, {}}; }
    Evidence paper(int daysOld = 10) const { return {{}, m_test.today.addDays(-daysOld), {}, TestFacts::provenance()}; }

private Q_SLOTS:
    void everyMaterialOfEveryServiceHasAState()
    {
        for (const Service &service : m_test.catalogue.services()) {
            const TestFacts nothing;
            const Checklist checklist = Checklist::forCase(m_test.context, service, nothing, {}, m_test.today);
            QCOMPARE(checklist.items.size(), service.materials.size());
            for (const ChecklistItem &item : checklist.items) {
                const bool sure = item.requirement.required != Required::Conditional;
                QCOMPARE(item.state, sure ? State::Needed : State::Ask); // nothing known: nothing left out
                QCOMPARE(item.why.has_value(), !sure);
                if (item.state == State::Ask)
                    QVERIFY(item.why->isOpen());
            }
        }
    }
    void theRegisterStandsInForPapers()
    {
        TestFacts facts = TestFacts::heYumei();
        QCOMPARE(state("MZ-01", "BANK", facts), State::Needed);
        facts.papers.insert(QStringLiteral("BANK"), paper());
        QCOMPARE(state("MZ-01", "BANK", facts), State::Reusable);
        QCOMPARE(list("MZ-01", facts).item(QStringLiteral("BANK"))->evidence->from.detail, QStringLiteral("王秀兰"));
        facts.papers.insert(QStringLiteral("FORM"), paper()); // forms are signed anew each time
        QCOMPARE(state("MZ-01", "FORM", facts), State::Needed);
    }
    void aPaperThatHasRunOutIsAskedForAgain()
    {
        TestFacts facts;
        facts.papers.insert(QStringLiteral("PHOTO2"), paper(181));
        const Checklist checklist = list("MZ-05", facts);
        const ChecklistItem &photo = *checklist.item(QStringLiteral("PHOTO2"));
        QCOMPARE(photo.state, State::Needed);
        QVERIFY(photo.evidence.has_value()); // said to be there, and too old
    }
    void conditionsAreAnsweredFromTheRegister()
    {
        const TestFacts facts = TestFacts::heYumei(); // widowed, disabled
        QCOMPARE(state("MZ-01", "CJZ", facts), State::Needed);
        QCOMPARE(state("MZ-01", "MARR", facts), State::NotNeeded);
        TestFacts married = facts;
        married.person.marital = TestFacts::known(QStringLiteral("21"));
        QCOMPARE(state("MZ-01", "MARR", married), State::Needed);
        QCOMPARE(list("MZ-01", married).item(QStringLiteral("MARR"))->why->seen.zh, QStringLiteral("初婚"));
    }
    void whatTheRegisterCannotTellIsAsked()
    {
        const TestFacts facts = TestFacts::heYumei();
        QCOMPARE(state("MZ-01", "STUD", facts), State::Ask);
        QVERIFY(list("MZ-01", facts).questions().contains(QStringLiteral("student_member")));
        QCOMPARE(state("MZ-01", "STUD", facts, answer("student_member", false)), State::NotNeeded);
        QCOMPARE(state("MZ-01", "STUD", facts, answer("student_member", true)), State::Needed);
        QCOMPARE(list("MZ-01", facts).questions().count(QStringLiteral("proxy")), 1); // two papers, one question
    }
    void aProxyBringsTwoMorePapers()
    {
        const TestFacts facts = TestFacts::heYumei();
        for (const char *material : {"POA", "PID"}) {
            QCOMPARE(state("MZ-05", material, facts, answer("proxy", false)), State::NotNeeded);
            QCOMPARE(state("MZ-05", material, facts, answer("proxy", true)), State::Needed);
        }
    }
    void theVariantDecides()
    {
        TestFacts facts = TestFacts::heYumei();
        QCOMPARE(state("MZ-04", "INCOME", facts, {{}, QStringLiteral("URGENT")}), State::NotNeeded);
        QCOMPARE(state("MZ-04", "INCOME", facts, {{}, QStringLiteral("SPENDING")}), State::Needed);
        QCOMPARE(state("MZ-04", "INCOME", facts), State::Ask);
        facts.person.groups->value += QStringLiteral("DIBAO"); // checked already
        QCOMPARE(state("MZ-04", "INCOME", facts, {{}, QStringLiteral("SPENDING")}), State::NotNeeded);
        QCOMPARE(state("MZ-04", "INCOME", facts), State::NotNeeded);
    }
    void onePaperOfAGroupIsEnough()
    {
        TestFacts facts;
        for (const char *material : {"LEASE", "WORK", "STUD"})
            QCOMPARE(state("GA-01", material, facts), State::Needed);
        const Checklist checklist = list("GA-01", facts);
        QCOMPARE(checklist.item(QStringLiteral("LEASE"))->requirement.group,
                 checklist.item(QStringLiteral("WORK"))->requirement.group);
    }
    void onePaperOfAGroupInTheRegisterMakesTheOthersNeedless()
    {
        TestContext test;
        Service service = test.service("GA-01");
        for (MaterialRequirement &requirement : service.materials) { // a group with papers the register can hold
            if (requirement.material == QStringLiteral("LEASE"))
                requirement.material = QStringLiteral("UNEMP");
        }
        TestFacts facts;
        facts.papers.insert(QStringLiteral("UNEMP"), paper());
        const Checklist checklist = Checklist::forCase(test.context, service, facts, {}, test.today);
        QCOMPARE(checklist.item(QStringLiteral("UNEMP"))->state, State::Reusable);
        QCOMPARE(checklist.item(QStringLiteral("WORK"))->state, State::NotNeeded);
        QCOMPARE(checklist.item(QStringLiteral("STUD"))->state, State::NotNeeded);
    }
    void theGuardianOfAMinorIsAskedForByAge()
    {
        TestFacts child;
        child.person.birth = TestFacts::known(Birth::on(QDate(2012, 5, 5)));
        QCOMPARE(state("CL-01", "GUARD", child), State::Needed);
        QCOMPARE(state("CL-01", "PID", child), State::Needed);
        child.person.birth = TestFacts::known(Birth::on(QDate(1980, 5, 5)));
        QCOMPARE(state("CL-01", "GUARD", child), State::Ask);
        QCOMPARE(state("CL-01", "GUARD", child, answer("guardian_applies", false)), State::NotNeeded);
    }
    void aMaterialThatIsNotListedIsNotThere()
    {
        QCOMPARE(list("SQ-01", TestFacts()).item(QStringLiteral("FUNERAL")), nullptr);
    }
};

SHOULI_TEST(TestChecklist)
#include "TestChecklist.moc"
