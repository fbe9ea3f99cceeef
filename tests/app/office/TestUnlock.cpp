// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Directory.h"
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

#include <functional>

using namespace shouli;
using core::base::ErrorCode;
using core::storage::Transaction;
using tests::NewPc;
using tests::OfficePc;
using Spoil = std::function<void(OfficePc &)>;

Q_DECLARE_METATYPE(Spoil)

namespace {

void removeDatabase(OfficePc &pc)
{
    for (const char *file : {"office.db", "office.db-wal", "office.db-shm"})
        QFile::remove(pc.file(file));
}

void damageVault(OfficePc &pc, const char *file)
{
    QByteArray bytes = pc.bytes(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    pc.overwrite(file, bytes);
}

/// All pages but the first, in which the salt is.
void damagePages(OfficePc &pc)
{
    QByteArray bytes = pc.bytes("office.db");
    for (qsizetype i = 4096; i < bytes.size(); i += 512)
        bytes[i] = static_cast<char>(bytes.at(i) ^ 0x55);
    pc.overwrite("office.db", bytes);
}

void fromTheFuture(OfficePc &pc)
{
    const auto db = pc.database();
    NewPc::expect(db.execute(QStringLiteral("PRAGMA user_version=9999")));
}

/// The vault saw seven operations more than the database holds.
void raiseMark(OfficePc &pc)
{
    auto vault = core::keys::Vault::open(pc.folder.path(), pc.clock).value();
    NewPc::expect(vault.raiseHighWater(8));
}

void lockOut(OfficePc &pc)
{
    for (int i = 0; i < core::keys::Lockout::freeAttempts; ++i)
        QCOMPARE(pc.unlock("not this one 1").error().code, ErrorCode::PassphraseWrong);
}

} // namespace

class TestUnlock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPcWhoseKeysTheCountyHadErasedOpensForNobody()
    {
        OfficePc pc;
        auto vault = core::keys::Vault::open(pc.folder.path(), pc.clock).value();
        QVERIFY(vault.eraseStaff());
        QCOMPARE(pc.unlock(pc.who).error().code, ErrorCode::DeviceRevoked);
    }
    /// Every fault by itself, and each together with all that are looked at after it: the first is the one
    /// that is told.
    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<int>("error");
        const auto row = [](const char *name, const Spoil &spoil, const char *secret, ErrorCode error) {
            QTest::newRow(name) << spoil << QByteArray(secret) << int(error);
        };
        const char *right = "counter-2026";
        const char *wrong = "not this one 1";
        const Spoil noVault = [](OfficePc &pc) {
            QFile::remove(pc.file("vault.keys.a")), QFile::remove(pc.file("vault.keys.b"));
        };
        const Spoil badVault = [](OfficePc &pc) { damageVault(pc, "vault.keys.a"), damageVault(pc, "vault.keys.b"); };
        const Spoil stranger = [](OfficePc &pc) { pc.who = core::staff::StaffId::create(pc.clock, pc.random); };
        const Spoil emptyDatabase = [](OfficePc &pc) { removeDatabase(pc), pc.overwrite("office.db", {}); };
        const Spoil otherDatabase = [](OfficePc &pc) {
            const OfficePc other(2);
            removeDatabase(pc);
            pc.overwrite("office.db", other.bytes("office.db"));
        };
        const auto both = [](const Spoil &one, const Spoil &two) {
            return [one, two](OfficePc &pc) { two(pc), one(pc); };
        };

