// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/filling/ChunkShelf.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using shouli::core::base::Result;
using shouli::core::crypto::SecretBytes;
using shouli::core::storage::Database;
using shouli::sync::filling::ChunkShelf;

class TestChunkShelf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_living = std::make_unique<Database>(
            Database::create(m_dir->filePath(QStringLiteral("office.db")), SecretBytes::random(32)).value());
    }
    void cleanup()
    {
        m_living.reset();
        m_dir.reset();
    }
    void whatWasPutOnItIsThereAnotherTime()
    {
        {
            ChunkShelf shelf = ChunkShelf::open(*m_living).value();
            QCOMPARE(shelf.find("a").value(), QByteArray());
            QVERIFY(shelf.put("a", "plain text"));
            QVERIFY(shelf.put("b", "2"));
            QVERIFY(shelf.put("a", "1")); // again
        }
        ChunkShelf shelf = ChunkShelf::open(*m_living).value();
        QCOMPARE(shelf.find("a").value(), QByteArray("1"));
        QCOMPARE(shelf.find("b").value(), QByteArray("2"));
        QVERIFY(shelf.keepOnly({"b", "c"}));
        QCOMPARE(shelf.find("a").value(), QByteArray());
        QCOMPARE(shelf.find("b").value(), QByteArray("2"));
    }
    void nobodyReadsItWithoutTheKey()
    {
        {
            ChunkShelf shelf = ChunkShelf::open(*m_living).value();
            QVERIFY(shelf.put("a", "plain text"));
        }
        for (const QFileInfo &file : QDir(m_dir->path()).entryInfoList(QDir::Files)) {
            QFile bytes(file.filePath());
            QVERIFY(bytes.open(QIODevice::ReadOnly));
            QVERIFY(!bytes.readAll().contains("plain text"));
        }
    }
    void oneThatIsDamagedIsMadeAnew_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("empty") << QByteArray();
        QTest::addRow("not one") << QByteArray(8192, 'x');
    }
    void oneThatIsDamagedIsMadeAnew()
    {
        QFETCH(const QByteArray, bytes);
        QFile file(m_living->path() + QStringLiteral(".chunks"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        ChunkShelf shelf = ChunkShelf::open(*m_living).value();
        QVERIFY(shelf.put("a", "1"));
        QCOMPARE(shelf.find("a").value(), QByteArray("1"));
    }
    void nothingOfItIsLeft()
    {
        {
            ChunkShelf shelf = ChunkShelf::open(*m_living).value();
            QVERIFY(shelf.put("a", "1"));
        }
        ChunkShelf::remove(m_living->path());
        QCOMPARE(QDir(m_dir->path()).entryList({QStringLiteral("*chunks*")}, QDir::Files), QStringList());
    }
    void whereItCannotBeMadeItIsSaid()
    {
        QVERIFY(QDir().mkpath(m_living->path() + QStringLiteral(".chunks")));
        QVERIFY(!ChunkShelf::open(*m_living));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_living;
};

SHOULI_TEST(TestChunkShelf)
#include "TestChunkShelf.moc"
