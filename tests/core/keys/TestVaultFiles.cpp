// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <rapidcheck.h>

#include "core/crypto/Hash.h"

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using keys::CopyState;
using keys::VaultContents;

class TestVaultFiles : public QObject {
    Q_OBJECT

    static QByteArray flipped(QByteArray bytes, qsizetype bit)
    {
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
        return bytes;
    }
    static void eachCopy()
    {
        QTest::addColumn<int>("copy");
        QTest::newRow("copy A") << 0;
        QTest::newRow("copy B") << 1;
    }

private Q_SLOTS:
    void everyFlippedBitOfOneCopyIsRepairedFromTheOther_data() { eachCopy(); }
    void everyFlippedBitOfOneCopyIsRepairedFromTheOther()
    {
        QFETCH(const int, copy);
        VaultFixture f;
        (void)f.create();
        const QByteArray good = f.bytes(copy);
        QFile file(f.path(copy)); // in place and without fsync, since it is done thousands of times
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qsizetype bit = 0; bit < good.size() * 8; ++bit) {
            QVERIFY(file.seek(0));
            file.write(flipped(good, bit));
            QVERIFY(file.flush());
            const auto loaded = keys::VaultFiles(f.dir.path()).load(f.identity.office);
            QVERIFY2(loaded && loaded->copy[copy] == CopyState::Damaged, qPrintable(QString::number(bit)));
            QCOMPARE(loaded->contents.toBytes(), good);
        }
        auto vault = f.open().value();
        QCOMPARE(vault.condition()[copy], CopyState::Damaged);
        QCOMPARE(vault.condition()[1 - copy], CopyState::Good);
        QCOMPARE(f.bytes(0), f.bytes(1));
        QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
        QCOMPARE(f.open()->condition()[copy], CopyState::Good);
    }
    void flippedBitsInBothCopiesAreRefused()
    {
        VaultFixture f;
        (void)f.create();
        const QByteArray good = f.bytes(0);
        for (qsizetype bit = 0; bit < good.size() * 8; bit += 97) {
            f.put(0, flipped(good, bit));
            f.put(1, flipped(good, good.size() * 8 - 1 - bit));
            QCOMPARE(f.open().error().code, ErrorCode::VaultDamaged);
        }
        QVERIFY2(f.bytes(0) != good, "a refused vault is left as it is");
    }
    void everyCutOfOneCopyIsRepairedFromTheOther_data() { eachCopy(); }
    void everyCutOfOneCopyIsRepairedFromTheOther()
    {
        QFETCH(const int, copy);
        VaultFixture f;
        (void)f.create();
        const QByteArray good = f.bytes(copy);
        for (qsizetype size = 0; size < good.size(); ++size)
            QVERIFY(!VaultContents::fromBytes(good.left(size)));
        for (const qsizetype size : {qsizetype(0), qsizetype(1), good.size() / 2, good.size() - 1}) {
            f.put(copy, good.left(size));
            QCOMPARE(f.open()->condition()[copy], CopyState::Damaged);
            QVERIFY(f.bytes(copy).size() == good.size());
        }
        f.put(copy, good + 'x');
        QCOMPARE(f.open()->condition()[copy], CopyState::Damaged);
    }
    void zeroBytesInBothAreDamageNotANewVault()
    {
        VaultFixture f;
        (void)f.create();
        f.put(0, {});
        f.put(1, {});
        QCOMPARE(f.open().error().code, ErrorCode::VaultDamaged);
        QCOMPARE(f.tryCreate(f.right()).error().code, ErrorCode::InvalidArgument);
    }
    void anEnormousCopyIsNotReadIn()
    {
        VaultFixture f;
        (void)f.create();
        f.put(0, QByteArray(1 << 20, 'x'));
        QCOMPARE(f.open()->condition()[0], CopyState::Damaged);
    }
    void aMissingCopyIsMadeAgain_data() { eachCopy(); }
    void aMissingCopyIsMadeAgain()
    {
        QFETCH(const int, copy);
        VaultFixture f;
        (void)f.create();
        QVERIFY(QFile::remove(f.path(copy)));
        QCOMPARE(f.open()->condition()[copy], CopyState::Missing);
        QCOMPARE(f.bytes(0), f.bytes(1));
    }
    void noCopyAtAllIsAMissingVault()
    {
        VaultFixture f;
        QCOMPARE(f.open().error().code, ErrorCode::VaultMissing);
        QVERIFY(QDir(f.dir.path()).isEmpty());
    }
    void oneMissingAndOneDamagedIsADamagedVault()
    {
        VaultFixture f;
        (void)f.create();
        QVERIFY(QFile::remove(f.path(0)));
        f.put(1, f.bytes(1).chopped(1));
        QCOMPARE(f.open().error().code, ErrorCode::VaultDamaged);
    }
    void aPowerCutBetweenTheCopiesLeavesTheNewVault_data() { eachCopy(); }
    void aPowerCutBetweenTheCopiesLeavesTheNewVault()
    {
        QFETCH(const int, copy);
        VaultFixture f;
        auto vault = f.create();
        const QByteArray old = f.bytes(copy);
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        f.put(copy, old);
        const auto again = f.open().value();
        QCOMPARE(again.condition()[copy], CopyState::Stale);
        QCOMPARE(again.staff().size(), 2);
        QCOMPARE(f.bytes(0), f.bytes(1));
    }
    void aRepairThatFindsTheDiskFullIsPutOff()
    {
        VaultFixture f;
        (void)f.create();
        f.put(0, {});
        {
            const FullDisk full;
            auto vault = f.open().value();
            QCOMPARE(vault.condition()[0], CopyState::Damaged);
            QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
        }
        QCOMPARE(f.open()->condition()[0], CopyState::Damaged);
        QCOMPARE(f.open()->condition()[0], CopyState::Good);
    }

    void anotherOfficesVaultIsForeign()
    {
        VaultFixture f;
        (void)f.create();
        const auto other = staff::OfficeId::create(f.clock, f.random);
        QCOMPARE(keys::Vault::open(f.dir.path(), f.clock, other).error().code, ErrorCode::VaultForeign);
        QVERIFY(keys::Vault::open(f.dir.path(), f.clock));
    }
    void oneForeignCopyIsReplacedByOurs()
    {
        VaultFixture f;
        VaultFixture other;
        other.random = TestRandom(2);
        other.identity.office = staff::OfficeId::create(other.clock, other.random);
        (void)f.create();
        (void)other.create();
        f.put(0, other.bytes(0));
        QCOMPARE(keys::Vault::open(f.dir.path(), f.clock).error().code, ErrorCode::VaultForeign);
        const auto vault = f.open().value();
        QCOMPARE(vault.condition()[0], CopyState::Foreign);
        QCOMPARE(vault.identity(), f.identity);
        QCOMPARE(f.bytes(0), f.bytes(1));
    }
    void twoDatabasesOfOneOfficeAreNeverMixed()
    {
        VaultFixture f;
        VaultFixture other;
        other.identity = {f.identity.office, keys::DatabaseId::create(other.clock, f.random)};
        (void)f.create();
        (void)other.create();
        f.put(0, other.bytes(0));
        QCOMPARE(f.open().error().code, ErrorCode::VaultForeign);
    }
    void aLaterVersionIsLeftAlone()
    {
        VaultFixture f;
        (void)f.create();
        QCborMap body = QCborValue::fromCbor(QCborValue::fromCbor(f.bytes(0)).toArray().at(0).toByteArray()).toMap();
        body[0] = VaultContents::version + 1;
        const QByteArray bytes = QCborValue(body).toCbor();
        const QByteArray later = QCborValue(QCborArray{bytes, crypto::sha256(bytes)}).toCbor();
        f.put(1, later);
        QCOMPARE(f.open().error().code, ErrorCode::Unsupported);
        QCOMPARE(f.bytes(1), later);
    }
    void theSameContentsInAnotherEncodingAreRefused()
    {
        VaultFixture f;
        (void)f.create();
        QCborMap map = QCborValue::fromCbor(QCborValue::fromCbor(f.bytes(0)).toArray().at(0).toByteArray()).toMap();
        const QCborValue version = map.take(0);
        map[0] = version; // now the last key
        const QByteArray bytes = QCborValue(map).toCbor();
        QCOMPARE(VaultContents::fromBytes(QCborValue(QCborArray{bytes, crypto::sha256(bytes)}).toCbor()).error().code,
                 ErrorCode::VaultDamaged);
    }
    void aHostileBodyUnderARightChecksumIsRefusedOrRead()
    {
        VaultFixture f;
        (void)f.create();
        const QByteArray body = QCborValue::fromCbor(f.bytes(0)).toArray().at(0).toByteArray();
        const auto enclosed = [](const QByteArray &bytes) {
            return QCborValue(QCborArray{bytes, crypto::sha256(bytes)}).toCbor();
        };
        for (qsizetype size = 0; size < body.size(); ++size)
            QCOMPARE(VaultContents::fromBytes(enclosed(body.left(size))).error().code, ErrorCode::VaultDamaged);
        for (qsizetype bit = 0; bit < body.size() * 8; ++bit) {
            const QByteArray bytes = enclosed(flipped(body, bit));
            if (const auto contents = VaultContents::fromBytes(bytes))
                QCOMPARE(contents->toBytes(), bytes);
        }
    }
    void anythingRoundTripsAndRubbishIsRefused()
    {
        VaultFixture f;
        (void)f.create();
        const auto sample = VaultContents::fromBytes(f.bytes(0)).value();
        QVERIFY(rc::check("contents come back as they went",
                          [&](std::uint64_t mark, std::uint64_t boot, std::int64_t ticks) {
                              VaultContents contents = sample;
                              contents.generation = mark >> 1;
                              contents.highWater = mark;
                              contents.slots[0].lockout = {static_cast<int>(mark & 0xffff), boot, ticks};
                              contents.slots[0].given = mark % 2 == 1;
                              if (boot % 2 == 1)
                                  contents.previousKey = contents.slots[0].wrappedKey;
                              RC_ASSERT(VaultContents::fromBytes(contents.toBytes()).value() == contents);
                          }));
        QVERIFY(rc::check("rubbish is damage", [](const std::string &rubbish) {
            RC_ASSERT(VaultContents::fromBytes(QByteArray::fromStdString(rubbish)).error().code
                      == ErrorCode::VaultDamaged);
        }));
    }
};

SHOULI_TEST(TestVaultFiles)
#include "TestVaultFiles.moc"
