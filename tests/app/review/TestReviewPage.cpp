// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/OpinionList.h"
#include "app/widgets/StageBar.h"
#include "tests/app/review/ReviewDesk.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using core::base::ErrorCode;
using core::cases::CaseStatus;
using core::cases::MaterialStatus;
using core::cases::StageStatus;
using core::staff::Role;
using tests::OfficeSession;
using tests::ReviewDesk;

class TestReviewPage : public QObject {
    Q_OBJECT

    static StageStatus stage(const OfficeSession &office, core::cases::CaseId id, const char *stage)
    {
        return office.load(id).state.stage(QString::fromLatin1(stage))->status;
    }

private Q_SLOTS:
    void theMostUrgentCaseIsOpenAndCounted()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        office.clock.setDate(QDate(2026, 11, 25));
        office.accept("MZ-05", {}, &office.neighbour);
        ReviewDesk desk(office);
        QCOMPARE(desk.page->badge(), 2);
        QCOMPARE(desk.shown(), first.id);
        QCOMPARE(desk.part<app::widgets::SegmentBar>()->segments().first().count, 2);
        QVERIFY(desk.action(Qt::Key_F12).contains(QStringLiteral("受理")));
        desk.press(Qt::Key_Down);
        QVERIFY(desk.shown() != first.id);
        desk.shoot("review-queue");
    }
    void oneKeyPassesACaseOnWithAUsualPhrase()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!desk.pane()->opinion()->toPlainText().isEmpty());
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Done);
        QCOMPARE(office.load(file.id).state.opinions.last().text, QStringLiteral("材料齐全，情况属实，同意上报。"));
        QVERIFY(desk.pane()->opinion()->toPlainText().isEmpty());
    }
    void aStepIsTakenBackWithinTenSeconds()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        auto *toast = desk.frame.findChild<app::frame::UndoToast *>();
        desk.press(Qt::Key_F12);
        QVERIFY(toast->isOffering());
        desk.shoot("review-undo");
        office.clock.advanceMs(9'000);
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.failures->size(), 0);
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Open);
        QCOMPARE(office.load(file.id).state.takenBack.size(), 1);

        desk.press(Qt::Key_F12);
        office.clock.advanceMs(10'001);
        toast->tick();
        QVERIFY(!toast->isOffering());
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Done);
    }
    void sentBackWithThePapersAndAReason()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.press(Qt::Key_F6);
        desk.shoot("review-return");
        desk.press(Qt::Key_F12); // nothing ticked
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Open);
        QVERIFY(!desk.form()->findChild<app::widgets::NoticeBox *>()->text().isEmpty());
        desk.press(Qt::Key_Backtab);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_F12); // no reason
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Open);
        desk.press(Qt::Key_2, Qt::ControlModifier);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const auto state = office.load(file.id).state;
        QCOMPARE(state.status, CaseStatus::Returned);
        QCOMPARE(state.corrections.first().items, QStringList{QStringLiteral("INCOME")});
        QCOMPARE(state.corrections.first().reason, QStringLiteral("材料已过期，请提供最新的。"));
        QCOMPARE(state.corrections.first().to, QStringLiteral("COMM_ACCEPT"));
    }
    void escapeLeavesTheFormAndWritesNothing()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        const auto before = office.load(file.id).events.size();
        for (const int key : {Qt::Key_F6, Qt::Key_F7, Qt::Key_F8}) {
            desk.press(key);
            QVERIFY(desk.form()->isVisible());
            desk.press(Qt::Key_Escape);
            QVERIFY(!desk.form()->isVisible());
        }
        QCOMPARE(office.load(file.id).events.size(), before);
    }
    void refusedWithReasonAndLaw()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.press(Qt::Key_F7);
        desk.press(Qt::Key_F12); // neither
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Open);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_F7);
        desk.press(Qt::Key_Space); // a usual reason fills the words
        desk.press(Qt::Key_F12);
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Open); // no law
        desk.press(Qt::Key_Backtab);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Tab);
        desk.type(QStringLiteral("第九条"));
        desk.shoot("review-refuse");
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const auto state = office.load(file.id).state;
        QCOMPARE(state.status, CaseStatus::Rejected);
        QCOMPARE(state.rejection->code, QStringLiteral("INCOME"));
        QVERIFY(!state.rejection->reason.isEmpty());
        QCOMPARE(state.rejection->basis, QStringLiteral("《最低生活保障审核确认办法》（民发〔2021〕57号）第九条"));
    }
    void aCaseIsTransferredWithAReasonAndGone()
    {
        OfficeSession office(Role::Counter);
        core::staff::Office other;
        other.id = core::staff::OfficeId::create(office.clock, office.random);
        other.name = QStringLiteral("米粮山社区");
        other.division = QStringLiteral("610681001001");
        other.roles = {QStringLiteral("community")};
        OfficeSession::expect(office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.create(other.ref(), core::changes::commonScope(), other.values()));
            return act.finish();
        }));
        office.reopen();
        const auto file = office.accept();
        ReviewDesk desk(office);
        QVERIFY(desk.page->open(QStringLiteral("case"), file.id.toBytes()));
        QCOMPARE(desk.action(Qt::Key_F4), QStringLiteral("转办"));
        desk.press(Qt::Key_F4);
        desk.press(Qt::Key_F12); // no reason
        QVERIFY(desk.form()->isVisible());
        QCOMPARE(office.load(file.id).file.home, office.session->office().id);
        desk.press(Qt::Key_2, Qt::ControlModifier); // a usual one
        desk.shoot("review-transfer");
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        QVERIFY(!desk.form()->isVisible());
        QVERIFY(!desk.frame.findChild<app::frame::UndoToast *>()->isOffering()); // it is another office's now
        const auto record = office.load(file.id);
        QCOMPARE(record.file.home, other.id);
        QCOMPARE(record.state.stage(QStringLiteral("COMM_DELIVER"))->office, other.id);
        QCOMPARE(record.state.opinions.last().text, QStringLiteral("住址不属本单位辖区。"));
        const auto *opinions = desk.pane()->findChild<app::widgets::OpinionList *>();
        QCOMPARE(opinions->opinions().last().text, QStringLiteral("转办到米粮山社区：住址不属本单位辖区。"));
        desk.shoot("review-transferred");
    }
    void whereNobodyElseCouldTakeItThereIsNoTransfer()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept();
        ReviewDesk desk(office);
        QVERIFY(desk.page->open(QStringLiteral("case"), file.id.toBytes()));
        QVERIFY(desk.action(Qt::Key_F4).isEmpty());
    }
    void theClockIsStoppedAndRunsAgain()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.press(Qt::Key_F8);
        desk.press(Qt::Key_F12); // no reason
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Open);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        desk.press(Qt::Key_F12);
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Paused);
        QCOMPARE(desk.action(Qt::Key_F8), QStringLiteral("恢复计时"));
        desk.press(Qt::Key_F8);
        QCOMPARE(desk.failures->size(), 0);
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Open);
    }
    void casesThatAreAlikeAreDoneTogetherAndTakenBackTogether()
    {
        OfficeSession office(Role::Reviewer);
        const auto one = office.accept("MZ-06");
        const auto two = office.accept("MZ-06", {}, &office.neighbour);
        const auto other = office.accept("MZ-01", {}, &office.son);
        ReviewDesk desk(office);
        const int row = desk.table()->currentRow();
        while (desk.shown() == other.id)
            desk.press(row == 0 ? Qt::Key_Down : Qt::Key_Up);
        desk.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(desk.table()->chosenRows().size(), 2);
        QVERIFY(desk.action(Qt::Key_F12).contains(u'2'));
        QVERIFY(desk.action(Qt::Key_F6).startsWith(u'-'));
        desk.press(Qt::Key_2, Qt::ControlModifier);
        desk.shoot("review-batch");
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const QString stageId = office.load(one.id).plan.stages.at(1).id;
        for (const auto &file : {one, two}) {
            const auto record = office.load(file.id);
            QCOMPARE(record.state.stage(stageId)->status, StageStatus::Done);
            QCOMPARE(record.state.opinions.last().text, QStringLiteral("经审核符合条件，同意。"));
        }
        QCOMPARE(stage(office, other.id, "STREET_ACCEPT"), StageStatus::Open);
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.failures->size(), 0);
        for (const auto &file : {one, two})
            QCOMPARE(office.load(file.id).state.stage(stageId)->status, StageStatus::Open);
    }
    void aStageAsksForWhatItMustFindOut()
    {
        OfficeSession office(Role::Approver);
        const auto file = office.accept();
        for (const char *done :
             {"STREET_ACCEPT", "SURVEY_START", "DATA_CHECK", "HOME_VISIT", "STREET_REVIEW", "PUBLIC_NOTICE"})
            office.complete(file.id, done);
        ReviewDesk desk(office);
        desk.press(Qt::Key_F12);
        QVERIFY(desk.form()->isVisible());
        desk.shoot("review-facts");
        desk.press(Qt::Key_F12); // no amount
        QCOMPARE(stage(office, file.id, "COUNTY_CONFIRM"), StageStatus::Open);
        desk.type(QStringLiteral("615"));
        desk.press(Qt::Key_Tab);
        desk.type(QStringLiteral("2"));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const auto state = office.load(file.id).state;
        QCOMPARE(state.status, CaseStatus::Approved);
        QCOMPARE(state.facts.value(QStringLiteral("monthly")), QStringLiteral("61500"));
        QCOMPARE(state.facts.value(QStringLiteral("persons")), QStringLiteral("2"));
    }
    void aNoticeMustStandItsDays()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept();
        for (const char *done : {"STREET_ACCEPT", "SURVEY_START", "DATA_CHECK", "HOME_VISIT", "STREET_REVIEW"})
            office.complete(file.id, done);
        office.clock.setDate(QDate(2026, 11, 26)); // three days
        ReviewDesk desk(office);
        desk.press(Qt::Key_F12);
        desk.press(Qt::Key_F12);
        QCOMPARE(stage(office, file.id, "PUBLIC_NOTICE"), StageStatus::Open);
        QVERIFY(desk.form()->findChild<app::widgets::NoticeBox *>()->text().contains(u'7'));
        desk.press(Qt::Key_Escape);
        office.clock.setDate(QDate(2026, 12, 1));
        desk.press(Qt::Key_F12);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        QCOMPARE(stage(office, file.id, "PUBLIC_NOTICE"), StageStatus::Done);
        QCOMPARE(office.load(file.id).state.facts.value(QStringLiteral("notice_to")), QStringLiteral("2026-12-01"));
    }
    void theCommunityPutsRightAndResubmits()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept();
        QVERIFY(office.write([&, actor = office.as(Role::Reviewer)](app::office::Writing &w) {
            return w.desk.returnForCorrection(
                w.tx, actor, file.id,
                {QStringLiteral("STREET_ACCEPT"), {}, {QStringLiteral("INCOME")}, QStringLiteral("收入证明已过期")});
        }));
        ReviewDesk desk(office);
        QCOMPARE(desk.shown(), file.id);
        desk.press(Qt::Key_F12);
        desk.press(Qt::Key_F12); // nothing ticked, nothing said
        QCOMPARE(office.load(file.id).state.status, CaseStatus::Returned);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_F12);
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Tab);
        desk.type(QStringLiteral("已换新证明"));
        desk.shoot("review-resubmit");
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        const auto state = office.load(file.id).state;
        QCOMPARE(state.status, CaseStatus::Open);
        QVERIFY(state.missing().isEmpty());
        QCOMPARE(state.opinions.last().text, QStringLiteral("已换新证明"));
    }
    void aToleratedPaperThatCameIsReceived()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept("MZ-01",
                                        {{QStringLiteral("BANK"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}});
        ReviewDesk desk(office);
        desk.scan(office.cardOf(file));
        QCOMPARE(desk.shown(), file.id);
        desk.press(Qt::Key_F9);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 0);
        QVERIFY(office.load(file.id).state.missing().isEmpty());
        QCOMPARE(desk.action(Qt::Key_F9), QString());
    }
    void nineStagesHaveRoomForTheirDates()
    {
        OfficeSession office(Role::Reviewer);
        office.accept();
        ReviewDesk desk(office);
        const auto *bar = desk.part<app::widgets::StageBar>();
        QCOMPARE(bar->stages().size(), 9);
        desk.press(Qt::Key_F12);
        QTRY_VERIFY(bar->height() >= bar->heightForWidth(bar->width()));
    }
    void aStageOfAnotherRoleSaysSo()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept();
        ReviewDesk desk(office);
        QCOMPARE(desk.shown(), file.id);
        QVERIFY(desk.action(Qt::Key_F12).startsWith(u'-'));
        desk.press(Qt::Key_F12);
        QCOMPARE(stage(office, file.id, "STREET_ACCEPT"), StageStatus::Open);
    }
    void deliveryIsAnotherPages()
    {
        OfficeSession office(Role::Counter);
        const auto file = office.accept();
        QVERIFY(office.write([&, actor = office.as(Role::Reviewer)](app::office::Writing &w) {
            return w.desk.reject(
                w.tx, actor, file.id,
                {QStringLiteral("STREET_ACCEPT"), {}, QStringLiteral("不符合"), QStringLiteral("第九条")});
        }));
        ReviewDesk desk(office);
        QCOMPARE(desk.page->badge(), 0); // it waits on that page
        QVERIFY(desk.page->open(QStringLiteral("case"), file.id.toBytes()));
        QCOMPARE(desk.shown(), file.id);
        QSignalSpy asked(&desk.frame, &app::shell::MainFrame::openRequested);
        desk.press(Qt::Key_F12);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QStringLiteral("delivery"));
        QCOMPARE(asked.first().at(1).toByteArray(), file.id.toBytes());
    }
    void viewsFilterTheQueue()
    {
        OfficeSession office(Role::Reviewer);
        office.accept();
        ReviewDesk desk(office);
        auto *views = desk.part<app::widgets::SegmentBar>();
        desk.press(Qt::Key_F5);
        QCOMPARE(views->current(), 1);
        QCOMPARE(desk.table()->model()->rowCount(), views->segments().at(1).count);
        office.clock.setDate(QDate(2026, 12, 30));
        desk.press(Qt::Key_F5);
        Q_EMIT office.session->changed();
        QCOMPARE(views->segments().at(2).count, 1);
        QCOMPARE(desk.table()->model()->rowCount(), 1);
        desk.shoot("review-overdue");
    }
    void tabLeadsToTheOpinionAndTypingGoesThere()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.press(Qt::Key_Tab);
        desk.type(QStringLiteral("情况属实"));
        desk.press(Qt::Key_F12);
        QCOMPARE(office.load(file.id).state.opinions.last().text, QStringLiteral("情况属实"));
    }
    void whatIsWrittenStaysWhenItsCaseGoesAway()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        QCOMPARE(desk.shown(), file.id);
        desk.pane()->opinion()->setPlainText(QStringLiteral("写了一半"));
        QVERIFY(office.write([&, actor = office.as(Role::Counter)](app::office::Writing &w) {
            return w.desk.withdraw(w.tx, actor, file.id, {QStringLiteral("不再需要")});
        }));
        QCOMPARE(desk.page->badge(), 1);
        QCOMPARE(desk.shown(), file.id);
        QCOMPARE(desk.pane()->opinion()->toPlainText(), QStringLiteral("写了一半"));
        QVERIFY(desk.action(Qt::Key_F12).startsWith(u'-')); // and why nothing can be done with it
        desk.pane()->opinion()->clear();
        Q_EMIT office.session->changed();
        QCOMPARE(desk.shown(), second.id);
    }
    void thoseChosenTogetherStayChosenWhenSomethingArrives()
    {
        OfficeSession office(Role::Reviewer);
        office.accept("MZ-06");
        office.accept("MZ-06", {}, &office.neighbour);
        ReviewDesk desk(office);
        desk.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(desk.table()->chosenRows().size(), 2);
        office.accept("MZ-01", {}, &office.son);
        QCOMPARE(desk.table()->model()->rowCount(), 3);
        QCOMPARE(desk.table()->chosenRows().size(), 2);
    }
    void anotherPersonWasFasterAndNothingIsLost()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        ReviewDesk desk(office);
        desk.pane()->opinion()->setPlainText(QStringLiteral("情况属实"));
        office.session->blockSignals(true); // what arrived has not been read yet
        office.complete(file.id, "STREET_ACCEPT");
        office.session->blockSignals(false);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.failures->size(), 1);
        QCOMPARE(desk.failures->first().at(0).value<core::base::Error>().code, ErrorCode::StepNotPossible);
        QCOMPARE(desk.pane()->opinion()->toPlainText(), QStringLiteral("情况属实"));
    }
};

SHOULI_TEST(TestReviewPage)
#include "TestReviewPage.moc"
