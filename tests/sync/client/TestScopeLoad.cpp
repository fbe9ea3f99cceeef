// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"
#include "core/storage/FileSwap.h"
#include "tests/support/SnapshotCounty.h"
#include "tests/support/TestMain.h"

#include <QDir>

#include <QRandomGenerator>

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::FileSwap;
using shouli::core::storage::Transaction;
using shouli::tests::SnapshotCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;

namespace {

class World : public SnapshotCounty {
public:
    /// The county is put back to its copy; the member is told so, and agrees with it.
    void agree(TestMember &member)
    {
        member.exchange.forget();
        QCOMPARE(member.roundTrip().error().code, ErrorCode::EpochChanged);
        const auto question = member.exchange.checkpoints(member.office.db, member.key).value();
        const auto answer = county.server->agree(question);
        TestOffice::expect(answer);
        TestOffice::expect(member.exchange.agree(member.office.db, *answer));
        member.exchange.forget();
    }
};

} // namespace

class TestScopeLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPcThatIsNewHasWhatOneHasThatReadTheWholeLog()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember c(world.county, 2);
        TestMember fresh(world.county, 3);
        world.grant(fresh, a.enrolled.office);
        const EntityRef kept = a.office.newRef();
        const EntityRef left = a.office.newRef();
        a.office.act([&](Act &act) {
            for (const EntityRef &ref : {kept, left}) {
                TestOffice::expect(act.create(ref, a.office.scope, World::named(QStringLiteral("薛𬭚"))));
                TestOffice::expect(act.enter(ref, c.office.scope));
            }
            TestOffice::expect(act.event(kept, {1}, "accepted"));
        });
        a.sync();
        c.sync();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.set(kept, TestOffice::name, Value(QStringLiteral("一")))); });
        c.office.act(
            [&](Act &act) { TestOffice::expect(act.set(kept, TestOffice::name, Value(QStringLiteral("二")))); });
        a.office.act([&](Act &act) { TestOffice::expect(act.leave(left, a.office.scope)); });
        a.sync();
        c.sync(); // parked: waits for a person
        a.sync();
        QCOMPARE(DisputeTable::openCount(a.office.db).value(), 1);

        QCOMPARE(world.visit(fresh).size(), 3); // the common one, the granted one, and its own that has nothing
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
        QCOMPARE(fresh.office.column(kept, "name"), QStringLiteral("一"));
        QCOMPARE(fresh.office.column(left, "name"), QStringLiteral("(gone)"));
        QCOMPARE(DisputeTable::openCount(fresh.office.db).value(), 1);
        QCOMPARE(world.visit(fresh).size(), 0);

        a.office.act([&](Act &act) {
            TestOffice::expect(act.set(kept, TestOffice::note, Value(QStringLiteral("later"))));
            TestOffice::expect(act.event(kept, {2}, "moved on"));
        });
        a.sync();
        world.visit(fresh);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
    }
    void anyHistoryIsTheSameEitherWay_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void anyHistoryIsTheSameEitherWay()
    {
        QFETCH(const quint32, seed);
        World world;
        TestMember a(world.county, 1);
        TestMember c(world.county, 2);
        TestMember fresh(world.county, 3);
        QRandomGenerator dice(seed);
        QList<EntityRef> refs;
        const auto step = [&](TestMember &who, TestMember &other) {
            who.office.act([&](Act &act) {
                for (int i = 0; i < 3; ++i) {
                    const EntityRef ref = refs.isEmpty() ? EntityRef() : refs.at(dice.bounded(refs.size()));
                    const int what = dice.bounded(8);
                    const bool here = !refs.isEmpty() && who.office.column(ref, "id") != QStringLiteral("(gone)");
                    if (what < 2 || !here) {
                        refs.append(who.office.newRef());
                        TestOffice::expect(act.create(refs.last(), who.office.scope, World::named(QString::number(i))));
                    } else if (what < 4) {
                        TestOffice::expect(act.set(ref, what == 2 ? TestOffice::name : TestOffice::note,
                                                   Value(QString::number(dice.bounded(99)))));
                    } else if (what < 5) {
                        TestOffice::expect(act.event(ref, {7}, QByteArray::number(dice.bounded(99))));
                    } else {
                        const ScopeId scope = dice.bounded(2) == 0 ? who.office.scope : other.office.scope;
                        TestOffice::expect(what < 7 ? act.enter(ref, scope) : act.leave(ref, scope));
                    }
                }
            });
        };
        const auto play = [&](int steps) {
            for (int i = 0; i < steps; ++i) {
                step(dice.bounded(2) == 0 ? a : c, dice.bounded(2) == 0 ? c : a);
                if (dice.bounded(3) == 0)
                    (dice.bounded(2) == 0 ? a : c).sync();
                if (dice.bounded(5) == 0) // snapshots build on each other
                    TestOffice::expect(world.county.server->snapshots().makeAll());
            }
            a.sync();
            c.sync();
            a.sync();
        };
        play(25);
        world.grant(fresh, a.enrolled.office);
        world.visit(fresh);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
        play(10);
        world.visit(fresh);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
        const auto again = world.load(fresh, a.enrolled.office);
        TestOffice::expect(again);
        QCOMPARE(again->fetched, 0);
    }
    void whatTheScopeDoesNotHoldAnyMoreGoes()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        world.grant(fresh, a.enrolled.office);
        const EntityRef kept = a.office.newRef();
        const EntityRef left = a.office.newRef();
        a.office.act([&](Act &act) {
            for (const EntityRef &ref : {kept, left})
                TestOffice::expect(act.create(ref, a.office.scope, World::named(QStringLiteral("薛𬭚"))));
        });
        a.sync();
        world.visit(fresh);
        QCOMPARE(fresh.office.column(left, "name"), QStringLiteral("薛𬭚"));
        a.office.act([&](Act &act) { TestOffice::expect(act.leave(left, a.office.scope)); });
        a.sync();
        TestOffice::expect(world.load(fresh, a.enrolled.office));
        QCOMPARE(fresh.office.column(left, "name"), QStringLiteral("(gone)"));
        QCOMPARE(fresh.office.column(kept, "name"), QStringLiteral("薛𬭚"));
        world.visit(fresh);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
    }
    void aDamagedRowIsFoundAndPutRight_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addRow("a value") << QStringLiteral("UPDATE thing SET name = 'X' WHERE id = ?");
        QTest::addRow("the position of a value") << QStringLiteral("UPDATE entity SET version = 1 WHERE entity = ?");
        QTest::addRow("a thing is lost") << QStringLiteral(
            "DELETE FROM membership WHERE entity = ? AND (SELECT 1 FROM thing)");
        QTest::addRow("an event") << QStringLiteral(
            "UPDATE change SET payload = x'00' WHERE entity = ? AND operation = 3 AND hash IS NULL");
        QTest::addRow("an event is lost")
            << QStringLiteral("DELETE FROM change WHERE entity = ? AND operation = 3 AND hash IS NULL");
    }
    void aDamagedRowIsFoundAndPutRight()
    {
        QFETCH(const QString, damage);
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        world.grant(fresh, a.enrolled.office);
        const EntityRef ref = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.office.scope, World::named(QStringLiteral("薛𬭚"))));
            TestOffice::expect(act.event(ref, {1}, "accepted"));
        });
        a.sync();
        world.visit(fresh);
        const QStringList before = World::dumpOf(fresh.office, a.enrolled.office);
        {
            auto spoil = fresh.office.db.prepare(damage).value();
            spoil.bind(ref.id);
            TestOffice::expect(spoil.run());
        }
        QVERIFY(World::dumpOf(fresh.office, a.enrolled.office) != before);
        world.chunks = 0;
        const auto outcome = world.load(fresh, a.enrolled.office);
        TestOffice::expect(outcome);
        QCOMPARE(world.chunks.load(), 1);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), before);
    }
    void whatWasInterruptedGoesOnWhereItWas_data()
    {
        QTest::addColumn<bool>("inNewFile");
        QTest::addRow("in a new file") << true;
        QTest::addRow("where no new file can be made") << false;
    }
    void whatWasInterruptedGoesOnWhereItWas()
    {
        QFETCH(const bool, inNewFile);
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        for (int i = 0; i < 12; ++i) {
            a.office.act([&](Act &act) {
                for (int j = 0; j < 500; ++j)
                    TestOffice::expect(act.create(a.office.newRef(), a.office.scope, World::named(QString::number(j))));
            });
        }
        a.sync();
        world.grant(fresh, a.enrolled.office);
        const auto request = fresh.exchange.request(fresh.office.db, 2000, true).value();
        TestOffice::expect(fresh.exchange.take(fresh.office.db, fresh.send(request).value()));
        if (!inNewFile)
            QVERIFY(QDir().mkpath(FileSwap::freshOf(fresh.office.path()))); // something else has its name
        std::atomic<int> left = 1;
        const auto cut = world.load(fresh, a.enrolled.office, [&](const snapshot::Question &question) {
            if (!question.name.isEmpty() && left-- == 0)
                return Result<QByteArray>(shouli::core::base::failure(ErrorCode::ServerUnreachable));
            return world.answer(fresh, question);
        });
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, ErrorCode::ServerUnreachable);
        const std::int64_t half = fresh.office.rows("thing");
        QVERIFY(inNewFile ? half == 0 : half > 2000 && half < 4000);
        QCOMPARE(receivedUpTo(fresh, a.enrolled.office), 0); // not received yet
        world.chunks = 0;
        const auto outcome = world.load(fresh, a.enrolled.office);
        TestOffice::expect(outcome);
        QCOMPARE(outcome->chunks, 2);
        QCOMPARE(world.chunks.load(), 1);
        QCOMPARE(fresh.office.rows("thing"), 6000);
        QCOMPARE(receivedUpTo(fresh, a.enrolled.office), outcome->position);
        world.visit(fresh);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
    }
    void whatDoesNotReadBackIsNotKept()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        a.office.act([&](Act &act) {
            for (int i = 0; i < 3; ++i)
                TestOffice::expect(act.create(a.office.newRef(), a.office.scope, World::named(QString::number(i))));
        });
        a.sync();
        world.grant(fresh, a.enrolled.office);
        const auto request = fresh.exchange.request(fresh.office.db, 2000, true).value();
        TestOffice::expect(fresh.exchange.take(fresh.office.db, fresh.send(request).value()));
        TestOffice::expect(
            fresh.office.db.execute(QStringLiteral("CREATE TRIGGER spoil AFTER INSERT ON thing WHEN NEW.name = '1' "
                                                   "BEGIN UPDATE thing SET name = 'X' WHERE id = "
                                                   "NEW.id; END")));
        const auto spoilt = world.load(fresh, a.enrolled.office);
        QVERIFY(!spoilt);
        QCOMPARE(spoilt.error().code, ErrorCode::DatabaseDamaged);
        QCOMPARE(fresh.office.rows("thing"), 0);
        QCOMPARE(receivedUpTo(fresh, a.enrolled.office), 0);
        TestOffice::expect(fresh.office.db.execute(QStringLiteral("DROP TRIGGER spoil")));
        TestOffice::expect(world.load(fresh, a.enrolled.office));
        QCOMPARE(fresh.office.rows("thing"), 3);
    }
    void derivedDataHearsOfEachThingOnce()
    {
        class Ear final : public ChangeListener {
        public:
            [[nodiscard]] Kind kind() const override { return TestOffice::thing; }
            [[nodiscard]] Result<void> changed(Transaction &, const QList<EntityId> &ids) override
            {
                heard += ids;
                return {};
            }
            [[nodiscard]] Result<void> erased(Transaction &, const QList<EntityId> &) override { return {}; }
            QList<EntityId> heard;
        };
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        Ear ear;
        fresh.office.log.addListener(ear);
        QSet<EntityId> made;
        a.office.act([&](Act &act) {
            for (int i = 0; i < 400; ++i) {
                const EntityRef ref = a.office.newRef();
                made.insert(ref.id);
                TestOffice::expect(act.create(ref, a.office.scope, World::named(QString::number(i))));
                if (i % 2 == 0) // by the laws, the others the short way
                    TestOffice::expect(act.event(ref, {1}, "accepted"));
            }
        });
        a.sync();
        world.grant(fresh, a.enrolled.office);
        world.visit(fresh);
        QCOMPARE(QSet<EntityId>(ear.heard.cbegin(), ear.heard.cend()), made);
        QCOMPARE(World::dumpOf(fresh.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
    }
    void anOfficeKeepsItsRowsUntilACountyThatWasPutBackIsCompared()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember b(world.county, 2);
        const EntityRef kept = World::create(a, QStringLiteral("留"));
        const EntityRef changed = World::create(a, QStringLiteral("旧"));
        const EntityRef left = World::create(a, QStringLiteral("走"));
        const EntityRef edited = World::create(a, QStringLiteral("原"));
        world.grant(b, a.enrolled.office);
        world.visit(a);
        world.visit(b);
        world.county.copyAside();
        World::rename(a, changed, QStringLiteral("新"));
        const EntityRef late = World::create(a, QStringLiteral("后"));
        a.office.act([&](Act &act) {
            TestOffice::expect(act.leave(left, a.office.scope));
            TestOffice::expect(act.event(kept, {1}, "accepted"));
        });
        world.visit(a);
        World::rename(b, edited, QStringLiteral("改"));
        const EntityRef mine = World::create(b, QStringLiteral("己"));
        World::rename(b, mine, QStringLiteral("己改"));
        world.visit(b);
        world.county.putBack();

        world.agree(b);
        const auto asBefore = [&](TestMember &member) {
            QCOMPARE(member.office.column(kept, "name"), QStringLiteral("留"));
            QCOMPARE(member.office.column(changed, "name"), QStringLiteral("新"));
            QCOMPARE(member.office.column(edited, "name"), QStringLiteral("改"));
            QCOMPARE(member.office.column(late, "name"), QStringLiteral("后"));
            QCOMPARE(member.office.column(left, "name"), QStringLiteral("(gone)"));
        };
        asBefore(b); // the line may fail now for days
        QCOMPARE(b.office.column(mine, "name"), QStringLiteral("己改"));
        World::rename(b, kept, QStringLiteral("再改")); // and people work on
        world.visit(b);                                 // before the PC that has the rest comes
        QCOMPARE(b.office.column(changed, "name"), QStringLiteral("旧"));
        QCOMPARE(b.office.column(left, "name"), QStringLiteral("走"));
        QCOMPARE(b.office.column(edited, "name"), QStringLiteral("改"));
        QCOMPARE(b.office.column(kept, "name"), QStringLiteral("再改"));
        QCOMPARE(b.office.column(mine, "name"), QStringLiteral("己改"));
        world.agree(a);
        world.visit(a);
        world.visit(b);
        world.visit(a);
        QCOMPARE(b.office.column(changed, "name"), QStringLiteral("新"));
        QCOMPARE(b.office.column(left, "name"), QStringLiteral("(gone)"));
        QCOMPARE(a.office.column(kept, "name"), QStringLiteral("再改"));
        QCOMPARE(a.office.column(edited, "name"), QStringLiteral("改"));
        QCOMPARE(World::dumpOf(b.office, a.enrolled.office), World::dumpOf(a.office, a.enrolled.office));
        QCOMPARE(a.office.pending().size() + b.office.pending().size(), 0);
    }
    void aCountyPutBackToTheMiddleOfABrokenOffAnswerIsKnown()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember b(world.county, 2);
        world.grant(b, a.enrolled.office);
        a.sync();
        b.sync();
        world.county.copyAside();
        for (int i = 0; i < 2; ++i) {
            a.office.act([&](Act &act) {
                for (int j = 0; j < 200; ++j)
                    TestOffice::expect(act.create(a.office.newRef(), a.office.scope, World::named(QString::number(j))));
            });
        }
        a.sync();
        b.exchange.forget();
        const auto response = b.send(b.exchange.request(b.office.db).value());
        TestOffice::expect(response);
        const auto at = b.exchange.takeSlice(b.office.db, *response, {});
        TestOffice::expect(at);
        QVERIFY(!at->done(*response)); // the power fails
        QVERIFY(b.office.rows("thing") >= 200);
        world.county.putBack(); // to where the cursor of b still is
        world.agree(b);
        world.visit(b);
        QCOMPARE(b.office.rows("thing"), 0); // as the county, until a comes
        world.agree(a);
        world.visit(a);
        world.visit(b);
        QCOMPARE(b.office.rows("thing"), 400);
    }
    void whatIsNotTheCountysWordIsRefusedAndChangesNothing_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("error");
        QTest::addRow("a manifest signed by somebody else") << 0 << int(ErrorCode::SignatureWrong);
        QTest::addRow("a manifest with another byte") << 1 << int(ErrorCode::SignatureWrong);
        QTest::addRow("the manifest of another scope") << 2 << int(ErrorCode::MessageMalformed);
        QTest::addRow("a chunk with another byte") << 3 << int(ErrorCode::MessageMalformed);
        QTest::addRow("a chunk cut short") << 4 << int(ErrorCode::MessageMalformed);
        QTest::addRow("another chunk") << 5 << int(ErrorCode::MessageMalformed);
        QTest::addRow("a chunk with another state than it is said to have") << 6 << int(ErrorCode::MessageMalformed);
    }
    void whatIsNotTheCountysWordIsRefusedAndChangesNothing()
    {
        QFETCH(const int, what);
        QFETCH(const int, error);
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        const EntityRef ref = a.office.newRef();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.create(ref, a.office.scope, World::named(QStringLiteral("好")))); });
        a.sync();
        world.grant(fresh, a.enrolled.office);
        const auto request = fresh.exchange.request(fresh.office.db, 2000, true).value();
        TestOffice::expect(fresh.exchange.take(fresh.office.db, fresh.send(request).value()));
        const auto stranger = transport::CountyCertificate::create(
                                  {QStringLiteral("localhost")},
                                  transport::CountyCertificate::tenYears(world.county.clock))
                                  .value();
        const auto outcome = world.load(
            fresh, a.enrolled.office, [&](snapshot::Question question) -> Result<QByteArray> {
                if (what == 2)
                    question.scope = commonScope();
                SHOULI_TRY(QByteArray bytes, world.answer(fresh, question));
                if (question.name.isEmpty() && what < 2) {
                    auto is = snapshot::SignedManifest::fromCbor(bytes).value();
                    if (what == 0) {
                        is.publicKey = stranger.publicKeyDer();
                        is.signature = stranger.sign(is.signedBytes());
                    } else {
                        is.manifest[is.manifest.size() - 40] = static_cast<char>(is.manifest.at(is.manifest.size() - 40)
                                                                                 ^ 1);
                    }
                    return is.toCbor();
                }
                if (question.name.isEmpty())
                    return what == 6 ? world.withAnotherState(bytes) : bytes;
                if (what == 3)
                    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 4);
                if (what == 4)
                    bytes.chop(1);
                if (what == 5)
                    bytes = snapshot::Chunk{a.enrolled.office, {1}, 0, 0, {}}.encode();
                return bytes;
            });
        QVERIFY(!outcome);
        QCOMPARE(int(outcome.error().code), error);
        QCOMPARE(fresh.office.rows("thing"), 0);
        QCOMPARE(receivedUpTo(fresh, a.enrolled.office), 0);
    }
    void aScopeThatThePcDoesNotReceiveIsNotGivenOut()
    {
        World world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 3);
        a.sync();
        const auto refused = world.answer(fresh, {a.enrolled.office, 0, {}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
        const auto chunk = world.answer(fresh, {a.enrolled.office, 0, QByteArray(32, 'x')});
        QVERIFY(!chunk);
        QCOMPARE(chunk.error().code, ErrorCode::PermissionDenied);
    }
    void ownEditsThatWaitStandOverWhatComes()
    {
        World world;
        TestMember a(world.county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.create(ref, a.office.scope, World::named(QStringLiteral("旧")))); });
        a.sync();
        a.office.act(
            [&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("新")))); });
        const EntityRef mine = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(mine, a.office.scope, World::named(QStringLiteral("我"))));
        });
        TestOffice::expect(a.office.db.execute(QStringLiteral("UPDATE shadow SET value = x'6158'")));
        TestOffice::expect(world.load(a, a.enrolled.office));
        QCOMPARE(a.office.column(ref, "name"), QStringLiteral("新"));
        QCOMPARE(a.office.column(mine, "name"), QStringLiteral("我"));
        QCOMPARE(a.office.pending().size(), 2);
        a.sync();
        QCOMPARE(a.office.column(ref, "name"), QStringLiteral("新"));
        QCOMPARE(DisputeTable::openCount(a.office.db).value(), 0);
    }

private:
    static std::int64_t receivedUpTo(TestMember &member, ScopeId scope)
    {
        auto tx = Transaction::begin(member.office.db).value();
        return StoredReplica(member.office.log, tx).scopes()->value(scope, -1);
    }
};

SHOULI_TEST(TestScopeLoad)
#include "TestScopeLoad.moc"
