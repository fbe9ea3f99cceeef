// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"
#include "core/storage/FileSwap.h"
#include "core/storage/SchemaCopy.h"
#include "tests/support/SnapshotCounty.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFileInfo>

#include <atomic>

using namespace shouli::core::changes;
using namespace shouli::core::changes::log;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::Database;
using shouli::core::storage::FileSwap;
using shouli::core::storage::SchemaCopy;
using shouli::core::storage::Transaction;
using shouli::core::storage::WriterThread;
using shouli::tests::SnapshotCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;

namespace {

/// One office with a register of 3,000 things, another that has read all of it, and a new PC.
class World : public SnapshotCounty {
public:
    explicit World(int acts = 6)
        : a(county, 1)
        , reader(county, 2)
        , fresh(county, 3)
    {
        createMany(a, a.office.scope, acts, 500, QStringLiteral("薛𬭚"));
        kept = create(a, QStringLiteral("旧"));
        a.office.act([&](Act &act) { TestOffice::expect(act.event(kept, {1}, "accepted")); });
        a.sync();
        rename(a, kept, QStringLiteral("新"));
        a.sync();
        grant(reader, a.enrolled.office);
        grant(fresh, a.enrolled.office);
        hear();
        TestOffice::expect(load(fresh, fresh.enrolled.office)); // has nothing yet
        hear();
    }
    /// The new PC's round trip; what is to be had by snapshot is not loaded.
    void hear() { TestOffice::expect(hearOn(fresh.office.db)); }
    Result<void> hearOn(Database &db)
    {
        for (int i = 0; i < 3; ++i) {
            SHOULI_TRY(const auto request, fresh.exchange.request(db, 2000, true));
            SHOULI_TRY(const auto packed, fresh.exchange.pack(db, request, fresh.key));
            SHOULI_TRY(const auto answer, county.server->sync(packed.body));
            SHOULI_TRY(const auto response, client::Exchange::unpack(answer));
            SHOULI_CHECK(fresh.exchange.take(db, response));
        }
        return {};
    }
    /// Calls `meanwhile(WriterThread &)` once, when the first chunk is asked for.
    template <class Meanwhile>
    Result<client::ScopeLoad::Outcome> loadWhile(Meanwhile meanwhile)
    {
        return fresh.office.onWriterThread([&](WriterThread &writer) {
            std::atomic<bool> once = true;
            client::ScopeLoad load(fresh.office.log, writer, certificate.pin(),
                                   [&](const snapshot::Question &question) {
                                       if (!question.name.isEmpty() && once.exchange(false))
                                           meanwhile(writer);
                                       return answer(fresh, question);
                                   });
            return load.load(a.enrolled.office);
        });
    }
    [[nodiscard]] bool isReplaced() const { return QFile::exists(FileSwap::previousOf(fresh.office.path())); }
    [[nodiscard]] QStringList leftOver() const
    {
        const QFileInfo file(fresh.office.path());
        return file.dir().entryList({QStringLiteral("office.db.fresh*"), QStringLiteral("office.db.chunks*")},
                                    QDir::AllEntries);
    }
    void compareWithAReader()
    {
        visit(fresh);
        reader.sync();
        QCOMPARE(dumpOf(fresh.office, a.enrolled.office), dumpOf(reader.office, a.enrolled.office));
    }

    TestMember a;
    TestMember reader;
    TestMember fresh;
    EntityRef kept; ///< edited, and something happened to it
};

/// All there is in a database, table by table, without what is its own: the numbers of rows.
QStringList all(const Database &db)
{
    QStringList lines;
    const QStringList tables = SchemaCopy::names(db).value();
    for (const QString &table : tables) {
        QStringList columns;
        auto info = db.prepare(QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table)).value();
        while (info.step().value()) {
            if (info.text(0) != QLatin1String("row"))
                columns.append(QStringLiteral("quote(%1)").arg(info.text(0)));
        }
        auto rows = db.prepare(QStringLiteral("SELECT %1 FROM %2").arg(columns.join(QStringLiteral("||','||")), table))
                        .value();
        while (rows.step().value())
            lines.append(table + u' ' + rows.text(0));
    }
    lines.sort();
    return lines;
}

