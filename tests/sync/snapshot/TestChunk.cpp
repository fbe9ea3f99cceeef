// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Compression.h"
#include "sync/snapshot/Builder.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QRandomGenerator>

using namespace shouli::core::changes;
using namespace shouli::sync::snapshot;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;

namespace {

/// A county's log of one scope, with lines of all sorts.
class Log {
public:
    explicit Log(quint32 seed)
        : m_dice(seed)
        , m_random(seed)
        , scope(ScopeId::create(m_clock, m_random))
        , m_author(ReplicaId::create(m_clock, m_random))
    {
    }

    LogEntry next()
    {
        LogEntry entry;
        entry.seq = ++m_seq;
        entry.replica = m_author;
        Change &c = entry.change;
        c.lseq = c.actFirst = m_seq;
        c.stamp.wall.ms = 1'700'000'000'000 + m_seq * 1000;
        m_clock.advanceMs(7);
        if (m_held.isEmpty() || m_dice.bounded(3) == 0) {
            c.operation = Operation::Create;
            c.entity = {Kind{static_cast<std::uint16_t>(1 + m_dice.bounded(2))}, EntityId::create(m_clock, m_random)};
            c.scope = scope;
            c.payload = toCbor(FieldValues{{Field{1}, Value(QStringLiteral("薛𬭚"))},
                                           {Field{2}, Value(m_dice.bounded(1000))},
                                           {Field{3}, Value()},
                                           {Field{9}, Value(QByteArray("\x00\xff", 2))}});
            entry.stands = 1;
            m_held.append(c.entity);
            return entry;
        }
        const int at = m_dice.bounded(static_cast<int>(m_held.size()));
        c.entity = m_held.at(at);
        switch (m_dice.bounded(6)) {
        case 0:
        case 1:
            c.operation = Operation::Set;
            c.field = Field{static_cast<std::uint16_t>(1 + m_dice.bounded(4))};
            c.payload = Value(QString::number(m_dice.bounded(1000))).toCbor();
            entry.verdict = m_dice.bounded(3) == 0 ? Verdict::Parked : Verdict::Applied;
            break;
        case 2:
        case 3:
            c.operation = Operation::Event;
            c.event = {5};
            c.payload = "happened";
            break;
        case 4:
            c.operation = Operation::Enter;
            c.scope = m_other;
            entry.stands = 1;
            break;
        default:
            c.operation = Operation::Leave;
            c.scope = scope;
            m_held.removeAt(at);
        }
        return entry;
    }

private:
    QRandomGenerator m_dice;
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random;

public:
    ScopeId scope;

private:
    ReplicaId m_author;
    ScopeId m_other = commonScope();
    QList<EntityRef> m_held;
    std::int64_t m_seq = 0;
};

Manifest emptyManifest(ScopeId scope)
{
    Manifest manifest;
    manifest.epoch = "epoch";
    manifest.scope = scope;
    manifest.definition = Manifest::definitionOf(scope);
    manifest.schemaVersion = 1;
    return manifest;
}

Result<QByteArray> nothing(const QByteArray &)
{
    return shouli::core::base::failure(ErrorCode::FileMissing);
}

Builder::Built built(ScopeId scope, const QList<LogEntry> &lines)
{
    Builder builder(emptyManifest(scope), nothing);
    for (const LogEntry &line : lines)
        if (!builder.take(line))
            qFatal("a line that cannot be read");
    return builder.build(lines.last().seq).value();
}

} // namespace

