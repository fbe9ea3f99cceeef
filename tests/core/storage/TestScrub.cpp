// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Scrub.h"
#include "core/storage/Transaction.h"
#include "tests/support/PlainPages.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace shouli::core;
using base::ErrorCode;
using base::Result;
using crypto::SecretBytes;
using shouli::tests::PlainPages;
using shouli::tests::TestRandom;
using storage::Database;
using storage::Scrub;
using storage::Transaction;

/// What was deleted is nowhere in the file any more, whatever SQLite did with it before.
class TestScrub : public QObject {
    Q_OBJECT

    static constexpr int people = 3000;
    static inline const QString needle = QStringLiteral("欧阳翠微");

    QTemporaryDir m_dir;
    SecretBytes m_key = SecretBytes::random(32);
    int m_count = 0;

    static void expect(const Result<void> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }
    /// Rows that come in no order, grow and shrink, so that pages are divided and joined; every tenth is to go.
    Database worked(quint64 seed)
    {
        auto db = Database::create(m_dir.filePath(QStringLiteral("%1.db").arg(++m_count)), m_key).value();
        expect(db.execute(
            QStringLiteral("CREATE TABLE person (id BLOB PRIMARY KEY, name TEXT, remark TEXT) WITHOUT ROWID; "
                           "CREATE TABLE line (row INTEGER PRIMARY KEY, name TEXT, payload BLOB); "
                           "CREATE INDEX person_name ON person (remark, name)")));
        TestRandom random(seed);
        std::optional<Transaction> tx;
        for (int i = 0; i < people; ++i) {
            if (!tx)
                tx.emplace(Transaction::begin(db).value());
            const QString name = i % 10 == 0 ? needle + QString::number(i) : QStringLiteral("王某某%1").arg(i);
            const QByteArray id = random.bytes(16);
            auto insert = tx->prepare(QStringLiteral("INSERT INTO person VALUES (?, ?, ?)")).value();
            insert.bindAll(id, name, QString(random.below(60), QChar(u'一' + random.below(3000))));
            expect(insert.run());
            auto line = tx->prepare(QStringLiteral("INSERT OR REPLACE INTO line VALUES (?, ?, ?)")).value();
            line.bindAll(static_cast<std::int64_t>(random.below(people)), name,
                         random.bytes(static_cast<int>(random.below(200))));
            expect(line.run());
            auto grow = tx->prepare(QStringLiteral("UPDATE person SET remark = remark || ? WHERE id > ? AND id < ?"))
                            .value();
            QByteArray next = id;
            next[1] = '\xff';
            grow.bindAll(QString(random.below(40), u'长'), id, next);
            expect(grow.run());
            if (i % 100 == 99) {
                expect(tx->commit());
                tx.reset();
            }
        }
        return db;
    }
    static void remove(Database &db)
    {
        expect(db.execute(
            QStringLiteral("DELETE FROM person WHERE name GLOB '欧阳*'; DELETE FROM line WHERE name GLOB '欧阳*'")));
    }
    bool there(const Database &db) const { return !PlainPages(db.path(), m_key).found({needle}).isEmpty(); }

private Q_SLOTS:
    void whatIsDeletedIsInNoPage()
    {
        int left = 0; // by secure_delete alone
        for (quint64 seed = 1; seed <= 3; ++seed) {
            auto db = worked(seed);
            QVERIFY(there(db));
            remove(db);
            expect(db.checkpoint());
            left += there(db) ? 1 : 0;
            expect(Scrub::run(db));
            QVERIFY(!there(db));
            expect(db.verify());
        }
        QVERIFY(left > 0); // else it is not needed
    }
    void theWriteAheadLogIsEmptied()
    {
        auto db = worked(4);
        remove(db);
        QVERIFY(QFileInfo(db.path() + QStringLiteral("-wal")).size() > 0);
        expect(Scrub::run(db));
        QCOMPARE(QFileInfo(db.path() + QStringLiteral("-wal")).size(), 0);
    }
    void whoReadsIsNotDisturbedAndTheLogWaits()
    {
        auto db = worked(5);
        const auto reader = Database::open(db.path(), m_key, Database::Access::Reader).value();
        {
            auto reading = reader.prepare(QStringLiteral("SELECT name FROM person")).value();
            QVERIFY(reading.step().value());
            remove(db);
            QCOMPARE(Scrub::run(db).error().code, ErrorCode::DatabaseBusy);
            int rows = 1;
            while (reading.step().value())
                ++rows;
            QCOMPARE(rows, people);
        }
        expect(Scrub::emptyLog(db));
        QVERIFY(!there(db));
    }
};

SHOULI_TEST(TestScrub)
#include "TestScrub.moc"
