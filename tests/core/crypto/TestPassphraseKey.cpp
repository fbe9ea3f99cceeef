// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SystemClock.h"
#include "core/crypto/PassphraseKey.h"
#include "tests/support/TestMain.h"

#include <limits>

using namespace shouli::core;
using base::ErrorCode;
using crypto::PassphraseCost;
using crypto::PassphraseKey;
using crypto::PassphraseParameters;
using crypto::SecretBytes;

class TestPassphraseKey : public QObject {
    Q_OBJECT

    static constexpr quint64 MiB = 1ULL << 20;
    static SecretBytes secret(const char *utf8)
    {
        QByteArray bytes(utf8);
        return SecretBytes::takeFrom(bytes);
    }
    static PassphraseParameters cheap() { return PassphraseParameters::create(PassphraseKey::floor); }
    /// A PC that does `mibPerMs` MiB-passes a millisecond.
    static auto pc(double mibPerMs)
    {
        return [mibPerMs](const PassphraseCost &cost) {
            return static_cast<std::int64_t>(double(cost.memory) / MiB * double(cost.passes) / mibPerMs);
        };
    }

private Q_SLOTS:
    void theResultIsArgon2id()
    {
        QByteArray salt(PassphraseKey::saltSize, 0);
        for (int i = 0; i < salt.size(); ++i)
            salt[i] = static_cast<char>(i);
        const auto key = PassphraseKey::derive(secret("长命百岁2026"), {PassphraseKey::floor, salt}).value();
        // computed with the reference implementation (libargon2: argon2id, t=2, m=19456 KiB, p=1)
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(key.data()), key.size()).toHex(),
                 QByteArray("73a779c560a3e69c3b29c3a75d3e85758f645110a9460262045125d2608acd87"));
    }
    void anotherPassphraseSaltOrCostGivesAnotherKey()
    {
        const PassphraseParameters parameters = cheap();
        const auto key = PassphraseKey::derive(secret("a"), parameters).value();
        QVERIFY(key == PassphraseKey::derive(secret("a"), parameters).value());
        QVERIFY(!(key == PassphraseKey::derive(secret("b"), parameters).value()));
        QVERIFY(!(key == PassphraseKey::derive(secret("a"), cheap()).value()));
        PassphraseParameters dearer = parameters;
        dearer.cost.passes = 3;
        QVERIFY(!(key == PassphraseKey::derive(secret("a"), dearer).value()));
    }
    void saltsAreFresh() { QVERIFY(cheap().salt != cheap().salt); }

    void parametersOutOfBoundsAreRefused_data()
    {
        QTest::addColumn<quint64>("passes");
        QTest::addColumn<quint64>("memory");
        QTest::addColumn<int>("saltSize");
        QTest::newRow("one pass") << quint64(1) << 64 * MiB << 16;
        QTest::newRow("one byte below 19 MiB") << quint64(3) << 19 * MiB - 1 << 16;
        QTest::newRow("so many passes that the PC would hang") << quint64(4000000000) << 64 * MiB << 16;
        QTest::newRow("more memory than the PC has") << quint64(3) << (quint64(1) << 42) << 16;
        QTest::newRow("a short salt") << quint64(3) << 64 * MiB << 15;
        QTest::newRow("no salt") << quint64(3) << 64 * MiB << 0;
    }
    void parametersOutOfBoundsAreRefused()
    {
        QFETCH(const quint64, passes);
        QFETCH(const quint64, memory);
        QFETCH(const int, saltSize);
        const PassphraseParameters parameters{{passes, memory}, QByteArray(saltSize, 's')};
        QCOMPARE(PassphraseKey::derive(secret("a"), parameters).error().code, ErrorCode::KeyMalformed);
    }

    void calibrationAimsAt300To800Ms_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("a PC of ten years ago") << 0.3;
        QTest::newRow("an office PC") << 0.5;
        QTest::newRow("a good PC") << 1.0;
        QTest::newRow("a fast PC") << 2.5;
    }
    void calibrationAimsAt300To800Ms()
    {
        QFETCH(const double, speed);
        const PassphraseCost cost = PassphraseKey::calibrate(pc(speed));
        const auto ms = pc(speed)(cost);
        QVERIFY2(ms >= 300 && ms <= 800, qPrintable(QString::number(ms)));
        QVERIFY(PassphraseKey::isAllowed(cost));
    }
    void evenTheSlowestPcStaysAtTheFloor() { QCOMPARE(PassphraseKey::calibrate(pc(0.001)), PassphraseKey::floor); }
    void aPcThatHasNoMemoryForItGoesLower()
    {
        const PassphraseCost cost = PassphraseKey::calibrate([](const PassphraseCost &tried) {
            return tried.memory > 40 * MiB ? std::numeric_limits<std::int64_t>::max() : std::int64_t(100);
        });
        QCOMPARE(cost, (PassphraseCost{3, 32 * MiB}));
    }
    void aVeryFastPcStopsAtTheTopRung()
    {
        const PassphraseCost cost = PassphraseKey::calibrate(pc(1000));
        QCOMPARE(cost.memory, 256 * MiB);
        QVERIFY(PassphraseKey::isAllowed(cost));
    }
    void calibrationOnThisMachineEnds()
    {
        const base::SystemClock clock;
        const PassphraseCost cost = PassphraseKey::calibrate(clock);
        const auto begin = clock.monotonicMs();
        QVERIFY(PassphraseKey::derive(secret("a"), PassphraseParameters::create(cost)));
        const auto ms = clock.monotonicMs() - begin;
        qInfo("Argon2id: %llu MiB, %llu passes, %lld ms", static_cast<unsigned long long>(cost.memory / MiB),
              static_cast<unsigned long long>(cost.passes), static_cast<long long>(ms));
        QVERIFY(PassphraseKey::isAllowed(cost)); // the time is for people: machines that test are busy
    }
};

SHOULI_TEST(TestPassphraseKey)
#include "TestPassphraseKey.moc"
