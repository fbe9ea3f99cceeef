// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Transaction.h"
#include "core/storage/WriterThread.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

using namespace shouli::core;
using base::Result;
using crypto::SecretBytes;
using storage::Database;
using storage::Transaction;
using storage::WriterThread;

class TestWriterThread : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    SecretBytes m_key = SecretBytes::random(32);
    QString path() const { return m_dir.filePath(QStringLiteral("db")); }

    static Result<void> add(Database &db, int n)
    {
        SHOULI_TRY(auto tx, Transaction::begin(db));
        {
            SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT INTO t VALUES (?)")));
            insert.bind(n);
            SHOULI_CHECK(insert.run());
        }
        return tx.commit();
    }

private Q_SLOTS:
    void jobsRunInOrderAndAreFinishedAtTheEnd()
    {
        {
            WriterThread writer(Database::create(path(), m_key).value());
            QVERIFY(writer.run([](Database &db) { return db.execute(QStringLiteral("CREATE TABLE t (n)")); }).result());
            QFuture<Result<void>> last;
            for (int i = 0; i < 200; ++i)
                last = writer.run([i](Database &db) { return add(db, i); });
            QVERIFY(last.result());
            for (int i = 200; i < 300; ++i)
                writer.run([i](Database &db) { return add(db, i); });
        }
        auto db = Database::open(path(), m_key, Database::Access::Reader).value();
        auto query = db.prepare(QStringLiteral(
                                    "SELECT count(*), max(n), (SELECT group_concat(n) FROM t WHERE n < 4) FROM t"))
                         .value();
        QVERIFY(query.step().value());
        QCOMPARE(query.integer(0), 300);
        QCOMPARE(query.text(2), QStringLiteral("0,1,2,3"));
    }
    void anErrorReachesWhoAsked()
    {
        WriterThread writer(Database::create(m_dir.filePath(QStringLiteral("other")), m_key).value());
        const auto result = writer.run([](Database &db) { return db.execute(QStringLiteral("nonsense")); }).result();
        QCOMPARE(result.error().code, base::ErrorCode::StorageFailure);
    }
};

SHOULI_TEST(TestWriterThread)
#include "TestWriterThread.moc"
