// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/server/County.h"
#include "sync/server/CountyTables.h"
#include "sync/server/keeping/CountyMove.h"
#include "sync/server/operations/ServerConfig.h"
#include "sync/server/postgres/PostgresSchema.h"
#include "sync/server/sqlite/SqliteConnection.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestPostgres.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QDir>
#include <QTemporaryDir>

using namespace shouli;
using core::base::ErrorCode;
using core::base::Result;
using shouli::tests::LightOffice;
using shouli::tests::ServerProgram;
using shouli::tests::TestPostgres;
using namespace sync::server;
using keeping::CountyDatabase;
using keeping::CountyMove;
using keeping::Engine;
using keeping::Keeping;

/// A county goes from its file to PostgreSQL and back, with everything, or stays where it is.
class TestMove : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    ServerProgram fresh() { return ServerProgram(m_dir.filePath(QString::number(++m_count))); }
    static QStringList postgres()
    {
        return {QStringLiteral("--postgres"), TestPostgres::shared().settings().connection};
    }
    static QStringList to(const char *engine) { return {QStringLiteral("--to"), QLatin1String(engine)}; }
    static QString checksum(const ServerProgram &program)
    {
        return program.run("verify").out.value(u"checksum").toString();
    }
    static Keeping keepingOf(const ServerProgram &program)
    {
        return operations::ServerConfig::load(program.folder() + QStringLiteral("/server.conf"))->keeping;
    }
    Keeping rowsOf(const ServerProgram &program)
    {
        const auto db = CountyDatabase(keeping::ServerFolder(program.folder()), {}).reader().value();
        return {Engine::Postgres, TestPostgres::shared().settings(), County::describe(*db)->id};
    }
    /// A PC pushes `changes` through the program; how much of it is acknowledged.
    std::unique_ptr<LightOffice> enrolOne(const ServerProgram &program, quint16 port)
    {
        core::crypto::SystemRandom random;
        const auto code = sync::protocol::EnrolmentCode::parse(
            program.run("enrol", {QStringLiteral("--office"), program.addOffice()}).out.value(u"code").toString());
        auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("窗口"), random);
        return std::make_unique<LightOffice>(joined->answer.replica, joined->answer.office, std::move(joined->key), 5);
    }
    bool push(const ServerProgram &program, LightOffice &office, quint16 port, int changes)
    {
        const auto pin = sync::transport::CountyCertificate::load(program.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
        office.write(changes);
        const auto done = office.trip(http);
        return done && office.waiting() == 0;
    }

private Q_SLOTS:
    void everyTableAndColumnIsTaken()
    {
        const auto key = core::crypto::SecretBytes::random(32);
        const QString path = m_dir.filePath(QStringLiteral("empty.db"));
        const auto made = CountyDatabase::makeFile(path, key).value();
        auto &db = static_cast<sqlite::SqliteConnection &>(*made).database();
        QStringList inFile;
        auto query = db.prepare(QStringLiteral("SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info("
                                               "m.name) c WHERE m.type = 'table' AND c.name <> 'one' AND m.name NOT "
                                               "LIKE 'snapshot%' AND m.name NOT "
                                               "LIKE 'sqlite_%'"))
                         .value();
        while (query.step().value())
            inFile.append(query.text(0));
        QStringList known;
        for (const auto &table : CountyTables::all()) {
            for (const auto &column : table.columns)
                known.append(QString::fromLatin1(table.name + '.' + column.name));
        }
        inFile.sort();
        known.sort();
        QCOMPARE(known, inFile);
        const auto rows = TestPostgres::shared().connection(QByteArray(16, 'x'), key);
        QStringList inRows =
            TestPostgres::shared()
                .psql(QStringLiteral(
                    "SELECT table_name || '.' || column_name FROM "
                    "information_schema.columns WHERE table_schema = 'public' AND "
                    "table_name <> 'shouli_schema' AND table_name NOT LIKE 'snapshot%' AND column_name <> 'closed' AND "
                    "(column_name <> 'county' OR table_name = 'county')"))
                .split(u'\n');
        inRows.sort();
        QCOMPARE(inRows, known);
        QStringList cleared; // where a county gives way to another state of it, nothing of it stays
        for (const char *table : shouli::sync::server::postgres::PostgresSchema::tables)
            cleared.append(QLatin1String(table));
        QStringList all = TestPostgres::shared()
                              .psql(QStringLiteral("SELECT table_name FROM information_schema.columns WHERE "
                                                   "table_schema = 'public' AND column_name = 'county'"))
                              .split(u'\n');
        cleared.sort();
        all.sort();
        QCOMPARE(cleared, all);
    }

    void everyKeyBeginsWithTheCounty()
    {
        QCOMPARE(TestPostgres::shared().psql(QStringLiteral(
                     "SELECT indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
                     "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relname <> "
                     "'shouli_schema' AND (SELECT attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND "
                     "a.attnum = i.indkey[0]) <> 'county'")),
                 QString());
    }

    void thereAndBackWithEqualChecksums()
    {
        const ServerProgram program = fresh();
        QCOMPARE(program.make().code, 0);
        std::unique_ptr<LightOffice> pc;
        {
            QProcess server;
            const quint16 port = program.serve(server);
            pc = enrolOne(program, port);
            QVERIFY(push(program, *pc, port, 1500)); // more than a page of rows
            server.terminate();
            QVERIFY(server.waitForFinished(30'000));
        }
        const QString inFile = checksum(program);
        QCOMPARE(inFile.size(), 64);
        const auto there = program.run("move", to("postgres") + postgres());
        QCOMPARE(there.code, 0);
        QCOMPARE(there.out.value(u"checksum").toString(), inFile);
        QVERIFY(QFile::exists(there.out.value(u"set_aside").toString()));
        QVERIFY(!QFile::exists(program.folder() + QStringLiteral("/county.db")));
        QCOMPARE(keepingOf(program).engine, Engine::Postgres);
        QCOMPARE(checksum(program), inFile);

        { // and it works there
            QProcess server;
            const quint16 port = program.serve(server);
            QVERIFY(port != 0);
            QVERIFY(push(program, *pc, port, 30));
            QCOMPARE(program.run("move", to("sqlite")).code, 1); // not under a running server
            server.terminate();
            QVERIFY(server.waitForFinished(30'000));
        }
        const QString inRows = checksum(program);
        QVERIFY(inRows != inFile);
        const auto back = program.run("move", to("sqlite"));
        QCOMPARE(back.code, 0);
        QCOMPARE(back.out.value(u"checksum").toString(), inRows);
        QCOMPARE(checksum(program), inRows);
        {
            QProcess server;
            const quint16 port = program.serve(server);
            QVERIFY(port != 0);
            QVERIFY(push(program, *pc, port, 3));
            server.terminate();
            QVERIFY(server.waitForFinished(30'000));
        }
        // what was left in the rows gives way the next time
        const auto again = program.run("move", to("postgres") + postgres());
        QCOMPARE(again.code, 0);
        QCOMPARE(again.out.value(u"checksum").toString(), checksum(program));
    }

    void aTargetThatHoldsACountyIsRefused()
    {
        const ServerProgram program = fresh();
        QCOMPARE(program.make().code, 0);
        QCOMPARE(program.run("move", to("sqlite")).code, 1); // where it is already
        const QString before = checksum(program);
        const Keeping rows = rowsOf(program);
        const auto key = keeping::ServerFolder(program.folder()).loadKey().value();
        { // somebody serves it from there
            const auto other = TestPostgres::shared().connection(rows.county.toBytes(), key);
            const auto file = CountyDatabase(keeping::ServerFolder(program.folder()), {}).reader().value();
            QVERIFY(engine::Transaction::run(
                *other, [&](engine::Transaction &tx) { return CountyTables::copy(*file, tx); },
                engine::Again::IfNothingKept, engine::Transaction::Purpose::Fill));
        }
        const auto refused = program.run("move", to("postgres") + postgres());
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains(QStringLiteral("already")));
        QCOMPARE(keepingOf(program).engine, Engine::Sqlite);
        QCOMPARE(checksum(program), before);
    }

    void whatIsInterruptedIsGoneOnWith_data()
    {
        QTest::addColumn<bool>("settled");
        QTest::newRow("before the change") << false;
        QTest::newRow("just after it") << true;
    }
    void whatIsInterruptedIsGoneOnWith()
    {
        QFETCH(bool, settled);
        const ServerProgram program = fresh();
        QCOMPARE(program.make().code, 0);
        QVERIFY(!program.addOffice().isEmpty());
        const QString before = checksum(program);
        const keeping::ServerFolder folder(program.folder());
        const Keeping file;
        const Keeping rows = rowsOf(program);
        const auto stop = [](const Keeping &) -> Result<void> {
            return core::base::failure(ErrorCode::FileUnwritable, QStringLiteral("power cut"));
        };
        const auto good = [](const Keeping &) { return Result<void>(); };
        QCOMPARE(CountyMove(folder, file, rows).run(stop).error().code, ErrorCode::FileUnwritable);
        QCOMPARE(checksum(program), before); // still served from the file
        const auto rowsClosed = CountyDatabase(folder, rows).open().value();
        QCOMPARE(engine::Transaction::begin(*rowsClosed).error().code, ErrorCode::DatabaseForeign);
        const auto went = CountyMove(folder, settled ? rows : file, rows).run(good);
        QVERIFY2(went, qPrintable(went ? QString() : went.error().detail));
        QCOMPARE(QString::fromLatin1(went->checksum.toHex()), before);
        QVERIFY(engine::Transaction::begin(*rowsClosed));

        QCOMPARE(CountyMove(folder, rows, file).run(stop).error().code, ErrorCode::FileUnwritable);
        QCOMPARE(engine::Transaction::begin(*rowsClosed).error().code,
                 ErrorCode::DatabaseForeign); // nobody writes there
        const auto came = CountyMove(folder, rows, file).run(good);
        QVERIFY2(came, qPrintable(came ? QString() : came.error().detail));
        QCOMPARE(QString::fromLatin1(came->checksum.toHex()), before);
        QCOMPARE(checksum(program), before);
    }

    void aCopyOfRowsIsACopyAsAnyOther()
    {
        const ServerProgram program = fresh();
        QCOMPARE(program.make(QStringList{QStringLiteral("--engine"), QStringLiteral("postgres")} + postgres()).code,
                 0);
        QProcess server;
        const quint16 port = program.serve(server);
        QVERIFY(port != 0);
        const auto pc = enrolOne(program, port);
        QVERIFY(push(program, *pc, port, 40));
        const QString disk = m_dir.filePath(QStringLiteral("disk"));
        QDir().mkpath(disk);
        const auto made = program.run("backup", {QStringLiteral("--into"), disk}); // while it serves
        QCOMPARE(made.code, 0);
        QCOMPARE(made.out.value(u"position").toInteger(), 42);
        const auto statistics = program.run("stats", {QStringLiteral("--json")});
        QCOMPARE(statistics.out.value(u"entries").toInteger(), 42);
        QVERIFY(statistics.out.value(u"database_bytes").toInteger() > 0);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));

        const ServerProgram restored = fresh();
        const auto came = restored.run("restore",
                                       {QStringLiteral("--from"), made.out.value(u"folder").toString(),
                                        QStringLiteral("--recovery-key"),
                                        program.folder() + QStringLiteral("/RECOVERY-KEY-take-away.key")});
        QCOMPARE(came.code, 0);
        QCOMPARE(keepingOf(restored).engine, Engine::Sqlite);
        QCOMPARE(restored.run("verify").out.value(u"entries").toInteger(), 42);
    }

    void whatIsWrongIsSaidBeforeAnythingIsMade()
    {
        const ServerProgram program = fresh();
        const QStringList engine{QStringLiteral("--engine"), QStringLiteral("postgres")};
        QCOMPARE(program.make(engine).code, 1);
        QCOMPARE(
            program.make(engine + QStringList{QStringLiteral("--postgres"), QStringLiteral("host=db password=secret")})
                .code,
            1);
        const auto nobody = program.make(
            engine + QStringList{QStringLiteral("--postgres"), QStringLiteral("host=/nowhere dbname=shouli")});
        QCOMPARE(nobody.code, 1);
        QVERIFY(nobody.err.contains(QStringLiteral("PostgreSQL")));
        QVERIFY(!QFile::exists(program.folder() + QStringLiteral("/county.key")));
        QCOMPARE(program.make(engine + postgres()).code, 0); // and then it is made
    }
};

SHOULI_TEST(TestMove)
#include "TestMove.moc"
