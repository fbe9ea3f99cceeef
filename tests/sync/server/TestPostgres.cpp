// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Value.h"
#include "sync/server/CountyTables.h"
#include "sync/server/devices/Devices.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/Ground.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>

#include <csignal>

#include <atomic>
#include <thread>
#include <vector>

using namespace shouli::core::changes;
using namespace shouli::sync::server;
using engine::Connection;
using engine::Sql;
using engine::Statement;
using engine::Transaction;
using postgres::PostgresConnection;
using postgres::PostgresLink;
using postgres::PostgresSettings;
using postgres::RowSeal;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::crypto::SecretBytes;
using shouli::tests::Ground;

namespace {

const Sql putVisit("INSERT INTO device_seen ({county,} replica, seen_at_ms, position, taken) VALUES ({value,} ?, ?, 0, 0)");
const Sql visits("SELECT count(*) FROM device_seen WHERE {county}");

} // namespace

/// What only PostgreSQL can get wrong: order of commits, lost connections, unsafe settings, readable rows.
class TestPostgres : public QObject {
    Q_OBJECT

    const shouli::tests::TestPostgres *m_postgres = nullptr;
    std::unique_ptr<Ground> m_ground;

    std::int64_t count()
    {
        const auto connection = m_ground->open();
        Statement query = connection->prepare(visits).value();
        [[maybe_unused]] const bool row = query.step().value();
        return query.integer(0);
    }
    static Result<void> write(Transaction &tx, int i)
    {
        SHOULI_TRY(Statement insert, tx.prepare(putVisit));
        insert.bindAll(QByteArray::number(i), i);
        return insert.run();
    }
    /// Backends that are ours, but not psql's.
    void killBackends(const char *how)
    {
        m_postgres->psql(QStringLiteral("SELECT %1(pid) FROM pg_stat_activity WHERE application_name = 'shouli-server'")
                             .arg(QLatin1String(how)));
    }

private Q_SLOTS:
    void init()
    {
        m_postgres = &shouli::tests::TestPostgres::shared();
        m_ground = std::make_unique<Ground>(Ground::Engine::Postgres, m_postgres);
        m_ground->giveUp();
    }
    void cleanup() { m_ground.reset(); }

