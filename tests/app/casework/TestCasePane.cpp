// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CasePane.h"
#include "app/casework/CaseWords.h"
#include "app/casework/RegisterNotes.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/OpinionList.h"
#include "app/widgets/StageBar.h"
#include "core/audit/AuditLog.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using app::casework::CasePane;
using app::casework::CaseWords;
using app::widgets::Mark;
using app::widgets::Stage;
using core::calendar::Deadline;
using core::cases::MaterialStatus;
using core::staff::Role;
using tests::OfficeSession;

class TestCasePane : public QObject {
    Q_OBJECT

    static std::int64_t looks(const OfficeSession &office)
    {
        auto query = office.session->reader()
                         .prepare(QStringLiteral("SELECT count(*) FROM audit WHERE details LIKE 'review %'"))
                         .value();
        return query.step().value() ? query.integer(0) : -1;
    }
    static QList<app::widgets::ChecklistRow> rowsOf(const CasePane &pane, qsizetype list)
    {
        return pane.findChildren<app::widgets::ChecklistView *>().at(list)->rows();
    }

private Q_SLOTS:
    void stagesShowTheDayDoneAndTheTimeLeft()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.show(office.load(file.id));
        const auto stages = pane.findChild<app::widgets::StageBar *>()->stages();
        QCOMPARE(stages.at(0).state, Stage::State::Done);
        QCOMPARE(stages.at(0).detail, QStringLiteral("11-23"));
        QVERIFY(stages.at(1).state == Stage::State::Current || stages.at(1).state == Stage::State::DueSoon);
        QVERIFY(!stages.at(1).detail.isEmpty());
        QCOMPARE(stages.at(3).state, Stage::State::Todo);
        office.clock.setDate(QDate(2026, 12, 30));
        pane.show(office.load(file.id));
        QCOMPARE(pane.findChild<app::widgets::StageBar *>()->stages().at(1).state, Stage::State::Overdue);
    }
    void papersSayWhoCheckedThemAndWhatFollows()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept("MZ-01",
                                        {{QStringLiteral("BANK"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}});
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.show(office.load(file.id));
        const auto rows = rowsOf(pane, 0);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).mark, Mark::Yes);
        QVERIFY(rows.at(0).note.contains(QStringLiteral("齐家湾社区")));
        QCOMPARE(rows.at(2).mark, Mark::Attention);
        QVERIFY(rows.at(2).note.contains(QStringLiteral("11-30")));
        QVERIFY(office.write([&, actor = office.as(Role::Counter)](app::office::Writing &w) {
            return w.desk.receiveMaterial(w.tx, actor, file.id, {QStringLiteral("BANK")});
        }));
        pane.show(office.load(file.id));
        QCOMPARE(rowsOf(pane, 0).at(2).mark, Mark::Yes);
        QVERIFY(rowsOf(pane, 0).at(2).note.contains(QStringLiteral("11-23")));
    }
    void theRegisterTellsGroupsAndFamilyAndNoNumbers()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const auto rows = app::casework::RegisterNotes::of(*office.session, file).value();
        QCOMPARE(rows.size(), 3);
        QString all;
        for (const auto &row : rows)
            all += row.text + row.note;
        QVERIFY(all.contains(QStringLiteral("67")));
        QVERIFY(all.contains(QStringLiteral("李建军")));
        QVERIFY(all.contains(QStringLiteral("西安")));
        QVERIFY(!all.contains(office.applicant.phone));
        auto stranger = file;
        stranger.applicant = core::residents::ResidentId::create(office.clock, office.random);
        QCOMPARE(app::casework::RegisterNotes::of(*office.session, stranger).value().size(), 0);
    }
    void eachCaseThatIsOpenedIsLoggedOnce()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        const auto second = office.accept("MZ-05", {}, &office.neighbour);
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.show(office.load(first.id));
        office.settle();
        QCOMPARE(looks(office), 1);
        pane.show(office.load(first.id));
        office.settle();
        QCOMPARE(looks(office), 1);
        pane.show(office.load(second.id));
        office.settle();
        QCOMPARE(looks(office), 2);
    }
    void whatIsBeingWrittenBelongsToItsCase()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        const auto second = office.accept("MZ-05", {}, &office.neighbour);
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.setWriting(true);
        pane.show(office.load(first.id));
        pane.opinion()->setPlainText(QStringLiteral("情况属实"));
        pane.show(office.load(first.id));
        QCOMPARE(pane.opinion()->toPlainText(), QStringLiteral("情况属实"));
        pane.show(office.load(second.id));
        QVERIFY(pane.opinion()->toPlainText().isEmpty());
        office.settle();
    }
    void aReturnSaysWhoAskedForWhatAndTheOpinionsStand()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        QVERIFY(office.write([&](app::office::Writing &w) {
            return w.desk.returnForCorrection(
                w.tx, w.actor, file.id,
                {QStringLiteral("STREET_ACCEPT"), {}, {QStringLiteral("INCOME")}, QStringLiteral("收入证明已过期")});
        }));
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.show(office.load(file.id));
        const auto *notice = pane.findChild<app::widgets::NoticeBox *>();
        QVERIFY(notice->text().contains(QStringLiteral("收入证明已过期")));
        const auto opinions = pane.findChild<app::widgets::OpinionList *>()->opinions();
        QCOMPARE(opinions.size(), 1);
        QCOMPARE(opinions.first().tone, app::look::Tone::Warn);
        QVERIFY(opinions.first().author.contains(QStringLiteral("冯志军")));
        QCOMPARE(rowsOf(pane, 0).last().mark, Mark::No);
        office.settle();
    }
    void whatStagesFoundOutIsShown()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        CasePane pane(*office.session, QStringLiteral("review"));
        pane.show(office.load(file.id));
        const auto *facts = pane.findChildren<app::widgets::ChecklistView *>().at(1);
        QVERIFY(facts->rows().isEmpty());
        QVERIFY(facts->parentWidget()->isHidden());
        QVERIFY(office.write([&](app::office::Writing &w) {
            core::cases::desk::CaseDesk::Done done;
            done.step.stage = QStringLiteral("STREET_ACCEPT");
            done.step.facts = {{QStringLiteral("monthly"), QStringLiteral("61500")},
                               {QStringLiteral("later"), QStringLiteral("x")}};
            return w.desk.completeStage(w.tx, w.actor, file.id, done);
        }));
        pane.show(office.load(file.id));
        QVERIFY(!facts->parentWidget()->isHidden());
        QCOMPARE(facts->rows().size(), 2);
        QCOMPARE(facts->rows().first().note, QStringLiteral("615"));
        QCOMPARE(facts->rows().last().text, QStringLiteral("later"));
        office.settle();
    }
    void timeLeftInWords()
    {
        using Light = core::calendar::Light;
        const auto left = [](int days, Light light) { return CaseWords::left({{}, days, light}); };
        QVERIFY(left(3, Light::Green).contains(u'3'));
        QCOMPARE(left(0, Light::Yellow), QStringLiteral("today"));
        QVERIFY(left(-2, Light::Red).contains(u'2'));
        QVERIFY(!left(-2, Light::Red).contains(u'-'));
        QVERIFY(left(3, Light::None).isEmpty());
        QCOMPARE(CaseWords::day(QDate(2027, 1, 4), QDate(2026, 11, 23)), QStringLiteral("2027-01-04"));
    }
};

SHOULI_TEST(TestCasePane)
#include "TestCasePane.moc"
