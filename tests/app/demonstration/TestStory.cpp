// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>

/// The demonstration as people start it, on a bare folder: real server, real offices, real papers.
class TestStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCaseGoesFromTheCounterToTheStreetOffice()
    {
        QTemporaryDir dir;
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(qEnvironmentVariable("SHOULI_BIN") + QStringLiteral("/shouli-demonstration"), {QStringLiteral("headless"), dir.path()});
        QVERIFY(process.waitForFinished(200'000));
        const QString said = QString::fromUtf8(process.readAll());
        QVERIFY2(process.exitCode() == 0, qPrintable(said));
        QVERIFY(said.contains(QStringLiteral("the street office has")));
        QVERIFY(said.contains(QStringLiteral("STREET_ACCEPT")));
        QVERIFY2(said.contains(QStringLiteral("8000 residents moved into the community")), qPrintable(said));
        // of all of them the street has the household whose case it has
        QVERIFY2(said.contains(QStringLiteral("holds the records of 2 residents")), qPrintable(said));
        const QStringList papers = QDir(dir.filePath(QStringLiteral("papers"))).entryList({QStringLiteral("*.pdf")});
        QCOMPARE(papers.size(), 2);
        QVERIFY(QFile::exists(dir.filePath(QStringLiteral("5-accepted.png"))));

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
    }
};

SHOULI_TEST(TestStory)
#include "TestStory.moc"
