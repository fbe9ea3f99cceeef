// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using keys::Lockout;
using keys::Vault;

class TestLockout : public QObject {
    Q_OBJECT

    static void fail(Vault &vault, VaultFixture &f, int times)
    {
        for (int i = 0; i < times; ++i)
            QCOMPARE(vault.unlock(f.wang, f.wrong()).error().code, ErrorCode::PassphraseWrong);
    }
    static QString waitOf(Vault &vault, VaultFixture &f)
    {
        const auto key = vault.unlock(f.wang, f.right());
        return !key && key.error().code == ErrorCode::TooManyAttempts ? key.error().detail : QString();
    }

private Q_SLOTS:
    void theWaitBeginsWithTheFifthFailureAndDoubles_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("no failure") << 0 << qint64(0);
        QTest::newRow("four") << 4 << qint64(0);
        QTest::newRow("five") << 5 << qint64(30);
        QTest::newRow("six") << 6 << qint64(60);
        QTest::newRow("ten") << 10 << qint64(960);
        QTest::newRow("eleven, the longest") << 11 << qint64(1800);
        QTest::newRow("a great many") << 2'000'000'000 << qint64(1800);
    }
    void theWaitBeginsWithTheFifthFailureAndDoubles()
    {
        QFETCH(const int, failures);
        QFETCH(const qint64, seconds);
        QCOMPARE(Lockout::waitMs(failures), seconds * 1000);
    }
    void afterFiveFailuresEvenTheRightPassphraseWaits()
    {
        VaultFixture f;
        auto vault = f.create();
        fail(vault, f, 5);
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        f.clock.advanceMs(10'500);
        QCOMPARE(waitOf(vault, f), QStringLiteral("20"));
        f.clock.advanceMs(19'499);
        QCOMPARE(waitOf(vault, f), QStringLiteral("1"));
        f.clock.advanceMs(1);
        QVERIFY(vault.unlock(f.wang, f.right()));
        QCOMPARE(vault.failedAttempts(f.wang), 0);
    }
    void aFurtherFailureDoublesTheWait()
    {
        VaultFixture f;
        auto vault = f.create();
        fail(vault, f, 5);
        f.clock.advanceMs(30'000);
        fail(vault, f, 1);
        QCOMPARE(waitOf(vault, f), QStringLiteral("60"));
    }
    void attemptsDuringTheWaitAreNotCounted()
    {
        VaultFixture f;
        auto vault = f.create();
        fail(vault, f, 5);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        QCOMPARE(vault.failedAttempts(f.wang), 5);
    }
    void theCounterSurvivesReopening()
    {
        VaultFixture f;
        {
            auto vault = f.create();
            fail(vault, f, 3);
        }
        auto vault = f.open().value();
        QCOMPARE(vault.failedAttempts(f.wang), 3);
        fail(vault, f, 2);
        auto again = f.open().value();
        QCOMPARE(waitOf(again, f), QStringLiteral("30"));
    }
    void anAttemptIsWrittenDownBeforeItIsMade()
    {
        // A success saves twice: the attempt before it is made, and its being taken back.
        VaultFixture f;
        auto vault = f.create();
        fail(vault, f, 1);
        QCOMPARE(keys::VaultContents::fromBytes(f.bytes(0))->generation, std::uint64_t(2));
        QVERIFY(vault.unlock(f.wang, f.right()));
        QCOMPARE(keys::VaultContents::fromBytes(f.bytes(0))->generation, std::uint64_t(4));
        QCOMPARE(f.open()->failedAttempts(f.wang), 0);
    }
    void settingTheWallClockDoesNotShortenTheWait()
    {
        VaultFixture f;
        auto vault = f.create();
        fail(vault, f, 5);
        f.clock.setDate(QDate(2099, 1, 1));
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        f.clock.setDate(QDate(1970, 1, 1));
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        auto again = f.open().value();
        QCOMPARE(waitOf(again, f), QStringLiteral("30"));
    }
    void restartingTheMachineBeginsTheWaitAgain_data()
    {
        QTest::addColumn<qint64>("ticks"); // the zero of the monotonic clock is arbitrary
        QTest::newRow("its clock begins anew") << qint64(40);
        QTest::newRow("its clock begins far ahead") << qint64(1'000'000'000);
    }
    void restartingTheMachineBeginsTheWaitAgain()
    {
        QFETCH(const qint64, ticks);
        VaultFixture f;
        {
            auto vault = f.create();
            fail(vault, f, 5);
        }
        f.clock.advanceMs(25'000);
        f.clock.boot = 2;
        f.clock.ticks = ticks;
        auto vault = f.open().value();
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        f.clock.advanceMs(12'000);
        auto again = f.open().value(); // restarting only the program does not begin it again
        QCOMPARE(waitOf(again, f), QStringLiteral("18"));
        f.clock.advanceMs(18'000);
        QVERIFY(again.unlock(f.wang, f.right()));
    }
    void aMonotonicClockThatWentBackIsAnotherRun()
    {
        VaultFixture f;
        {
            auto vault = f.create();
            fail(vault, f, 5);
        }
        f.clock.ticks = 0; // same boot id: a system that cannot tell its runs apart
        auto vault = f.open().value();
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
        f.clock.advanceMs(30'000);
        QVERIFY(vault.unlock(f.wang, f.right()));
    }
    void oneColleaguesFailuresDoNotLockOutAnother()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        fail(vault, f, 5);
        QVERIFY(vault.unlock(f.li, f.secret("abcdefg-9")));
        QCOMPARE(waitOf(vault, f), QStringLiteral("30"));
    }
};

SHOULI_TEST(TestLockout)
#include "TestLockout.moc"
