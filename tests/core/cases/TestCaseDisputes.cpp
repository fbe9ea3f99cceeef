// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using changes::log::Dispute;
using changes::log::DisputeTable;
using shouli::tests::CountyBooks;
using shouli::tests::MiniCounty;
using shouli::tests::MiniOffice;
using storage::Transaction;

namespace {

QList<Dispute> open(const MiniOffice &office)
{
    return DisputeTable::open(office.db, CountyBooks::shared().schema).value();
}

/// The resident withdraws at the community while the street, offline, goes on.
CaseId withdrawnMeanwhile(MiniCounty &c)
{
    const CaseId id = c.accept();
    c.syncAll();
    MiniOffice::expect(c.community.run([&](Transaction &tx) {
        return c.community.desk.withdraw(tx, c.community.usual(), id, {QStringLiteral("moved away")});
    }));
    MiniOffice::expect(c.done(c.street, id, "STREET_ACCEPT"));
    c.community.sync();
    c.street.sync();
    c.community.sync();
    return id;
}

} // namespace

class TestCaseDisputes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStepWithoutEffectWaitsForAPersonAtEveryOfficeThatHasTheCase()
    {
        MiniCounty c;
        const CaseId id = withdrawnMeanwhile(c);
        QCOMPARE(c.community.state(id).flagged.size(), 1);
        const auto list = open(c.community);
        QCOMPARE(list.size(), 1);
        QCOMPARE(DisputeTable::openCount(c.community.db).value(), 1);
        QVERIFY(list.constFirst().isStep());
        QCOMPARE(list.constFirst().verdict, changes::Verdict::Applied);
        QCOMPARE(list.constFirst().entity, CaseFile::refOf(id));
        QCOMPARE(list.constFirst().proposals.constFirst().replica, c.street.replica());
        QCOMPARE(open(c.street).constFirst().positions(), list.constFirst().positions());
    }
    void aStepIsNotListedBeforeTheCountyHasOrderedIt()
    {
        MiniCounty c;
        const CaseId id = c.accept();
        c.syncAll();
        MiniOffice::expect(c.done(c.street, id, "STREET_ACCEPT"));
        QVERIFY(open(c.street).isEmpty());
        c.syncAll();
        QVERIFY(open(c.street).isEmpty());
    }
    void onceSettledItIsGoneEverywhereAndStaysGoneWhenFoldedAnew()
    {
        MiniCounty c;
        const CaseId id = withdrawnMeanwhile(c);
        const Dispute dispute = open(c.street).constFirst();
        MiniOffice::expect(c.street.run([&](Transaction &tx) -> base::Result<void> {
            SHOULI_TRY(auto act, c.street.log.begin(tx, c.street.usual().staff.author()));
            SHOULI_CHECK(act.settle(dispute.entity, dispute.positions().value(dispute.entity)));
            return act.finish();
        }));
        QVERIFY(open(c.street).isEmpty());
        QCOMPARE(open(c.community).size(), 1);
        c.syncAll();
        QVERIFY(open(c.community).isEmpty());
        MiniOffice::expect(c.community.run([&](Transaction &tx) { return c.community.progress.refoldAll(tx); }));
        QVERIFY(open(c.community).isEmpty());
        QCOMPARE(c.community.state(id).flagged.size(), 1); // it stays in the case's history
    }
};

SHOULI_TEST(TestCaseDisputes)
#include "TestCaseDisputes.moc"
