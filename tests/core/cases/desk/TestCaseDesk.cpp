// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using base::ErrorCode;
using base::Result;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using staff::Role;
using storage::Transaction;

class TestCaseDesk : public QObject {
    Q_OBJECT

    static QString name(const char *text) { return QString::fromLatin1(text); }

    /// What one office can do with a case, each as the desk offers it.
    using StepOf = std::function<Result<EventId>(MiniOffice &, Transaction &, const Actor &, CaseId)>;
    static QList<std::pair<const char *, StepOf>> steps()
    {
        return {
            {"complete",
             [](MiniOffice &o, Transaction &tx, const Actor &a, CaseId id) {
                 return o.desk.completeStage(tx, a, id, {{name("STREET_ACCEPT"), {}, {}, {}, {}, {}}, {}});
             }},
            {"return",
             [](MiniOffice &o, Transaction &tx, const Actor &a, CaseId id) {
                 return o.desk.returnForCorrection(tx, a, id, {name("STREET_ACCEPT"), {}, {}, name("why")});
             }},
            {"reject",
             [](MiniOffice &o, Transaction &tx, const Actor &a, CaseId id) {
                 return o.desk.reject(tx, a, id, {name("STREET_ACCEPT"), {}, name("why"), name("law")});
             }},
            {"pause",
             [](MiniOffice &o, Transaction &tx, const Actor &a, CaseId id) {
                 return o.desk.pause(tx, a, id, {name("STREET_ACCEPT"), name("why")});
             }},
        };
    }
    template <class Value>
    static void compareError(const Result<Value> &result, ErrorCode code, const char *detail = nullptr)
    {
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
        if (detail != nullptr)
            QCOMPARE(result.error().detail, QString::fromLatin1(detail));
    }
    /// Everything a step may leave behind.
    static QList<std::int64_t> traces(const MiniOffice &office)
    {
        QList<std::int64_t> rows;
        for (const char *table : {"case_file", "public_case", "case_stage", "case_progress", "change", "audit",
                                  "number_month", "membership"})
            rows.append(office.rows(table));
        return rows;
    }

private Q_SLOTS:
    void onlyTheStagesOfficeActsAndOnlyItsReviewers_data()
    {
        QTest::addColumn<int>("step");
        for (int i = 0; i < steps().size(); ++i)
            QTest::newRow(steps().at(i).first) << i;
    }
    void onlyTheStagesOfficeActsAndOnlyItsReviewers()
    {
        QFETCH(int, step);
        const StepOf take = steps().at(step).second;
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        const auto attempt = [&](MiniOffice &office, const Actor &actor) {
            return office.run([&](Transaction &tx) { return take(office, tx, actor, id); });
        };
        compareError(attempt(c.community, c.community.usual()), ErrorCode::StepNotYours);
        const auto before = traces(c.street);
        for (const Role role :
             {Role::Counter, Role::Approver, Role::GridWorker, Role::OfficeAdmin, Role::CountyIt, Role::Auditor})
            compareError(attempt(c.street, c.street.as(role)), ErrorCode::PermissionDenied);
        Actor gone = c.street.as(Role::Reviewer);
        gone.staff.active = false;
        compareError(attempt(c.street, gone), ErrorCode::PermissionDenied);
        Actor visitor = c.street.as(Role::Reviewer);
        visitor.staff.office = c.community.office.id;
        compareError(attempt(c.street, visitor), ErrorCode::PermissionDenied);
        QCOMPARE(traces(c.street), before);
        QVERIFY(attempt(c.street, c.street.as(Role::Reviewer)));
    }
    void onlyTheCounterAccepts()
    {
        MiniCounty c;
        for (const Role role : {Role::Reviewer, Role::Approver, Role::GridWorker, Role::CountyIt, Role::Auditor}) {
            const auto result = c.community.run(
                [&](Transaction &tx) { return c.community.desk.accept(tx, c.community.as(role), c.acceptance()); });
            compareError(result, ErrorCode::PermissionDenied);
        }
        QCOMPARE(c.community.rows("case_file"), 0);
    }
    void acceptingNeedsAKnownServiceAndPerson()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance("XX-99");
        compareError(c.tryAccept(acceptance), ErrorCode::ServiceUnknown);
        acceptance = c.acceptance();
        acceptance.catalogue = name("1999-01");
        compareError(c.tryAccept(acceptance), ErrorCode::ServiceUnknown);
        acceptance = c.acceptance();
        acceptance.applicant = residents::ResidentId::create(c.community.clock, c.community.random);
        compareError(c.tryAccept(acceptance), ErrorCode::ResidentUnknown);
        QCOMPARE(c.community.rows("number_month"), 0); // no number was used up
    }
    void acceptingCorrectsTheRegisterInTheSameAct()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance();
        residents::Resident wanted = c.applicant;
        wanted.phone = name("13912345678");
        acceptance.corrections = {{c.applicant, wanted}};
        acceptance.proxy = {QStringLiteral("李建军"), name("13800001111"), name("20")};
        const auto file = c.tryAccept(acceptance).value();
        QCOMPARE(residents::ResidentStore::find(c.community.db, c.applicant.id)->phone, wanted.phone);
        QCOMPARE(CaseStore::find(c.community.db, file.id).value(), file);
        QCOMPARE(file.proxy.name, QStringLiteral("李建军"));
        const auto line = changes::log::ChangeTable::events(c.community.db, file.ref())->last();
        QCOMPARE(line.change.actSize, 10); // phone, case, public record, event, six that the street is given
        const auto own = changes::log::ChangeTable::history(c.community.db, c.applicant.ref()).value();
        QVERIFY(std::any_of(own.cbegin(), own.cend(), [&](const auto &l) {
            return l.change.actFirst == line.change.actFirst && l.change.operation == changes::Operation::Set;
        }));
    }
    void reasonsMustBeGiven()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        CaseDesk &desk = c.street.desk;
        const Actor actor = c.street.usual();
        QVERIFY(c.street.run([&](Transaction &tx) -> Result<int> {
            compareError(
                desk.returnForCorrection(tx, actor, id, {name("STREET_ACCEPT"), {}, {name("INCOME")}, name(" ")}),
                ErrorCode::ReasonMissing, "reason");
            compareError(desk.reject(tx, actor, id, {name("STREET_ACCEPT"), {}, {}, name("law")}),
                         ErrorCode::ReasonMissing, "reason");
            compareError(desk.reject(tx, actor, id, {name("STREET_ACCEPT"), {}, name("why"), {}}),
                         ErrorCode::ReasonMissing, "basis");
            compareError(desk.pause(tx, actor, id, {name("STREET_ACCEPT"), {}}), ErrorCode::ReasonMissing, "reason");
            compareError(desk.remark(tx, actor, id, {}), ErrorCode::ReasonMissing, "text");
            return 0;
        }));
        compareError(c.community.run(
                         [&](Transaction &tx) { return c.community.desk.withdraw(tx, c.community.usual(), id, {}); }),
                     ErrorCode::ReasonMissing, "reason");
        compareError(
            c.community.run([&](Transaction &tx) { return c.community.desk.deliver(tx, c.community.usual(), id, {}); }),
            ErrorCode::ReasonMissing, "receiver");
    }
    void whatDoesNotFitIsRefusedWithItsReason()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        compareError(c.done(c.community, id, "COMM_ACCEPT"), ErrorCode::StepNotPossible, "stage_not_open");
        compareError(c.done(c.community, id, "NOWHERE"), ErrorCode::StepNotPossible, "stage_unknown");
        compareError(c.deliver(id), ErrorCode::StepNotPossible, "nothing_to_deliver");
        compareError(c.done(c.community, CaseId::create(c.community.clock, c.community.random), "X"),
                     ErrorCode::CaseUnknown);
        CaseDesk::Done skipping;
        skipping.step.stage = name("STREET_ACCEPT");
        skipping.step.skip = QStringList(name("HOME_VISIT"));
        compareError(c.street.run([&](Transaction &tx) {
            return c.street.desk.completeStage(tx, c.street.usual(), id, skipping);
        }),
                     ErrorCode::StepNotPossible, "stage_not_skippable");
        compareError(c.street.run([&](Transaction &tx) {
            return c.street.desk.withdraw(tx, c.street.usual(), id, {name("x")});
        }),
                     ErrorCode::StepNotYours);
    }
    void aToleratedPaperIsReceivedBeforeTheResultIsHandedOut()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance("CL-02");
        acceptance.step.materials = {{name("BANK"), MaterialStatus::Tolerated, QDate(2026, 11, 30)}};
        const CaseId id = c.tryAccept(acceptance)->id;
        c.advanceTo(id, "COMM_DELIVER");
        QCOMPARE(c.community.queue().items.first().tolerated, 1);
        QCOMPARE(c.community.queue().items.size(), 2); // to deliver, and to chase the paper
        compareError(c.deliver(id), ErrorCode::StepNotPossible, "material_missing");
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.receiveMaterial(tx, c.community.usual(), id, {name("BANK")});
        }));
        QVERIFY(c.deliver(id));
        QVERIFY(c.community.queue().items.isEmpty());
    }
    void smallSumsAreHandedToTheStreet()
    {
        MiniCounty c;
        const CaseId id = c.accept("MZ-04");
        c.advanceTo(id, "PUBLIC_NOTICE");
        CaseDesk::Done done;
        done.step.stage = name("PUBLIC_NOTICE");
        done.delegate = QStringList(name("COUNTY_APPROVE"));
        QVERIFY(c.community.run(
            [&](Transaction &tx) { return c.community.desk.completeStage(tx, c.community.usual(), id, done); }));
        c.syncAll();
        QVERIFY(!CaseStore::find(c.bureau.db, id)); // never had to do with it
        QCOMPARE(c.street.queue().mine, 1);
        QVERIFY(c.done(c.street, id, "COUNTY_APPROVE", StageDone::Outcome::Approved)); // by the street's reviewer
        done.step.stage = name("COMM_DELIVER");
        done.delegate = QStringList(name("STREET_REVIEW"));
        compareError(c.community.run([&](Transaction &tx) {
            return c.community.desk.completeStage(tx, c.community.usual(), id, done);
        }),
                     ErrorCode::StepNotPossible, "STREET_REVIEW");
    }
    void urgentHelpSkipsTheNotice()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance("MZ-04");
        acceptance.variant = name("URGENT");
        const CaseId id = c.tryAccept(acceptance)->id;
        c.syncAll();
        QCOMPARE(c.community.state(id).promised.limit.unit, calendar::LimitUnit::Hours);
        CaseDesk::Done done;
        done.step.stage = name("STREET_REVIEW");
        done.step.skip = QStringList(name("PUBLIC_NOTICE"));
        QVERIFY(
            c.street.run([&](Transaction &tx) { return c.street.desk.completeStage(tx, c.street.usual(), id, done); }));
        QCOMPARE(c.street.state(id).open().first().id, name("COUNTY_APPROVE"));
        QCOMPARE(c.street.state(id).stage(name("PUBLIC_NOTICE"))->status, StageStatus::Skipped);
    }
    void theLastStepIsTakenBackWithinTenSeconds()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "SURVEY_START");
        const CaseState before = c.street.state(id);
        const EventId step = c.done(c.street, id, "SURVEY_START").value();
        const auto undo = [&](const Actor &actor) {
            return c.street.run([&](Transaction &tx) { return c.street.desk.takeBack(tx, actor, id, step); });
        };
        Actor another = c.street.usual();
        another.staff.id = *staff::StaffId::fromBytes(QByteArray(16, 'z'));
        compareError(undo(another), ErrorCode::PermissionDenied);
        c.street.clock.advanceMs(10'000);
        QVERIFY(undo(c.street.usual()));
        CaseState after = c.street.state(id);
        QCOMPARE(after.takenBack, QList<EventId>{step});
        after.takenBack.clear();
        QCOMPARE(after, before);
        compareError(undo(c.street.usual()), ErrorCode::StepNotPossible, "not_the_last_step");
        c.syncAll();
        QVERIFY(!CaseStore::find(c.bureau.db, id)); // the bureau's turn never came
        QVERIFY(!c.bureau.holds(c.applicant.id));
        QVERIFY(c.street.holds(c.applicant.id));
        QCOMPARE(c.community.state(id), c.street.state(id));
    }
    void laterOrOrderedStepsStay()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        const auto undo = [&](MiniOffice &office, const EventId &step) {
            return office.run([&](Transaction &tx) { return office.desk.takeBack(tx, office.usual(), id, step); });
        };
        EventId step = c.done(c.street, id, "STREET_ACCEPT").value();
        c.street.clock.advanceMs(10'001);
        compareError(undo(c.street, step), ErrorCode::StepNotPossible, "too late");
        step = c.done(c.street, id, "SURVEY_START").value();
        c.street.clock.boot = 2; // the machine was started anew: its monotonic clock began again
        compareError(undo(c.street, step), ErrorCode::StepNotPossible, "too late");
        c.street.clock.boot = 1;
        c.street.sync();
        compareError(undo(c.street, step), ErrorCode::StepNotPossible, "ordered");
        compareError(undo(c.community, {c.community.replica(), 999}), ErrorCode::StepNotPossible, "not_the_last_step");
    }
    void takingBackADeliveryGivesTheRecordsOutAgain()
    {
        MiniCounty c;
        const CaseId id = c.accept("CL-02");
        c.advanceTo(id, "COMM_DELIVER");
        const EventId step = c.deliver(id).value();
        QVERIFY(c.community.state(id).shares.isEmpty());
        QVERIFY(c.community.run(
            [&](Transaction &tx) { return c.community.desk.takeBack(tx, c.community.usual(), id, step); }));
        c.syncAll();
        QVERIFY(c.street.holds(c.applicant.id));
        QVERIFY(c.deliver(id));
        c.syncAll();
        QVERIFY(!c.street.holds(c.applicant.id) && !c.bureau.holds(c.applicant.id));
    }
    void numbersRunOutWithAWarningBefore()
    {
        MiniCounty c;
        QVERIFY(c.community.run(
            [&](Transaction &tx) { return numbers::NumberBlocks::startAt(tx, c.community.clock.today(), 998); }));
        QVERIFY(numbers::NumberBlocks::stock(c.community.db, c.community.clock.today())->isLow());
        QCOMPARE(c.tryAccept(c.acceptance())->number, QStringLiteral("610681001-03-2611-0998"));
        QCOMPARE(c.tryAccept(c.acceptance())->number, QStringLiteral("610681001-03-2611-0999"));
        const auto before = traces(c.community);
        compareError(c.tryAccept(c.acceptance()), ErrorCode::NumbersExhausted);
        QCOMPARE(traces(c.community), before);
        c.setDate(QDate(2026, 12, 1));
        QCOMPARE(c.tryAccept(c.acceptance())->number, QStringLiteral("610681001-03-2612-0001"));
    }
    void aFullDiskLeavesNeitherNumberNorCaseHalfDone()
    {
        MiniCounty c;
        const auto pragma = [&](const QString &sql) {
            auto query = c.community.db.prepare(QStringLiteral("PRAGMA ") + sql).value();
            return query.step().value() ? query.integer(0) : 0;
        };
        const std::int64_t pages = pragma(QStringLiteral("page_count"));
        pragma(QStringLiteral("max_page_count=%1").arg(pages));
        int accepted = 0;
        int refused = 0;
        for (int room = 0; accepted < 40 && room < 40;) {
            const auto before = traces(c.community);
            const auto stock = numbers::NumberBlocks::stock(c.community.db, c.community.clock.today()).value();
            const auto result = c.tryAccept(c.acceptance());
            if (result) {
                QCOMPARE(numbers::CaseNumber::parse(result->number)->serial, ++accepted); // none is left out
                continue;
            }
            QCOMPARE(result.error().code, ErrorCode::DiskFull);
            QCOMPARE(traces(c.community), before);
            QCOMPARE(numbers::NumberBlocks::stock(c.community.db, c.community.clock.today()).value(), stock);
            ++refused;
            pragma(QStringLiteral("max_page_count=%1").arg(pages + ++room));
        }
        QVERIFY2(refused > 10, qPrintable(QString::number(refused)));
        QVERIFY(accepted > 5);
        QCOMPARE(c.community.rows("case_file"), accepted);
        QVERIFY(audit::AuditLog::verify(c.community.db));
    }
    void everyStepLeavesOneAuditLine()
    {
        MiniCounty c;
        const std::int64_t before = c.community.rows("audit");
        const CaseFile file = c.tryAccept(c.acceptance()).value();
        const auto lines = audit::AuditLog::about(c.community.db, file.ref(), 10).value();
        QCOMPARE(c.community.rows("audit"), before + 1);
        QCOMPARE(lines.first().action, audit::Action::CaseStep);
        QCOMPARE(lines.first().details, file.number + QStringLiteral(" accepted"));
    }
};

SHOULI_TEST(TestCaseDesk)
#include "TestCaseDesk.moc"
