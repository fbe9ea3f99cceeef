// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/DatabaseCopy.h"
#include "core/storage/Transaction.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace shouli::core;
using base::ErrorCode;
using crypto::SecretBytes;
using storage::Database;
using storage::DatabaseCopy;

class TestDatabaseCopy : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    SecretBytes m_key = SecretBytes::random(32);
    SecretBytes m_other = SecretBytes::random(32);
    int m_count = 0;

    QString fresh() { return m_dir.filePath(QStringLiteral("db%1").arg(++m_count)); }
    Database filled(int rows)
    {
        auto db = Database::create(fresh(), m_key).value();
        [[maybe_unused]] const auto made = db.execute(
            QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB)"));
        add(db, rows);
        return db;
    }
    static void add(Database &db, int rows)
    {
        [[maybe_unused]] const auto ok = db.execute(
            QStringLiteral("INSERT INTO t (x) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < "
                           "%1) SELECT randomblob(200) FROM c")
                .arg(rows));
    }
    static qint64 rowsOf(const Database &db)
    {
        auto query = db.prepare(QStringLiteral("SELECT count(*) FROM t")).value();
        return query.step().value() ? query.integer(0) : -1;
    }

private Q_SLOTS:
    void aCopyHoldsWhatWasCommittedAlsoWhatIsStillInTheWal()
    {
        Database source = filled(1000);
        const QString path = fresh();
        {
            Database copy = Database::create(path, m_other).value();
            QVERIFY(DatabaseCopy::copy(source, copy));
        }
        Database copy = Database::open(path, m_other, Database::Access::Writer).value();
        QVERIFY(copy.verify());
        QCOMPARE(rowsOf(copy), 1000);
        QCOMPARE(Database::open(path, m_key, Database::Access::Reader).error().code, ErrorCode::DatabaseKeyWrong);
        QVERIFY(!QFile::exists(path + QStringLiteral("-journal")));
    }
    void aReaderCopiesWhileTheWriterIsInTheMiddleOfATransaction()
    {
        Database writer = filled(100);
        const Database reader = Database::open(writer.path(), m_key, Database::Access::Reader).value();
        auto tx = storage::Transaction::begin(writer).value();
        add(writer, 50);
        Database copy = Database::create(fresh(), m_other).value();
        QVERIFY(DatabaseCopy::copy(reader, copy));
        QCOMPARE(rowsOf(copy), 100);
        QVERIFY(tx.commit());
        QCOMPARE(rowsOf(reader), 150);
        QCOMPARE(rowsOf(copy), 100);
    }
    void aFullDiskIsSaid()
    {
        const Database source = filled(2000);
        Database copy = Database::create(fresh(), m_other).value();
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{100'000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto copied = DatabaseCopy::copy(source, copy);
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!copied);
        QVERIFY(copied.error().code == ErrorCode::DiskFull || copied.error().code == ErrorCode::StorageFailure);
        QCOMPARE(rowsOf(source), 2000);
    }
    void aDamagedSourceIsNotCopiedAsIfItWereWhole()
    {
        QString path;
        {
            const Database source = filled(500);
            path = source.path();
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() / 2));
        const QByteArray noise(64, 'x');
        QCOMPARE(file.write(noise), 64);
        file.close();
        const Database source = Database::open(path, m_key, Database::Access::Reader).value();
        Database copy = Database::create(fresh(), m_other).value();
        QVERIFY(!DatabaseCopy::copy(source, copy));
    }
};

SHOULI_TEST(TestDatabaseCopy)
#include "TestDatabaseCopy.moc"
