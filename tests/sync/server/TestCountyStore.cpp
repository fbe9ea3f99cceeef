// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Image.h"
#include "core/changes/Value.h"
#include "core/crypto/Hash.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/Ground.h"

using namespace shouli::core::changes;
using namespace shouli::sync::merge;
using shouli::core::base::ErrorCode;
using shouli::tests::Ground;
using shouli::tests::TestPostgres;

namespace {

constexpr Field name{1};
constexpr Field note{2};

} // namespace

/// What the laws of sync may rely on, whatever keeps the county: one contract, every engine.
class TestCountyStore : public QObject {
    Q_OBJECT

    const shouli::tests::TestPostgres *m_postgres = nullptr;
    std::unique_ptr<Ground> m_ground;
    ReplicaId m_writer;
    ScopeId m_scope;
    QByteArray m_chain;

    CountyStore &store() { return m_ground->store(); }
    EntityRef newRef() { return {Kind{1}, EntityId::create(m_ground->clock, m_ground->random)}; }
    template <class AnyId>
    AnyId newId()
    {
        return AnyId::create(m_ground->clock, m_ground->random);
    }
    LogEntry entry(ReplicaId replica, std::int64_t lseq, const QString &text = QStringLiteral("贺玉梅"))
    {
        LogEntry made;
        made.replica = replica;
        made.verdict = Verdict::Applied;
        made.change.lseq = made.change.actFirst = lseq;
        made.change.actSize = 1;
        made.change.operation = Operation::Set;
        made.change.entity = newRef();
        made.change.scope = m_scope;
        made.change.field = name;
        made.change.payload = Value(text).toCbor();
        return made;
    }
    std::int64_t append(const LogEntry &made, const QSet<ScopeId> &receivers = {})
    {
        const auto head = store().head().value();
        m_chain = shouli::core::crypto::sha256(m_chain + made.change.toCbor());
        return store().append(made, head.seq + 1, m_chain, receivers).value();
    }

private Q_SLOTS:
    void init()
    {
        QFETCH_GLOBAL(Ground::Engine, engine);
        if (engine == Ground::Engine::Postgres)
            m_postgres = &TestPostgres::shared();
        m_ground = std::make_unique<Ground>(engine, m_postgres);
        m_writer = newId<ReplicaId>();
        m_scope = newId<ScopeId>();
        m_chain = chainStart();
    }
    void cleanup() { m_ground.reset(); }
    void initTestCase_data()
    {
        QTest::addColumn<Ground::Engine>("engine");
        QTest::newRow("in memory") << Ground::Engine::Memory;
        QTest::newRow("in SQLCipher") << Ground::Engine::Sqlite;
        QTest::newRow("in PostgreSQL") << Ground::Engine::Postgres;
    }

    void anEmptyLogBeginsAtTheChainsStart()
    {
        const LogHead head = store().head().value();
        QCOMPARE(head.seq, 0);
        QCOMPARE(head.hash, chainStart());
        QVERIFY(!head.epoch.isEmpty());
        QVERIFY(!store().positionKey().value().isEmpty());
        QCOMPARE(store().hashAt(0).value(), std::optional(chainStart()));
        QCOMPARE(store().hashAt(1).value(), std::optional<QByteArray>());
    }

    void whatIsAppendedStandsAtTheNextPositionAndMovesTheHead()
    {
        LogEntry first = entry(m_writer, 1);
        first.stands = 2;
        QCOMPARE(append(first), 1);
        LogEntry second = entry(m_writer, 2);
        second.verdict = Verdict::Parked;
        second.image = QByteArrayLiteral("an image");
        QCOMPARE(append(second), 2);
        m_ground->turn();
        const LogHead head = store().head().value();
        QCOMPARE(head.seq, 2);
        first.seq = 1;
        second.seq = 2;
        QCOMPARE(store().at(1)->entry, first);
        const LogLine line = store().at(2).value();
        QCOMPARE(line.entry, second);
        QCOMPARE(line.actEnd, 2);
        QCOMPARE(line.chainHash, m_chain);
        QCOMPARE(line.logHash, head.hash);
        QCOMPARE(store().hashAt(2).value(), std::optional(head.hash));
        QVERIFY(store().hashAt(1).value() != store().hashAt(2).value());
        QCOMPARE(store().hashAt(3).value(), std::optional<QByteArray>());
    }

