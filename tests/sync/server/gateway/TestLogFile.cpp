// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/LogFile.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QTemporaryDir>

#include <thread>
#include <vector>

using shouli::core::base::ErrorCode;
using shouli::sync::server::gateway::LogFile;

class TestLogFile : public QObject {
    Q_OBJECT

    static QByteArray text(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private Q_SLOTS:
    void aFullOneGivesWayAndTheOldestGoes()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("server.log"));
        LogFile log(path, 10, 2);
        QVERIFY(log.open());
        for (const char *line : {"one..\n", "two..\n", "three\n", "four.\n", "x\n"})
            log.write(line);
        QCOMPARE(text(path), QByteArray("four.\nx\n"));
        QCOMPARE(text(path + QStringLiteral(".1")), QByteArray("three\n"));
        QCOMPARE(text(path + QStringLiteral(".2")), QByteArray("two..\n"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 3);
    }
    void whatWasThereIsGoneOnWith()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("server.log"));
        for (const char *line : {"a\n", "b\n"}) {
            LogFile log(path, 100, 1);
            QVERIFY(log.open());
            log.write(line);
        }
        QCOMPARE(text(path), QByteArray("a\nb\n"));
    }
    void whoMovesItAwayAsksForANewOne()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("server.log"));
        const QString moved = dir.filePath(QStringLiteral("moved"));
        LogFile log(path, 100, 1);
        QVERIFY(log.open());
        log.write("before\n");
        QVERIFY(QFile::rename(path, moved));
        log.write("still there\n");
        log.reopen();
        log.write("after\n");
        QCOMPARE(text(moved), QByteArray("before\nstill there\n"));
        QCOMPARE(text(path), QByteArray("after\n"));
    }
    void linesOfSeveralThreadsStayWhole()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("server.log"));
        LogFile log(path, 4'000, 100);
        QVERIFY(log.open());
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&log] {
                    for (int n = 0; n < 500; ++n)
                        log.write("a line of a log\n");
                });
        }
        qsizetype lines = 0;
        const QDir folder(dir.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            for (const QByteArray &line : text(folder.filePath(name)).trimmed().split('\n')) {
                QCOMPARE(line, QByteArray("a line of a log"));
                ++lines;
            }
        }
        QCOMPARE(lines, 2000);
    }
    void aFolderThatIsNotThereIsSaid()
    {
        LogFile log(QStringLiteral("/nowhere/at/all.log"), 100, 1);
        QCOMPARE(log.open().error().code, ErrorCode::FileUnwritable);
    }
};

SHOULI_TEST(TestLogFile)
#include "TestLogFile.moc"
