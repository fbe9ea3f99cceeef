// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/Hash.h"
#include "core/crypto/Sha256.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::crypto;

class TestHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256MeetsTheVectorOfFips180()
    {
        QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256({}).toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
    void whatIsAddedInPiecesCountsAsOneAndTheNextStartsEmpty()
    {
        Sha256 hash;
        for (const char *piece : {"abcdbcdecdef", "", "defgefghfghighijhijkijkljklmklmnlmnomnopnopq"})
            hash.add(QByteArrayView(piece));
        QCOMPARE(hash.result().toHex(), // the two-block message of FIPS 180-2, appendix B.2
                 QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        QCOMPARE(hash.result(), sha256({}));
    }
    void hmacMeetsTestCase2OfRfc4231()
    {
        QByteArray key("Jefe");
        QCOMPARE(hmacSha256(SecretBytes::takeFrom(key), "what do ya want for nothing?").toHex(),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }
    void comparisonTellsLengthAndContent()
    {
        QVERIFY(sameBytes("ab", "ab"));
        QVERIFY(sameBytes({}, {}));
        QVERIFY(!sameBytes("ab", "ac"));
        QVERIFY(!sameBytes("ab", "abc"));
    }
    void takingOverASecretWipesTheSource()
    {
        QByteArray typed("123456");
        const SecretBytes secret = SecretBytes::takeFrom(typed);
        QVERIFY(typed.isEmpty());
        QCOMPARE(secret.size(), 6);
        QCOMPARE(secret.data()[0], static_cast<unsigned char>('1'));
        QVERIFY(secret.clone() == secret);
    }
    void aMovedSecretLeavesNothingBehind()
    {
        SecretBytes a = SecretBytes::random(32);
        const SecretBytes copy = a.clone();
        const SecretBytes b = std::move(a);
        QVERIFY(b == copy);
        QVERIFY(a.isEmpty()); // NOLINT(bugprone-use-after-move): the promise under test
    }
};

SHOULI_TEST(TestHash)
#include "TestHash.moc"