    void aReaderWithACursorMissesNothing_data()
    {
        QTest::addColumn<bool>("sequence");
        QTest::addColumn<bool>("misses");
        QTest::newRow("positions of the head that is locked first: none") << false << false;
        QTest::newRow("positions of a sequence: some, for ever") << true << true;
    }
    void aReaderWithACursorMissesNothing()
    {
        QFETCH(bool, sequence);
        QFETCH(bool, misses);
        m_postgres->psql(QStringLiteral("DROP TABLE IF EXISTS line; DROP TABLE IF EXISTS head; DROP SEQUENCE IF EXISTS "
                                        "taken; CREATE TABLE line (seq BIGINT PRIMARY KEY); CREATE TABLE head (seq "
                                        "BIGINT); INSERT INTO head VALUES (0); CREATE SEQUENCE taken"));
        const QByteArray take = sequence ? "SELECT nextval('taken')" : "UPDATE head SET seq = seq + 1 RETURNING seq";
        constexpr int writers = 8;
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int w = 0; w < writers; ++w) {
            threads.emplace_back([&, w] {
                PostgresLink link(m_postgres->settings());
                if (!link.reach(5000))
                    ++failures;
                for (int i = 0; !stop; ++i) {
                    link.send("BEGIN");
                    const bool taken = link.ask("CREATE TEMP TABLE IF NOT EXISTS own AS SELECT 0::bigint AS seq")
                                           .has_value()
                        && link.ask(sequence ? QByteArray("UPDATE own SET seq = nextval('taken')")
                                             : QByteArray("WITH t AS (" + take
                                                          + ") UPDATE own SET seq = (SELECT seq "
                                                            "FROM t)"))
                               .has_value();
                    link.send("INSERT INTO line SELECT seq FROM own");
                    if ((i + w) % 3 == 0) // some take longer than others
                        link.send("SELECT pg_sleep(0.002)");
                    if (!taken || !link.commit())
                        ++failures;
                    else
                        ++written;
                }
            });
        }
        PostgresLink reader(m_postgres->settings());
        QVERIFY(reader.reach(5000));
        std::int64_t cursor = 0;
        int seen = 0;
        QElapsedTimer timer;
        timer.start();
        bool last = false;
        for (;;) {
            const auto rows = reader.ask("SELECT seq FROM line WHERE seq > $1 ORDER BY seq",
                                         {PostgresLink::integer(cursor)});
            QVERIFY(rows);
            const QList<std::int64_t> got = PostgresLink::integers(*rows);
            seen += static_cast<int>(got.size());
            cursor = got.isEmpty() ? cursor : got.last();
            if (last)
                break;
            if (timer.elapsed() > 1500) {
                stop = true;
                for (std::thread &thread : threads)
                    thread.join();
                last = true; // once more, after the last commit
            }
        }
        QCOMPARE(failures.load(), 0);
        QVERIFY(written > 50);
        qInfo("%d written by %d writers, %d missed", written.load(), writers, written.load() - seen);
        QCOMPARE(written.load() != seen, misses);
    }

    void whoWritesTakesTheHeadFirst()
    {
        const auto other = m_ground->open();
        auto first = std::make_unique<Transaction>(Transaction::begin(*m_ground->connection).value());
        std::atomic<bool> through = false;
        std::jthread second([&] {
            const Transaction waiting = Transaction::begin(*other).value();
            through = true;
        });
        const QString waits = QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
        QTRY_COMPARE(m_postgres->psql(waits), QStringLiteral("1"));
        QVERIFY(!through);
        first.reset();
        second.join();
        QVERIFY(through);
    }

    void aCountyIsNotHeldUpByAnother()
    {
        Ground other(Ground::Engine::Postgres, m_postgres);
        const Transaction here = Transaction::begin(*m_ground->connection).value();
        other.turn();
        QVERIFY(County::describe(*other.connection));
        QVERIFY(other.county != m_ground->county);
    }

    void whatALostConnectionInterruptsIsDoneAgain()
    {
        int attempts = 0;
        Ground::expect(Transaction::run(*m_ground->connection, [&](Transaction &tx) -> Result<void> {
            SHOULI_CHECK(write(tx, 1));
            if (++attempts == 1)
                killBackends("pg_terminate_backend");
            return write(tx, 2);
        }));
        QCOMPARE(attempts, 2);
        QCOMPARE(count(), 2);
    }

    void aServerThatCrashesAndComesBackIsWaitedFor()
    {
        int attempts = 0;
        Ground::expect(Transaction::run(*m_ground->connection, [&](Transaction &tx) -> Result<void> {
            SHOULI_CHECK(write(tx, 1));
            if (++attempts == 1) { // the server gives all others up as well, and recovers
                const QString pids = m_postgres->psql(
                    QStringLiteral("SELECT pid FROM pg_stat_activity WHERE application_name = 'shouli-server'"));
                for (const QString &pid : pids.split(u'\n', Qt::SkipEmptyParts))
                    ::kill(pid.toInt(), SIGKILL);
            }
            SHOULI_TRY(Statement query, tx.prepare(visits));
            SHOULI_CHECK(query.step());
            return {};
        }));
        QVERIFY(attempts >= 2);
        QCOMPARE(count(), 1);
    }

    void aCommitThatNobodyAnsweredIsNotDoneAgainBlindly()
    {
        // the server stops in the middle of the commit, having been told to
        m_postgres->psql(QStringLiteral(
            "CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
            "pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END $$; "
            "CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON device_seen DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
            "EXECUTE FUNCTION die()"));
        int attempts = 0;
        const auto job = [&](Transaction &tx) -> Result<void> {
            ++attempts;
            return write(tx, 1);
        };
        const auto once = Transaction::run(*m_ground->connection, job);
        QCOMPARE(once.error().code, ErrorCode::ServerBusy);
        QCOMPARE(m_ground->connection->aftermath(), Connection::Aftermath::Unknown);
        QCOMPARE(attempts, 1);
        const auto always = Transaction::run(*m_ground->connection, job, engine::Again::Always);
        QCOMPARE(always.error().code, ErrorCode::ServerBusy);
        QCOMPARE(attempts, 6);
        m_postgres->psql(QStringLiteral("DROP TRIGGER dies ON device_seen"));
        QCOMPARE(count(), 0);
        Ground::expect(Transaction::run(*m_ground->connection, job));
    }

    void aCountyThatWasMovedAwayIsNotReadOrWritten()
    {
        {
            Transaction tx = Transaction::begin(*m_ground->connection).value();
            Ground::expect(write(tx, 1));
            Ground::expect(static_cast<PostgresConnection &>(*m_ground->connection).close());
            Ground::expect(tx.commit());
        }
        for (const auto purpose : {Transaction::Purpose::Read, Transaction::Purpose::Write}) {
            const auto begun = Transaction::begin(*m_ground->connection, purpose);
            QVERIFY(!begun);
            QCOMPARE(begun.error().code, ErrorCode::DatabaseForeign);
        }
        const auto filled = Transaction::run(
            *m_ground->connection, [](Transaction &) { return Result<void>(); }, engine::Again::IfNothingKept,
            Transaction::Purpose::Fill);
        Ground::expect(filled);
        QCOMPARE(count(), 0); // what was left of it gave way
    }

    void aServerThatWouldLoseCommitsIsRefused()
    {
        m_postgres->psql(QStringLiteral("ALTER SYSTEM SET fsync = off"));
        m_postgres->psql(QStringLiteral("SELECT pg_reload_conf()"));
        QTRY_COMPARE(m_postgres->psql(QStringLiteral("SHOW fsync")), QStringLiteral("off"));
        PostgresLink link(m_postgres->settings());
        const auto reached = link.reach(0);
        m_postgres->psql(QStringLiteral("ALTER SYSTEM RESET fsync"));
        m_postgres->psql(QStringLiteral("SELECT pg_reload_conf()"));
        QVERIFY(!reached);
        QCOMPARE(reached.error().code, ErrorCode::DatabaseSettings);
        QVERIFY(reached.error().detail.contains(QStringLiteral("fsync=off")));
        QTRY_COMPARE(m_postgres->psql(QStringLiteral("SHOW fsync")), QStringLiteral("on"));
    }

    void commitsWaitForTheDiskWhateverTheServersDefault()
    {
        PostgresSettings settings = m_postgres->settings();
        settings.connection += QStringLiteral(" options='-c synchronous_commit=off'");
        PostgresLink link(settings);
        Ground::expect(link.reach(0));
        const auto rows = link.ask("SELECT count(*) FROM pg_settings WHERE name = 'synchronous_commit' AND setting = "
                                   "'on'");
        QVERIFY(rows);
        QCOMPARE(PostgresLink::integers(*rows), QList<std::int64_t>{1});
    }

    void whatIsWrongWithTheWayThereIsTold_data()
    {
        QTest::addColumn<QString>("connection");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nobody there") << QStringLiteral("host=/nowhere dbname=x") << ErrorCode::ServerBusy;
        QTest::newRow("not a connection string")
            << QStringLiteral("host=") + QChar(u'\'') << ErrorCode::InvalidArgument;
        QTest::newRow("a password in it")
            << QStringLiteral("host=db user=shouli password=secret") << ErrorCode::InvalidArgument;
        QTest::newRow("a password in its address")
            << QStringLiteral("postgresql://shouli:secret@db/shouli") << ErrorCode::InvalidArgument;
        QTest::newRow("over a network in the clear")
            << QStringLiteral("host=10.0.0.1 sslmode=prefer") << ErrorCode::InvalidArgument;
    }
    void whatIsWrongWithTheWayThereIsTold()
    {
        QFETCH(QString, connection);
        QFETCH(ErrorCode, code);
        PostgresLink link({connection, {}});
        const auto reached = link.reach(0);
        QVERIFY(!reached);
        QCOMPARE(reached.error().code, code);
        QVERIFY(!reached.error().detail.isEmpty());
        QVERIFY(!reached.error().detail.contains(QStringLiteral("secret")));
    }

    void aDatabaseWithoutOurTablesIsNotTakenForOne()
    {
        m_postgres->psql(QStringLiteral("CREATE DATABASE empty"));
        PostgresSettings settings = m_postgres->settings();
        settings.connection.replace(QStringLiteral("dbname=postgres"), QStringLiteral("dbname=empty"));
        PostgresConnection connection(settings, QByteArray(16, 'c'), SecretBytes::random(32));
        QCOMPARE(connection.open().error().code, ErrorCode::DatabaseMissing);
        Ground::expect(connection.openOrMake());
        Ground::expect(connection.openOrMake());
        QCOMPARE(Transaction::begin(connection).error().code, ErrorCode::DatabaseForeign);
    }

    void aSealedValueOpensInItsOwnPlaceOnly()
    {
        const SecretBytes key = SecretBytes::random(32);
        const RowSeal seal(key, QByteArray(16, 'a'));
        const QByteArray box = seal.seal("贺玉梅", {"log.change", 7, 0, {}}).value();
        QCOMPARE(seal.open(box, {"log.change", 7, 0, {}}).value(), QByteArray("贺玉梅"));
        for (const engine::Place &elsewhere :
             {engine::Place{"log.change", 8, 0, {}}, engine::Place{"log.image", 7, 0, {}},
              engine::Place{"log.change", 0, 7, {}}, engine::Place{"log.change", 7, 0, "n"}})
            QCOMPARE(seal.open(box, elsewhere).error().code, ErrorCode::DecryptionFailed);
        QVERIFY(!RowSeal(key, QByteArray(16, 'b')).open(box, {"log.change", 7, 0, {}}));
        QVERIFY(!RowSeal(SecretBytes::random(32), QByteArray(16, 'a')).open(box, {"log.change", 7, 0, {}}));
        QByteArray bent = box;
        bent[bent.size() - 1] = static_cast<char>(bent.back() ^ 1);
        QVERIFY(!seal.open(bent, {"log.change", 7, 0, {}}));
    }

    void nothingOfAPersonIsToBeReadInTheDatabasesFiles()
    {
        const QByteArray words = QStringLiteral("贺玉梅，齐家湾十七号，每月低保").toUtf8();
        const auto replica = ReplicaId::create(m_ground->clock, m_ground->random);
        m_ground->begin();
        m_ground->enrol({replica, 0, chainStart(), {}, {}}, ScopeId::create(m_ground->clock, m_ground->random));
        LogEntry entry;
        entry.replica = replica;
        entry.change.lseq = entry.change.actFirst = entry.change.actSize = 1;
        entry.change.entity = {Kind{1}, EntityId::create(m_ground->clock, m_ground->random)};
        entry.change.payload = Value(QString::fromUtf8(words)).toCbor();
        entry.image = words;
        auto &store = m_ground->store();
        QVERIFY(store.append(entry, 1, QByteArray(32, 'c'), {}));
        Ground::expect(store.create(entry.change.entity, {1, replica}));
        Ground::expect(store.setField(entry.change.entity, {Field{1}, 1, replica, entry.change.payload}));
        m_ground->turn();
        const QByteArray hash = m_ground->store().head()->hash;
        m_ground->giveUp();
        m_postgres->psql(QStringLiteral("CHECKPOINT"));
        const QByteArray machine = QStringLiteral("窗口一").toUtf8();
        int files = 0;
        bool sealedThere = false;
        for (QDirIterator it(m_postgres->folder() + QStringLiteral("/data"), QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            ++files;
            sealedThere = sealedThere || bytes.contains(replica.toBytes());
            for (const QByteArray &word : {words, words.mid(0, 9), machine, hash, QByteArray(32, 'c')})
                QVERIFY2(!bytes.contains(word), qPrintable(it.filePath()));
        }
        QVERIFY(files > 100);
        QVERIFY(sealedThere); // they are the right files
    }
};

SHOULI_TEST(TestPostgres)
#include "TestPostgres.moc"
