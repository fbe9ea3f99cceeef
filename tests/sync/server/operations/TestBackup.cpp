// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace shouli;
using shouli::tests::ServerProgram;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool spoil(const QString &path, qint64 at)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at))
        return false;
    return file.write("spoilt") == 6;
}

} // namespace

/// Copies and their way back, by the real program.
class TestBackup : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    QString fresh()
    {
        const QString path = m_dir.filePath(QString::number(++m_count));
        QDir().mkpath(path);
        return path;
    }
    /// A county with an office, the recovery key already in the safe.
    ServerProgram county(QString *safe)
    {
        const ServerProgram program(m_dir.filePath(QString::number(++m_count)));
        if (program.make().code != 0 || program.addOffice().size() != 32)
            qFatal("no county");
        *safe = fresh() + QStringLiteral("/recovery.key");
        if (!QFile::rename(program.folder() + QStringLiteral("/RECOVERY-KEY-take-away.key"), *safe))
            qFatal("no recovery key");
        return program;
    }
    static QStringList into(const QString &folder, const QStringList &more = {})
    {
        return QStringList{QStringLiteral("--into"), folder, QStringLiteral("--elsewhere")} + more;
    }
    static QStringList from(const QString &copy, const QString &key)
    {
        return {QStringLiteral("--from"), copy, QStringLiteral("--recovery-key"), key};
    }

