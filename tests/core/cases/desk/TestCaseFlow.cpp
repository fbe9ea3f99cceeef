// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/PublicCase.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using base::ErrorCode;
using calendar::Light;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using storage::Transaction;

/// Cases that go from office to office through a real county server, on real databases.
class TestCaseFlow : public QObject {
    Q_OBJECT

    static QStringList openStages(const CaseState &state)
    {
        QStringList ids;
        for (const StageState &stage : state.open())
            ids.append(stage.id);
        return ids;
    }
    static QString field(const MiniOffice &office, CaseId id, const char *column)
    {
        auto query = office.db
                         .prepare(QStringLiteral("SELECT %1 FROM public_case WHERE id = ?").arg(QLatin1String(column)))
                         .value();
        query.bind(id);
        return query.step().value() ? query.text(0) : QStringLiteral("(gone)");
    }

private Q_SLOTS:
    void theAllowanceFromTheCounterToTheDoor()
    {
        MiniCounty c;
        const auto file = c.tryAccept(c.acceptance()).value();
        QCOMPARE(file.number, QStringLiteral("610681001-03-2611-0001"));
        QCOMPARE(file.token.size(), CaseFile::tokenSize);
        const CaseId id = file.id;
        QVERIFY(!c.street.holds(c.applicant.id));
        c.syncAll();
        // the street now has the case and those it is about; the bureau has nothing to do with it yet
        QVERIFY(c.street.holds(c.applicant.id) && c.street.holds(c.son.id));
        QCOMPARE(c.street.rows("household"), 1);
        QCOMPARE(c.street.rows("group_membership"), 1);
        QCOMPARE(CaseStore::find(c.bureau.db, id).error().code, ErrorCode::CaseUnknown);
        QCOMPARE(field(c.street, id, "applicant"), QStringLiteral("贺*梅"));
        QCOMPARE(field(c.street, id, "stage"), QStringLiteral("STREET_ACCEPT"));

        QVERIFY(c.done(c.street, id, "STREET_ACCEPT"));
        QVERIFY(c.done(c.street, id, "SURVEY_START"));
        c.syncAll();
        QCOMPARE(openStages(c.bureau.state(id)),
                 QStringList({QStringLiteral("DATA_CHECK"), QStringLiteral("HOME_VISIT")}));
        // sent back once for a paper
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.returnForCorrection(
                tx, c.street.usual(), id,
                {QStringLiteral("HOME_VISIT"), {}, {QStringLiteral("INCOME")}, QStringLiteral("看不清")});
        }));
        c.syncAll();
        QCOMPARE(c.community.queue().items.first().turn, QueueItem::Turn::Correction);
        QCOMPARE(field(c.community, id, "state"), QStringLiteral("returned"));
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.resubmit(tx, c.community.usual(), id,
                                             {QStringLiteral("COMM_ACCEPT"), {QStringLiteral("INCOME")}, {}});
        }));
        c.advanceTo(id, "COUNTY_CONFIRM");
        QCOMPARE(c.bureau.queue().mine, 1);
        CaseDesk::Done approval;
        approval.step = {QStringLiteral("COUNTY_CONFIRM"),
                         StageDone::Outcome::Approved,
                         QStringLiteral("同意"),
                         {{QStringLiteral("monthly"), QStringLiteral("61500")}},
                         {},
                         {}};
        QVERIFY(c.bureau.run(
            [&](Transaction &tx) { return c.bureau.desk.completeStage(tx, c.bureau.usual(), id, approval); }));
        c.syncAll();
        QCOMPARE(c.community.state(id).status, CaseStatus::Approved);
        QCOMPARE(c.community.state(id).facts.value(QStringLiteral("monthly")), QStringLiteral("61500"));
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.collectCertificate(tx, c.community.usual(), id, {QStringLiteral("低保证")});
        }));
        QVERIFY(c.deliver(id));
        c.syncAll();
        for (MiniOffice *office : {&c.community, &c.street, &c.bureau}) {
            const CaseState state = office->state(id);
            QCOMPARE(state.status, CaseStatus::Delivered);
            QVERIFY(state.flagged.isEmpty() && state.shares.isEmpty());
            QCOMPARE(state, c.community.state(id));
            QCOMPARE(office->queue().items.size(), 0);
            QVERIFY(audit::AuditLog::verify(office->db));
        }
        // the task is over: the people's records are gone from where they are not at home
        QVERIFY(c.community.holds(c.applicant.id));
        for (MiniOffice *office : {&c.street, &c.bureau}) {
            QVERIFY(!office->holds(c.applicant.id) && !office->holds(c.son.id));
            QCOMPARE(office->rows("household") + office->rows("group_membership"), 0);
        }
        QCOMPARE(field(c.community, id, "state"), QStringLiteral("delivered"));
        QCOMPARE(c.bureau.open(id).file.applicantName, QStringLiteral("贺玉梅"));
    }
    void aRefusalIsToldAndThenClosed()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "COUNTY_CONFIRM");
        const auto reject = [&](const Rejected &step) {
            return c.bureau.run([&](Transaction &tx) { return c.bureau.desk.reject(tx, c.bureau.usual(), id, step); });
        };
        Rejected step{QStringLiteral("COUNTY_CONFIRM"), {}, QStringLiteral("收入超过标准"), {}};
        QCOMPARE(reject(step).error().code, ErrorCode::ReasonMissing);
        step.basis = QStringLiteral("第五条");
        QVERIFY(reject(step));
        c.syncAll();
        QCOMPARE(c.community.queue().items.first().turn, QueueItem::Turn::Telling);
        QVERIFY(c.street.holds(c.applicant.id)); // not closed before the resident knows
        QVERIFY(c.deliver(id));
        c.syncAll();
        QCOMPARE(c.bureau.state(id).status, CaseStatus::Rejected);
        QVERIFY(c.bureau.state(id).isClosed());
        QVERIFY(!c.street.holds(c.applicant.id) && !c.bureau.holds(c.applicant.id));
    }
    void twoPcsThatFinishTheSameStageWithoutALineAgreeAfterwards()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "DATA_CHECK");
        // both a refusal and an approval of the data check, neither knowing of the other
        MiniOffice second(c.county, 9,
                          {c.bureau.office.name, {}, c.bureau.office.division, c.bureau.office.roles, {}, {}},
                          c.bureau.office.scope(), 2);
        second.sync();
        QCOMPARE(second.state(id), c.bureau.state(id));
        QVERIFY(c.done(c.bureau, id, "DATA_CHECK"));
        QVERIFY(second.run([&](Transaction &tx) {
            return second.desk.reject(
                tx, second.usual(), id,
                {QStringLiteral("DATA_CHECK"), {}, QStringLiteral("名下有车"), QStringLiteral("第九条")});
        }));
        QCOMPARE(second.state(id).status, CaseStatus::Rejected);
        c.bureau.sync(); // is first in the county's order
        second.sync();
        c.syncAll();
        second.sync();
        const CaseState state = second.state(id);
        QCOMPARE(state, c.bureau.state(id));
        QCOMPARE(state, c.community.state(id));
        QCOMPARE(state.status, CaseStatus::Open);
        QCOMPARE(state.flagged.size(), 1);
        QCOMPARE(state.flagged.first().reason, FlagReason::StageNotOpen);
        QCOMPARE(c.bureau.queue().items.size(), 0);
        QCOMPARE(c.street.queue().items.first().flagged, 1);
        // the public record still says what the later one wrote, until somebody puts it in order
        QCOMPARE(field(c.community, id, "state"), QStringLiteral("rejected"));
        QVERIFY(c.community.run([&](Transaction &tx) { return c.community.desk.tidy(tx, c.community.usual(), id); }));
        QCOMPARE(field(c.community, id, "state"), QStringLiteral("open"));
        QVERIFY(c.community.run([&](Transaction &tx) { return c.community.desk.tidy(tx, c.community.usual(), id); }));
    }
    void parallelStagesDoneWithoutALineOpenTheNextForBoth()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "DATA_CHECK");
        QVERIFY(c.done(c.bureau, id, "DATA_CHECK"));
        QVERIFY(c.done(c.street, id, "HOME_VISIT"));
        c.syncAll();
        for (MiniOffice *office : {&c.community, &c.street, &c.bureau})
            QCOMPARE(openStages(office->state(id)), QStringList(QStringLiteral("STREET_REVIEW")));
    }
    void whoWithdrawsWhileAnotherActsLeavesNothingBehind()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "SURVEY_START");
        // the street opens the bureau's stage and shares the family with it; the community does not know
        QVERIFY(c.done(c.street, id, "SURVEY_START"));
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.withdraw(tx, c.community.usual(), id, {QStringLiteral("自愿")});
        }));
        c.community.sync();
        c.street.sync();
        c.syncAll();
        QCOMPARE(c.street.state(id).status, CaseStatus::Withdrawn);
        QCOMPARE(c.street.state(id).flagged.size(), 1);
        QVERIFY(c.community.run([&](Transaction &tx) { return c.community.desk.tidy(tx, c.community.usual(), id); }));
        c.syncAll();
        QVERIFY(c.community.state(id).shares.isEmpty());
        QVERIFY(!c.street.holds(c.applicant.id) && !c.bureau.holds(c.applicant.id));
    }
    void twoCasesOfOneFamilyKeepItUntilBothAreClosed()
    {
        MiniCounty c;
        const CaseId first = c.accept();
        const CaseId second = c.accept("CL-02");
        c.syncAll();
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.withdraw(tx, c.community.usual(), first, {QStringLiteral("重复")});
        }));
        c.syncAll();
        QVERIFY(c.street.holds(c.applicant.id));
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.withdraw(tx, c.community.usual(), second, {QStringLiteral("搬走")});
        }));
        c.syncAll();
        QVERIFY(!c.street.holds(c.applicant.id));
    }
    void aPauseAcrossTheSpringFestivalUsesNoDays()
    {
        MiniCounty c;
        c.setDate(QDate(2027, 1, 28));
        const CaseId id = c.accept();
        c.advanceTo(id, "STREET_REVIEW"); // three working days
        c.setDate(QDate(2027, 1, 29));
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.pause(tx, c.street.usual(), id,
                                       {QStringLiteral("STREET_REVIEW"), QStringLiteral("等外省回函")});
        }));
        c.setDate(QDate(2027, 2, 15));
        QCOMPARE(c.street.queue().items.first().deadline.light, Light::Paused);
        QCOMPARE(c.street.queue().items.first().deadline.daysLeft, 2); // the 29th was used
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.resume(tx, c.street.usual(), id, {QStringLiteral("STREET_REVIEW")});
        }));
        const auto &calendar = *shouli::tests::CountyBooks::shared().calendar;
        const StageState stage = *c.street.state(id).stage(QStringLiteral("STREET_REVIEW"));
        QCOMPARE(stage.deadline(calendar, QDate(2027, 2, 15)).due.date, calendar.addWorkingDays(QDate(2027, 2, 15), 2));
        QCOMPARE(c.street.state(id).promised.pauses.size(), 1U);
    }
    void aLimitBeyondTheNewYearIsProvisionalWithoutItsTable()
    {
        MiniCounty c;
        c.setDate(QDate(2027, 12, 20));
        const CaseId id = c.accept();
        const auto &calendar = *shouli::tests::CountyBooks::shared().calendar;
        const CaseState state = c.community.state(id);
        const auto promised = calendar::Deadline::of(state.promised, calendar, c.community.clock.today());
        QVERIFY(promised.due.date > QDate(2028, 1, 1));
        QVERIFY(promised.due.provisional);
    }
};

SHOULI_TEST(TestCaseFlow)
#include "TestCaseFlow.moc"
