// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

using namespace shouli;
using shouli::tests::LightOffice;
using shouli::tests::ServerProgram;

/// What a running server tells those who watch over it: log, figures, systemd.
class TestWatching : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static QByteArray ask(quint16 port, const QByteArray &path)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QByteArray all;
        while (socket.waitForReadyRead(10'000))
            all += socket.readAll();
        return all + socket.readAll();
    }

private Q_SLOTS:
    void logAndFiguresSayHowItGoesAndNothingAboutAnybody()
    {
        const ServerProgram program(m_dir.filePath(QStringLiteral("county")));
        QCOMPARE(program.make().code, 0);
        const QString office = program.addOffice();
        QFile configuration(program.folder() + QStringLiteral("/server.conf"));
        QVERIFY(configuration.open(QIODevice::Append));
        configuration.write("log = info\nlog_style = json\nstatus_port = 0\n");
        configuration.close();
        QProcess server;
        const quint16 port = program.serve(server);
        QVERIFY(port != 0);
        QVERIFY(server.canReadLine() || server.waitForReadyRead(10'000));
        const quint16 status = QString::fromUtf8(server.readLine()).trimmed().section(u':', -1).toUShort();
        QVERIFY(status != 0);

        const auto code = sync::protocol::EnrolmentCode::parse(
            program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
        core::crypto::SystemRandom random;
        auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("贺玉梅的电脑"),
                                          random);
        QVERIFY(joined);
        const auto replica = joined->answer.replica;
        LightOffice one(replica, joined->answer.office, std::move(joined->key), 1);
        one.write(7);
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, joined->installation.serverPin});
        QVERIFY(one.trip(http));

        QVERIFY(ask(status, "/healthz").endsWith("ok\n"));
        const QByteArray figures = ask(status, "/metrics");
        for (const char *line :
             {"shouli_requests_total{route=\"POST /sync\",status=\"200\"} 1\n", "shouli_sync_ms_count 1\n",
              "shouli_pc_behind_entries{pc=\"1\",ordinal=\"1\"} 0\n", "shouli_pcs_connected 1\n", "shouli_log_entries 9\n", "shouli_entries_not_durable 9\n"})
            QVERIFY2(figures.contains(line), figures.constData());
        QVERIFY(figures.contains("shouli_pc_seen_seconds{pc=\"1\",ordinal=\"1\"} "));
        QVERIFY(figures.contains("shouli_database_bytes ") && figures.contains("shouli_resident_bytes "));
        QVERIFY(!figures.contains("shouli_resident_bytes 0\n"));
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        const QByteArray log = server.readAllStandardError();
        QVERIFY2(log.contains("\"route\":\"/sync\",\"status\":200"), log.constData());
        for (const QByteArray &line : log.trimmed().split('\n'))
            QVERIFY2(!QJsonDocument::fromJson(line).object().isEmpty(), line.constData());
        for (const QByteArray &personal :
             {QStringLiteral("贺玉梅").toUtf8(), QStringLiteral("齐家湾").toUtf8(), replica.toString().toLatin1(),
              office.toLatin1(), QByteArray("127.0.0.1\"")}) {
            QVERIFY2(!log.contains(personal), personal.constData());
            QVERIFY2(!figures.contains(personal), personal.constData());
        }
        // who was here is known afterwards, to IT alone
        const auto devices = program.run("devices").out.value(u"devices").toArray();
        QVERIFY(!devices.at(0).toObject().value(u"seen_at").toString().isEmpty());
    }
    void theLogGoesToItsFileAndIsBegunAnewOnAHangUp()
    {
        const ServerProgram program(m_dir.filePath(QStringLiteral("logging")));
        QCOMPARE(program.make().code, 0);
        const QString path = program.folder() + QStringLiteral("/server.log");
        QFile configuration(program.folder() + QStringLiteral("/server.conf"));
        QVERIFY(configuration.open(QIODevice::Append));
        configuration.write("log = info\nstatus_port = 0\nlog_file = " + path.toUtf8() + '\n');
        configuration.close();
        QProcess server;
        const quint16 port = program.serve(server);
        QVERIFY(port != 0);
        const auto pin = sync::transport::CountyCertificate::load(program.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
        const auto linesOf = [](const QString &file) {
            QFile log(file);
            return log.open(QIODevice::ReadOnly) ? log.readAll().count("GET /healthz 200") : -1;
        };
        const auto ask = [&http] {
            return http.exchange({sync::transport::Method::Get, QByteArrayLiteral("/healthz"), {}, {}}).body.value();
        };
        QCOMPARE(ask(), QByteArray("ok\n"));
        QTRY_COMPARE(linesOf(path), 1);
        QVERIFY(QFile::rename(path, path + QStringLiteral(".moved")));
        ::kill(static_cast<pid_t>(server.processId()), SIGHUP);
        QTRY_VERIFY(QFile::exists(path));
        QCOMPARE(ask(), QByteArray("ok\n"));
        QTRY_COMPARE(linesOf(path), 1);
        QCOMPARE(linesOf(path + QStringLiteral(".moved")), 1);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.readAllStandardError(), QByteArray());
    }
    void systemdsWatchdogIsAnswered()
    {
        const ServerProgram program(m_dir.filePath(QStringLiteral("watched")));
        QCOMPARE(program.make().code, 0);
        const QByteArray path = QFile::encodeName(program.folder() + QStringLiteral("/notify"));
        const int notified = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        QVERIFY(path.size() < static_cast<qsizetype>(sizeof address.sun_path));
        std::copy(path.begin(), path.end(), address.sun_path);
        QCOMPARE(::bind(notified, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        const timeval patience{30, 0};
        ::setsockopt(notified, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const auto told = [notified] {
            char buffer[256];
            const auto n = ::recv(notified, buffer, sizeof buffer, 0);
            return QByteArray(buffer, std::max<qsizetype>(0, n));
        };
        QProcess server;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NOTIFY_SOCKET"), QFile::decodeName(path));
        environment.insert(QStringLiteral("WATCHDOG_USEC"), QStringLiteral("200000"));
        server.setProcessEnvironment(environment);
        QVERIFY(program.serve(server) != 0);
        QCOMPARE(told(), QByteArray("READY=1"));
        QCOMPARE(told(), QByteArray("WATCHDOG=1"));
        QCOMPARE(told(), QByteArray("WATCHDOG=1"));
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        ::close(notified);
    }
};

SHOULI_TEST(TestWatching)
#include "TestWatching.moc"
