// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

#include <QRandomGenerator>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using crypto::SecretBytes;
using keys::VaultContents;

/// Whoever guesses and whoever edits the file gets in never, and the program does not end. SHOULI_SEED chooses,
/// SHOULI_LONG does it as often as an attacker would.
class TestGuessing : public QObject {
    Q_OBJECT

    static int times(int few, int many) { return qEnvironmentVariableIsSet("SHOULI_LONG") ? many : few; }
    QRandomGenerator m_random;

    QByteArray anything(int size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &c : bytes)
            c = static_cast<char>(m_random.bounded(256));
        return bytes;
    }
    /// One thing wrong with a slot, as bad sectors and editors make it.
    void spoil(VaultContents &contents)
    {
        auto &slot = contents.slots[m_random.bounded(static_cast<int>(contents.slots.size()))];
        const auto &other = contents.slots[m_random.bounded(static_cast<int>(contents.slots.size()))];
        const auto flip = [this](QByteArray &bytes) {
            const int bit = m_random.bounded(static_cast<int>(bytes.size()) * 8);
            bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ (1 << bit % 8));
        };
        switch (m_random.bounded(11)) {
        case 0:
            return flip(slot.wrappedKey);
        case 1:
            return flip(slot.keyBox);
        case 2:
            return flip(slot.publicKey);
        case 3:
            return flip(slot.parameters.salt);
        case 4:
            slot.wrappedKey = anything(static_cast<int>(slot.wrappedKey.size()));
            return;
        case 5:
            slot.keyBox = anything(static_cast<int>(slot.keyBox.size()));
            return;
        case 6:
            slot.keyBox.truncate(m_random.bounded(static_cast<int>(slot.keyBox.size())));
            return;
        case 7:
            slot.wrappedKey.truncate(m_random.bounded(static_cast<int>(slot.wrappedKey.size())));
            return;
        case 8:
            slot.parameters.cost = {1 + m_random.bounded(40U), std::uint64_t(1) << m_random.bounded(8, 36)};
            return;
        case 9:
            return flip(contents.keyCheck);
        default:
            std::swap(slot.wrappedKey, const_cast<keys::VaultSlot &>(other).wrappedKey);
            if (&slot == &other)
                flip(slot.wrappedKey);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? static_cast<quint32>(qEnvironmentVariableIntValue("SHOULI_SEED"))
            : QRandomGenerator::global()->generate();
        m_random.seed(seed);
        qInfo("SHOULI_SEED=%u", seed);
    }
    void noWrongPassphraseOpensAnything()
    {
        VaultFixture f;
        auto vault = f.create();
        const QByteArray right("qijiawan-1");
        const int guesses = times(40, 10'000);
        int tried = 0;
        int refused = 0;
        while (tried < guesses) {
            QByteArray guess = right; // near misses, and anything
            if (m_random.bounded(2) == 0)
                guess[m_random.bounded(static_cast<int>(guess.size()))] ^= static_cast<char>(1 << m_random.bounded(8));
            else
                guess = anything(m_random.bounded(64));
            const auto opened = vault.unlock(f.wang, SecretBytes::takeFrom(guess));
            QVERIFY(!opened);
            if (opened.error().code == ErrorCode::TooManyAttempts) {
                ++refused;
                f.clock.advanceMs(keys::Lockout::longestWaitMs);
            } else {
                QVERIFY(opened.error().code == ErrorCode::PassphraseWrong);
                ++tried;
            }
        }
        QVERIFY(refused >= guesses - keys::Lockout::freeAttempts - 1); // each but the first five had to wait
        f.clock.advanceMs(keys::Lockout::longestWaitMs);
        QVERIFY(vault.unlock(f.wang, f.right()).value() == f.dataKey);
    }
    void aGuessCostsAsMuchAsIsAllowedAtLeast()
    {
        VaultFixture f;
        const auto made = keys::Vault::create(f.dir.path(), f.clock, f.identity, f.wang, f.right(), f.county.publicKey,
                                              {1, 8 << 20});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::KeyMalformed);
    }
    void noSpoiltSlotOpensAnything()
    {
        VaultFixture f;
        auto vault = f.create();
        QVERIFY(vault.addSlot(f.dataKey, f.li, f.secret("abcdefg-9")));
        const auto sound = VaultContents::fromBytes(f.bytes(0)).value();
        const int spoilt = times(5'000, 100'000);
        const int tried = times(20, 2'000); // a try takes an Argon2id; the rest are read only
        int refusedAtOnce = 0;
        for (int i = 0; i < spoilt; ++i) {
            VaultContents bad = sound;
            spoil(bad);
            const auto read = VaultContents::fromBytes(bad.toBytes());
            if (!read) {
                QCOMPARE(read.error().code, ErrorCode::VaultDamaged);
                ++refusedAtOnce;
                continue;
            }
            QVERIFY(*read != sound);
            if (i % (spoilt / tried) != 0)
                continue;
            f.put(0, bad.toBytes());
            f.put(1, bad.toBytes());
            auto open = f.open().value();
            for (const auto &[who, secret] : {std::pair(f.wang, "qijiawan-1"), std::pair(f.li, "abcdefg-9")}) {
                const auto key = open.unlock(who, f.secret(secret));
                if (key) // the other one's slot was spoilt
                    QVERIFY(*key == f.dataKey && bad.keyCheck == sound.keyCheck);
            }
        }
        QVERIFY(refusedAtOnce > spoilt / 20); // cut short, or parameters out of bounds
    }
};

SHOULI_TEST(TestGuessing)
#include "TestGuessing.moc"
