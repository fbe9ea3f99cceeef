// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Transaction.h"
#include "sync/server/CountyLog.h"
#include "tests/faults/Day.h"
#include "tests/support/FaultDisk.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli::tests;
using namespace shouli::tests::faults;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::storage::Database;
using shouli::sync::server::CountyLog;
using shouli::sync::server::sqlite::SqliteConnection;

/// Whoever has the county's key and its file changes the log behind the server's back. SHOULI_SEED chooses where and
/// what, SHOULI_LONG how often.
class TestTampering : public QObject {
    Q_OBJECT

    Morning m_morning;
    FaultDisk m_disk; ///< does not wait for the real one
    QTemporaryDir m_dir;
    std::int64_t m_head = 0;

    QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    std::unique_ptr<SqliteConnection> county() const
    {
        return std::make_unique<SqliteConnection>(
            Database::open(file(Day::files[0]), m_morning.key(), Database::Access::Writer).value());
    }
    static quint64 seed() { return qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong(); }
    static int times(int few) { return qEnvironmentVariableIsSet("SHOULI_LONG") ? 50 * few : few; }

    /// One change to the log that nobody made, as SQL.
    static QString tampering(int kind, std::int64_t at, std::int64_t other)
    {
        switch (kind) {
        case 0: // another verdict
            return QStringLiteral("UPDATE log SET verdict = (verdict + 1) % 4 WHERE seq = %1").arg(at);
        case 1: // counted otherwise
            return QStringLiteral("UPDATE log SET stands = stands + 1 WHERE seq = %1").arg(at);
        case 2: // by somebody else
            return QStringLiteral("UPDATE log SET writer = (SELECT id FROM writer WHERE id <> writer LIMIT 1), lseq = "
                                  "lseq + 1000 WHERE seq = %1")
                .arg(at);
        case 3: // another change in its place
            return QStringLiteral(
                       "UPDATE log SET change = (SELECT o.change FROM log o WHERE o.seq = %2) WHERE seq = %1")
                .arg(at)
                .arg(other);
        case 4: // gone
            return QStringLiteral("DELETE FROM log WHERE seq = %1").arg(at);
        case 5: // the end is gone
            return QStringLiteral("DELETE FROM log WHERE seq >= %1").arg(at);
        case 6: // two changed places
            return QStringLiteral("UPDATE log SET seq = -seq WHERE seq IN (%1, %2); UPDATE log SET seq = CASE seq WHEN "
                                  "-%1 THEN %2 ELSE %1 END WHERE seq < 0")
                .arg(at)
                .arg(other);
        case 7: // a bit of a change
            return QStringLiteral("UPDATE log SET change = substr(change, 1, length(change) - 1) || x'01' WHERE seq = "
                                  "%1 AND substr(change, -1) <> x'01'; UPDATE log SET change = substr(change, 1, "
                                  "length(change) - 1) || x'02' WHERE seq = %1 AND NOT EXISTS (SELECT 1 WHERE "
                                  "changes() > 0)")
                .arg(at);
        case 8: // the hash of a line
            return QStringLiteral("UPDATE log SET log_hash = zeroblob(32) WHERE seq = %1").arg(at);
        default: // the head says otherwise
            return QStringLiteral("UPDATE county SET head_hash = zeroblob(32)");
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : Day::files)
            QVERIFY(QFile::copy(QDir(m_morning.folder()).filePath(QLatin1String(name)), file(name)));
        Day day(m_morning, m_dir.path());
        TestOffice::expect(day.open());
        for (int step = 0; step < Day::steps; ++step)
            TestOffice::expect(day.run(step));
        m_head = day.heads().value()[0];
        QVERIFY(m_head > 20);
    }
    void whoVerifiesTheLogFindsIt()
    {
        TestRandom random(seed());
        QElapsedTimer timer;
        timer.start();
        const auto db = county();
        QCOMPARE(CountyLog::verify(*db).value(), m_head);
        const int all = times(300);
        for (int i = 0; i < all; ++i) {
            const auto place = [&] {
                return 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(m_head)));
            };
            const int kind = static_cast<int>(random.below(10));
            const std::int64_t at = place();
            std::int64_t other = place();
            if (other == at)
                other = at % m_head + 1;
            auto tx = shouli::core::storage::Transaction::begin(db->database()).value();
            const auto done = db->database().execute(tampering(kind, at, other));
            QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
            const auto found = CountyLog::verify(*db);
            QVERIFY2(!found && found.error().code == ErrorCode::ChainBroken,
                     qPrintable(QStringLiteral("seed %1: kind %2 at %3 (%4) was not found")
                                    .arg(seed())
                                    .arg(kind)
                                    .arg(at)
                                    .arg(other)));
        }
        QCOMPARE(CountyLog::verify(*db).value(), m_head);
        qInfo("seed %llu: %d tampered logs in %lld ms", seed(), all, static_cast<long long>(timer.elapsed()));
    }
    /// The log ends earlier and is sound: only who knows more can tell.
    void anOfficeFindsALogThatWasTurnedBack()
    {
        TestRandom random(seed());
        const int all = times(10);
        for (int i = 0; i < all; ++i) {
            QTemporaryDir dir;
            for (const char *name : Day::files)
                QVERIFY(QFile::copy(file(name), dir.filePath(QLatin1String(name))));
            const auto keep = m_head - 1 - static_cast<std::int64_t>(random.below(15));
            {
                SqliteConnection db(Database::open(dir.filePath(QLatin1String(Day::files[0])), m_morning.key(),
                                                   Database::Access::Writer)
                                        .value());
                TestOffice::expect(db.database().execute(
                    QStringLiteral("UPDATE county SET head = %1, head_hash = (SELECT log_hash FROM log WHERE seq = "
                                   "%1); DELETE FROM scope_log WHERE seq > %1; DELETE FROM log WHERE seq > %1")
                        .arg(keep)));
                QCOMPARE(CountyLog::verify(db).value(), keep);
            }
            Day day(m_morning, dir.path());
            TestOffice::expect(day.open());
            const auto synced = day.run(Day::steps - 1);
            QVERIFY(!synced);
            QCOMPARE(synced.error().code, ErrorCode::EpochChanged);
        }
    }
};

SHOULI_TEST(TestTampering)
#include "TestTampering.moc"
