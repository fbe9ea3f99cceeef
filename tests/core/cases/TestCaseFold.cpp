// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cases/Script.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::cases;
using shouli::core::calendar::Light;
using shouli::core::calendar::WorkCalendar;
using shouli::core::changes::Verdict;
using shouli::tests::Script;

Q_DECLARE_METATYPE(shouli::core::cases::Step)
Q_DECLARE_METATYPE(shouli::core::cases::FlagReason)

class TestCaseFold : public QObject {
    Q_OBJECT

    static QString name(const char *text) { return QString::fromLatin1(text); }
    static QStringList openStages(const CaseState &state)
    {
        QStringList ids;
        for (const StageState &stage : state.open())
            ids.append(stage.id);
        return ids;
    }
    static StageStatus statusOf(const CaseState &state, const char *stage) { return state.stage(name(stage))->status; }
    static QStringList list(std::initializer_list<const char *> ids)
    {
        QStringList all;
        for (const char *id : ids)
            all.append(name(id));
        return all;
    }

private Q_SLOTS:
    void nothingHasHappenedToACaseWithoutEvents()
    {
        const CaseState state = CaseFold::of(Script::plan(), {});
        QCOMPARE(state.status, CaseStatus::Unaccepted);
        QVERIFY(state.open().isEmpty());
    }
    void acceptingDoesTheFirstStageAndOpensTheNext()
    {
        Script s;
        s.accept();
        const CaseState state = s.fold();
        QCOMPARE(state.status, CaseStatus::Open);
        QCOMPARE(statusOf(state, "COMM_ACCEPT"), StageStatus::Done);
        QCOMPARE(openStages(state), list({"STREET_ACCEPT"}));
        QCOMPARE(state.stage(name("STREET_ACCEPT"))->office, s.streetOffice);
        QCOMPARE(state.acceptedOn, s.on);
        QCOMPARE(state.statutory.started, s.on);
    }
    void parallelStagesOpenTogetherAndTheNextWaitsForBoth_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("data check first") << list({"DATA_CHECK", "HOME_VISIT"});
        QTest::newRow("home visit first") << list({"HOME_VISIT", "DATA_CHECK"});
    }
    void parallelStagesOpenTogetherAndTheNextWaitsForBoth()
    {
        QFETCH(QStringList, order);
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        QCOMPARE(openStages(s.fold()), list({"DATA_CHECK", "HOME_VISIT"}));
        s.done(s.street, qPrintable(order.at(0)));
        QCOMPARE(openStages(s.fold()), QStringList(order.at(1)));
        s.done(s.county, qPrintable(order.at(1)));
        QCOMPARE(openStages(s.fold()), list({"STREET_REVIEW"}));
    }
    void aStageIsSkippedOnlyByChoice()
    {
        Script s;
        s.accept();
        for (const char *stage : {"STREET_ACCEPT", "HOME_VISIT", "DATA_CHECK", "STREET_REVIEW", "PUBLIC_NOTICE"})
            s.done(s.street, stage);
        QCOMPARE(openStages(s.fold()), list({"RECHECK"}));
        auto &last = std::get<StageDone>(s.events.last().step);
        last.skip = list({"RECHECK"});
        const CaseState state = s.fold();
        QCOMPARE(openStages(state), list({"COUNTY_CONFIRM"}));
        QCOMPARE(statusOf(state, "RECHECK"), StageStatus::Skipped);
        last.skip = list({"COUNTY_CONFIRM"}); // not a stage that may be skipped
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::StageNotSkippable);
        QCOMPARE(openStages(s.fold()), list({"PUBLIC_NOTICE"}));
    }
    void approvedThenDelivered()
    {
        Script s;
        s.decide();
        QCOMPARE(s.fold().status, CaseStatus::Approved);
        QCOMPARE(openStages(s.fold()), list({"COMM_DELIVER"}));
        QCOMPARE(s.fold().decidedOn, s.on);
        s.add(s.community, CertificateCollected{QStringLiteral("低保证 610681000123")});
        s.add(s.community, Delivered{Delivered::Way::Home, QStringLiteral("李建军"), QStringLiteral("10"), true});
        const CaseState state = s.fold();
        QCOMPARE(state.status, CaseStatus::Delivered);
        QVERIFY(state.isClosed() && state.told);
        QCOMPARE(state.certificates.size(), 1);
        QCOMPARE(state.delivery->receiver, QStringLiteral("李建军"));
        QVERIFY(state.flagged.isEmpty());
    }
    void sentBackAndResubmittedTheClockStandsMeanwhile()
    {
        const WorkCalendar calendar = WorkCalendar::load(QStringLiteral(":/calendar/cn")).value();
        Script s;
        s.accept({{name("INCOME"), MaterialStatus::Brought, {}}});
        s.on = QDate(2026, 11, 24);
        s.add(s.street,
              Returned{name("STREET_ACCEPT"), name("COMM_ACCEPT"), list({"INCOME"}), QStringLiteral("看不清")});
        CaseState state = s.fold();
        QCOMPARE(state.status, CaseStatus::Returned);
        QCOMPARE(statusOf(state, "STREET_ACCEPT"), StageStatus::Returned);
        QCOMPARE(statusOf(state, "COMM_ACCEPT"), StageStatus::Correcting);
        QCOMPARE(state.corrections.size(), 1);
        QCOMPARE(state.missing().size(), 1);
        QCOMPARE(state.stage(name("STREET_ACCEPT"))->deadline(calendar, QDate(2026, 12, 10)).light, Light::Paused);
        s.on = QDate(2026, 12, 14);
        s.add(s.community, Resubmitted{name("COMM_ACCEPT"), list({"INCOME"}), {}});
        state = s.fold();
        QCOMPARE(state.status, CaseStatus::Open);
        QVERIFY(state.corrections.isEmpty() && state.missing().isEmpty());
        QCOMPARE(openStages(state), list({"STREET_ACCEPT"}));
        // two working days: one was used on the 24th
        QCOMPARE(state.stage(name("STREET_ACCEPT"))->deadline(calendar, s.on).due.date, QDate(2026, 12, 15));
        QCOMPARE(state.promised.pauses.size(), 1U);
    }
    void aCaseIsSentBackOnlyToAnEarlierStage()
    {
        Script s;
        s.accept();
        for (const char *to : {"STREET_ACCEPT", "COUNTY_CONFIRM", "NOWHERE"}) {
            s.add(s.street, Returned{name("STREET_ACCEPT"), name(to), {}, QStringLiteral("?")});
            QCOMPARE(s.fold().flagged.last().reason, FlagReason::StageNotEarlier);
        }
        QCOMPARE(s.fold().status, CaseStatus::Open);
    }
    void aRefusalOpensTheDeliveryToTellTheResident()
    {
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        s.add(s.county,
              Rejected{name("DATA_CHECK"), name("INCOME"), QStringLiteral("收入超过标准"), QStringLiteral("第五条")});
        CaseState state = s.fold();
        QCOMPARE(state.status, CaseStatus::Rejected);
        QVERIFY(!state.isClosed() && !state.told);
        QCOMPARE(openStages(state), list({"COMM_DELIVER"}));
        QCOMPARE(statusOf(state, "HOME_VISIT"), StageStatus::Skipped);
        s.done(s.street, "HOME_VISIT"); // was under way
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::CaseEnded);
        s.add(s.community, Delivered{Delivered::Way::Counter, QStringLiteral("贺玉梅"), QStringLiteral("self"), true});
        state = s.fold();
        QCOMPARE(state.status, CaseStatus::Rejected);
        QVERIFY(state.isClosed() && state.told);
    }
    void aToleratedPaperBlocksTheDeliveryUntilItComes()
    {
        Script s;
        s.decide();
        std::get<Accepted>(s.events.first().step).materials = {
            {name("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}};
        const Delivered delivered{Delivered::Way::Counter, QStringLiteral("贺玉梅"), QStringLiteral("self"), true};
        s.add(s.community, delivered);
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::MaterialMissing);
        s.add(s.community, MaterialReceived{name("INCOME")});
        s.add(s.community, MaterialReceived{name("INCOME")});
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::MaterialNotAwaited);
        s.add(s.community, delivered);
        QCOMPARE(s.fold().status, CaseStatus::Delivered);
    }
    void theNewestStepCanBeTakenBackAndThenTheOneBefore()
    {
        Script s;
        s.accept();
        const CaseState accepted = s.fold();
        s.done(s.street, "STREET_ACCEPT");
        const std::int64_t first = s.events.last().id.lseq;
        s.add(s.street, Remark{QStringLiteral("x")});
        const std::int64_t second = s.events.last().id.lseq;
        s.add(s.street, TakenBack{first}); // something followed it
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::NotTheLastStep);
        s.add(s.county, TakenBack{second}); // another PC's
        QCOMPARE(s.fold().flagged.size(), 2);
        s.add(s.street, TakenBack{second});
        s.add(s.street, TakenBack{first});
        CaseState state = s.fold();
        QCOMPARE(state.takenBack.size(), 2);
        QCOMPARE(state.flagged.size(), 2); // still listed
        QCOMPARE(state.stages, accepted.stages);
        QCOMPARE(state.status, CaseStatus::Open);
        s.add(s.community, TakenBack{s.events.first().id.lseq}); // the acceptance is printed
        QCOMPARE(s.fold().flagged.size(), 3);
    }
    void aTransferMovesTheStagesOfTheOfficeThatGivesItAway()
    {
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        const auto elsewhere = *shouli::core::staff::OfficeId::fromBytes(QByteArray(16, 'e'));
        const auto carrier = [&](const char *stage) {
            return Carrier{name(stage), elsewhere, QStringLiteral("栾家坪社区"), false};
        };
        const Transferred step{elsewhere,
                               QStringLiteral("栾家坪社区"),
                               QStringLiteral("已迁往"),
                               {carrier("COMM_ACCEPT"), carrier("PUBLIC_NOTICE"), carrier("COMM_DELIVER"),
                                carrier("STREET_REVIEW"), carrier("HOME_VISIT")}};
        const CaseState before = s.fold();
        s.add(s.community, step).office = s.communityOffice;
        const CaseState after = s.fold();
        QVERIFY(after.flagged.isEmpty());
        for (const char *stage : {"COMM_ACCEPT", "PUBLIC_NOTICE", "COMM_DELIVER"}) // the done one too
            QCOMPARE(after.stage(name(stage))->office, elsewhere);
        QCOMPARE(after.stage(name("STREET_REVIEW"))->office, elsewhere);   // ahead: routed anew
        QCOMPARE(after.stage(name("HOME_VISIT"))->office, s.streetOffice); // open: stays where it is worked on
        QCOMPARE(after.stage(name("HOME_VISIT"))->status, StageStatus::Open);
        QCOMPARE(after.opinions.last().text, QStringLiteral("已迁往"));
        QCOMPARE(after.status, before.status);
        s.add(s.community, step).office = s.communityOffice; // it has nothing of it any more
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::StageNotOpen);
        QCOMPARE(s.fold().stages, after.stages);
    }
    void whatWasSharedIsKnownUntilItIsGivenBack()
    {
        Script s;
        s.accept();
        const Share share{s.streetOffice, {{{10}, {}}}};
        s.events.last().shares = {share};
        s.done(s.street, "STREET_ACCEPT").shares = {share};
        s.done(s.street, "STREET_ACCEPT").shares = {share}; // without effect, but the record did move
        QCOMPARE(s.fold().shares.size(), 3);
        s.add(s.community, Withdrawn{QStringLiteral("自愿")}).givenBack = {share, share};
        QCOMPARE(s.fold().shares, QList<Share>{share});
        s.add(s.community, Tidied{}).givenBack = {share};
        QVERIFY(s.fold().shares.isEmpty());
        QCOMPARE(s.fold().status, CaseStatus::Withdrawn);
    }
    void whatDoesNotFitIsFlagged_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<FlagReason>("reason");
        const auto row = [](const char *title, const Step &step, FlagReason reason) {
            QTest::newRow(title) << step << reason;
        };
        StageDone done;
        row("a second acceptance", Accepted{}, FlagReason::AcceptedTwice);
        done.stage = name("NOWHERE");
        row("a stage the service does not have", done, FlagReason::StageUnknown);
        done.stage = name("COUNTY_CONFIRM");
        row("a stage whose turn has not come", done, FlagReason::StageNotOpen);
        done.stage = name("COMM_ACCEPT");
        row("a stage that is done", done, FlagReason::StageNotOpen);
        row("resubmitting what was not sent back", Resubmitted{name("COMM_ACCEPT"), {}, {}},
            FlagReason::StageNotCorrecting);
        row("going on without a pause", Resumed{name("STREET_ACCEPT")}, FlagReason::NotPaused);
        row("a paper nobody waits for", MaterialReceived{name("ID")}, FlagReason::MaterialNotAwaited);
        row("a certificate before the decision", CertificateCollected{}, FlagReason::NotApproved);
        row("delivering before the decision", Delivered{}, FlagReason::NothingToDeliver);
        row("taking back what never was", TakenBack{99}, FlagReason::NotTheLastStep);
    }
    void whatDoesNotFitIsFlagged()
    {
        QFETCH(Step, step);
        QFETCH(FlagReason, reason);
        Script s;
        s.accept();
        const CaseState before = s.fold();
        s.add(s.street, step);
        CaseState after = s.fold();
        QCOMPARE(after.flagged.size(), 1);
        QCOMPARE(after.flagged.first().reason, reason);
        QCOMPARE(after.flagged.first().event, s.events.last().id);
        CaseFold fold(Script::plan());
        fold.apply(s.events.first());
        QCOMPARE(fold.objection(s.events.last()), std::optional(reason));
        after.flagged.clear();
        QCOMPARE(after, before); // no effect
    }
    void stepsBeforeTheAcceptanceAreFlagged()
    {
        Script s;
        s.done(s.street, "STREET_ACCEPT");
        s.add(s.street, Remark{QStringLiteral("early")});
        s.accept();
        QCOMPARE(s.fold().flagged.size(), 2);
        QCOMPARE(openStages(s.fold()), list({"STREET_ACCEPT"}));
    }
    void whatTheCountyDidNotApplyHasNoEffect_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::newRow("parked") << int(Verdict::Parked);
        QTest::newRow("a suggestion") << int(Verdict::Suggestion);
        QTest::newRow("refused") << int(Verdict::Refused);
    }
    void whatTheCountyDidNotApplyHasNoEffect()
    {
        QFETCH(int, verdict);
        Script s;
        s.accept();
        CaseEvent &event = s.done(s.street, "STREET_ACCEPT");
        event.verdict = static_cast<Verdict>(verdict);
        event.shares = {{s.countyOffice, {}}};
        const CaseState state = s.fold();
        QCOMPARE(state.flagged.first().reason, FlagReason::NotApplied);
        QCOMPARE(openStages(state), list({"STREET_ACCEPT"}));
        QVERIFY(state.shares.isEmpty());
    }
    void aNewerVersionsStepIsListedAndBreaksNothing()
    {
        Script s;
        s.accept();
        s.add(s.street, NewerStep{77});
        s.done(s.street, "STREET_ACCEPT");
        const CaseState state = s.fold();
        QCOMPARE(state.newer, QList<EventId>{s.events.at(1).id});
        QCOMPARE(openStages(state).size(), 2);
        QVERIFY(state.flagged.isEmpty());
    }
    void aServiceThatIsDoneAtTheCounterEndsWithItsOnlyStage()
    {
        StagePlan plan;
        plan.stages.append({name("COMM_ISSUE"), name("community"), {}});
        plan.stages[0].ends = true;
        Script s;
        s.accept();
        QCOMPARE(openStages(CaseFold::of(plan, s.events)), list({"COMM_ISSUE"}));
        QList<CaseEvent> rejected = s.events;
        s.done(s.community, "COMM_ISSUE");
        QCOMPARE(CaseFold::of(plan, s.events).status, CaseStatus::Closed);
        s.add(s.community, Rejected{name("COMM_ISSUE"), {}, QStringLiteral("不属实"), {}});
        rejected.append(s.events.last());
        const CaseState told = CaseFold::of(plan, rejected); // the resident stands at the counter
        QCOMPARE(told.status, CaseStatus::Rejected);
        QVERIFY(told.isClosed() && told.told);
    }
    void aRefusalByTheLastStageElsewhereHasYetToBeTold()
    {
        StagePlan plan = Script::plan();
        plan.stages.removeLast();
        plan.stages.last().ends = true; // COUNTY_CONFIRM
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        s.add(s.street, Rejected{name("HOME_VISIT"), {}, QStringLiteral("不在本地"), {}});
        QVERIFY(!CaseFold::of(plan, s.events).told);
        s.add(s.community, Delivered{Delivered::Way::Phone, {}, {}, false});
        QVERIFY(CaseFold::of(plan, s.events).isClosed());
    }
    void anExtraAssessmentDoesNotUseUpThePromise()
    {
        StagePlan plan = Script::plan();
        plan.stages[1].offTheClock = true;
        Script s;
        s.accept();
        s.on = s.on.addDays(30);
        s.done(s.street, "STREET_ACCEPT");
        const CaseState state = CaseFold::of(plan, s.events);
        QCOMPARE(state.promised.pauses.size(), 1U);
        QCOMPARE(state.promised.pauses[0].until, s.on);
    }
    void pausingOneOfTwoStagesLeavesTheOtherAlone()
    {
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        s.add(s.county, Paused{name("DATA_CHECK"), QStringLiteral("等外省回函")});
        QCOMPARE(s.fold().status, CaseStatus::Paused);
        s.done(s.street, "HOME_VISIT");
        QVERIFY(s.fold().flagged.isEmpty());
        s.add(s.county, Paused{name("DATA_CHECK"), {}});
        QCOMPARE(s.fold().flagged.last().reason, FlagReason::PausedAlready);
        s.on = s.on.addDays(7);
        s.add(s.county, Resumed{name("DATA_CHECK")});
        const CaseState state = s.fold();
        QCOMPARE(state.status, CaseStatus::Open);
        QCOMPARE(state.stage(name("DATA_CHECK"))->clock.pauses.size(), 1U);
        QVERIFY(state.stage(name("HOME_VISIT"))->clock.pauses.empty());
    }
    void twoReviewersDoingTheSameStageTheSecondIsFlagged()
    {
        Script s;
        s.accept();
        s.done(s.street, "STREET_ACCEPT");
        s.done(s.county, "STREET_ACCEPT");
        const CaseState state = s.fold();
        QCOMPARE(state.flagged.size(), 1);
        QCOMPARE(state.flagged.first().reason, FlagReason::StageNotOpen);
        QCOMPARE(openStages(state), list({"DATA_CHECK", "HOME_VISIT"}));
    }
};

SHOULI_TEST(TestCaseFold)
#include "TestCaseFold.moc"
