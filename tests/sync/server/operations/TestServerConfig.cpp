// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/ServerConfig.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

using shouli::core::base::ErrorCode;
using shouli::sync::server::gateway::LogLevel;
using shouli::sync::server::operations::ServerConfig;

class TestServerConfig : public QObject {
    Q_OBJECT

    static shouli::core::base::Result<ServerConfig> parse(const QByteArray &text)
    {
        return ServerConfig::parse(text, QStringLiteral("server.conf"));
    }

private Q_SLOTS:
    void aFolderIsEnough()
    {
        const auto config = parse("data = /var/lib/shouli\n");
        QVERIFY(config);
        QCOMPARE(config->dataFolder, QStringLiteral("/var/lib/shouli"));
        QVERIFY(config->listenAddress.isEmpty());
        QCOMPARE(config->listenPort, 7443);
        QCOMPARE(config->log, LogLevel::Warning);
        QCOMPARE(config->limits.connections, 2000);
    }
    void everyKeyIsTaken()
    {
        const auto config = parse(
            "# the county\r\n"
            "data=/srv/子长  # with a remark\r\n"
            "\tlisten = 10.1.2.3:443\r\n\r\n"
            "log = info\nconnections = 5000\nconnections_per_address = 400\n"
            "log_file = /var/log/shouli/server.log\nlog_file_mib = 4\nlog_files = 3\n"
            "log_style = json\nstatus_port = 7444\nrequests_per_second = 50\nbody_kib = 2048\nworker_threads = 8");
        QVERIFY(config);
        QCOMPARE(config->dataFolder, QStringLiteral("/srv/子长"));
        QCOMPARE(config->listenAddress, QStringLiteral("10.1.2.3"));
        QCOMPARE(config->listenPort, 443);
        QCOMPARE(config->log, LogLevel::Info);
        QCOMPARE(config->logStyle, shouli::sync::server::gateway::LogStyle::Json);
        QCOMPARE(config->logFile, QStringLiteral("/var/log/shouli/server.log"));
        QCOMPARE(config->logFileMebibytes, 4);
        QCOMPARE(config->logFiles, 3);
        QCOMPARE(config->statusPort, 7444);
        QCOMPARE(config->limits.connections, 5000);
        QCOMPARE(config->limits.connectionsPerAddress, 400);
        QCOMPARE(config->limits.requestsPerSecondPerAddress, 50.0);
        QCOMPARE(config->limits.bodyBytes, 2 << 20);
        QCOMPARE(config->limits.workerThreads, 8);
    }
    void addressesAreOfEveryKind_data()
    {
        QTest::addColumn<QByteArray>("listen");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("every address") << QByteArray("*:7443") << QString() << 7443;
        QTest::newRow("every IPv4 address") << QByteArray("0.0.0.0:8443") << QStringLiteral("0.0.0.0") << 8443;
        QTest::newRow("IPv6") << QByteArray("[2001:db8::1]:443") << QStringLiteral("2001:db8::1") << 443;
        QTest::newRow("a free port") << QByteArray("127.0.0.1:0") << QStringLiteral("127.0.0.1") << 0;
    }
    void addressesAreOfEveryKind()
    {
        QFETCH(const QByteArray, listen);
        QFETCH(const QString, address);
        QFETCH(const int, port);
        const auto config = parse("data = /d\nlisten = " + listen);
        QVERIFY(config);
        QCOMPARE(config->listenAddress, address);
        QCOMPARE(static_cast<int>(config->listenPort), port);
    }
    void mistakesNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &text, const char *said) {
            QTest::newRow(name) << text << QString::fromLatin1(said);
        };
        row("a mistyped key", "data = /d\n\nconections = 5\n", "server.conf, line 3: unknown key 'conections'");
        row("a key in capitals", "Data = /d\n", "line 1: unknown key 'Data'");
        row("a key twice", "data = /d\ndata = /e\n", "line 2: 'data' again");
        row("no equals sign", "data /d\n", "line 1: not of the form key = value");
        row("a section", "[server]\ndata = /d\n", "line 1: not of the form key = value");
        row("a relative folder", "data = county\n", "line 1: 'data' takes an absolute path, not 'county'");
        row("an empty value", "data = /d\nlog =\n", "line 2: 'log' takes error, warning or info, not ''");
        row("an unknown level", "data = /d\nlog = chatty\n", "line 2: 'log' takes");
        row("a port alone", "data = /d\nlisten = 7443\n", "line 2: 'listen' takes");
        row("no port", "data = /d\nlisten = 10.0.0.1\n", "line 2: 'listen' takes");
        row("a port too large", "data = /d\nlisten = *:65536\n", "line 2: 'listen' takes");
        row("a name for an address", "data = /d\nlisten = localhost:1\n", "line 2: 'listen' takes");
        row("IPv6 without brackets", "data = /d\nlisten = 2001:db8::1:443\n", "line 2: 'listen' takes");
        row("IPv4 in brackets", "data = /d\nlisten = [10.0.0.1]:443\n", "line 2: 'listen' takes");
        row("a style that is none", "data = /d\nlog_style = xml\n", "line 2: 'log_style' takes text or json");
        row("a log beside nothing", "data = /d\nlog_file = server.log\n", "line 2: 'log_file' takes an absolute path");
        row("a log of no size", "data = /d\nlog_file_mib = 0\n", "line 2: 'log_file_mib' takes");
        row("no old logs", "data = /d\nlog_files = 0\n", "line 2: 'log_files' takes");
        row("a status port that is none", "data = /d\nstatus_port = 70000\n", "line 2: 'status_port' takes off or");
        row("no connections", "data = /d\nconnections = 0\n", "line 2: 'connections' takes");
        row("not a number", "data = /d\nworker_threads = many\n", "line 2: 'worker_threads' takes");
        row("a body below the protocol's", "data = /d\nbody_kib = 10\n", "line 2: 'body_kib' takes");
        row("an engine that is none", "data = /d\nengine = oracle\n", "line 2: 'engine' takes sqlite or postgres");
        row("a password in the connection", "data = /d\npostgres = host=db password=x\n",
            "line 2: 'postgres' takes a libpq connection string without a password");
        row("PostgreSQL in the clear", "data = /d\npostgres = host=10.0.0.1 sslmode=disable\n", "line 2: 'postgres'");
        row("half a county", "data = /d\ncounty = 0197\n", "line 2: 'county' takes the county's id");
        row("PostgreSQL without saying which", "data = /d\nengine = postgres\n",
            "server.conf: engine = postgres needs 'postgres' and 'county'");
        row("no folder", "log = info\n", "server.conf: 'data' is missing");
        row("nothing", "", "server.conf: 'data' is missing");
    }
    void mistakesNameTheirLine()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, said);
        const auto config = parse(text);
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(config.error().detail.contains(said), qPrintable(config.error().detail));
    }
    void theSampleSaysWhatHoldsAnyway()
    {
        const QByteArray sample = ServerConfig::sample(QStringLiteral("/var/lib/shouli"));
        const auto config = parse(sample);
        QVERIFY(config);
        QByteArray active = sample; // with every remark that holds a key made active
        const QList<QByteArray> lines = sample.split('\n');
        int keys = 0;
        active.clear();
        for (const QByteArray &line : lines) {
            const bool key = line.startsWith('#') && !line.startsWith("# ") && line.contains(" = ");
            keys += key ? 1 : 0;
            active += (key ? line.sliced(1) : line) + '\n';
        }
        QCOMPARE(keys, 15); // all but data, and the county that is in PostgreSQL
        const auto same = parse(active);
        QVERIFY(same);
        QCOMPARE(same->listenPort, config->listenPort);
        QCOMPARE(same->listenAddress, config->listenAddress);
        QCOMPARE(same->log, config->log);
        QCOMPARE(same->logFileMebibytes, config->logFileMebibytes);
        QCOMPARE(same->logFiles, config->logFiles);
        QCOMPARE(same->limits.connections, config->limits.connections);
        QCOMPARE(same->limits.connectionsPerAddress, config->limits.connectionsPerAddress);
        QCOMPARE(same->limits.requestsPerSecondPerAddress, config->limits.requestsPerSecondPerAddress);
        QCOMPARE(same->limits.bodyBytes, config->limits.bodyBytes);
        QCOMPARE(same->limits.workerThreads, config->limits.workerThreads);
    }
    void whereTheCountyIsKeptIsPutIntoTheFileThatIsThere()
    {
        using namespace shouli::sync::server::keeping;
        const QByteArray before = "# ours\ndata = /d\nengine = sqlite\nlog = info # all\n\n";
        Keeping rows{Engine::Postgres,
                     {QStringLiteral("host=db.example dbname=shouli sslmode=require"), QStringLiteral("/etc/pw")},
                     shouli::core::changes::EntityId::fromBytes(QByteArray(16, 'c')).value()};
        const QByteArray after = ServerConfig::withKeeping(before, rows);
        const auto config = parse(after);
        QVERIFY(config);
        QCOMPARE(config->keeping, rows);
        QVERIFY(after.startsWith("# ours\ndata = /d\nlog = info # all\nengine = postgres\n"));
        const auto back = parse(ServerConfig::withKeeping(after, {}));
        QVERIFY(back);
        QCOMPARE(back->keeping, Keeping());
        QCOMPARE(back->dataFolder, QStringLiteral("/d"));
    }
    void aFileIsReadAndNamed()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("my.conf"));
        QCOMPARE(ServerConfig::load(path).error().code, ErrorCode::FileMissing);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("data = /d\noops\n");
        file.close();
        QVERIFY(ServerConfig::load(path).error().detail.contains(QStringLiteral("my.conf, line 2")));
    }
};

SHOULI_TEST(TestServerConfig)
#include "TestServerConfig.moc"
