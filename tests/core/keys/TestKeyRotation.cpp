// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/KeyRotation.h"
#include "core/storage/FileSwap.h"
#include "core/storage/Transaction.h"
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

#include <QRandomGenerator>

#include <sys/wait.h>
#include <unistd.h>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using base::Result;
using crypto::SecretBytes;
using keys::KeyRotation;
using keys::Vault;
using storage::Database;

namespace {

/// A vault with two people, and a database under its key.
struct Office : VaultFixture {
    static constexpr int rows = 500;

    Office()
    {
        auto vault = create();
        if (!vault.addSlot(dataKey, li, secret("abcdefg-9")))
            qFatal("no slot");
        auto db = Database::create(database(), dataKey).value();
        fill(db);
    }
    [[nodiscard]] QString database() const { return dir.filePath(QStringLiteral("office.db")); }
    static void fill(Database &db)
    {
        auto tx = storage::Transaction::begin(db).value();
        if (!db.execute(QStringLiteral("CREATE TABLE note (text TEXT); PRAGMA user_version = 7")))
            qFatal("no table");
        auto insert = db.prepare(QStringLiteral("INSERT INTO note VALUES (?)")).value();
        for (int i = 0; i < rows; ++i) {
            insert.bindAll(QStringLiteral("贺玉梅 %1").arg(i));
            if (!insert.step())
                qFatal("no row");
            insert.reset();
        }
        if (!tx.commit())
            qFatal("not committed");
    }
    /// How many rows somebody sees who signs in; an error tells that somebody is locked out.
    [[nodiscard]] static Result<int> rowsWith(Vault &vault, const QString &path, const SecretBytes &key)
    {
        SHOULI_TRY(const auto inUse, KeyRotation(vault, path).keyInUse(key));
        SHOULI_TRY(const auto db, Database::open(path, inUse, Database::Access::Writer));
        SHOULI_CHECK(db.checkpoint());
        SHOULI_CHECK(db.verify());
        SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT count(*) FROM note")));
        SHOULI_CHECK(query.step());
        return static_cast<int>(query.integer(0));
    }
    [[nodiscard]] Result<int> rowsOf(const staff::StaffId &who, const SecretBytes &passphrase)
    {
        SHOULI_TRY(auto vault, open());
        SHOULI_TRY(const auto key, vault.unlock(who, passphrase));
        return rowsWith(vault, database(), key);
    }
    [[nodiscard]] Result<int> rowsOfTheCounty()
    {
        SHOULI_TRY(auto vault, open());
        SHOULI_TRY(const auto key, vault.recoverWith(county.secretKey));
        return rowsWith(vault, database(), key);
    }
    [[nodiscard]] bool fresh() const { return QFile::exists(database() + QStringLiteral(".fresh")); }
};

} // namespace

