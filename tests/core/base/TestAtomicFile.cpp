// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace shouli::core::base;

class TestAtomicFile : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void whatWasWrittenIsRead()
    {
        QVERIFY(AtomicFile::write(path("a"), "old"));
        QVERIFY(AtomicFile::write(path("a"), "new"));
        QCOMPARE(AtomicFile::read(path("a")).value(), QByteArray("new"));
        QVERIFY(!QFile::exists(path("a.new")));
        QCOMPARE(QFile(path("a")).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    void aMissingFileIsSaidToBeMissing()
    {
        QCOMPARE(AtomicFile::read(path("none")).error().code, ErrorCode::FileMissing);
    }
    void anOversizedFileIsRefused()
    {
        QVERIFY(AtomicFile::write(path("big"), QByteArray(100, 'x')));
        QCOMPARE(AtomicFile::read(path("big"), 99).error().code, ErrorCode::MessageTooLarge);
    }
    void aFullDiskLeavesTheOldFile()
    {
        QVERIFY(AtomicFile::write(path("f"), "kept"));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tiny{10, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tiny);
        const auto result = AtomicFile::write(path("f"), QByteArray(1000, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(result.error().code, ErrorCode::DiskFull);
        QCOMPARE(AtomicFile::read(path("f")).value(), QByteArray("kept"));
        QVERIFY(!QFile::exists(path("f.new")));
    }
};

SHOULI_TEST(TestAtomicFile)
#include "TestAtomicFile.moc"
