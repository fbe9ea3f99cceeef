// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Database.h"
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
using storage::Transaction;

class TestDatabase : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    SecretBytes m_key = SecretBytes::random(32);
    int m_count = 0;

    QString fresh() { return m_dir.filePath(QStringLiteral("db%1").arg(++m_count)); }
    QString filled()
    {
        const QString path = fresh();
        auto db = Database::create(path, m_key).value();
        [[maybe_unused]] const auto ok = db.execute(
            QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, '贺玉梅')"));
        return path;
    }
    static QString nameOf(Database &db)
    {
        auto query = db.prepare(QStringLiteral("SELECT name FROM t WHERE id = ?")).value();
        query.bind(1);
        return query.step().value() ? query.text(0) : QString();
    }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void whatIsWrittenIsReadAfterReopening()
    {
        const QString path = filled();
        auto db = Database::open(path, m_key, Database::Access::Writer).value();
        QCOMPARE(nameOf(db), QStringLiteral("贺玉梅"));
        QVERIFY(db.checkpoint());
        QVERIFY(db.verify());
    }
    void nothingIsReadableInTheFiles()
    {
        const QString path = fresh();
        auto db = Database::create(path, m_key).value();
        QVERIFY(db.execute(
            QStringLiteral("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, '贺玉梅')")));
        QVERIFY(!bytesOf(path + QStringLiteral("-wal")).isEmpty());
        for (const QString &file : {path, path + QStringLiteral("-wal")}) {
            QVERIFY(!bytesOf(file).contains(QStringLiteral("贺玉梅").toUtf8()));
            QVERIFY(!bytesOf(file).contains("SQLite format 3"));
        }
    }
    void aWrongKeyIsSaidToBeWrong()
    {
        QCOMPARE(Database::open(filled(), SecretBytes::random(32), Database::Access::Writer).error().code,
                 ErrorCode::DatabaseKeyWrong);
    }
    void aMissingFileIsNeverMade()
    {
        const QString path = fresh();
        QCOMPARE(Database::open(path, m_key, Database::Access::Writer).error().code, ErrorCode::DatabaseMissing);
        QVERIFY(!QFile::exists(path));
    }
    void zeroBytesAreNotANewDatabase()
    {
        const QString path = fresh();
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QCOMPARE(Database::open(path, m_key, Database::Access::Writer).error().code, ErrorCode::DatabaseEmpty);
    }
    void aFlippedBitIsFound()
    {
        const QString path = filled();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 4096 + 100);
        file.seek(4096 + 100); // second page: the first would look like a wrong key
        char c = 0;
        file.peek(&c, 1);
        c = static_cast<char>(c ^ 1);
        file.write(&c, 1);
        file.close();
        auto db = Database::open(path, m_key, Database::Access::Writer);
        QVERIFY(db);
        QCOMPARE(db->verify().error().code, ErrorCode::DatabaseDamaged);
        QCOMPARE(db->execute(QStringLiteral("SELECT name FROM t")).error().code, ErrorCode::DatabaseDamaged);
    }
    void aSchemaDamagedBehindTheFirstPageIsNoWrongKey()
    {
        const QString path = fresh();
        {
            auto db = Database::create(path, m_key).value();
            for (int i = 0; i < 200; ++i) // the schema goes on in more pages than the first
                QVERIFY(db.execute(
                    QStringLiteral("CREATE TABLE t%1 (name TEXT DEFAULT '%2')").arg(i).arg(QString(80, u'x'))));
            QVERIFY(db.checkpoint());
        }
        QByteArray bytes = bytesOf(path);
        for (qsizetype i = 4096; i < bytes.size(); i += 512)
            bytes[i] = static_cast<char>(bytes.at(i) ^ 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        auto db = Database::open(path, m_key, Database::Access::Writer);
        const auto read = db ? db->execute(QStringLiteral("SELECT count(*) FROM t7"))
                             : shouli::core::base::Result<void>(shouli::core::base::failure(db));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::DatabaseDamaged);
    }
    void aReaderCannotWrite()
    {
        const QString path = filled();
        auto writer = Database::open(path, m_key, Database::Access::Writer).value();
        auto reader = Database::open(path, m_key, Database::Access::Reader).value();
        QCOMPARE(nameOf(reader), QStringLiteral("贺玉梅"));
        QCOMPARE(reader.execute(QStringLiteral("DELETE FROM t")).error().code, ErrorCode::FileUnwritable);
    }
    void anUncommittedTransactionLeavesNothing()
    {
        const QString path = filled();
        auto db = Database::open(path, m_key, Database::Access::Writer).value();
        {
            auto tx = Transaction::begin(db).value();
            QVERIFY(db.execute(QStringLiteral("UPDATE t SET name = 'x'")));
        }
        QCOMPARE(nameOf(db), QStringLiteral("贺玉梅"));
        auto tx = Transaction::begin(db).value();
        QVERIFY(db.execute(QStringLiteral("UPDATE t SET name = 'x'")));
        QVERIFY(tx.commit());
        QCOMPARE(nameOf(db), QStringLiteral("x"));
    }
    void aFullDiskRefusesTheCommitAndKeepsWhatWas()
    {
        const QString path = filled();
        auto db = Database::open(path, m_key, Database::Access::Writer).value();
        QVERIFY(db.checkpoint());
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tiny{8192, before.rlim_max};
        base::Result<void> committed;
        {
            auto tx = Transaction::begin(db).value();
            QVERIFY(db.execute(QStringLiteral("UPDATE t SET name = hex(randomblob(20000))")));
            setrlimit(RLIMIT_FSIZE, &tiny);
            committed = tx.commit();
            setrlimit(RLIMIT_FSIZE, &before);
        }
        QVERIFY(!committed);
        QCOMPARE(committed.error().code, ErrorCode::DiskFull);
        QCOMPARE(nameOf(db), QStringLiteral("贺玉梅"));
        QVERIFY(db.execute(QStringLiteral("UPDATE t SET name = 'space again'")));
        QCOMPARE(nameOf(db), QStringLiteral("space again"));
    }
    void sortsNeverSpillToDiskInPlainText()
    {
        const QString path = filled();
        auto db = Database::open(path, m_key, Database::Access::Writer).value();
        auto query = db.prepare(QStringLiteral("PRAGMA temp_store")).value();
        QVERIFY(query.step().value());
        QCOMPARE(query.integer(0), 2);
    }
    void valuesRoundTrip()
    {
        auto db = Database::create(fresh(), m_key).value();
        QVERIFY(db.execute(QStringLiteral("CREATE TABLE v (i, r, t, b, d, n)")));
        const auto text = QStringLiteral("薛𬭚");
        auto insert = db.prepare(QStringLiteral("INSERT INTO v VALUES (?, ?, ?, ?, ?, ?)")).value();
        insert.bindAll(qint64(-5), 2.5, text, QByteArray("a\0b", 3), QDate(2026, 11, 23), std::optional<int>());
        QVERIFY(insert.run());
        auto query = db.prepare(QStringLiteral("SELECT * FROM v")).value();
        QVERIFY(query.step().value());
        QCOMPARE(query.integer(0), -5);
        QCOMPARE(query.real(1), 2.5);
        QCOMPARE(query.text(2), text);
        QCOMPARE(query.blob(3), QByteArray("a\0b", 3));
        QCOMPARE(query.date(4), QDate(2026, 11, 23));
        QVERIFY(query.isNull(5));
    }
};

SHOULI_TEST(TestDatabase)
#include "TestDatabase.moc"
