// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/Passphrase.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using base::ErrorCode;
using crypto::SecretBytes;
using keys::PassphraseRule;

class TestPassphrase : public QObject {
    Q_OBJECT

    static SecretBytes bytes(QByteArray utf8) { return SecretBytes::takeFrom(utf8); }

private Q_SLOTS:
    void strengthIsJudgedByLengthAndClasses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("staff");
        QTest::addColumn<bool>("administrator");
        QTest::newRow("nothing") << QString() << false << false;
        QTest::newRow("seven characters of three classes") << QStringLiteral("Abcd123") << false << false;
        QTest::newRow("digits only") << QStringLiteral("1234567890") << false << false;
        QTest::newRow("small letters only") << QStringLiteral("abcdefghij") << false << false;
        QTest::newRow("letters and digits") << QStringLiteral("abcdefg1") << true << false;
        QTest::newRow("letters, capitals and digits") << QStringLiteral("Abcdefg1") << true << true;
        QTest::newRow("letters, digits and a space") << QStringLiteral("abc 1234") << true << true;
        QTest::newRow("Chinese only") << QStringLiteral("齐家湾社区便民中心") << false << false;
        QTest::newRow("Chinese and digits") << QStringLiteral("长命百岁2026") << true << false;
        QTest::newRow("three Chinese characters are not eight") << QStringLiteral("齐家湾1") << false << false;
        QTest::newRow("rare characters count once each") << QStringLiteral("𠮷𠮷𠮷𠮷12") << false << false;
    }
    void strengthIsJudgedByLengthAndClasses()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, staff);
        QFETCH(const bool, administrator);
        const SecretBytes passphrase = bytes(text.toUtf8());
        QCOMPARE(keys::checkPassphrase(passphrase).has_value(), staff);
        const auto strict = keys::checkPassphrase(passphrase, PassphraseRule::administrator());
        QCOMPARE(strict.has_value(), administrator);
        if (!strict)
            QCOMPARE(strict.error().code, ErrorCode::PassphraseTooWeak);
    }
    void oneTextTypedInTwoWaysGivesTheSameBytes()
    {
        QString composed = QStringLiteral("caf\u00e9-2026");
        QString decomposed = QStringLiteral("cafe\u0301-2026");
        const SecretBytes a = keys::takePassphrase(composed);
        QVERIFY(a == keys::takePassphrase(decomposed));
        QVERIFY(a == bytes("caf\xc3\xa9-2026"));
        QVERIFY(composed.isEmpty() && decomposed.isEmpty());
    }
};

SHOULI_TEST(TestPassphrase)
#include "TestPassphrase.moc"