class TestChunk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWhatWasWritten()
    {
        for (quint32 seed = 1; seed < 20; ++seed) {
            Log log(seed);
            QList<LogEntry> lines;
            for (int i = 0; i < 200; ++i)
                lines.append(log.next());
            const auto snapshot = built(log.scope, lines);
            QVERIFY(!snapshot.made.isEmpty());
            for (auto it = snapshot.made.cbegin(); it != snapshot.made.cend(); ++it) {
                QCOMPARE(Chunk::nameOf(it.value()), it.key());
                const auto chunk = Chunk::decode(it.value());
                QVERIFY(chunk);
                QCOMPARE(chunk->encode(), it.value());
                QCOMPARE(stateOf(chunk->things, log.scope),
                         std::as_const(snapshot.manifest.chunks).first().kind == chunk->kind
                             ? snapshot.manifest.chunks.first().state
                             : snapshot.manifest.chunks.last().state);
            }
            const auto manifest = Manifest::fromCbor(snapshot.manifest.toCbor());
            QVERIFY(manifest);
            QCOMPARE(*manifest, snapshot.manifest);
        }
    }
    void aNameVouchesForTheBytes()
    {
        Log log(3);
        ScopeFold fold(log.scope);
        for (int i = 0; i < 50; ++i)
            QVERIFY(fold.take(log.next()));
        Chunk chunk{log.scope, {1}, 0, 0, {}};
        for (const EntityRef &ref : fold.refs({1}))
            chunk.things.append(fold.thing(ref).value());
        const QByteArray bytes = chunk.encode();
        QVERIFY(Chunk::decodeNamed(bytes, Chunk::nameOf(bytes)).value() == chunk);
        QCOMPARE(Chunk::decodeNamed(bytes, Chunk::nameOf("x")).error().code, ErrorCode::MessageMalformed);
        QByteArray other = bytes;
        other[other.size() / 2] = static_cast<char>(other.at(other.size() / 2) ^ 1);
        QCOMPARE(Chunk::decodeNamed(other, Chunk::nameOf(bytes)).error().code, ErrorCode::MessageMalformed);
    }
    void aSnapshotBuiltInStepsIsTheSameAsOneBuiltAtOnce()
    {
        Log log(7);
        QList<LogEntry> lines;
        Manifest last = emptyManifest(log.scope);
        QMap<QByteArray, QByteArray> store;
        for (int part = 0; part < 10; ++part) {
            Builder builder(last, [&store](const QByteArray &name) -> Result<QByteArray> { return store.value(name); });
            for (int i = 0; i < 150; ++i) {
                lines.append(log.next());
                QVERIFY(builder.take(lines.last()));
            }
            const auto next = builder.build(lines.last().seq);
            QVERIFY(next);
            last = next->manifest;
            store.insert(next->made);
            QCOMPARE(last, built(log.scope, lines).manifest);
        }
    }
    void manyThingsFallIntoSeveralChunksAndOnlyTouchedOnesAreMadeAnew()
    {
        Log log(3);
        QList<LogEntry> lines;
        while (lines.size() < 60'000)
            lines.append(log.next());
        const auto whole = built(log.scope, lines);
        QVERIFY(whole.manifest.chunks.size() > 4);
        for (const auto &entry : whole.manifest.chunks)
            QVERIFY(entry.rows < 8192);
        int fetched = 0;
        Builder builder(whole.manifest, [&](const QByteArray &name) -> Result<QByteArray> {
            ++fetched;
            return whole.made.value(name);
        });
        for (int i = 0; i < 2; ++i) {
            lines.append(log.next());
            QVERIFY(builder.take(lines.last()));
        }
        const auto next = builder.build(lines.last().seq);
        QVERIFY(next);
        QVERIFY(fetched <= 2);
        QVERIFY(next->made.size() <= 2);
        QCOMPARE(next->manifest, built(log.scope, lines).manifest);
    }
    void truncatedOrFlippedChunksAreRefusedOrMeanSomethingElse()
    {
        Log log(5);
        QList<LogEntry> lines;
        for (int i = 0; i < 120; ++i)
            lines.append(log.next());
        const auto snapshot = built(log.scope, lines);
        const QByteArray plain = shouli::sync::protocol::decompress(snapshot.made.first()).value();
        for (qsizetype size = 0; size < plain.size(); ++size)
            QVERIFY(!Chunk::decode(QByteArray(1, '\0') + plain.left(size)));
        QVERIFY(!Chunk::decode(QByteArray(1, '\0') + plain + 'x'));
        const auto original = Chunk::decode(snapshot.made.first()).value();
        for (qsizetype at = 0; at < plain.size(); ++at) {
            for (const int bit : {1, 0x80}) {
                QByteArray other = plain;
                other[at] = static_cast<char>(other.at(at) ^ bit);
                const auto chunk = Chunk::decode(QByteArray(1, '\0') + other);
                QVERIFY(!chunk || !(*chunk == original));
            }
        }
    }
    void aBombIsRefused()
    {
        const auto bomb = Chunk::decode(shouli::sync::protocol::compress(QByteArray(100 << 20, 'a')));
        QVERIFY(!bomb);
        QCOMPARE(bomb.error().code, ErrorCode::MessageTooLarge);
    }
    void aManifestThatClaimsTooMuchIsRefused()
    {
        const ScopeId scope = commonScope();
        Manifest manifest = emptyManifest(scope);
        manifest.chunks.append({Kind{1}, 1, 0, QByteArray(32, 'n'), QByteArray(32, 's'), 5, 100, 1});
        manifest.chunks.append({Kind{1}, 1, 1, QByteArray(32, 'n'), QByteArray(32, 's'), 5, 100, 1});
        manifest.state = Manifest::stateOf(manifest.chunks);
        QVERIFY(Manifest::fromCbor(manifest.toCbor()));
        const auto refused = [](Manifest other) {
            other.state = Manifest::stateOf(other.chunks);
            return !Manifest::fromCbor(other.toCbor());
        };
        Manifest other = manifest;
        other.chunks[1].prefix = 2; // beyond its depth
        QVERIFY(refused(other));
        other = manifest;
        other.chunks[1].prefix = 0; // twice
        QVERIFY(refused(other));
        other = manifest;
        other.chunks[1].depth = 2; // may overlap
        QVERIFY(refused(other));
        other = manifest;
        other.chunks[1].bytes = 9 << 20;
        QVERIFY(refused(other));
        other = manifest;
        other.state = QByteArray(32, 'x');
        QVERIFY(!Manifest::fromCbor(other.toCbor()));
        other = manifest;
        other.definition = QByteArray(32, 'x');
        QCOMPARE(Manifest::fromCbor(other.toCbor()).error().code, ErrorCode::Unsupported);
        QCOMPARE(Manifest::fromCbor(QByteArray(3 << 20, 'x')).error().code, ErrorCode::MessageTooLarge);
    }
};

SHOULI_TEST(TestChunk)
#include "TestChunk.moc"