class TestKeyRotation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDatabaseIsCarriedOverWholeAndTheOldKeyOpensItNoMore()
    {
        Office f;
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey, {f.li}));
        const auto key = vault.unlock(f.wang, f.right()).value();
        KeyRotation rotation(vault, f.database());
        QVERIFY(rotation.keyInUse(key).value() == f.dataKey);
        QVERIFY(rotation.carryOut(key));
        QVERIFY(rotation.keyInUse(key).value() == key);
        QVERIFY(!vault.isKeyRenewed());
        QVERIFY(!f.fresh());
        QVERIFY(!QFile::exists(storage::FileSwap::previousOf(f.database()))); // nor does another file
        QCOMPARE(Database::open(f.database(), f.dataKey, Database::Access::Writer).error().code,
                 ErrorCode::DatabaseKeyWrong);
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
        const auto db = Database::open(f.database(), key, Database::Access::Writer).value();
        auto version = db.prepare(QStringLiteral("PRAGMA user_version")).value();
        QVERIFY(version.step().value());
        QCOMPARE(version.integer(0), 7);
    }
    void withNothingDueNothingHappens()
    {
        Office f;
        auto vault = f.open().value();
        const QByteArray before = f.bytes(0);
        QVERIFY(KeyRotation(vault, f.database()).carryOut(f.dataKey));
        QCOMPARE(f.bytes(0), before);
    }
    void whatWasStillInTheJournalComesToo()
    {
        Office f;
        {
            auto db = Database::open(f.database(), f.dataKey, Database::Access::Writer).value();
            QVERIFY(db.execute(QStringLiteral("INSERT INTO note VALUES ('late')")));
            // as a power cut leaves it: the journal beside the file
            QVERIFY(QFile::copy(f.database() + QStringLiteral("-wal"), f.dir.filePath(QStringLiteral("kept"))));
            QVERIFY(QFile::copy(f.database(), f.dir.filePath(QStringLiteral("base"))));
        }
        QFile::remove(f.database());
        QVERIFY(QFile::rename(f.dir.filePath(QStringLiteral("base")), f.database()));
        QVERIFY(QFile::rename(f.dir.filePath(QStringLiteral("kept")), f.database() + QStringLiteral("-wal")));
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        const auto key = vault.unlock(f.wang, f.right()).value();
        QVERIFY(KeyRotation(vault, f.database()).carryOut(key));
        QCOMPARE(f.rowsOf(f.li, f.secret("abcdefg-9")).value(), Office::rows + 1);
    }
    void aPowerCutAfterTheSwapIsNoticedAndEndsIt()
    {
        Office f;
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        const QByteArray due = f.bytes(0);
        const auto key = vault.unlock(f.wang, f.right()).value();
        QVERIFY(KeyRotation(vault, f.database()).carryOut(key));
        f.put(0, due); // the last save never happened
        f.put(1, due);
        auto again = f.open().value();
        QVERIFY(again.isKeyRenewed());
        QVERIFY(KeyRotation(again, f.database()).carryOut(key));
        QVERIFY(!again.isKeyRenewed());
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
    }
    void aHalfMadeCopyIsMadeAnew()
    {
        Office f;
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        QFile half(f.database() + QStringLiteral(".fresh"));
        QVERIFY(half.open(QIODevice::WriteOnly));
        half.write("half a copy");
        half.close();
        const auto key = vault.unlock(f.wang, f.right()).value();
        QVERIFY(KeyRotation(vault, f.database()).carryOut(key));
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
        QVERIFY(!f.fresh());
    }
    void aFullDiskLeavesTheDataUnderTheOldKeyForNextTime()
    {
        Office f;
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey, {f.li}));
        const auto key = vault.unlock(f.wang, f.right()).value();
        {
            const FullDisk full;
            QVERIFY(!KeyRotation(vault, f.database()).carryOut(key));
        }
        QVERIFY(vault.isKeyRenewed());
        QVERIFY(!f.fresh());
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
        QVERIFY(KeyRotation(vault, f.database()).carryOut(key));
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
    }
    void anOldCopyOfTheVaultIsWrittenAgainBeforeTheOldKeyIsGone()
    {
        Office f;
        const QByteArray old = f.bytes(1);
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        f.put(1, old);
        const auto key = vault.unlock(f.wang, f.right()).value();
        QVERIFY(KeyRotation(vault, f.database()).carryOut(key));
        QVERIFY(QFile::remove(f.path(0)));
        QCOMPARE(f.rowsOf(f.wang, f.right()).value(), Office::rows);
    }
    void whileOneCopyOfTheVaultCannotBeWrittenTheOldKeyStays()
    {
        Office f;
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        const auto key = vault.unlock(f.wang, f.right()).value();
        QVERIFY(QFile::remove(f.path(1)));
        QVERIFY(QDir().mkpath(f.path(1) + QStringLiteral("/in-the-way")));
        QCOMPARE(KeyRotation(vault, f.database()).carryOut(key).error().code, ErrorCode::FileUnwritable);
        QVERIFY(KeyRotation(vault, f.database()).keyInUse(key).value() == f.dataKey);
        QVERIFY(vault.isKeyRenewed());
    }
    void aDatabaseOfNeitherKeyIsForeign()
    {
        Office f;
        QVERIFY(QFile::remove(f.database()));
        (void)Database::create(f.database(), SecretBytes::random(32))
            .value()
            .execute(QStringLiteral("CREATE TABLE other (x)"));
        auto vault = f.open().value();
        QVERIFY(vault.renewKey(f.dataKey));
        const auto key = vault.unlock(f.wang, f.right()).value();
        QCOMPARE(KeyRotation(vault, f.database()).carryOut(key).error().code, ErrorCode::DatabaseForeign);
    }

    /// A process adds, changes, takes away and rotates until it is killed, again and again: nobody is ever locked
    /// out, the county neither, and no row is lost. SHOULI_SEED chooses the moments, SHOULI_LONG two thousand of them.
    void killsAtAnyMomentLockNobodyOut()
    {
        const int kills = qEnvironmentVariableIsSet("SHOULI_LONG") ? 2000 : 25;
        const auto seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? static_cast<quint32>(qEnvironmentVariableIntValue("SHOULI_SEED"))
            : QRandomGenerator::global()->generate();
        QRandomGenerator moments(seed);
        qInfo("%d kills, SHOULI_SEED=%u", kills, seed);
        Office f;
        for (int kill = 0; kill < kills; ++kill) {
            const pid_t child = fork();
            if (child == 0)
                workUntilKilled(f);
            QVERIFY(child > 0);
            usleep(moments.bounded(250'000U));
            ::kill(child, SIGKILL);
            int status = 0;
            waitpid(child, &status, 0);
            QVERIFY2(WIFSIGNALED(status), "it ended by itself: an act failed");
            const QByteArray which = QByteArray("kill ") + QByteArray::number(kill);
            const auto wang = f.rowsOf(f.wang, f.right());
            QVERIFY2(wang && *wang == Office::rows, (wang ? which : which + wang.error().detail.toUtf8()).constData());
            const auto county = f.rowsOfTheCounty();
            QVERIFY2(county && *county == Office::rows, which.constData());
            const auto staff = f.open().value().staff();
            if (staff.contains(f.li)) {
                const auto first = f.rowsOf(f.li, f.secret("abcdefg-9"));
                const auto second = first ? first : f.rowsOf(f.li, f.secret("gfedcba-9"));
                QVERIFY2(second && *second == Office::rows, which.constData());
            }
        }
    }

private:
    [[noreturn]] static void workUntilKilled(Office &f)
    {
        const auto all = [&f]() -> Result<void> {
            SHOULI_TRY(auto vault, f.open());
            SHOULI_TRY(auto key, vault.unlock(f.wang, f.right()));
            for (;;) {
                SHOULI_CHECK(KeyRotation(vault, f.database()).carryOut(key));
                SHOULI_CHECK(vault.addSlot(key, f.li, f.secret("abcdefg-9")));
                SHOULI_CHECK(vault.addSlot(key, f.li, f.secret("gfedcba-9")));
                SHOULI_CHECK(vault.renewKey(key, {f.li}));
                SHOULI_TRY(key, vault.unlock(f.wang, f.right()));
            }
        };
        const auto ended = all();
        if (!ended)
            fprintf(stderr, "%d %s\n", static_cast<int>(ended.error().code), qPrintable(ended.error().detail));
        _exit(1);
    }
};

SHOULI_TEST(TestKeyRotation)
#include "TestKeyRotation.moc"
