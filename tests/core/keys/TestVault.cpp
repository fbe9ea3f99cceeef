// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using crypto::SecretBytes;
using keys::PassphraseRule;
using keys::Vault;

class TestVault : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDataKeyComesBackAfterReopening()
    {
        VaultFixture f;
        (void)f.create();
        QCOMPARE(f.dataKey.size(), 32);
        auto vault = f.open().value();
        QCOMPARE(vault.identity(), f.identity);
        QCOMPARE(vault.staff(), QList{f.wang});
        QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
        QVERIFY(vault.isDataKey(f.dataKey));
        QVERIFY(!vault.isDataKey(SecretBytes::random(32)));
    }
    void neitherKeyNorPassphraseIsInTheFiles()
    {
        VaultFixture f;
        (void)f.create();
        const QByteArray key(reinterpret_cast<const char *>(f.dataKey.data()), f.dataKey.size());
        for (int copy : {0, 1}) {
            QVERIFY(!f.bytes(copy).contains(key));
            QVERIFY(!f.bytes(copy).contains(key.toHex()));
            QVERIFY(!f.bytes(copy).contains("qijiawan"));
        }
    }
    void everyVaultHasItsOwnDataKey()
    {
        VaultFixture a;
        VaultFixture b;
        (void)a.create();
        (void)b.create();
        QVERIFY(!(a.dataKey == b.dataKey));
    }
    void aWrongPassphraseIsSaidToBeWrong()
    {
        VaultFixture f;
        auto vault = f.create();
        QCOMPARE(vault.unlock(f.wang, f.wrong()).error(),
                 (base::Error{ErrorCode::PassphraseWrong, QStringLiteral("4")}));
        QCOMPARE(vault.unlock(f.wang, SecretBytes()).error().code, ErrorCode::PassphraseWrong);
    }
    void anErasedVaultOpensForTheCountyAlone()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.right()));
        QVERIFY(vault.eraseStaff());
        QCOMPARE(vault.unlock(f.wang, f.right()).error().code, ErrorCode::StaffUnknown);
        auto again = f.open().value();
        QVERIFY(again.staff().isEmpty());
        QCOMPARE(again.unlock(f.li, f.right()).error().code, ErrorCode::StaffUnknown);
        QVERIFY(again.recoverWith(f.county.secretKey).value() == f.dataKey);
        QCOMPARE(f.bytes(0), f.bytes(1)); // no slot is left in the other copy
    }
    void aStrangerIsUnknown()
    {
        VaultFixture f;
        QCOMPARE(f.create().unlock(f.li, f.right()).error().code, ErrorCode::StaffUnknown);
    }
    void anExistingVaultIsNeverOverwritten()
    {
        VaultFixture f;
        auto vault = f.create();
        QCOMPARE(f.tryCreate(f.right()).error().code, ErrorCode::InvalidArgument);
        QVERIFY(QFile::remove(f.path(0)));
        QCOMPARE(f.tryCreate(f.right()).error().code, ErrorCode::InvalidArgument);
        QVERIFY(f.open()->unlock(f.wang, f.right()).value() == f.dataKey);
    }
    void aWeakPassphraseMakesNoVault()
    {
        VaultFixture f;
        QCOMPARE(f.tryCreate(f.secret("12345678")).error().code, ErrorCode::PassphraseTooWeak);
        QCOMPARE(f.open().error().code, ErrorCode::VaultMissing);
    }
    void aUselessCountyKeyMakesNoVault()
    {
        VaultFixture f;
        f.county.publicKey.chop(1);
        QCOMPARE(f.tryCreate(f.right()).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(f.open().error().code, ErrorCode::VaultMissing);
    }
    void aMissingFolderIsSaidToBeUnwritable()
    {
        VaultFixture f;
        QCOMPARE(Vault::create(f.dir.filePath(QStringLiteral("none")), f.clock, f.identity, f.wang, f.right(),
                               f.county.publicKey, crypto::PassphraseKey::floor)
                     .error()
                     .code,
                 ErrorCode::FileUnwritable);
    }

    void eachStaffMemberHasAnOwnPassphrase()
    {
        VaultFixture f;
        {
            auto vault = f.create();
            QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("长命百岁2026")));
        }
        auto vault = f.open().value();
        QCOMPARE(vault.staff().size(), 2);
        QVERIFY(vault.unlock(f.li, f.secret("长命百岁2026")).value() == f.dataKey);
        QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
        QCOMPARE(vault.unlock(f.li, f.right()).error().code, ErrorCode::PassphraseWrong);
    }
    void aForgottenPassphraseIsReplacedByAColleague()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("forgotten-9")));
        QVERIFY(!vault.unlock(f.li, f.wrong()));
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("remembered-9")));
        QCOMPARE(vault.staff().size(), 2);
        QCOMPARE(vault.failedAttempts(f.li), 0);
        QVERIFY(vault.unlock(f.li, f.secret("remembered-9")));
        QVERIFY(!vault.unlock(f.li, f.secret("forgotten-9")));
    }
    void aSlotForAnotherDatabasesKeyIsRefused()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray before = f.bytes(0);
        QCOMPARE(vault.addSlot(SecretBytes::random(32), f.li, f.secret("abcdefg-9")).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(vault.addSlot(f.dataKey, f.li, f.secret("abcdefgh")).error().code, ErrorCode::PassphraseTooWeak);
        QCOMPARE(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-"), PassphraseRule::administrator()).error().code,
                 ErrorCode::PassphraseTooWeak);
        QCOMPARE(f.bytes(0), before);
    }
    void aChangedPassphraseReplacesTheOldOne()
    {
        VaultFixture f;
        auto vault = f.create();
        QCOMPARE(vault.changePassphrase(f.wang, f.right(), f.right()).error().code, ErrorCode::PassphraseTooWeak);
        QCOMPARE(vault.changePassphrase(f.wang, f.right(), f.secret("short1")).error().code,
                 ErrorCode::PassphraseTooWeak);
        QCOMPARE(vault.changePassphrase(f.wang, f.wrong(), f.secret("new-word-1")).error().code,
                 ErrorCode::PassphraseWrong);
        QVERIFY(vault.changePassphrase(f.wang, f.right(), f.secret("new-word-1")));
        auto again = f.open().value();
        QCOMPARE(again.unlock(f.wang, f.right()).error().code, ErrorCode::PassphraseWrong);
        QVERIFY(again.unlock(f.wang, f.secret("new-word-1")).value() == f.dataKey);
    }
    void aRemovedStaffMemberIsLockedOutButNeverTheLast()
    {
        VaultFixture f;
        auto vault = f.create();
        QCOMPARE(vault.removeSlot(f.wang).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(vault.removeSlot(f.li).error().code, ErrorCode::StaffUnknown);
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        QVERIFY(vault.removeSlot(f.wang));
        auto again = f.open().value();
        QCOMPARE(again.staff(), QList{f.li});
        QCOMPARE(again.unlock(f.wang, f.right()).error().code, ErrorCode::StaffUnknown);
        QVERIFY(again.unlock(f.li, f.secret("abcdefg-9")));
    }

    void theCountyRecoversTheDataKey()
    {
        VaultFixture f;
        (void)f.create();
        const auto vault = f.open().value();
        QCOMPARE(vault.recoveryKey(), f.county.publicKey);
        QVERIFY(vault.recoverWith(f.county.secretKey).value() == f.dataKey);
        const auto other = crypto::SealedBox::generateKeys();
        QCOMPARE(vault.recoverWith(other.secretKey).error().code, ErrorCode::DecryptionFailed);
    }
    void theRecoverySlotOfAnotherVaultIsNotTakenForOurs()
    {
        VaultFixture f;
        (void)f.create();
        VaultFixture other;
        other.county = {f.county.publicKey, f.county.secretKey.clone()};
        (void)other.create();
        const auto box = keys::VaultContents::fromBytes(other.bytes(0))->recoveryBox;
        f.tamper([&](keys::VaultContents &contents) { contents.recoveryBox = box; });
        QCOMPARE(f.open()->recoverWith(f.county.secretKey).error().code, ErrorCode::VaultDamaged);
    }
    void theCountyMayChangeItsKey()
    {
        VaultFixture f;
        auto vault = f.create();
        const auto next = crypto::SealedBox::generateKeys();
        QCOMPARE(vault.changeRecoveryKey(SecretBytes::random(32), next.publicKey).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(vault.changeRecoveryKey(f.dataKey, QByteArray(32, 0)).error().code, ErrorCode::KeyMalformed);
        QVERIFY(vault.recoverWith(f.county.secretKey));
        QVERIFY(vault.changeRecoveryKey(f.dataKey, next.publicKey));
        QVERIFY(f.open()->recoverWith(next.secretKey).value() == f.dataKey);
        QVERIFY(!f.open()->recoverWith(f.county.secretKey));
    }

    void theHighWaterMarkOnlyRises()
    {
        VaultFixture f;
        constexpr std::uint64_t most = ~std::uint64_t(0);
        {
            auto vault = f.create();
            QCOMPARE(vault.highWater(), std::uint64_t(0));
            QVERIFY(vault.raiseHighWater(143'712));
            QVERIFY(vault.raiseHighWater(7));
            QCOMPARE(vault.highWater(), std::uint64_t(143'712));
        }
        QCOMPARE(f.open()->highWater(), std::uint64_t(143'712));
        QVERIFY(f.open()->raiseHighWater(most));
        QCOMPARE(f.open()->highWater(), most);
    }

    void cheaperParametersWrittenIntoTheFileAreRefused()
    {
        VaultFixture f;
        (void)f.create();
        f.tamper([](keys::VaultContents &contents) { contents.slots[0].parameters.cost = {1, 8 << 10}; });
        QCOMPARE(f.open().error().code, ErrorCode::VaultDamaged);
    }
    void otherParametersWithinBoundsDoNotOpenTheSlot()
    {
        VaultFixture f;
        (void)f.create();
        f.tamper([](keys::VaultContents &contents) { contents.slots[0].parameters.cost.passes = 3; });
        QCOMPARE(f.open()->unlock(f.wang, f.right()).error().code, ErrorCode::PassphraseWrong);
    }
    void aSlotDoesNotOpenUnderAnotherName()
    {
        VaultFixture f;
        (void)f.create();
        f.tamper([&](keys::VaultContents &contents) { contents.slots[0].staff = f.li; });
        QCOMPARE(f.open()->unlock(f.li, f.right()).error().code, ErrorCode::PassphraseWrong);
    }
    void newSlotsAreAsDearAsTheDearest()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        const auto contents = keys::VaultContents::fromBytes(f.bytes(1)).value();
        QCOMPARE(contents.slots[1].parameters.cost, contents.slots[0].parameters.cost);
        QVERIFY(contents.slots[1].parameters.salt != contents.slots[0].parameters.salt);
    }

    void aFullDiskKeepsTheOldVault()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray before = f.bytes(0);
        {
            const FullDisk full;
            QCOMPARE(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")).error().code, ErrorCode::DiskFull);
            QCOMPARE(vault.raiseHighWater(9).error().code, ErrorCode::DiskFull);
            QCOMPARE(vault.staff(), QList{f.wang});
            QCOMPARE(vault.highWater(), std::uint64_t(0));
            // people still get at their data, and wrong guesses still count
            QVERIFY(!vault.unlock(f.wang, f.wrong()));
            QCOMPARE(vault.failedAttempts(f.wang), 1);
            QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
        }
        QCOMPARE(f.bytes(0), before);
        QCOMPARE(f.bytes(1), before);
        QVERIFY(f.open()->unlock(f.wang, f.right()).value() == f.dataKey);
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        QCOMPARE(f.open()->staff().size(), 2);
    }
};

SHOULI_TEST(TestVault)
#include "TestVault.moc"
