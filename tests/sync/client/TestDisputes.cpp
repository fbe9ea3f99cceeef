// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <QRandomGenerator>

#include <array>
#include <memory>

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::Transaction;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

Value word(const char *text)
{
    return Value(QString::fromUtf8(text));
}

/// Two offices that hold one thing, over a county server.
struct TwoOffices {
    TwoOffices()
        : a(county, 1)
        , b(county, 2)
        , ref(a.office.newRef())
    {
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.office.scope, {{TestOffice::name, word("old")}}));
            TestOffice::expect(act.enter(ref, b.office.scope));
        });
        syncAll();
    }
    void syncAll()
    {
        for (int round = 0; round < 2; ++round) {
            a.sync();
            b.sync();
        }
    }
    void set(TestMember &member, const char *value)
    {
        member.office.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, word(value))); });
    }
    /// Both write a name while apart; a's is first in the county's order.
    void disagree()
    {
        set(a, "from a");
        set(b, "from b");
        syncAll();
    }
    QList<Dispute> open(TestMember &member)
    {
        return DisputeTable::open(member.office.db, member.office.schema).value();
    }
    int count(TestMember &member) { return DisputeTable::openCount(member.office.db).value(); }
    /// Decides the oldest; takes `value`, or keeps what stands.
    void decide(TestMember &member, const char *value = nullptr)
    {
        const Dispute dispute = open(member).constFirst();
        member.office.act([&](Act &act) {
            if (value != nullptr)
                TestOffice::expect(act.set(dispute.entity, TestOffice::name, word(value)));
            const auto positions = dispute.positions();
            for (auto it = positions.cbegin(); it != positions.cend(); ++it)
                TestOffice::expect(act.settle(it.key(), *it));
        });
    }
    QString name(TestMember &member) { return member.office.column(ref, "name"); }
    static QString table(TestMember &member)
    {
        auto query = member.office.db
                         .prepare(QStringLiteral("SELECT seq || '/' || item || '/' || verdict || '/' || "
                                                 "coalesce(settled_by, 'open') FROM dispute ORDER BY seq"))
                         .value();
        QString all;
        while (query.step().value())
            all += query.text(0) + u'\n';
        return all;
    }
    /// What the log says, read from the beginning, is what was kept while it came.
    static void expectRebuilt(TestMember &member)
    {
        const QString before = table(member);
        auto tx = Transaction::begin(member.office.db).value();
        TestOffice::expect(member.office.db.execute(QStringLiteral("DELETE FROM dispute")));
        TestOffice::expect(DisputeTable::rebuild(tx, member.office.schema));
        TestOffice::expect(tx.commit());
        QCOMPARE(table(member), before);
    }

    TestCounty county{worldSchema()};
    TestMember a;
    TestMember b;
    EntityRef ref;
};

} // namespace

