// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/StoredClock.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using base::ErrorCode;
using calendar::Light;
using shouli::tests::CountyBooks;
using shouli::tests::MiniCounty;
using storage::Transaction;
using Turn = QueueItem::Turn;

class TestCaseStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void casesAreFoundByTheTailOfTheirNumberOrTheBeginningOfAName()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        const auto file = CaseStore::find(c.community.db, id).value();
        const auto found = [&](const QString &typed) { return CaseStore::matching(c.community.db, typed, 5).value(); };
        QCOMPARE(found(file.number).size(), 1);
        QCOMPARE(found(file.number.right(4)).constFirst().file, file);
        QCOMPARE(found(QStringLiteral(" 贺玉 ")).constFirst().status, CaseStatus::Open);
        QVERIFY(found(QStringLiteral("玉梅")).isEmpty());
        QVERIFY(found(QStringLiteral("%")).isEmpty()); // no wild cards
        QVERIFY(found(QStringLiteral("_")).isEmpty());
        QVERIFY(found(QString()).isEmpty());
        QVERIFY(CaseStore::matching(c.community.db, file.number, 0)->isEmpty());
    }
    void aCaseIsFoundByWhateverIsAtHand()
    {
        MiniCounty c;
        const CaseFile file = c.tryAccept(c.acceptance()).value();
        const auto number = numbers::CaseNumber::parse(file.number).value();
        QCOMPARE(CaseStore::find(c.community.db, file.id).value(), file);
        QCOMPARE(CaseStore::findByNumber(c.community.db, number).value(), file);
        QCOMPARE(CaseStore::findByToken(c.community.db, file.token).value(), file);
        QCOMPARE(CaseStore::findByToken(c.community.db, QByteArray(16, 'x')).error().code, ErrorCode::CaseUnknown);
        QCOMPARE(CaseStore::findByNumber(c.bureau.db, number).error().code, ErrorCode::CaseUnknown);
    }
    void aPersonsCasesComeNewestFirst()
    {
        MiniCounty c;
        const CaseId first = c.accept("CL-02");
        c.setDate(QDate(2026, 11, 25));
        const CaseId second = c.accept();
        const auto withdrawn = c.community.run([&](Transaction &tx) {
            return c.community.desk.withdraw(tx, c.community.usual(), first, {QStringLiteral("x")});
        });
        QVERIFY(withdrawn);
        const auto briefs = c.community.store.ofResident(c.community.db, c.applicant.id, 10, c.community.clock.today())
                                .value();
        QCOMPARE(briefs.size(), 2);
        QCOMPARE(briefs.at(0).file.id, second);
        QCOMPARE(briefs.at(0).stage, QStringLiteral("STREET_ACCEPT"));
        QVERIFY(briefs.at(0).deadline.due.date.isValid());
        QCOMPARE(briefs.at(1).status, CaseStatus::Withdrawn);
        QVERIFY(briefs.at(1).stage.isEmpty());
        QCOMPARE(c.community.store.ofResident(c.community.db, c.applicant.id, 1, c.community.clock.today())->size(), 1);
        QVERIFY(c.community.store.ofResident(c.community.db, c.son.id, 10, c.community.clock.today())->isEmpty());
    }
    void whoCameLatelyIsKnownWithTheLastFirst()
    {
        MiniCounty c;
        QVERIFY(CaseStore::lately(c.community.db, 10)->isEmpty());
        auto forTheSon = c.acceptance("CL-02");
        forTheSon.subject = c.son.id;
        QVERIFY(c.tryAccept(forTheSon));
        c.setDate(QDate(2026, 11, 25));
        auto bySon = c.acceptance();
        bySon.applicant = c.son.id;
        QVERIFY(c.tryAccept(bySon));
        using Ids = QList<residents::ResidentId>;
        QCOMPARE(CaseStore::lately(c.community.db, 10).value(), (Ids{c.son.id, c.applicant.id}));
        QCOMPARE(CaseStore::lately(c.community.db, 1).value(), Ids{c.son.id});
        auto plan = c.community.db
                        .prepare(QStringLiteral("EXPLAIN QUERY PLAN SELECT applicant, subject FROM case_file WHERE "
                                                "accepted_on IS NOT NULL ORDER BY accepted_on DESC, id DESC LIMIT 9"))
                        .value();
        while (plan.step().value()) // each key stroke may ask: no sorting of all cases
            QVERIFY2(plan.text(3).contains(QLatin1String("case_file_accepted")), qPrintable(plan.text(3)));
    }
    void theQueueShowsWhatExpiresFirst()
    {
        MiniCounty c;
        c.setDate(QDate(2026, 11, 16));
        const CaseId late = c.accept();          // two working days for the street
        const CaseId review = c.accept("CL-02"); // five
        c.setDate(QDate(2026, 11, 18));
        const CaseId paused = c.accept("CL-02");
        c.setDate(QDate(2026, 11, 19));
        const CaseId today = c.accept();
        const CaseId returned = c.accept("CL-02");
        c.setDate(QDate(2026, 11, 23));
        c.syncAll();
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.pause(tx, c.street.usual(), paused,
                                       {QStringLiteral("STREET_REVIEW"), QStringLiteral("x")});
        }));
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.returnForCorrection(tx, c.street.usual(), returned,
                                                     {QStringLiteral("STREET_REVIEW"), {}, {}, QStringLiteral("x")});
        }));
        const Queue queue = c.street.queue();
        QList<CaseId> order;
        for (const QueueItem &item : queue.items)
            order.append(item.id);
        QCOMPARE(order.first(3), (QList<CaseId>{late, review, today}));
        QCOMPARE(queue.items.size(), 5);
        QCOMPARE(queue.mine, 4); // the one sent back waits for the community
        QCOMPARE(queue.overdue, 1);
        QCOMPARE(queue.dueToday, 2);
        QCOMPARE(queue.returned, 1);
        QCOMPARE(queue.items.at(0).deadline.light, Light::Red);
        QCOMPARE(queue.items.at(0).deadline.daysLeft, -3);
        QCOMPARE(queue.items.at(0).applicantName, c.applicant.name);
        QCOMPARE(queue.items.at(0).home, c.community.office.id);
        QCOMPARE(queue.items.at(0).arrived, QDate(2026, 11, 16));
        c.syncAll();
        QCOMPARE(c.community.queue().items.size(), 1);
        QCOMPARE(c.community.queue().items.first().turn, Turn::Correction);
        QCOMPARE(c.community.queue().items.first().deadline.light, Light::None);
    }
    void whatIsInPublicNoticeElsewhereIsSeenButNotCountedAsMine()
    {
        MiniCounty c;
        const CaseId id = c.accept("MZ-04");
        c.advanceTo(id, "PUBLIC_NOTICE");
        c.syncAll();
        QCOMPARE(c.street.queue().inNotice, 1);
        QCOMPARE(c.street.queue().mine, 0);
        QCOMPARE(c.street.queue().items.first().turn, Turn::Notice);
        QCOMPARE(c.community.queue().inNotice, 1);
        QCOMPARE(c.community.queue().mine, 1);
    }
    void promisedPapersStayInTheCountersSightWhereverTheCaseIs()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance();
        acceptance.step.materials = {{QStringLiteral("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)},
                                     {QStringLiteral("ASSET"), MaterialStatus::Tolerated, QDate(2026, 11, 27)}};
        const CaseId id = c.tryAccept(acceptance)->id;
        const auto item = [&] { return c.community.queue().items.first(); };
        QCOMPARE(item().turn, Turn::Papers);
        QCOMPARE(item().tolerated, 2);
        QCOMPARE(item().deadline.due.date, QDate(2026, 11, 27)); // the first of them
        QCOMPARE(item().deadline.light, Light::Green);
        QCOMPARE(c.community.queue().papers, 1);
        QCOMPARE(c.community.queue().mine, 0);
        c.setDate(QDate(2026, 11, 26));
        QCOMPARE(item().deadline.light, Light::Yellow);
        c.setDate(QDate(2026, 11, 30));
        QCOMPARE(item().deadline.light, Light::Red);
        QCOMPARE(item().deadline.daysLeft, -1);
        for (const char *paper : {"INCOME", "ASSET"})
            QVERIFY(c.community.run([&](Transaction &tx) {
                return c.community.desk.receiveMaterial(tx, c.community.usual(), id, {QString::fromLatin1(paper)});
            }));
        QVERIFY(c.community.queue().items.isEmpty());
    }
    void onlyTheOfficeThatAcceptedWaitsForPromisedPapersAndOnlyWhileTheCaseGoesOn()
    {
        MiniCounty c;
        Acceptance acceptance = c.acceptance();
        acceptance.step.materials = {{QStringLiteral("INCOME"), MaterialStatus::Tolerated, QDate(2026, 11, 30)},
                                     {QStringLiteral("ASSET"), MaterialStatus::Tolerated, {}}};
        const CaseId refused = c.tryAccept(acceptance)->id;
        const CaseId withdrawn = c.tryAccept(acceptance)->id;
        c.syncAll();
        QCOMPARE(c.community.queue().papers, 2);
        QCOMPARE(c.community.queue().items.first().deadline.due.date, QDate(2026, 11, 30)); // not the one without a day
        QCOMPARE(c.street.queue().papers, 0);
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.withdraw(tx, c.community.usual(), withdrawn, {QStringLiteral("x")});
        }));
        QCOMPARE(c.community.queue().papers, 1);
        QVERIFY(c.street.run([&](Transaction &tx) {
            return c.street.desk.reject(
                tx, c.street.usual(), refused,
                {QStringLiteral("STREET_ACCEPT"), {}, QStringLiteral("x"), QStringLiteral("y")});
        }));
        c.syncAll();
        QCOMPARE(c.community.queue().papers, 0);
        QCOMPARE(c.community.queue().items.first().turn, Turn::Telling);
    }
    void theQueueTellsWhatIsToBeCollectedBeforeItIsHandedOver()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        QVERIFY(!c.street.queue().items.first().delivers);
        c.advanceTo(id, "COMM_DELIVER");
        QVERIFY(c.community.queue().items.first().delivers);
        QCOMPARE(c.community.queue().items.first().certificates, 0);
        QVERIFY(c.community.run([&](Transaction &tx) {
            return c.community.desk.collectCertificate(tx, c.community.usual(), id, {QStringLiteral("证 1")});
        }));
        QCOMPARE(c.community.queue().items.first().certificates, 1);
        const auto step = *c.community.state(id).lastStep;
        QVERIFY(c.community.run(
            [&](Transaction &tx) { return c.community.desk.takeBack(tx, c.community.usual(), id, step); }));
        QCOMPARE(c.community.queue().items.first().certificates, 0);
    }
    void aRefusalWithoutAStageToTellItStillWaitsForTheCounter()
    {
        MiniCounty c;
        const CaseId id = c.accept("RS-03");
        c.syncAll();
        QVERIFY(c.bureau.run([&](Transaction &tx) {
            return c.bureau.desk.reject(
                tx, c.bureau.usual(), id,
                {QStringLiteral("COUNTY_CONFIRM"), {}, QStringLiteral("x"), QStringLiteral("y")});
        }));
        c.syncAll();
        QCOMPARE(c.community.queue().items.size(), 1);
        QCOMPARE(c.community.queue().items.first().turn, Turn::Telling);
        QVERIFY(c.deliver(id));
        QVERIFY(c.community.queue().items.isEmpty());
    }
    void aCaseOfACatalogueThatIsNotHereYetIsKeptAndReadLater()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        const auto none = std::make_shared<catalogue::CatalogueLibrary>();
        c.community.progress.setCatalogues(none);
        QVERIFY(c.community.run([&](Transaction &tx) { return c.community.progress.refoldAll(tx); }));
        QVERIFY(c.community.rows("case_progress") == 1 && c.community.rows("case_stage") == 0);
        CaseDesk desk(c.community.log, c.community.audit, c.community.clock, c.community.random,
                      CaseStore(none, CountyBooks::shared().calendar));
        const auto refused = c.community.run(
            [&](Transaction &tx) { return desk.remark(tx, c.community.usual(), id, {QStringLiteral("x")}); });
        QCOMPARE(refused.error().code, ErrorCode::Unsupported);
        QVERIFY(CaseStore(none, CountyBooks::shared().calendar).load(c.community.db, id)->plan.stages.isEmpty());
        c.community.progress.setCatalogues(CountyBooks::shared().catalogues);
        QVERIFY(c.community.run([&](Transaction &tx) { return c.community.progress.refoldAll(tx); }));
        QVERIFY(c.community.rows("case_stage") > 5);
    }
    void derivedTablesAreTheSameHoweverTheEventsCame()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.advanceTo(id, "STREET_REVIEW");
        c.syncAll();
        const auto dump = [&](const shouli::tests::MiniOffice &office) {
            auto query = office.db
                             .prepare(QStringLiteral("SELECT place, stage, status, hex(office), started, finished, "
                                                     "hex(clock) FROM case_stage ORDER BY id, place"))
                             .value();
            QString all;
            while (query.step().value()) {
                for (int i = 0; i < 7; ++i)
                    all += query.text(i) + u'|';
            }
            return all;
        };
        const QString here = dump(c.community);
        QVERIFY(!here.isEmpty());
        QCOMPARE(dump(c.street), here);
        QCOMPARE(dump(c.bureau), here);
        QVERIFY(c.bureau.run([&](Transaction &tx) { return c.bureau.progress.refoldAll(tx); }));
        QCOMPARE(dump(c.bureau), here);
    }
    void aStoredClockComesBack()
    {
        QVERIFY(rc::check([] {
            const auto day = [] {
                return *rc::gen::inRange(0, 5) == 0 ? QDate() : QDate(2026, 1, 1).addDays(*rc::gen::inRange(0, 900));
            };
            calendar::StageClock clock{{*rc::gen::inRange(0, 3651),
                                        *rc::gen::element(calendar::LimitUnit::None, calendar::LimitUnit::Hours,
                                                          calendar::LimitUnit::WorkingDays)},
                                       day(),
                                       {},
                                       day()};
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                clock.pauses.push_back({day(), day()});
            RC_ASSERT(clockFromStored(toStored(clock)) == clock);
        }));
        QCOMPARE(clockFromStored("rubbish"), calendar::StageClock());
    }
};

SHOULI_TEST(TestCaseStore)
#include "TestCaseStore.moc"