    void theLogsHashFollowsFromItsContentAndNothingElse()
    {
        const LogEntry made = entry(m_writer, 1);
        append(made);
        LogEntry bare = made;
        bare.seq = 1;
        QCOMPARE(store().head()->hash, logNext(chainStart(), bare));
    }

    void aChangeIsFoundByItsAuthorAndNumber()
    {
        const auto other = newId<ReplicaId>();
        append(entry(m_writer, 1));
        append(entry(other, 1));
        append(entry(m_writer, 2));
        m_ground->turn();
        QCOMPARE(store().find(m_writer, 2).value()->entry.seq, 3);
        QCOMPARE(store().find(other, 1).value()->entry.replica, other);
        QVERIFY(!store().find(other, 2).value());
        QVERIFY(!store().find(newId<ReplicaId>(), 1).value());
    }

    void positionsOfAScopeComeInOrderAfterTheCursorAndUpToTheLimit()
    {
        const auto other = newId<ScopeId>();
        for (int i = 1; i <= 5; ++i)
            append(entry(m_writer, i), i % 2 == 1 ? QSet{m_scope, other} : QSet{other});
        m_ground->turn();
        QCOMPARE(store().ofScope(m_scope, 0, 10).value(), (QList<std::int64_t>{1, 3, 5}));
        QCOMPARE(store().ofScope(m_scope, 1, 10).value(), (QList<std::int64_t>{3, 5}));
        QCOMPARE(store().ofScope(other, 1, 2).value(), (QList<std::int64_t>{2, 3}));
        QCOMPARE(store().ofScope(newId<ScopeId>(), 0, 10).value(), QList<std::int64_t>());
    }

    void positionsOfAnAuthorComeInOrderAfterTheCursorAndUpToTheLimit()
    {
        const auto other = newId<ReplicaId>();
        append(entry(m_writer, 1));
        append(entry(other, 1));
        append(entry(m_writer, 2));
        append(entry(m_writer, 3));
        m_ground->turn();
        QCOMPARE(store().ofReplica(m_writer, 0, 10).value(), (QList<std::int64_t>{1, 3, 4}));
        QCOMPARE(store().ofReplica(m_writer, 2, 10).value(), (QList<std::int64_t>{3, 4}));
        QCOMPARE(store().ofReplica(m_writer, 0, 2).value(), (QList<std::int64_t>{1, 3}));
        QCOMPARE(store().ofReplica(newId<ReplicaId>(), 0, 2).value(), QList<std::int64_t>());
    }

    void aThingIsHeldFromItsCreationWithTheFieldsSetSince()
    {
        const EntityRef ref = newRef();
        QVERIFY(!store().held(ref).value());
        append(entry(m_writer, 1));
        Ground::expect(store().create(ref, {1, m_writer}));
        QCOMPARE(store().held(ref).value(), std::optional(HeldThing{1, m_writer}));
        QVERIFY(store().fields(ref).value().isEmpty());
        const auto other = newId<ReplicaId>();
        const HeldField first{name, 2, m_writer, Value(QStringLiteral("贺")).toCbor()};
        const HeldField again{name, 3, other, Value(QStringLiteral("贺玉梅")).toCbor()};
        const HeldField second{note, 4, m_writer, Value().toCbor()};
        append(entry(other, 1));
        for (const HeldField &field : {first, again, second})
            Ground::expect(store().setField(ref, field));
        m_ground->turn();
        QCOMPARE(store().held(ref).value(), std::optional(HeldThing{1, m_writer}));
        QCOMPARE(store().fields(ref).value(), (QMap<Field, HeldField>{{name, again}, {note, second}}));
        QCOMPARE(store().fields(ref, {note, Field{9}}).value(), (QMap<Field, HeldField>{{note, second}}));
    }

