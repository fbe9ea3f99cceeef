// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/HttpsClient.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

using namespace shouli;
using core::base::ErrorCode;

namespace {

struct Ran {
    int code = -1;
    QJsonObject out;
    QString err;
};

QString program()
{
    return qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-server");
}

Ran run(const QStringList &arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

/// The real program, as county IT uses it.
class TestServerProcess : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_folder;
    int m_count = 0;

    QStringList with(const char *command, const QStringList &more = {}) const
    {
        return QStringList{QLatin1String(command), QStringLiteral("--data"), m_folder} + more;
    }
    Ran make() const
    {
        return run(with("init",
                        {QStringLiteral("--name"), QStringLiteral("子长市"), QStringLiteral("--host"),
                         QStringLiteral("S.EXAMPLE"), QStringLiteral("--address"), QStringLiteral("localhost")}));
    }
    QString addOffice() const
    {
        return run(with("office",
                        {QStringLiteral("--name"), QStringLiteral("齐家湾社区"), QStringLiteral("--division"),
                         QStringLiteral("610681001003"), QStringLiteral("--roles"), QStringLiteral("community")}))
            .out.value(u"office")
            .toString();
    }
    /// Starts `serve`; the port, 0 where it did not come up.
    quint16 serve(QProcess &process) const
    {
        process.start(program(), with("serve", {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}));
        if (!process.waitForReadyRead(30'000))
            return 0;
        return QString::fromUtf8(process.readLine()).trimmed().section(u':', -1).toUShort();
    }

private Q_SLOTS:
    void init() { m_folder = m_dir.filePath(QString::number(++m_count)); }

    void aCountyIsMadeOnceAndItsSecretsAreItsOwn()
    {
        QCOMPARE(make().code, 0);
        const Ran again = make();
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains(QStringLiteral("holds a county already")));
        const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
        QVERIFY(files.size() >= 4);
        for (const QFileInfo &file : files)
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void officesAndCodesWorkWithAndWithoutARunningServer()
    {
        QCOMPARE(make().code, 0);
        const QString first = addOffice();
        QCOMPARE(first.size(), 32);
        QProcess server;
        const quint16 port = serve(server);
        QVERIFY(port != 0);
        QVERIFY(addOffice() != first);
        const Ran enrol = run(with("enrol", {QStringLiteral("--office"), first}));
        QCOMPARE(enrol.code, 0);
        const auto code = sync::protocol::EnrolmentCode::parse(enrol.out.value(u"code").toString());
        QVERIFY(code);
        core::crypto::SystemRandom random;
        const auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("窗口"),
                                                random);
        QVERIFY(joined);
        QCOMPARE(joined->answer.officeName, QStringLiteral("齐家湾社区"));
        QCOMPARE(run(with("devices")).out.value(u"devices").toArray().size(), 1);
        QCOMPARE(run(with("revoke", {QStringLiteral("--device"), QStringLiteral("1"), QStringLiteral("--reason=被盗")}))
                     .code,
                 0);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.exitCode(), 0);
        QVERIFY(run(with("devices")).out.value(u"devices").toArray().at(0).toObject().value(u"revoked").toBool());
        QCOMPARE(run(with("verify")).out.value(u"entries").toInt(), 4); // two offices, a device, its revocation
    }
    void initLeavesAConfigurationThatServeObeys()
    {
        const Ran made = make();
        QCOMPARE(made.code, 0);
        const QString path = made.out.value(u"configuration").toString();
        QCOMPARE(path, m_folder + QStringLiteral("/server.conf"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("log = info\nlisten = 127.0.0.1:0\n");
        file.close();
        QProcess server;
        server.start(program(), {QStringLiteral("serve"), QStringLiteral("--config"), path});
        QVERIFY(server.waitForReadyRead(30'000));
        const quint16 port = QString::fromUtf8(server.readLine()).trimmed().section(u':', -1).toUShort();
        QVERIFY(port != 0);
        const auto pin = sync::transport::CountyCertificate::load(m_folder + QStringLiteral("/server.pem"))->pin();
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
        QVERIFY(http.exchange({sync::transport::Method::Get, "/healthz", {}, {}}).body);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        const QByteArray log = server.readAllStandardError();
        QVERIFY2(log.contains("GET /healthz 200 in=0 out=3"), log.constData());
        QVERIFY(log.contains("from=127.0.0.0/24"));
    }
    void aMistypedConfigurationIsNotServedWith()
    {
        QCOMPARE(make().code, 0);
        QFile file(m_folder + QStringLiteral("/server.conf"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("conections = 5\n");
        file.close();
        const Ran ran = run(with("serve"));
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(QStringLiteral("unknown key 'conections'")), qPrintable(ran.err));
    }
    void systemdIsToldWhenItIsReadyAndWhenItStops()
    {
        QCOMPARE(make().code, 0);
        const QByteArray path = QFile::encodeName(m_folder + QStringLiteral("/notify"));
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
        server.setProcessEnvironment(environment);
        QVERIFY(serve(server) != 0);
        QCOMPARE(told(), QByteArray("READY=1"));
        ::kill(static_cast<pid_t>(server.processId()), SIGINT);
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.exitCode(), 0);
        QCOMPARE(told(), QByteArray("STOPPING=1"));
        ::close(notified);
    }
    void usageIsInTheLanguageOfTheEnvironment()
    {
        for (const auto &[language, word] : {std::pair{"zh_CN.UTF-8", "用法"}, {"en_GB.UTF-8", "Usage"}}) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("LC_ALL"), QLatin1String(language));
            process.setProcessEnvironment(environment);
            process.start(program(), {QStringLiteral("help")});
            QVERIFY(process.waitForFinished(30'000));
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(process.readAllStandardOutput().contains(word));
        }
    }
    void aSecondServerOnTheSameFolderIsRefused()
    {
        QCOMPARE(make().code, 0);
        QProcess server;
        QVERIFY(serve(server) != 0);
        const Ran second = run(with("serve", {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}));
        QCOMPARE(second.code, 1);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void aKilledServerComesBack()
    {
        QCOMPARE(make().code, 0);
        const QString office = addOffice();
        {
            QProcess server;
            QVERIFY(serve(server) != 0);
            QCOMPARE(run(with("enrol", {QStringLiteral("--office"), office})).code, 0);
            server.kill();
            QVERIFY(server.waitForFinished(30'000));
        }
        QProcess server;
        QVERIFY(serve(server) != 0);
        QCOMPARE(run(with("verify")).out.value(u"entries").toInt(), 1);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void requestsThatMakeNoSenseAreAnsweredAndHarmNobody()
    {
        QCOMPARE(make().code, 0);
        QProcess server;
        const quint16 port = serve(server);
        QVERIFY(port != 0);
        const auto pin = sync::transport::CountyCertificate::load(m_folder + QStringLiteral("/server.pem"))->pin();
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
        const auto post = [&](const char *path, const QByteArray &body) {
            return http.exchange({sync::transport::Method::Post, path, body, QByteArrayLiteral("application/cbor")})
                .body.error()
                .code;
        };
        QCOMPARE(post("/sync", "noise"), ErrorCode::MessageMalformed);
        QCOMPARE(post("/enrol", "noise"), ErrorCode::MessageMalformed);
        QCOMPARE(post("/sync", QByteArray(3 << 20, 'x')), ErrorCode::MessageTooLarge);
        QCOMPARE(post("/enrol", QByteArray(5000, 'x')), ErrorCode::MessageTooLarge);
        const auto health = http.exchange({sync::transport::Method::Get, "/healthz", {}, {}});
        QCOMPARE(health.body.value(), QByteArray("ok\n"));
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void whatCannotBeDoneIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QStringList data{QStringLiteral("--data"), QStringLiteral("/nonexistent/county")};
        QTest::newRow("no command") << QStringList{} << 2;
        QTest::newRow("an unknown command") << QStringList{QStringLiteral("dance")} + data << 2;
        QTest::newRow("no folder named") << QStringList{QStringLiteral("serve")} << 2;
        QTest::newRow("a folder without a county") << QStringList{QStringLiteral("serve")} + data << 1;
        QTest::newRow("a status host too long for the card") << QStringList{QStringLiteral("init"),
                                                                            QStringLiteral("--name"),
                                                                            QStringLiteral("x"),
                                                                            QStringLiteral("--host"),
                                                                            QStringLiteral("A.VERY.LONG.HOST.NAME"),
                                                                            QStringLiteral("--address"),
                                                                            QStringLiteral("localhost")}
                + data << 1;
    }
    void whatCannotBeDoneIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Ran ran = run(arguments);
        QCOMPARE(ran.code, code);
        QVERIFY(!ran.err.isEmpty());
    }
};

SHOULI_TEST(TestServerProcess)
#include "TestServerProcess.moc"
