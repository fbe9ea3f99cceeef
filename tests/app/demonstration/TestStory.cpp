// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>

/// The demonstration as people start it, on a bare folder: real server, real offices, real papers.
class TestStory : public QObject {
    Q_OBJECT

    /// What the program said; a word on how it failed where it did.
    static QString play(const QString &folder)
    {
        QProcess process;
        process.start(qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-demonstration"),
                      {QStringLiteral("headless"), folder});
        const bool ended = process.waitForFinished(200'000);
        const QString said = QString::fromUtf8(process.readAllStandardOutput());
        return ended && process.exitCode() == 0 ? said
                                                : said + QString::fromUtf8(process.readAllStandardError()) + u'!';
    }
    /// The day of the last stage, as the transcript has it.
    static QString homeOn(const QString &said) { return said.section(QStringLiteral("送达 "), -1).section(u' ', 0, 0); }

private Q_SLOTS:
    void aCaseGoesFromTheCounterToTheBureauAndHome()
    {
        QTemporaryDir dir;
        QString said = play(dir.path());
        QVERIFY2(said.endsWith(QStringLiteral("送达 %1 ✓\n").arg(homeOn(said))), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("8000 residents moved into the community")), qPrintable(said));
        // of all of them the street has the household whose case it has, and whom the transferred case is about
        QVERIFY2(said.contains(QStringLiteral("瓦窑堡街道 holds the records of 3 residents")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("settled: 1391111")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("米粮山社区 holds the records of 3 residents")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("the community knows of him only where he went")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("米粮山社区 has 610681001-03-")), qPrintable(said));
        QCOMPARE(QDir(dir.filePath(QStringLiteral("papers"))).entryList({QStringLiteral("*.pdf")}).size(), 4);
        QCOMPARE(QDir(dir.path()).entryList({QStringLiteral("*-home.png")}).size(), 1);

        // nothing of a resident can be read in any office's files, nor in the server's
        QDirIterator files(dir.filePath(QStringLiteral("county-to-try")), QDir::Files, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            for (const char *secret : {"贺玉梅", "拓海军", "13900005127", "610699195903079006"})
                QVERIFY2(!bytes.contains(secret), qPrintable(file.fileName()));
            ++looked;
        }
        QVERIFY(looked > 10);

        said = play(dir.path()); // and again on the same county, for her next request
        QVERIFY2(said.contains(QStringLiteral("-0003")) && !said.contains(QStringLiteral("moved in")),
                 qPrintable(said));
        QVERIFY2(said.endsWith(QStringLiteral("送达 %1 ✓\n").arg(homeOn(said))), qPrintable(said));
    }
};

SHOULI_TEST(TestStory)
#include "TestStory.moc"
