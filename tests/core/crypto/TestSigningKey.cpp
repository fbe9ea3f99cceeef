// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SigningKey.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using base::ErrorCode;
using crypto::SecretBytes;
using crypto::SigningKey;

class TestSigningKey : public QObject {
    Q_OBJECT

    static SigningKey fromHex(const char *hex)
    {
        QByteArray seed = QByteArray::fromHex(hex);
        return SigningKey::fromSeed(SecretBytes::takeFrom(seed)).value();
    }

private Q_SLOTS:
    // RFC 8032 section 7.1, TEST 1 to 3
    void theVectorsOfRfc8032AreMet_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("publicKey");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("an empty message")
            << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
            << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray("")
            << QByteArray(
                   "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                   "d25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("one byte")
            << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
            << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << QByteArray("72")
            << QByteArray(
                   "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                   "387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("two bytes")
            << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << QByteArray("af82")
            << QByteArray(
                   "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                   "4a7c15e9716ed28dc027beceea1ec40a");
    }
    void theVectorsOfRfc8032AreMet()
    {
        QFETCH(const QByteArray, seed);
        QFETCH(const QByteArray, publicKey);
        QFETCH(const QByteArray, message);
        QFETCH(const QByteArray, signature);
        const SigningKey key = fromHex(seed.constData());
        const QByteArray bytes = QByteArray::fromHex(message);
        QCOMPARE(key.publicKey().toHex(), publicKey);
        QCOMPARE(key.sign(bytes).toHex(), signature);
        QVERIFY(crypto::verify(key.publicKey(), bytes, key.sign(bytes)));
        QVERIFY(!crypto::verify(key.publicKey(), bytes + 'x', key.sign(bytes)));
    }
    void everyFlippedBitOfASignatureIsRefused()
    {
        const SigningKey key = SigningKey::generate();
        const QByteArray good = key.sign("受理");
        for (int bit = 0; bit < good.size() * 8; ++bit) {
            QByteArray bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
            QVERIFY2(!crypto::verify(key.publicKey(), "受理", bad), qPrintable(QString::number(bit)));
        }
    }
    void aKeyComesBackFromItsSeed()
    {
        const SigningKey key = SigningKey::generate();
        QCOMPARE(SigningKey::fromSeed(key.seed())->publicKey(), key.publicKey());
    }
    void seedsAndKeysOfTheWrongLengthAreRefused()
    {
        QCOMPARE(SigningKey::fromSeed(SecretBytes(31)).error().code, ErrorCode::KeyMalformed);
        const SigningKey key = SigningKey::generate();
        QVERIFY(!crypto::verify(key.publicKey().chopped(1), "x", key.sign("x")));
        QVERIFY(!crypto::verify(key.publicKey(), "x", key.sign("x").chopped(1)));
        QVERIFY(!crypto::verify({}, "x", {}));
    }
};

SHOULI_TEST(TestSigningKey)
#include "TestSigningKey.moc"