    void thingsOfTwoKindsMayHaveOneId()
    {
        const EntityRef ref = newRef();
        const EntityRef other{Kind{2}, ref.id};
        append(entry(m_writer, 1));
        append(entry(m_writer, 2));
        Ground::expect(store().create(ref, {1, m_writer}));
        Ground::expect(store().create(other, {2, m_writer}));
        Ground::expect(store().addEvent(other, 2));
        m_ground->turn();
        QCOMPARE(store().held(ref).value()->created, 1);
        QCOMPARE(store().held(other).value()->created, 2);
        QVERIFY(store().events(ref).value().isEmpty());
    }

    void eventsComeInTheOrderOfTheLog()
    {
        const EntityRef ref = newRef();
        append(entry(m_writer, 1));
        Ground::expect(store().create(ref, {1, m_writer}));
        for (const std::int64_t seq : {2, 5, 300})
            Ground::expect(store().addEvent(ref, seq));
        m_ground->turn();
        QCOMPARE(store().events(ref).value(), (QList<std::int64_t>{2, 5, 300}));
    }

    void allLinesOfAThingAreFoundWhateverTheyAre()
    {
        const EntityRef ref = newRef();
        const EntityRef other = newRef();
        Ground::expect(store().addLine(ref, 1)); // refused: there was no such thing yet
        for (int i = 1; i <= 2; ++i)
            append(entry(m_writer, i));
        Ground::expect(store().create(ref, {2, m_writer}));
        Ground::expect(store().addLine(ref, 3));
        Ground::expect(store().addEvent(ref, 4));
        Ground::expect(store().addLine(other, 5));
        Ground::expect(store().addLine(ref, 300));
        m_ground->turn();
        QCOMPARE(store().lines(ref).value(), (QList<std::int64_t>{1, 2, 3, 4, 300}));
        QCOMPARE(store().events(ref).value(), QList<std::int64_t>{4});
    }

    void aLineWithoutItsContentsIsTheSameToEveryHash()
    {
        LogEntry whole = entry(m_writer, 1, QStringLiteral("刘晓东"));
        whole.change.salt = QByteArray(Change::sharedSaltSize, 's');
        whole.image = QByteArrayLiteral("an image with 刘晓东");
        append(whole, {m_scope});
        append(entry(m_writer, 2));
        m_ground->turn();
        const LogLine before = store().at(1).value();
        const LogHead head = store().head().value();
        Ground::expect(store().rewrite(1, whole.change.withoutContents(), QByteArrayLiteral("a bare image")));
        QCOMPARE(store().at(1)->entry.change, whole.change.withoutContents());
        m_ground->turn();
        const LogLine after = store().at(1).value();
        QCOMPARE(after.entry.change, whole.change.withoutContents());
        QCOMPARE(after.entry.image, QByteArrayLiteral("a bare image"));
        QCOMPARE(after.entry.verdict, before.entry.verdict);
        QCOMPARE(after.chainHash, before.chainHash);
        QCOMPARE(after.logHash, before.logHash);
        QCOMPARE(store().head().value(), head);
        LogEntry bare = after.entry;
        bare.seq = 1;
        QCOMPARE(logNext(chainStart(), bare), after.logHash);
        QCOMPARE(store().ofScope(m_scope, 0, 9).value(), QList<std::int64_t>{1}); // who gets it is as it was
        Ground::expect(store().rewrite(1, whole.change.withoutContents(), {}));
        m_ground->turn();
        QVERIFY(store().at(1)->entry.image.isEmpty());
    }

    void whatIsErasedHasNoFieldsAnyMoreAndSaysSinceWhen()
    {
        const EntityRef ref = newRef();
        const EntityRef other = newRef();
        for (int i = 1; i <= 2; ++i)
            append(entry(m_writer, i));
        Ground::expect(store().create(ref, {1, m_writer}));
        Ground::expect(store().create(other, {2, m_writer}));
        Ground::expect(store().setHolder(ref, m_scope, 1));
        for (const EntityRef &one : {ref, other})
            Ground::expect(store().setField(one, {name, 3, m_writer, Value(QStringLiteral("贺")).toCbor()}));
        m_ground->turn();
        QCOMPARE(store().held(ref).value()->erased, 0);
        Ground::expect(store().markErased(ref, 7));
        QCOMPARE(store().held(ref).value()->erased, 7);
        Ground::expect(store().markErased(ref, 9)); // by somebody else too
        m_ground->turn();
        QCOMPARE(store().held(ref).value(), std::optional(HeldThing{1, m_writer, 7}));
        QVERIFY(store().fields(ref).value().isEmpty());
        QCOMPARE(store().holders(ref).value(), (Holders{{m_scope, 1}}));
        QCOMPARE(store().held(other).value()->erased, 0);
        QCOMPARE(store().fields(other).value().size(), 1);
    }