        QTest::newRow("nothing") << Spoil([](OfficePc &) {}) << QByteArray(right) << -1;
        row("no vault", noVault, right, ErrorCode::VaultMissing);
        row("no vault, no database", both(noVault, removeDatabase), wrong, ErrorCode::VaultMissing);
        row("both copies of the vault damaged", badVault, right, ErrorCode::VaultDamaged);
        row("a damaged vault, no database, nobody we know", both(badVault, both(removeDatabase, stranger)), wrong,
            ErrorCode::VaultDamaged);
        row("somebody without a slot", stranger, right, ErrorCode::StaffUnknown);
        row("somebody without a slot, no database", both(stranger, removeDatabase), wrong, ErrorCode::StaffUnknown);
        row(
            "a wrong passphrase", [](OfficePc &) {}, wrong, ErrorCode::PassphraseWrong);
        row("a wrong passphrase, no database", removeDatabase, wrong, ErrorCode::PassphraseWrong);
        row("too many attempts, though right now", lockOut, right, ErrorCode::TooManyAttempts);
        row("too many attempts, no database", both(removeDatabase, lockOut), right, ErrorCode::TooManyAttempts);
        row("no database", removeDatabase, right, ErrorCode::DatabaseMissing);
        row("a database without a byte", emptyDatabase, right, ErrorCode::DatabaseEmpty);
        row("another office's database", otherDatabase, right, ErrorCode::DatabaseForeign);
        row(
            "a database of random bytes",
            [](OfficePc &pc) { removeDatabase(pc), pc.overwrite("office.db", pc.random.bytes(16384)); }, right,
            ErrorCode::DatabaseForeign);
        row("pages damaged behind the first", damagePages, right, ErrorCode::DatabaseDamaged);
        row("written by a newer program", fromTheFuture, right, ErrorCode::DatabaseTooNew);
        row("written by a newer program, and rolled back", both(fromTheFuture, raiseMark), right,
            ErrorCode::DatabaseTooNew);
        row("rolled back", raiseMark, right, ErrorCode::DatabaseShortened);
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(Spoil, spoil);
        QFETCH(QByteArray, secret);
        QFETCH(int, error);
        OfficePc pc;
        spoil(pc);
        const auto opened = pc.unlock(secret.constData());
        QCOMPARE(opened ? -1 : int(opened.error().code), error);
    }
    void howManyLinesAreGoneIsTold()
    {
        OfficePc pc;
        raiseMark(pc);
        QCOMPARE(pc.unlock().error().detail, QStringLiteral("7"));
    }
    void oneGoodCopyOfTheVaultIsEnoughAndMendsTheOther_data()
    {
        QTest::addColumn<QString>("copy");
        QTest::newRow("the first damaged") << QStringLiteral("vault.keys.a");
        QTest::newRow("the second damaged") << QStringLiteral("vault.keys.b");
    }
    void oneGoodCopyOfTheVaultIsEnoughAndMendsTheOther()
    {
        QFETCH(QString, copy);
        OfficePc pc;
        damageVault(pc, qPrintable(copy));
        QVERIFY(pc.unlock());
        QCOMPARE(pc.bytes("vault.keys.a"), pc.bytes("vault.keys.b"));
        QVERIFY(QFile::remove(pc.file(copy == u"vault.keys.a" ? "vault.keys.b" : "vault.keys.a")));
        QVERIFY(pc.unlock());
    }
    void aWrongPassphraseTellsHowManyTriesAreLeftAndARightOneForgetsThem()
    {
        OfficePc pc;
        QCOMPARE(pc.unlock("not this one 1").error().detail, QStringLiteral("4"));
        QCOMPARE(pc.unlock("not this one 1").error().detail, QStringLiteral("3"));
        QVERIFY(pc.unlock());
        QCOMPARE(pc.unlock("not this one 1").error().detail, QStringLiteral("4"));
    }
    void theWaitAfterTooManyAttemptsEnds()
    {
        OfficePc pc;
        lockOut(pc);
        const auto early = pc.unlock();
        QCOMPARE(early.error().code, ErrorCode::TooManyAttempts);
        QCOMPARE(early.error().detail, QStringLiteral("30"));
        pc.clock.wall.ms += 3'600'000; // whoever guesses can set the wall clock
        QCOMPARE(pc.unlock().error().code, ErrorCode::TooManyAttempts);
        pc.clock.advanceMs(core::keys::Lockout::firstWaitMs);
        QVERIFY(pc.unlock());
    }
    void aRefusedDatabaseIsLeftAsItWas()
    {
        OfficePc pc;
        fromTheFuture(pc);
        const QByteArray before = pc.bytes("office.db");
        QCOMPARE(pc.unlock().error().code, ErrorCode::DatabaseTooNew);
        QCOMPARE(pc.bytes("office.db"), before);
    }
    void theSearchIndexIsMadeOnceAndSaidSo()
    {
        OfficePc pc;
        int said = 0;
        const auto open = [&] {
            return app::office::unlock(pc.folder, NewPc::reference(), pc.clock, pc.who,
                                       tests::passphrase("counter-2026"), [&said](app::office::SignInWait wait) {
                                           said += wait == app::office::SignInWait::SearchIndex ? 1 : 100;
                                       });
        };
        QVERIFY(open());
        QCOMPARE(said, 1);
        QVERIFY(open());
        QCOMPARE(said, 1);
    }
    void theReaderReadsAndDoesNotWrite()
    {
        OfficePc pc;
        const auto open = pc.unlock().value();
        QCOMPARE(app::office::operationsIn(open.reader).value(), 1U);
        QVERIFY(!open.reader.execute(QStringLiteral("DELETE FROM staff")));
        QCOMPARE(open.who, pc.who);
    }
    void theLoginPagesNamesFollowTheRegisterOfStaff()
    {
        OfficePc pc;
        QCOMPARE(pc.folder.officeName(), QString());
        core::staff::StaffMember colleague;
        {
            auto vault = core::keys::Vault::open(pc.folder.path(), pc.clock).value();
            const auto key = vault.unlock(pc.who, tests::passphrase("counter-2026")).value();
            colleague.id = core::staff::StaffId::create(pc.clock, pc.random);
            colleague.name = QStringLiteral("冯志军");
            colleague.role = core::staff::Role::Reviewer;
            colleague.office = core::base::idCast<core::staff::OfficeId>(pc.enrolled.answer.office);
            NewPc::expect(vault.addSlot(key, colleague.id, tests::passphrase("colleague-2026")));
            core::staff::Office office;
            office.id = colleague.office;
            office.name = QStringLiteral("齐家湾社区");
            core::changes::log::ChangeLog log(NewPc::reference().schema, pc.clock, pc.random);
            auto db = pc.database();
            auto tx = Transaction::begin(db).value();
            auto act = log.begin(tx, colleague.author()).value();
            NewPc::expect(act.create(office.ref(), core::changes::commonScope(), office.values()));
            NewPc::expect(act.create(colleague.ref(), pc.enrolled.answer.office, colleague.values()));
            NewPc::expect(act.finish());
            NewPc::expect(tx.commit());
        }
        QVERIFY(pc.unlock());
        QCOMPARE(pc.folder.officeName(), QStringLiteral("齐家湾社区"));
        const app::office::SignInName first{pc.who, QStringLiteral("王秀兰"), core::staff::Role::Counter};
        const app::office::SignInName second{colleague.id, colleague.name, colleague.role};
        auto names = pc.folder.names().value();
        QCOMPARE(names.size(), 2);
        QVERIFY(names.contains(first) && names.contains(second));
        {
            core::changes::log::ChangeLog log(NewPc::reference().schema, pc.clock, pc.random);
            auto db = pc.database();
            auto tx = Transaction::begin(db).value();
            auto act = log.begin(tx, colleague.author()).value();
            NewPc::expect(act.set(colleague.ref(), core::staff::StaffMember::activeField, core::changes::Value(false)));
            NewPc::expect(act.finish());
            NewPc::expect(tx.commit());
        }
        QVERIFY(pc.unlock());
        QCOMPARE(pc.folder.names().value(), QList{first}); // who has left is not offered any more
    }
};

SHOULI_TEST(TestUnlock)
#include "TestUnlock.moc"
