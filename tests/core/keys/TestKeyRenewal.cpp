// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using crypto::SecretBytes;
using keys::PassphraseRule;
using keys::Vault;

class TestKeyRenewal : public QObject {
    Q_OBJECT

    static void addLi(VaultFixture &f, Vault &vault)
    {
        if (!vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")))
            qFatal("no slot");
    }

private Q_SLOTS:
    void aPassphraseThatSomebodyElseChoseIsKnownAsSuch()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("first-one-1"), PassphraseRule::staff(),
                              Vault::Chosen::BySomebodyElse));
        QVERIFY(!vault.isGiven(f.wang));
        QVERIFY(vault.isGiven(f.li));
        auto again = f.open().value();
        QVERIFY(again.isGiven(f.li));
        QVERIFY(again.unlock(f.li, f.secret("first-one-1")).value() == f.dataKey);
        QVERIFY(again.isGiven(f.li)); // signing in is not enough
        QVERIFY(again.changePassphrase(f.li, f.secret("first-one-1"), f.secret("my-own-one-1")));
        QVERIFY(!f.open()->isGiven(f.li));
    }
    void everybodyWhoStaysOpensTheNewKeyWithTheOldPassphrase()
    {
        VaultFixture f;
        auto vault = f.create();
        addLi(f, vault);
        QVERIFY(vault.renewKey(f.dataKey));
        auto again = f.open().value();
        const auto wangs = again.unlock(f.wang, f.right()).value();
        QVERIFY(!(wangs == f.dataKey));
        QVERIFY(again.unlock(f.li, f.secret("abcdefg-9")).value() == wangs);
        QVERIFY(again.recoverWith(f.county.secretKey).value() == wangs);
        QVERIFY(again.isDataKey(wangs));
        QVERIFY(!again.isDataKey(f.dataKey));
    }
    void whoIsTakenAwayLosesTheSlotInTheSameSave()
    {
        VaultFixture f;
        auto vault = f.create();
        addLi(f, vault);
        QVERIFY(vault.renewKey(f.dataKey, {f.li}));
        auto again = f.open().value();
        QCOMPARE(again.staff(), QList{f.wang});
        QCOMPARE(again.unlock(f.li, f.secret("abcdefg-9")).error().code, ErrorCode::StaffUnknown);
    }
    void whatTheLeaverKeptDoesNotOpenTheNewKey()
    {
        VaultFixture f;
        auto vault = f.create();
        addLi(f, vault);
        const auto kept = keys::VaultContents::fromBytes(f.bytes(0)).value(); // a copy on a stick
        QVERIFY(vault.renewKey(f.dataKey, {f.li}));
        QVERIFY(vault.endRenewal());
        // the old slot put back by somebody who can write here: it opens the old key, which this vault denies
        f.tamper([&](keys::VaultContents &now) { now.slots = kept.slots; });
        QCOMPARE(f.open()->unlock(f.li, f.secret("abcdefg-9")).error().code, ErrorCode::VaultDamaged);
        // with the others' new boxes in it: they are sealed to others
        f.tamper([&](keys::VaultContents &now) {
            const auto wang = kept.slots[0].staff == f.wang ? kept.slots[0] : kept.slots[1];
            for (auto &slot : now.slots) {
                if (slot.staff == f.li)
                    slot.keyBox = wang.keyBox;
            }
        });
        QVERIFY(!f.open()->unlock(f.li, f.secret("abcdefg-9")));
    }
    void theNewKeyOpensTheOneThatTheDatabaseIsStillUnder()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.databaseKey(f.dataKey).value() == f.dataKey);
        QVERIFY(!vault.isKeyRenewed());
        QVERIFY(vault.renewKey(f.dataKey));
        QVERIFY(vault.isKeyRenewed());
        auto again = f.open().value();
        QVERIFY(again.isKeyRenewed());
        const auto key = again.unlock(f.wang, f.right()).value();
        QVERIFY(again.databaseKey(key).value() == f.dataKey);
        QCOMPARE(again.databaseKey(f.dataKey).error().code, ErrorCode::InvalidArgument); // the old one opens nothing
        QVERIFY(again.endRenewal());
        QVERIFY(!f.open()->isKeyRenewed());
        QVERIFY(f.open()->databaseKey(key).value() == key);
    }
    void aSecondRenewalBeforeTheFirstIsCarriedOutStillKnowsTheDatabasesKey()
    {
        VaultFixture f;
        auto vault = f.create();
        addLi(f, vault);
        QVERIFY(vault.renewKey(f.dataKey));
        const auto second = vault.unlock(f.wang, f.right()).value();
        QVERIFY(vault.renewKey(second, {f.li}));
        const auto third = vault.unlock(f.wang, f.right()).value();
        QVERIFY(!(third == second));
        QVERIFY(vault.databaseKey(third).value() == f.dataKey);
        QCOMPARE(vault.renewKey(second).error().code, ErrorCode::InvalidArgument);
    }
    void nobodyIsLeftOutAltogether()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray before = f.bytes(0);
        QCOMPARE(vault.renewKey(f.dataKey, {f.wang}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(vault.renewKey(SecretBytes::random(32)).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(f.bytes(0), before);
    }
    void aFullDiskKeepsTheOldKeyInForce()
    {
        VaultFixture f;
        auto vault = f.create();
        addLi(f, vault);
        {
            const FullDisk full;
            QCOMPARE(vault.renewKey(f.dataKey, {f.li}).error().code, ErrorCode::DiskFull);
        }
        QVERIFY(vault.unlock(f.li, f.secret("abcdefg-9")).value() == f.dataKey);
        QVERIFY(!f.open()->isKeyRenewed());
    }
    void aSlotOrAKeyOfAnotherVaultIsNoWayIn()
    {
        VaultFixture f;
        VaultFixture other;
        other.identity.database = keys::DatabaseId::create(other.clock, other.random);
        (void)f.create();
        (void)other.create();
        const auto foreign = keys::VaultContents::fromBytes(other.bytes(0)).value();
        f.tamper([&](keys::VaultContents &now) {
            now.slots[0].publicKey = foreign.slots[0].publicKey;
            now.slots[0].wrappedKey = foreign.slots[0].wrappedKey;
            now.slots[0].keyBox = foreign.slots[0].keyBox;
            now.slots[0].parameters = foreign.slots[0].parameters;
        });
        QCOMPARE(f.open()->unlock(f.wang, f.right()).error().code, ErrorCode::PassphraseWrong);
    }
    void aBoxWithAKeyThatSomebodyElsePlantedIsDamage()
    {
        VaultFixture f;
        (void)f.create();
        f.tamper([&](keys::VaultContents &now) {
            SecretBytes planted(16 + 16 + 32);
            now.slots[0].keyBox = crypto::SealedBox::seal(now.slots[0].publicKey, planted).value();
        });
        QCOMPARE(f.open()->unlock(f.wang, f.right()).error().code, ErrorCode::VaultDamaged);
    }
    void theMarkOfASlotChangesWithPassphraseAndKey()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray first = vault.slotMark(f.wang);
        QVERIFY(vault.slotMark(f.li).isEmpty());
        QVERIFY(!vault.unlock(f.wang, f.wrong())); // an attempt is no change
        QCOMPARE(f.open()->slotMark(f.wang), first);
        QVERIFY(vault.changePassphrase(f.wang, f.right(), f.secret("new-word-1")));
        const QByteArray second = vault.slotMark(f.wang);
        QVERIFY(second != first);
        QVERIFY(vault.renewKey(f.dataKey));
        QVERIFY(vault.slotMark(f.wang) != second);
    }
    void copiesThatDisagreeAreMadeToAgree()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray old = f.bytes(1);
        addLi(f, vault);
        f.put(1, old); // the second copy was not written
        QVERIFY(vault.makeCopiesAgree());
        QCOMPARE(f.bytes(0), f.bytes(1));
        QVERIFY(QFile::remove(f.path(1)));
        QVERIFY(QDir().mkpath(f.path(1))); // and cannot be
        QVERIFY(!vault.makeCopiesAgree());
    }
};

SHOULI_TEST(TestKeyRenewal)
#include "TestKeyRenewal.moc"
