// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

#include <algorithm>

using namespace shouli::core;
using namespace shouli::core::cases;
using shouli::tests::CountyBooks;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;

/// Every service of the real catalogue can be walked from acceptance to its end.
class TestEveryService : public QObject {
    Q_OBJECT
    std::unique_ptr<MiniCounty> m_county;

    static const catalogue::Catalogue &catalogue()
    {
        static const auto newest =
            CountyBooks::shared().catalogues->catalogue(CountyBooks::shared().catalogues->versions().last()).value();
        return *newest;
    }
    static void rows()
    {
        QTest::addColumn<QString>("service");
        for (const catalogue::Service &service : catalogue().services())
            QTest::newRow(qPrintable(service.code)) << service.code;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_county = std::make_unique<MiniCounty>();
        QVERIFY(catalogue().services().size() >= 26);
    }
    void cleanupTestCase() { m_county.reset(); }

    void isWalkedFromAcceptanceToItsEnd_data() { rows(); }
    void isWalkedFromAcceptanceToItsEnd()
    {
        QFETCH(QString, service);
        MiniCounty &c = *m_county;
        const CaseId id = c.accept(qPrintable(service));
        int steps = 0;
        for (; steps < 30; ++steps) {
            c.syncAll();
            const CaseRecord record = c.community.open(id);
            if (record.state.isClosed())
                break;
            const auto open = record.state.open();
            QVERIFY(!open.isEmpty());
            QVERIFY(!open.first().office.isNull());
            MiniOffice &office = c.officeOf(open.first().office);
            QVERIFY2(office.queue().mine > 0, qPrintable(open.first().id)); // it is in somebody's queue
            if (record.plan.find(open.first().id)->delivers)
                QVERIFY(c.deliver(id));
            else
                MiniOffice::expect(c.done(office, id, qPrintable(open.first().id), StageDone::Outcome::Approved));
        }
        const CaseState state = c.community.state(id);
        QVERIFY(state.status == CaseStatus::Delivered || state.status == CaseStatus::Closed);
        QVERIFY(state.flagged.isEmpty());
        QVERIFY(state.decidedOn.isValid());
        for (const MiniOffice *office : {&c.street, &c.bureau}) {
            if (CaseStore::find(office->db, id))
                QCOMPARE(office->state(id), state);
        }
    }
    void itsPlanFollowsTheCatalogue_data() { rows(); }
    void itsPlanFollowsTheCatalogue()
    {
        QFETCH(QString, service);
        const catalogue::Service &data = *catalogue().byCode(service);
        const StagePlan plan = StagePlan::of(data);
        QVERIFY(!plan.stages.isEmpty());
        QVERIFY(plan.stages.last().ends);
        QVERIFY(!plan.stages.last().skippable);
        QVERIFY(std::is_sorted(plan.stages.cbegin(), plan.stages.cend(),
                               [](const PlannedStage &a, const PlannedStage &b) { return a.group < b.group; }));
        for (const PlannedStage &stage : plan.stages) {
            const catalogue::Stage *source = data.stage(stage.id);
            QVERIFY(source != nullptr && !source->outsideCase);
            QCOMPARE(stage.ends, source->endsCase);
            QVERIFY(!stage.delivers || stage.ends);
            if (source->limit.limit.unit != calendar::LimitUnit::None)
                QCOMPARE(stage.limit, source->limit.limit);
        }
    }
};

SHOULI_TEST(TestEveryService)
#include "TestEveryService.moc"