class TestDisputes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasParkedWaitsAtBothWithWasTheirsAndMine()
    {
        TwoOffices w;
        w.disagree();
        const auto atA = w.open(w.a);
        QCOMPARE(atA.size(), 1);
        QCOMPARE(w.count(w.a), 1);
        const Dispute &dispute = atA.constFirst();
        QCOMPARE(dispute.entity, w.ref);
        QCOMPARE(dispute.verdict, Verdict::Parked);
        QCOMPARE(dispute.parts.size(), 1);
        QCOMPARE(dispute.parts.constFirst().was, word("old"));
        QCOMPARE(dispute.parts.constFirst().stands, word("from a"));
        QCOMPARE(dispute.parts.constFirst().proposed, word("from b"));
        QCOMPARE(dispute.parts.constFirst().standsFrom->replica, w.a.office.replica);
        QCOMPARE(dispute.proposals.constFirst().replica, w.b.office.replica);
        const auto atB = w.open(w.b); // the same list at every office
        QCOMPARE(atB.size(), 1);
        QCOMPARE(atB.constFirst().positions(), dispute.positions());
        QCOMPARE(atB.constFirst().parts.constFirst().stands, word("from a"));
        TwoOffices::expectRebuilt(w.a);
        TwoOffices::expectRebuilt(w.b);
    }
    void whoCorrectsAnOwnProposalProposesOnce()
    {
        TwoOffices w;
        w.set(w.a, "from a");
        w.set(w.b, "from b");
        w.set(w.b, "better from b");
        w.syncAll();
        QCOMPARE(w.count(w.a), 1);
        const Dispute dispute = w.open(w.a).constFirst();
        QCOMPARE(dispute.proposals.size(), 2);
        QCOMPARE(dispute.parts.size(), 1);
        QCOMPARE(dispute.parts.constFirst().was, word("old"));
        QCOMPARE(dispute.parts.constFirst().proposed, word("better from b"));
        QCOMPARE(DisputeTable::openCount(w.a.office.db, w.ref.id).value(), 1);
        QCOMPARE(DisputeTable::openCount(w.a.office.db, w.a.office.newRef().id).value(), 0);
        w.decide(w.a, "better from b");
        w.syncAll();
        QCOMPARE(w.count(w.b), 0);
    }
    void equalValuesAndOrderedEditsAreNoDispute()
    {
        TwoOffices w;
        w.set(w.a, "same");
        w.set(w.b, "same");
        w.syncAll();
        w.set(w.a, "1");
        w.set(w.a, "2");
        w.syncAll();
        w.set(w.b, "3");
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 0);
        QCOMPARE(w.name(w.a), QStringLiteral("3"));
    }
    void keepingWhatStandsClosesItAtBoth()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.b);
        QCOMPARE(w.count(w.b), 0); // at once, before the county knows
        QCOMPARE(w.count(w.a), 1);
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 0);
        QCOMPARE(w.name(w.b), QStringLiteral("from a"));
        TwoOffices::expectRebuilt(w.a);
        TwoOffices::expectRebuilt(w.b);
    }
    void takingTheOtherValueClosesItAtBoth()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.a, "from b");
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 0);
        QCOMPARE(w.name(w.a), QStringLiteral("from b"));
        QCOMPARE(w.name(w.b), QStringLiteral("from b"));
    }
    void bothDecidingTheSameIsOneDecision()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.a, "third");
        w.decide(w.b, "third");
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 0);
        QCOMPARE(w.name(w.a), QStringLiteral("third"));
        TwoOffices::expectRebuilt(w.a);
        QCOMPARE(TwoOffices::table(w.a), TwoOffices::table(w.b));
    }
    void bothDecidingDifferentlyIsOneNewDispute()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.a, "third");
        w.decide(w.b, "fourth");
        w.syncAll();
        QCOMPARE(w.count(w.a), 1);
        QCOMPARE(w.count(w.b), 1);
        const Dispute again = w.open(w.b).constFirst();
        QCOMPARE(again.parts.constFirst().was, word("from a"));
        QCOMPARE(again.parts.constFirst().stands, word("third"));
        QCOMPARE(again.parts.constFirst().proposed, word("fourth"));
        QCOMPARE(TwoOffices::table(w.a), TwoOffices::table(w.b));
        w.decide(w.b, "fourth");
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.name(w.a), QStringLiteral("fourth"));
    }
    void anEditAfterTheThingWasGivenAwayWaitsAtItsNewOwner()
    {
        TwoOffices w;
        w.set(w.b, "from b"); // while the county hears that b gives it back
        const auto leaving = [&](Act &act) { TestOffice::expect(act.leave(w.ref, w.b.office.scope)); };
        w.a.office.act(leaving);
        w.syncAll();
        QCOMPARE(w.count(w.a), 1);
        QCOMPARE(w.open(w.a).constFirst().verdict, Verdict::Suggestion);
        QCOMPARE(w.open(w.a).constFirst().parts.constFirst().proposed, word("from b"));
        QCOMPARE(w.name(w.b), QStringLiteral("(gone)"));
        QCOMPARE(w.count(w.b), 0);
        w.decide(w.a, "from b");
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.name(w.a), QStringLiteral("from b"));
    }
    void whatLeavesIsNotDecidedHereAndComesBackWithItsDisputes()
    {
        TwoOffices w;
        w.b.office.act([&](Act &act) { TestOffice::expect(act.event(w.ref, {7}, "seen")); });
        w.disagree();
        w.a.office.act([&](Act &act) { TestOffice::expect(act.leave(w.ref, w.b.office.scope)); });
        w.syncAll();
        QCOMPARE(w.count(w.b), 0);
        TwoOffices::expectRebuilt(w.b);
        w.a.office.act([&](Act &act) { TestOffice::expect(act.enter(w.ref, w.b.office.scope)); });
        w.syncAll();
        QCOMPARE(w.count(w.b), 1);
        QCOMPARE(w.open(w.b).constFirst().parts.constFirst().proposed, word("from b"));
        QCOMPARE(w.open(w.b).constFirst().parts.constFirst().stands, word("from a"));
        QCOMPARE(ChangeTable::events(w.b.office.db, w.ref)->constFirst().change.payload, QByteArray("seen"));
        w.decide(w.b);
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 0);
    }
    void whoEntersLaterFindsWhatIsOpenAndNotWhatWasDecided()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.a);
        w.syncAll();
        w.set(w.a, "later from a");
        w.set(w.b, "later from b");
        w.syncAll();
        TestMember c(w.county, 3);
        w.a.office.act([&](Act &act) { TestOffice::expect(act.enter(w.ref, c.office.scope)); });
        w.a.sync();
        c.sync();
        QCOMPARE(w.count(c), 1);
        QCOMPARE(w.open(c).constFirst().positions(), w.open(w.a).constFirst().positions());
    }
    void whatTheCountyRefusesWaitsAtItsAuthorAlone()
    {
        TwoOffices w;
        const EntityRef foreign = w.b.office.newRef();
        const ScopeId elsewhere = w.a.office.scope; // b may not create for a
        w.b.office.act([&](Act &act) {
            TestOffice::expect(act.create(foreign, elsewhere, {{TestOffice::name, word("x")}}));
            TestOffice::expect(act.enter(foreign, w.b.office.scope));
        });
        w.syncAll();
        QCOMPARE(w.count(w.a), 0);
        QCOMPARE(w.count(w.b), 1);
        const Dispute refused = w.open(w.b).constFirst();
        QCOMPARE(refused.verdict, Verdict::Refused);
        QVERIFY(refused.isStep());
        w.decide(w.b);
        QCOMPARE(w.count(w.b), 0);
        w.syncAll(); // the county refuses the Settle too: nothing there to settle
        QCOMPARE(w.count(w.b), 0);
        TwoOffices::expectRebuilt(w.b);
    }
    void aSettleOfWhoDoesNotHoldTheThingSettlesNothing()
    {
        TwoOffices w;
        w.disagree();
        w.decide(w.b);
        w.a.office.act([&](Act &act) { TestOffice::expect(act.leave(w.ref, w.b.office.scope)); });
        w.syncAll();
        QCOMPARE(w.count(w.a), 1);
    }
    void randomDisagreementIsTheSameListEverywhere()
    {
        const quint64 seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? qEnvironmentVariable("SHOULI_SEED").toULongLong()
            : QRandomGenerator::global()->generate();
        qInfo("seed %llu", seed);
        shouli::tests::TestRandom random(seed);
        TwoOffices w;
        TestMember c(w.county, 3);
        w.a.office.act([&](Act &act) { TestOffice::expect(act.enter(w.ref, c.office.scope)); });
        w.a.sync();
        const std::array<TestMember *, 3> all{&w.a, &w.b, &c};
        bool bHolds = true; // as a, which gives and takes, sees it
        for (int step = 0; step < 120; ++step) {
            TestMember &member = *all.at(random.below(3));
            if (random.below(4) == 0)
                TestOffice::expect(member.roundTrip(1 + static_cast<int>(random.below(4))));
            if (random.below(20) == 0) {
                w.a.office.act([&](Act &act) {
                    TestOffice::expect(bHolds ? act.leave(w.ref, w.b.office.scope)
                                              : act.enter(w.ref, w.b.office.scope));
                });
                bHolds = !bHolds;
            }
            const QString here = w.name(member);
            if (here == QStringLiteral("(gone)"))
                continue;
            const auto open = w.open(member);
            member.office.act([&](Act &act) {
                const QString value = QStringLiteral("v%1").arg(random.below(5));
                if (open.isEmpty() || random.below(2) == 0 || open.constFirst().isStep()) {
                    TestOffice::expect(act.set(w.ref, TestOffice::name, Value(value)));
                    return;
                }
                if (random.below(2) == 0)
                    TestOffice::expect(act.set(w.ref, TestOffice::name, open.constFirst().parts.constFirst().proposed));
                TestOffice::expect(act.settle(w.ref, open.constFirst().positions().value(w.ref)));
            });
        }
        if (!bHolds)
            w.a.office.act([&](Act &act) { TestOffice::expect(act.enter(w.ref, w.b.office.scope)); });
        const auto rest = [&] {
            for (int round = 0; round < 3; ++round) {
                for (TestMember *member : all)
                    member->sync();
            }
        };
        rest();
        for (TestMember *member : all) {
            QCOMPARE(w.name(*member), w.name(w.a));
            QCOMPARE(TwoOffices::table(*member), TwoOffices::table(w.a));
            TwoOffices::expectRebuilt(*member);
        }
        for (int i = 0; i < 500 && w.count(c) > 0; ++i) // one person decides the lot: nothing new comes of it
            w.decide(c, "decided");
        rest();
        for (TestMember *member : all) {
            QCOMPARE(w.count(*member), 0);
            QCOMPARE(w.name(*member), w.name(c));
        }
    }
    void thereIsNothingToSettleInAThingThatIsNotHere()
    {
        TwoOffices w;
        auto tx = Transaction::begin(w.a.office.db).value();
        auto act = w.a.office.log.begin(tx, w.a.office.author).value();
        QCOMPARE(act.settle(w.a.office.newRef(), {1}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(act.settle(w.ref, {}).error().code, ErrorCode::InvalidArgument);
    }
};

SHOULI_TEST(TestDisputes)
#include "TestDisputes.moc"