private Q_SLOTS:
    void aCopyMadeWhileTheServerRunsComesBackInAnEmptyFolder()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const QString usb = fresh();
        QString copy;
        {
            QProcess server;
            QVERIFY(program.serve(server) != 0);
            const auto made = program.run("backup", into(usb));
            QVERIFY2(made.code == 0, qPrintable(made.err));
            QVERIFY(made.err.contains(QStringLiteral("备份完成并已核验")));
            QVERIFY(made.out.value(u"durable").toBool());
            QCOMPARE(made.out.value(u"position").toInt(), 1);
            copy = made.out.value(u"folder").toString();
            QVERIFY(program.addOffice().size() == 32); // later than the copy
            server.terminate();
            QVERIFY(server.waitForFinished(30'000));
        }
        const ServerProgram other(fresh());
        const auto restored = other.run("restore", from(copy, safe));
        QVERIFY2(restored.code == 0, qPrintable(restored.err));
        QCOMPARE(restored.out.value(u"position").toInt(), 1);
        QVERIFY(restored.out.value(u"set_aside").toString().isEmpty());
        QCOMPARE(other.run("verify").out.value(u"entries").toInt(), 1);
        QCOMPARE(bytesOf(other.folder() + QStringLiteral("/server.pem")),
                 bytesOf(program.folder() + QStringLiteral("/server.pem"))); // offices know the county by it
        QVERIFY(bytesOf(other.folder() + QStringLiteral("/county.key"))
                != bytesOf(program.folder() + QStringLiteral("/county.key")));
        const auto stats = other.run("stats", {QStringLiteral("--json")});
        QCOMPARE(stats.out.value(u"restored").toObject().value(u"position").toInt(), 1);
        QCOMPARE(stats.out.value(u"durable").toInt(), 1);
        QProcess server;
        const quint16 port = other.serve(server);
        QVERIFY(port != 0);
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
    }
    void whoeverFindsTheDiskReadsNothing()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const QString copy = program.run("backup", into(fresh())).out.value(u"folder").toString();
        const QStringList files = QDir(copy).entryList(QDir::Files);
        QCOMPARE(files,
                 (QStringList{QStringLiteral("copy.json"), QStringLiteral("county.db"), QStringLiteral("secrets.box"),
                              QStringLiteral("server.conf")}));
        const QByteArray database = bytesOf(copy + QStringLiteral("/county.db"));
        QVERIFY(!database.isEmpty());
        QVERIFY(!database.startsWith("SQLite format"));
        const QByteArray office = QStringLiteral("齐家湾社区").toUtf8();
        for (const QString &file : files) {
            const QByteArray bytes = bytesOf(copy + u'/' + file);
            QVERIFY2(!bytes.contains(office), qPrintable(file));
            QVERIFY2(!bytes.contains("PRIVATE KEY"), qPrintable(file));
            QCOMPARE(QFile::permissions(copy + u'/' + file) & (QFile::ReadGroup | QFile::ReadOther),
                     QFile::Permissions());
        }
        // nor with another county's recovery key
        QString othersSafe;
        county(&othersSafe);
        const auto refused = ServerProgram(fresh()).run("restore", from(copy, othersSafe));
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(QStringLiteral("恢复密钥不是本县的")), qPrintable(refused.err));
    }
    void aDamagedFolderGivesWayAndIsKept()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const QString copy = program.run("backup", into(fresh())).out.value(u"folder").toString();
        QVERIFY(spoil(program.folder() + QStringLiteral("/county.db"), 100));
        const QByteArray damaged = bytesOf(program.folder() + QStringLiteral("/county.db"));
        const auto broken = program.run("verify");
        QCOMPARE(broken.code, 1);
        QVERIFY2(broken.err.contains(QStringLiteral("restore")), qPrintable(broken.err));
        const auto restored = program.run("restore", from(copy, safe));
        QVERIFY2(restored.code == 0, qPrintable(restored.err));
        const QString aside = restored.out.value(u"set_aside").toString();
        QVERIFY(aside.startsWith(program.folder() + QStringLiteral("/set-aside-")));
        QCOMPARE(bytesOf(aside + QStringLiteral("/county.db")), damaged);
        QCOMPARE(program.run("verify").out.value(u"entries").toInt(), 1);
    }
    void aCopyThatIsNotAsItWasWrittenIsNotRestored_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("a flipped byte in the database") << QStringLiteral("county.db");
        QTest::newRow("a flipped byte in the sealed keys") << QStringLiteral("secrets.box");
        QTest::newRow("a manifest that is none") << QStringLiteral("copy.json");
    }
    void aCopyThatIsNotAsItWasWrittenIsNotRestored()
    {
        QFETCH(const QString, file);
        QString safe;
        const ServerProgram program = county(&safe);
        const QString copy = program.run("backup", into(fresh())).out.value(u"folder").toString();
        QVERIFY(spoil(copy + u'/' + file, 0));
        const QByteArray before = bytesOf(program.folder() + QStringLiteral("/county.db"));
        const auto refused = program.run("restore", from(copy, safe));
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(file), qPrintable(refused.err));
        QCOMPARE(bytesOf(program.folder() + QStringLiteral("/county.db")), before);
        QVERIFY(QDir(program.folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden).isEmpty());
        QCOMPARE(program.run("verify").code, 0);
    }
    void aRunningServerIsNotRestoredOver()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const QString copy = program.run("backup", into(fresh())).out.value(u"folder").toString();
        QProcess server;
        QVERIFY(program.serve(server) != 0);
        const auto refused = program.run("restore", from(copy, safe));
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(QStringLiteral("systemctl stop")), qPrintable(refused.err));
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(program.run("verify").out.value(u"entries").toInt(), 1);
    }
    void theOldestCopiesGoAndOnlyAfterANewOneIsWhole()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const QString usb = fresh();
        QString first;
        for (int i = 0; i < 3; ++i) {
            const auto made = program.run("backup", into(usb, {QStringLiteral("--keep"), QStringLiteral("2")}));
            QVERIFY2(made.code == 0, qPrintable(made.err));
            if (i == 0)
                first = made.out.value(u"folder").toString().section(u'/', -1);
            if (i == 2)
                QCOMPARE(made.out.value(u"removed").toArray().at(0).toString(), first);
        }
        QCOMPARE(QDir(usb).entryList({QStringLiteral("shouli-*")}).size(), 2);
        // a county that is damaged makes no copy, and loses none
        QVERIFY(spoil(program.folder() + QStringLiteral("/county.db"), 5000));
        QCOMPARE(program.run("backup", into(usb, {QStringLiteral("--keep"), QStringLiteral("1")})).code, 1);
        QCOMPARE(QDir(usb).entryList({QStringLiteral("shouli-*")}).size(), 2);
    }
    void aCopyOnTheSameDiskCountsAsNone()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const auto made = program.run("backup", {QStringLiteral("--into"), fresh()});
        QCOMPARE(made.code, 0);
        QVERIFY(!made.out.value(u"durable").toBool());
        QVERIFY2(made.err.contains(QStringLiteral("同一磁盘")), qPrintable(made.err));
        QCOMPARE(program.run("stats", {QStringLiteral("--json")}).out.value(u"durable").toInt(), 0);
    }
    void whereThereIsNoDiskNothingHappens()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const auto made = program.run("backup", into(QStringLiteral("/nonexistent/usb")));
        QCOMPARE(made.code, 1);
        QVERIFY2(made.err.contains(QStringLiteral("U 盘是否已挂载")), qPrintable(made.err));
        const auto kept = program.run("backup", into(fresh(), {QStringLiteral("--keep"), QStringLiteral("0")}));
        QCOMPARE(kept.code, 1);
        const auto missing = program.run("restore", from(QStringLiteral("/nonexistent"), safe));
        QCOMPARE(missing.code, 1);
    }
    void statisticsAreForPeopleAndForPrograms()
    {
        QString safe;
        const ServerProgram program = county(&safe);
        const auto text = program.run("stats");
        QCOMPARE(text.code, 0);
        QVERIFY2(text.text.contains(QStringLiteral("办公点 offices: 1")), qPrintable(text.text));
        QVERIFY2(text.text.contains(QStringLiteral("请运行 backup")), qPrintable(text.text));
        const auto json = program.run("stats", {QStringLiteral("--json")});
        QCOMPARE(json.out.value(u"offices").toInt(), 1);
        QCOMPARE(json.out.value(u"entries").toInt(), 1);
        QCOMPARE(json.out.value(u"not_durable").toInt(), 1);
        QVERIFY(json.out.value(u"database_bytes").toInt() > 10'000);
    }
    void everyCommandHasHelp()
    {
        for (const char *command : {"init", "backup", "restore", "revoke", "stats", "verify"}) {
            const auto help = ServerProgram::run({QLatin1String(command), QStringLiteral("--help")});
            QCOMPARE(help.code, 0);
            QVERIFY2(help.text.contains(QStringLiteral("shouli-server ") + QLatin1String(command)), command);
        }
    }
};

SHOULI_TEST(TestBackup)
#include "TestBackup.moc"