/// What only this PC has, of every sort: a draft, a line of the audit, a number block, a colleague.
void writeByHand(Database &db)
{
    TestOffice::expect(db.execute(QStringLiteral(
        "INSERT INTO counter_draft VALUES (x'01', x'02', 'S1', 5, x'03'); INSERT INTO counter_draft_aside VALUES "
        "(x'01', x'02', 5, x'04'); INSERT INTO audit (at_ms, action, kind, commitment, hash) VALUES (1, 2, 3, x'05', "
        "x'06'); INSERT INTO number_block VALUES (x'07', 1, 9); INSERT INTO number_month VALUES (x'07', 202611, 4); "
        "INSERT INTO staff (id, name) VALUES (x'08', '薛')")));
}

} // namespace

class TestFreshFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewPcHasItsRegisterAtOnceAndGoesOn()
    {
        World world;
        const auto outcome = world.load(world.fresh, world.a.enrolled.office);
        TestOffice::expect(outcome);
        QVERIFY(outcome->changed);
        QVERIFY(world.isReplaced());
        QCOMPARE(world.leftOver(), QStringList());
        QCOMPARE(world.fresh.office.rows("thing"), 3001);
        QCOMPARE(world.fresh.office.column(world.kept, "name"), QStringLiteral("新"));
        TestOffice::expect(world.fresh.office.db.verify());
        QCOMPARE(world.load(world.fresh, world.a.enrolled.office)->fetched, 0); // all of it is what the county has
        world.compareWithAReader();
        QVERIFY(!world.isReplaced()); // all is well: the one before is not needed any more
        SnapshotCounty::rename(world.a, world.kept, QStringLiteral("再"));
        world.a.sync();
        world.compareWithAReader();
        QCOMPARE(world.fresh.office.column(world.kept, "name"), QStringLiteral("再"));
        SnapshotCounty::rename(world.fresh, world.kept, QStringLiteral("我"));
        world.fresh.sync();
        world.compareWithAReader();
        QCOMPARE(world.fresh.office.pending().size(), 0);
    }
    void whatIsHereAlreadyIsCarriedOver()
    {
        World world;
        writeByHand(world.fresh.office.db);
        const EntityRef mine = SnapshotCounty::create(world.fresh, QStringLiteral("我"));
        SnapshotCounty::rename(world.fresh, mine, QStringLiteral("我改"));
        world.hear();
        SnapshotCounty::rename(world.fresh, mine, QStringLiteral("再改")); // waits
        const QStringList before = all(world.fresh.office.db);
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QVERIFY(world.isReplaced());
        const QStringList now = all(world.fresh.office.db);
        const QSet<QString> there(now.cbegin(), now.cend());
        for (const QString &line : before) { // but how far it is known and how far received
            if (!there.contains(line) && !line.startsWith(u"replica"))
                QFAIL(qPrintable(line));
        }
        QCOMPARE(world.fresh.office.column(mine, "name"), QStringLiteral("再改"));
        QCOMPARE(world.fresh.office.pending().size(), 1);
        world.fresh.sync();
        QCOMPARE(world.fresh.office.pending().size(), 0);
        world.compareWithAReader();
    }
    void whatIsWrittenMeanwhileIsCarriedOver()
    {
        World world;
        EntityRef mine;
        const auto outcome = world.loadWhile([&](WriterThread &writer) {
            TestOffice::expect(writer
                                   .run([&](Database &db) -> Result<void> {
                                       writeByHand(db);
                                       SHOULI_TRY(auto tx, Transaction::begin(db));
                                       SHOULI_TRY(auto act,
                                                  world.fresh.office.log.begin(tx, world.fresh.office.author));
                                       mine = world.fresh.office.newRef();
                                       SHOULI_CHECK(act.create(mine, world.fresh.office.scope,
                                                               SnapshotCounty::named(QStringLiteral("我"))));
                                       SHOULI_CHECK(act.finish());
                                       return tx.commit();
                                   })
                                   .result());
        });
        TestOffice::expect(outcome);
        QVERIFY(world.isReplaced());
        QCOMPARE(world.fresh.office.rows("thing"), 3002);
        QCOMPARE(world.fresh.office.column(mine, "name"), QStringLiteral("我"));
        QCOMPARE(world.fresh.office.pending().size(), 1);
        for (const char *table : {"counter_draft", "counter_draft_aside", "audit", "number_block", "staff"})
            QCOMPARE(world.fresh.office.rows(table), 1);
        world.fresh.sync();
        QCOMPARE(world.fresh.office.pending().size(), 0);
        world.compareWithAReader();
    }
    void whatCameAnotherWayMeanwhileIsHereOnce()
    {
        World world;
        const EntityRef plain = SnapshotCounty::create(world.a, QStringLiteral("甲"));
        world.a.sync();
        const auto outcome = world.loadWhile([&](WriterThread &writer) {
            world.a.office.act([&](Act &act) {
                TestOffice::expect(act.enter(plain, world.fresh.office.scope));
                TestOffice::expect(act.enter(world.kept, world.fresh.office.scope));
            });
            SnapshotCounty::rename(world.a, plain, QStringLiteral("乙"));
            world.a.sync();
            TestOffice::expect(writer.run([&](Database &db) { return world.hearOn(db); }).result());
        });
        TestOffice::expect(outcome);
        QVERIFY(world.isReplaced());
        QCOMPARE(world.fresh.office.column(plain, "name"), QStringLiteral("乙"));
        QCOMPARE(world.fresh.office.rows("thing"), 3002);
        world.compareWithAReader();
    }
    void whatTheScopeDoesNotHoldAnyMoreGoes()
    {
        World world;
        const EntityRef left = SnapshotCounty::create(world.a, QStringLiteral("走"));
        world.a.sync();
        TestOffice::expect(world.county.server->snapshots().makeAll());
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QCOMPARE(world.fresh.office.column(left, "name"), QStringLiteral("走"));
        { // as if everything but this one had been lost
            auto tx = Transaction::begin(world.fresh.office.db).value();
            StoredReplica store(world.fresh.office.log, tx);
            const QList<EntityRef> held = store.heldBy(world.a.enrolled.office).value();
            for (const EntityRef &ref : held) {
                if (ref != left)
                    TestOffice::expect(store.erase(ref));
            }
            TestOffice::expect(tx.commit());
        }
        world.a.office.act([&](Act &act) { TestOffice::expect(act.leave(left, world.a.office.scope)); });
        world.a.sync();
        TestOffice::expect(world.county.server->snapshots().makeAll());
        FileSwap::forgetPrevious(world.fresh.office.path());
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QVERIFY(world.isReplaced());
        QCOMPARE(world.fresh.office.column(left, "name"), QStringLiteral("(gone)"));
        QCOMPARE(world.fresh.office.rows("thing"), 3001);
        world.compareWithAReader();
    }
    void whoeverStopsItHasWhatWasHereBefore()
    {
        World world;
        const QStringList before = all(world.fresh.office.db);
        const auto outcome = world.fresh.office.onWriterThread([&](WriterThread &writer) {
            client::ScopeLoad *running = nullptr;
            client::ScopeLoad load(world.fresh.office.log, writer, world.certificate.pin(),
                                   [&](const snapshot::Question &question) {
                                       if (!question.name.isEmpty())
                                           running->stop();
                                       return world.answer(world.fresh, question);
                                   });
            running = &load;
            return load.load(world.a.enrolled.office);
        });
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Cancelled);
        QVERIFY(!world.isReplaced());
        QCOMPARE(QFile::exists(FileSwap::freshOf(world.fresh.office.path())), false);
        QStringList now = all(world.fresh.office.db);
        now.removeIf([](const QString &line) { return line.startsWith(u"replica "); });
        QStringList same = before;
        same.removeIf([](const QString &line) { return line.startsWith(u"replica "); });
        QCOMPARE(now, same);
        world.chunks = 0;
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QCOMPARE(world.chunks.load(), 0); // all of them came before
        world.compareWithAReader();
    }
    void whatACrashLeftIsThrownAway()
    {
        World world;
        const QString fresh = FileSwap::freshOf(world.fresh.office.path());
        for (const char *part : {"", "-wal", "-shm", "-journal"}) {
            QFile file(fresh + QLatin1String(part));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(10'000, 'x'));
        }
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QVERIFY(world.isReplaced());
        QCOMPARE(world.leftOver(), QStringList());
        world.compareWithAReader();
    }
    void whatDoesNotReadBackTakesNoPlace()
    {
        World world;
        TestOffice::expect(world.fresh.office.db.execute(
            QStringLiteral("DROP TABLE thing; CREATE TABLE thing (id BLOB PRIMARY KEY, name TEXT, note INTEGER)")));
        world.a.office.act([&](Act &act) {
            TestOffice::expect(act.create(
                world.a.office.newRef(), world.a.office.scope,
                {{TestOffice::name, Value(QStringLiteral("数"))}, {TestOffice::note, Value(QStringLiteral("007"))}}));
        });
        world.a.sync();
        world.hear();
        const auto spoilt = world.load(world.fresh, world.a.enrolled.office);
        QVERIFY(!spoilt);
        QCOMPARE(spoilt.error().code, ErrorCode::DatabaseDamaged);
        QVERIFY(!world.isReplaced());
        QVERIFY(!QFile::exists(FileSwap::freshOf(world.fresh.office.path())));
    }
    void aManifestAboutOtherRowsTakesNoPlace()
    {
        World world;
        const auto spoilt = world.load(world.fresh, world.a.enrolled.office,
                                       [&](const snapshot::Question &question) -> Result<QByteArray> {
                                           SHOULI_TRY(const QByteArray bytes, world.answer(world.fresh, question));
                                           return question.name.isEmpty() ? world.withAnotherState(bytes) : bytes;
                                       });
        QVERIFY(!spoilt);
        QCOMPARE(spoilt.error().code, ErrorCode::MessageMalformed);
        QVERIFY(!world.isReplaced());
        QCOMPARE(world.fresh.office.rows("thing"), 0);
    }
    void derivedDataIsMadeInTheNewFileOrToldOfEachThing_data()
    {
        QTest::addColumn<bool>("fills");
        QTest::addRow("made at once") << true;
        QTest::addRow("told") << false;
    }
    void derivedDataIsMadeInTheNewFileOrToldOfEachThing()
    {
        QFETCH(const bool, fills);
        /// Counts things in a table of its own.
        class Counter final : public ChangeListener {
        public:
            explicit Counter(bool fills)
                : m_fills(fills)
            {
            }
            [[nodiscard]] Kind kind() const override { return TestOffice::thing; }
            [[nodiscard]] Result<void> changed(Transaction &tx, const QList<EntityId> &ids) override
            {
                for (const EntityId &id : ids) {
                    SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT OR REPLACE INTO derived VALUES (?)")));
                    insert.bind(id);
                    SHOULI_CHECK(insert.run());
                }
                return {};
            }
            [[nodiscard]] Result<void> erased(Transaction &, const QList<EntityId> &) override { return {}; }
            [[nodiscard]] QStringList fills() const override
            {
                return m_fills ? QStringList{QStringLiteral("derived")} : QStringList();
            }
            [[nodiscard]] Result<void> fill(Transaction &tx) const override
            {
                return tx.database().execute(QStringLiteral("INSERT INTO derived SELECT id FROM thing"));
            }

        private:
            bool m_fills;
        };
        World world;
        TestOffice::expect(world.fresh.office.db.execute(QStringLiteral("CREATE TABLE derived (id BLOB PRIMARY KEY)")));
        Counter counter(fills);
        world.fresh.office.log.addListener(counter);
        SnapshotCounty::create(world.fresh, QStringLiteral("我"));
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QVERIFY(world.isReplaced());
        QCOMPARE(world.fresh.office.rows("thing"), 3002);
        QCOMPARE(world.fresh.office.rows("derived"), 3002);
    }
    void whatWaitsForAPersonWaitsInTheNewFileToo()
    {
        World world;
        world.reader.sync();
        SnapshotCounty::rename(world.a, world.kept, QStringLiteral("一"));
        SnapshotCounty::rename(world.reader, world.kept, QStringLiteral("二"));
        world.a.sync();
        world.reader.sync(); // parked
        world.a.sync();
        QCOMPARE(DisputeTable::openCount(world.a.office.db).value(), 1);
        world.hear();
        TestOffice::expect(world.load(world.fresh, world.a.enrolled.office));
        QVERIFY(world.isReplaced());
        QCOMPARE(DisputeTable::openCount(world.fresh.office.db).value(), 1);
        world.compareWithAReader();
    }
};

SHOULI_TEST(TestFreshFile)
#include "TestFreshFile.moc"
