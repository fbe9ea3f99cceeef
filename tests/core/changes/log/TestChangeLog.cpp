// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Image.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestOffice.h"

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::Transaction;
using shouli::tests::TestOffice;

namespace {

/// Remembers what it was told.
class Ear final : public ChangeListener {
public:
    QList<EntityId> heardChanged;
    QList<EntityId> heardErased;
    bool refuses = false;

    Kind kind() const override { return TestOffice::thing; }
    Result<void> changed(Transaction &, const QList<EntityId> &ids) override
    {
        heardChanged += ids;
        if (refuses)
            return shouli::core::base::failure(ErrorCode::StorageFailure);
        return {};
    }
    Result<void> erased(Transaction &, const QList<EntityId> &ids) override
    {
        heardErased += ids;
        return {};
    }
};

/// What a county would answer: everything pending of `from`, in order, from position `first`.
QList<LogEntry> ordered(TestOffice &from, std::int64_t first, Verdict verdict = Verdict::Applied)
{
    QList<LogEntry> entries;
    for (const LoggedChange &line : from.pending())
        entries.append({first++, from.replica, line.change, verdict, {}, TestOffice::standsAfter(line.change)});
    return entries;
}

FieldValues named(const char *name)
{
    return {{TestOffice::name, Value(QString::fromUtf8(name))}, {TestOffice::note, Value(QString())}};
}

} // namespace

class TestChangeLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anActWritesRowAndLogTogether()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.scope, named("贺玉梅")));
            TestOffice::expect(act.set(ref, TestOffice::note, Value(QStringLiteral("x"))));
            TestOffice::expect(act.event(ref, {7}, "p"));
        });
        QCOMPARE(a.column(ref, "note"), QStringLiteral("x"));
        const auto pending = a.pending();
        QCOMPARE(pending.size(), 3);
        QByteArray hash = chainStart();
        for (const auto &line : pending) {
            QCOMPARE(line.change.actFirst, 1);
            QCOMPARE(line.change.actSize, 3);
            hash = chainNext(hash, line.change);
            QCOMPARE(line.hash, hash);
        }
        QCOMPARE(pending.at(1).change.base, (BaseRef{0, 1})); // based on the creation of the same act
        QCOMPARE(ReplicaState::load(a.db)->lastHash, hash);
    }
    void withoutCommitNothingIsKept()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        {
            auto tx = Transaction::begin(a.db).value();
            auto act = a.log.begin(tx, a.author).value();
            QVERIFY(act.create(ref, a.scope, named("x")));
            QVERIFY(act.finish());
        }
        QCOMPARE(a.column(ref, "name"), QStringLiteral("(gone)"));
        QCOMPARE(a.rows("change"), 0);
        QCOMPARE(ReplicaState::load(a.db)->lastLseq, 0);
    }
    void writingTheSameValueLogsNothing()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) { TestOffice::expect(act.create(ref, a.scope, named("x"))); });
        a.act([&](Act &act) {
            TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("x"))));
            QVERIFY(act.isEmpty());
        });
        QCOMPARE(a.pending().size(), 1);
    }
    void aSecondOwnEditIsBasedOnTheFirst()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) { TestOffice::expect(act.create(ref, a.scope, named("x"))); });
        a.take(ordered(a, 10));
        a.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("y")))); });
        a.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("z")))); });
        const auto pending = a.pending();
        QCOMPARE(pending.at(0).change.base, (BaseRef{10, 0}));
        QCOMPARE(pending.at(1).change.base, (BaseRef{0, 2}));
        QCOMPARE(pending.at(1).change.baseValue, Value(QStringLiteral("y")).toCbor());
    }
    void twoOfficesComeToTheSameRow()
    {
        TestOffice a(1);
        TestOffice b(2);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.scope, named("old")));
            TestOffice::expect(act.event(ref, {1}, "accepted"));
            TestOffice::expect(act.enter(ref, b.scope));
        });
        auto entries = ordered(a, 1);
        Image image;
        image.created = 1;
        image.fields = {{TestOffice::name, {1, Value(QStringLiteral("old"))}},
                        {TestOffice::note, {1, Value(QString())}}};
        image.events = {entries.at(1)};
        LogEntry entering = entries.at(2);
        entering.image = Image::fromCbor(image.toCbor()).value().toCbor();
        a.take(entries);
        b.take({entering});
        QCOMPARE(b.column(ref, "name"), QStringLiteral("old"));
        QCOMPARE(ChangeTable::events(b.db, ref)->size(), 1);

        b.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("new")))); });
        const auto fromB = ordered(b, 4);
        QCOMPARE(fromB.at(0).change.base, (BaseRef{1, 0}));
        a.take(fromB);
        b.take(fromB);
        for (TestOffice *office : {&a, &b}) {
            QCOMPARE(office->column(ref, "name"), QStringLiteral("new"));
            QCOMPARE(office->rows("shadow"), 0);
            QCOMPARE(office->pending().size(), 0);
        }
        a.take(fromB); // once more: nothing moves
        QCOMPARE(a.column(ref, "name"), QStringLiteral("new"));
    }
    void aLeftThingIsErasedWhenNothingOfOursWaits()
    {
        TestOffice a(1);
        Ear ear;
        a.log.addListener(ear);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) { TestOffice::expect(act.create(ref, a.scope, named("secret"))); });
        a.take(ordered(a, 1));
        a.act([&](Act &act) {
            TestOffice::expect(act.set(ref, TestOffice::note, Value(QStringLiteral("late"))));
            TestOffice::expect(act.leave(ref, a.scope));
        });
        const auto entries = ordered(a, 2);
        a.take({entries.at(0)});
        QCOMPARE(a.column(ref, "name"), QStringLiteral("secret")); // the leave has not come back yet
        a.take({entries.at(1)});
        QCOMPARE(a.column(ref, "name"), QStringLiteral("(gone)"));
        QCOMPARE(ear.heardErased, QList<EntityId>{ref.id});
        // own contents stay until the county has them in a safe place: it may need them to be healed
        QVERIFY(!ChangeTable::history(a.db, ref)->at(0).change.payload.isEmpty());
        auto tx = Transaction::begin(a.db).value();
        StoredReplica store(a.log, tx);
        auto progress = store.progress().value();
        progress.durable = 4;
        TestOffice::expect(store.setProgress(progress));
        TestOffice::expect(tx.commit());
        const auto history = ChangeTable::history(a.db, ref).value();
        for (const auto &line : history)
            QVERIFY(line.change.payload.isEmpty());
        QCOMPARE(a.rows("entity") + a.rows("field_version") + a.rows("shadow") + a.rows("membership"), 0);
    }
    void listenersHearEachThingOnceAndCanRefuse()
    {
        TestOffice a(1);
        Ear ear;
        a.log.addListener(ear);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.scope, named("x")));
            TestOffice::expect(act.event(ref, {1}, {}));
        });
        QCOMPARE(ear.heardChanged, QList<EntityId>{ref.id});
        ear.refuses = true;
        auto tx = Transaction::begin(a.db).value();
        auto act = a.log.begin(tx, a.author).value();
        QVERIFY(act.event(ref, {2}, {}));
        QCOMPARE(act.finish().error().code, ErrorCode::StorageFailure);
    }
    void anOwnCreationComingBackTellsNobodySinceItsRowStays()
    {
        TestOffice a(1);
        Ear ear;
        a.log.addListener(ear);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) { TestOffice::expect(act.create(ref, a.scope, named("x"))); });
        ear.heardChanged.clear();
        a.take(ordered(a, 1));
        QVERIFY(a.pending().isEmpty());
        QVERIFY(ear.heardChanged.isEmpty());
        a.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("y")))); });
        ear.heardChanged.clear();
        a.take(ordered(a, 2, Verdict::Refused));
        QCOMPARE(ear.heardChanged, QList<EntityId>{ref.id});
    }
    void underALaterEditTheCountyHasTheCreationsValue()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) { TestOffice::expect(act.create(ref, a.scope, named("first"))); });
        a.act([&](Act &act) { TestOffice::expect(act.set(ref, TestOffice::name, Value(QStringLiteral("later")))); });
        const auto waiting = ordered(a, 1);
        a.take({waiting.at(0)});
        QCOMPARE(a.rows("shadow"), 1); // of the edited field, not of the others
        QCOMPARE(a.column(ref, "name"), QStringLiteral("later"));
        LogEntry refused = waiting.at(1);
        refused.verdict = Verdict::Refused;
        a.take({refused});
        QCOMPARE(a.column(ref, "name"), QStringLiteral("first"));
        QCOMPARE(a.rows("shadow"), 0);
    }
    void anOwnChangeThatWasNeverMadeHereIsAFork()
    {
        TestOffice a(1);
        TestOffice clone(1); // same identity
        const EntityRef ref = clone.newRef();
        clone.act([&](Act &act) { TestOffice::expect(act.create(ref, clone.scope, named("clone"))); });
        const auto entries = ordered(clone, 1);
        auto tx = Transaction::begin(a.db).value();
        StoredReplica store(a.log, tx);
        Intake intake(store, {a.scope});
        QCOMPARE(intake.take(entries).error().code, ErrorCode::ChainBroken);
    }
    void whatThisVersionDoesNotKnowIsKeptInTheLog()
    {
        TestOffice a(1);
        TestOffice b(2);
        Change change;
        change.lseq = change.actFirst = 1;
        change.operation = Operation::Create;
        change.entity = {Kind{999}, b.newRef().id};
        change.scope = a.scope;
        change.payload = toCbor(FieldValues{{Field{1}, Value(1)}});
        a.take({{1, b.replica, change, Verdict::Applied, {}, 1}});
        QCOMPARE(ChangeTable::history(a.db, change.entity)->at(0).change, change);
    }
    void theBytesOfAChangeComeBackEqual()
    {
        TestOffice a(1);
        const EntityRef ref = a.newRef();
        a.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.scope, named("薛𬭚")));
            TestOffice::expect(act.leave(ref, a.scope));
        });
        for (const auto &line : a.pending()) {
            const QByteArray bytes = line.change.toCbor();
            QCOMPARE(Change::fromCbor(bytes).value(), line.change);
            for (int cut = 0; cut < bytes.size(); ++cut)
                QVERIFY(!Change::fromCbor(bytes.left(cut)));
            QVERIFY(!Change::fromCbor(bytes + '\0'));
        }
    }
    void randomBytesNeverReadAsAChange()
    {
        shouli::tests::TestRandom random(42);
        for (int i = 0; i < 20000; ++i) {
            const QByteArray noise = random.bytes(random.below(60));
            QVERIFY(!Change::fromCbor(noise));
            (void)Value::fromCbor(noise);
            (void)Image::fromCbor(noise);
            (void)fieldValuesFromCbor(noise);
        }
    }
};

SHOULI_TEST(TestChangeLog)
#include "TestChangeLog.moc"
