// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SealedBox.h"
#include "core/crypto/SecretBox.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using base::ErrorCode;
using crypto::SealedBox;
using crypto::SecretBox;
using crypto::SecretBytes;

class TestBoxes : public QObject {
    Q_OBJECT

    static SecretBytes secret(QByteArray bytes) { return SecretBytes::takeFrom(bytes); }
    static QByteArray flipped(QByteArray bytes, int bit)
    {
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
        return bytes;
    }

private Q_SLOTS:
    void aSecretBoxOpensWithItsKeyAndAssociatedDataOnly()
    {
        const SecretBytes key = SecretBytes::random(SecretBox::keySize);
        const SecretBytes plain = SecretBytes::random(32);
        const QByteArray box = SecretBox::seal(key, plain, "office 1").value();
        QCOMPARE(box.size(), plain.size() + SecretBox::overhead);
        QVERIFY(SecretBox::open(key, box, "office 1").value() == plain);
        QCOMPARE(SecretBox::open(key, box, "office 2").error().code, ErrorCode::DecryptionFailed);
        QCOMPARE(SecretBox::open(SecretBytes::random(32), box, "office 1").error().code, ErrorCode::DecryptionFailed);
    }
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1
    void aSecretBoxIsXChaCha20Poly1305()
    {
        const QByteArray nonce = QByteArray::fromHex("404142434445464748494a4b4c4d4e4f5051525354555657");
        const QByteArray cipher = QByteArray::fromHex(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
            "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
            "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
        const auto plain = SecretBox::open(
            secret(QByteArray::fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")),
            nonce + cipher, QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7"));
        QVERIFY(plain.has_value());
        QVERIFY(plain.value()
                == secret("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                          "sunscreen would be it."));
    }
    void noncesAreFresh()
    {
        const SecretBytes key = SecretBytes::random(32);
        QVERIFY(SecretBox::seal(key, secret("x"), {}).value() != SecretBox::seal(key, secret("x"), {}).value());
    }
    void everyFlippedBitAndEveryCutOfASecretBoxIsRefused()
    {
        const SecretBytes key = SecretBytes::random(32);
        const QByteArray box = SecretBox::seal(key, SecretBytes::random(32), "a").value();
        for (int bit = 0; bit < box.size() * 8; ++bit)
            QCOMPARE(SecretBox::open(key, flipped(box, bit), "a").error().code, ErrorCode::DecryptionFailed);
        for (int size = 0; size < box.size(); ++size)
            QCOMPARE(SecretBox::open(key, box.left(size), "a").error().code, ErrorCode::DecryptionFailed);
    }
    void aSecretBoxKeyOfTheWrongLengthIsRefused()
    {
        QCOMPARE(SecretBox::seal(SecretBytes(31), secret("x"), {}).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(SecretBox::open(SecretBytes(33), QByteArray(99, 'x'), {}).error().code, ErrorCode::KeyMalformed);
    }
    void anEmptySecretMayBeBoxed()
    {
        const SecretBytes key = SecretBytes::random(32);
        QVERIFY(SecretBox::open(key, SecretBox::seal(key, SecretBytes(), "a").value(), "a")->isEmpty());
    }

    void aSealedBoxOpensWithTheSecretKeyOnly()
    {
        const auto county = SealedBox::generateKeys();
        const auto other = SealedBox::generateKeys();
        const SecretBytes plain = SecretBytes::random(32);
        const QByteArray box = SealedBox::seal(county.publicKey, plain).value();
        QCOMPARE(box.size(), plain.size() + SealedBox::overhead);
        QVERIFY(SealedBox::open(county.secretKey, box).value() == plain);
        QCOMPARE(SealedBox::open(other.secretKey, box).error().code, ErrorCode::DecryptionFailed);
    }
    void everyFlippedBitAndEveryCutOfASealedBoxIsRefused()
    {
        const auto county = SealedBox::generateKeys();
        const QByteArray box = SealedBox::seal(county.publicKey, SecretBytes::random(8)).value();
        for (int bit = 0; bit < box.size() * 8; ++bit)
            QCOMPARE(SealedBox::open(county.secretKey, flipped(box, bit)).error().code, ErrorCode::DecryptionFailed);
        for (int size = 0; size < box.size(); ++size)
            QCOMPARE(SealedBox::open(county.secretKey, box.left(size)).error().code, ErrorCode::DecryptionFailed);
    }
    void aPublicKeyComesBackFromItsSecretKey()
    {
        const auto pair = SealedBox::generateKeys();
        QCOMPARE(SealedBox::keysOf(pair.secretKey)->publicKey, pair.publicKey);
        QCOMPARE(SealedBox::keysOf(SecretBytes(31)).error().code, ErrorCode::KeyMalformed);
    }
    void uselessPublicKeysAreRefused()
    {
        QCOMPARE(SealedBox::seal(QByteArray(31, 'k'), secret("x")).error().code, ErrorCode::KeyMalformed);
        QCOMPARE(SealedBox::seal(QByteArray(32, 0), secret("x")).error().code, ErrorCode::KeyMalformed); // low order
    }
};

SHOULI_TEST(TestBoxes)
#include "TestBoxes.moc"