    void whoHoldsAThingIsCounted()
    {
        const EntityRef ref = newRef();
        const auto other = newId<ScopeId>();
        append(entry(m_writer, 1));
        QVERIFY(store().holders(ref).value().isEmpty());
        Ground::expect(store().create(ref, {1, m_writer}));
        Ground::expect(store().setHolder(ref, m_scope, 1));
        Ground::expect(store().setHolder(ref, other, 2));
        Ground::expect(store().setHolder(ref, m_scope, 0));
        m_ground->turn();
        QCOMPARE(store().holders(ref).value(), (Holders{{m_scope, 0}, {other, 2}}));
    }

    void aMemberIsKnownWithItsScopesAndWhatIsInTheLog()
    {
        QVERIFY(!store().member(m_writer).value());
        const Member member{m_writer, 0, chainStart(), {m_scope, newId<ScopeId>()}, {}};
        m_ground->enrol(member, m_scope);
        QCOMPARE(store().member(m_writer).value(), std::optional(member));
        Ground::expect(store().acknowledge(m_writer, 7, QByteArray(32, 'h')));
        m_ground->turn();
        const Member now = store().member(m_writer).value().value();
        QCOMPARE(now.acknowledged, 7);
        QCOMPARE(now.acknowledgedHash, QByteArray(32, 'h'));
        QCOMPARE(now.scopes, member.scopes);
    }

    void anotherNameHasTheScopesOfTheFormerAndNoChangeYet()
    {
        m_ground->enrol({m_writer, 9, QByteArray(32, 'h'), {m_scope}, {}}, m_scope);
        const auto second = newId<ReplicaId>();
        const auto third = newId<ReplicaId>();
        Ground::expect(store().admit(second, m_writer, 4));
        Ground::expect(store().admit(third, second, 2));
        Ground::expect(store().admit(third, m_writer, 9)); // known: nothing happens
        m_ground->turn();
        QCOMPARE(store().member(second).value(),
                 std::optional(Member{second, 0, chainStart(), {m_scope}, {{m_writer, 4}}}));
        QCOMPARE(store().member(third)->value().formers, (QMap<ReplicaId, std::int64_t>{{m_writer, 4}, {second, 2}}));
    }

    void anEpochIsNeverUsedTwice()
    {
        QSet<QByteArray> epochs{store().head()->epoch};
        append(entry(m_writer, 1));
        const LogHead before = store().head().value();
        for (int i = 0; i < 3; ++i) {
            Ground::expect(store().openEpoch());
            m_ground->turn();
            epochs.insert(store().head()->epoch);
        }
        QCOMPARE(epochs.size(), 4);
        QCOMPARE(store().head()->seq, before.seq);
        QCOMPARE(store().head()->hash, before.hash);
    }

    void whatIsGivenUpLeavesNothing()
    {
        QFETCH_GLOBAL(Ground::Engine, engine);
        if (engine == Ground::Engine::Memory)
            return; // a value: whoever gives it up copies it before
        append(entry(m_writer, 1));
        m_ground->turn();
        const LogHead before = store().head().value();
        const EntityRef ref = newRef();
        for (int i = 2; i < 200; ++i) // more than is sent at once
            append(entry(m_writer, i), {m_scope});
        Ground::expect(store().create(ref, {2, m_writer}));
        m_ground->giveUp();
        m_ground->begin();
        QCOMPARE(store().head().value(), before);
        QVERIFY(!store().held(ref).value());
        QVERIFY(!store().find(m_writer, 2).value());
        QVERIFY(store().ofScope(m_scope, 0, 10).value().isEmpty());
        QCOMPARE(append(entry(m_writer, 2)), 2);
    }
};

SHOULI_TEST(TestCountyStore)
#include "TestCountyStore.moc"
