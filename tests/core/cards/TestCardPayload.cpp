// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/DeviceKeyring.h"
#include "tests/core/cards/CardFixture.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

#include <ctime>

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using cards::CardPayload;
using cards::CardToken;

class TestCardPayload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBytesAreAsSpecified()
    {
        const CardPayload card{
            0x0102, CardToken::fromBytes("0123456789abcdef").value(), QDate(2020, 1, 2), 1023, 2, QByteArray(64, 's')};
        QCOMPARE(card.toBytes(),
                 QByteArray::fromHex("110102") + "0123456789abcdef" + QByteArray::fromHex("0001ffc2")
                     + QByteArray(64, 's'));
        QCOMPARE(CardPayload::parse(card.toBytes()).value(), card);
        QCOMPARE(card.toBytes().size(), 87);
        QVERIFY(card.has(CardPayload::Reprint) && !card.has(CardPayload::ToleratedOpen));
    }
    void anyCardComesBackAsItWasSigned()
    {
        CardFixture f;
        QVERIFY(rc::check([&] {
            const auto keyId = *rc::gen::inRange<std::uint16_t>(1, 0xffff);
            const auto day = *rc::gen::inRange(0, CardPayload::lastDay + 1);
            const auto service = *rc::gen::inRange<std::uint16_t>(0, CardPayload::lastService + 1);
            const auto flags = *rc::gen::inRange<std::uint8_t>(0, CardPayload::lastFlags + 1);
            const QDate issued = CardPayload::firstDay().addDays(day);
            const auto card =
                cards::CardSigner(f.key, keyId).sign(CardToken::create(f.random), issued, service, flags).value();
            RC_ASSERT(CardPayload::parse(card.toBytes()).value() == card);
            f.keyring.keys = {{keyId, {f.key.publicKey(), {}, f.office}}};
            f.clock.setDate(issued);
            RC_ASSERT(f.verifier.verify(card).value() == f.office);
        }));
    }
    void everyFlippedBitIsRefused()
    {
        CardFixture f;
        const QByteArray good = f.card().toBytes();
        QVERIFY(f.verifier.verify(CardPayload::parse(good).value()));
        for (int bit = 0; bit < CardPayload::size * 8; ++bit) {
            QByteArray bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
            const auto parsed = CardPayload::parse(bad);
            const ErrorCode why = parsed ? f.verifier.verify(*parsed).error().code : parsed.error().code;
            ErrorCode expected = ErrorCode::CardForged;
            if (bit < 8)
                expected = ErrorCode::Unsupported;
            else if (bit < 24)
                expected = ErrorCode::CardKeyUnknown;
            QVERIFY2(why == expected, qPrintable(QString::number(bit)));
        }
    }
    void everyOtherLengthIsMalformed()
    {
        CardFixture f;
        const QByteArray good = f.card().toBytes();
        for (int size = 0; size < good.size(); ++size)
            QCOMPARE(CardPayload::parse(good.left(size)).error().code, ErrorCode::CardMalformed);
        QCOMPARE(CardPayload::parse(good + 'x').error().code, ErrorCode::CardMalformed);
        QByteArray noKey = good;
        noKey[1] = noKey[2] = 0;
        QCOMPARE(CardPayload::parse(noKey).error().code, ErrorCode::CardMalformed);
    }

    void aCardNamesTheOfficeThatIssuedIt()
    {
        CardFixture f;
        QCOMPARE(f.verifier.verify(f.card()).value(), f.office);
    }
    void aCardOfADeviceThatHasNotArrivedYetIsUnknown()
    {
        CardFixture f;
        f.keyring.keys.clear();
        QCOMPARE(f.verifier.verify(f.card()).error().code, ErrorCode::CardKeyUnknown);
    }
    void aCardSignedByAnotherKeyIsForged()
    {
        CardFixture f;
        f.keyring.keys[CardFixture::keyId].publicKey = crypto::SigningKey::generate().publicKey();
        QCOMPARE(f.verifier.verify(f.card()).error().code, ErrorCode::CardForged);
        f.keyring.keys[CardFixture::keyId].publicKey.clear();
        QCOMPARE(f.verifier.verify(f.card()).error().code, ErrorCode::CardForged);
    }
    void aSignatureMadeForSomethingElseIsForged()
    {
        CardFixture f;
        CardPayload card = f.card();
        card.signature = f.key.sign(card.facts()); // without the label
        QCOMPARE(f.verifier.verify(card).error().code, ErrorCode::CardForged);
        card = f.card();
        card.service += 1024; // would be signed as the same bits
        QCOMPARE(f.verifier.verify(card).error().code, ErrorCode::CardForged);
    }
    void datesDecideWhetherACardIsBelieved_data()
    {
        QTest::addColumn<QDate>("issued");
        QTest::addColumn<QDate>("revoked");
        QTest::addColumn<bool>("believed");
        QTest::newRow("today") << QDate(2026, 11, 23) << QDate() << true;
        QTest::newRow("tomorrow, by a PC whose clock is ahead") << QDate(2026, 11, 24) << QDate() << true;
        QTest::newRow("the day after tomorrow") << QDate(2026, 11, 25) << QDate() << false;
        QTest::newRow("the day of enrolment") << QDate(2026, 9, 1) << QDate() << true;
        QTest::newRow("before the enrolment, by a PC whose clock is slow") << QDate(2024, 1, 1) << QDate() << true;
        QTest::newRow("the day before revocation") << QDate(2026, 11, 20) << QDate(2026, 11, 21) << true;
        QTest::newRow("the day of revocation") << QDate(2026, 11, 21) << QDate(2026, 11, 21) << false;
        QTest::newRow("after revocation") << QDate(2026, 11, 22) << QDate(2026, 11, 21) << false;
    }
    void datesDecideWhetherACardIsBelieved()
    {
        QFETCH(const QDate, issued);
        QFETCH(const QDate, revoked);
        QFETCH(const bool, believed);
        CardFixture f;
        if (revoked.isValid())
            f.keyring.keys[CardFixture::keyId].revokedFrom = revoked;
        const auto verdict = f.verifier.verify(f.card(issued));
        QCOMPARE(verdict.has_value(), believed);
        if (!believed)
            QCOMPARE(verdict.error().code, ErrorCode::CardStale);
    }
    void aForgedCardIsNotCalledStale()
    {
        CardFixture f;
        CardPayload card = f.card(QDate(2027, 1, 1));
        card.service ^= 1;
        QCOMPARE(f.verifier.verify(card).error().code, ErrorCode::CardForged);
    }
    void cardsOutOfRangeAreNotSigned()
    {
        CardFixture f;
        const CardToken token = CardToken::create(f.random);
        const QDate day(2026, 11, 23);
        const auto refused = [](const auto &result) {
            return !result && result.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(refused(f.signer.sign(CardToken(), day, 1, 0)));
        QVERIFY(refused(f.signer.sign(token, QDate(2019, 12, 31), 1, 0)));
        QVERIFY(refused(f.signer.sign(token, QDate(2199, 6, 7), 1, 0)));
        QVERIFY(refused(f.signer.sign(token, QDate(), 1, 0)));
        QVERIFY(refused(f.signer.sign(token, day, 1024, 0)));
        QVERIFY(refused(f.signer.sign(token, day, 1, 64)));
        QVERIFY(refused(cards::CardSigner(f.key, 0).sign(token, day, 1, 0)));
        QVERIFY(f.signer.sign(token, QDate(2199, 6, 6), 1023, 63));
    }
    void aReprintDiffersOnlyInItsFlagAndSignature()
    {
        CardFixture f;
        const CardPayload card = f.card();
        QCOMPARE(f.signer.sign(card.token, card.issued, card.service, card.flags).value(), card);
        const auto reprint = f.signer.sign(card.token, card.issued, card.service, card.flags | CardPayload::Reprint)
                                 .value();
        QCOMPARE(reprint.token.hash(), card.token.hash());
        QVERIFY(reprint.signature != card.signature);
    }
    void tokensAreRandomAndLookedUpByHash()
    {
        CardFixture f;
        const CardToken token = CardToken::create(f.random);
        QVERIFY(!token.isNull() && CardToken().isNull());
        QVERIFY(token != CardToken::create(f.random));
        QVERIFY(!token.hash().contains(token.toBytes().left(4)));
        QCOMPARE(CardToken::fromBytes(token.toBytes()).value(), token);
        QCOMPARE(CardToken::fromBytes("short").error().code, ErrorCode::InvalidArgument);
        // SHA-256 of 16 zero bytes
        QCOMPARE(CardToken().hash().toHex(),
                 QByteArray("374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb"));
    }
    void theCountysDevicesAreAKeyring()
    {
        CardFixture f;
        const staff::Device first{staff::DeviceId::create(f.clock, f.random),
                                  CardFixture::keyId,
                                  f.office,
                                  f.key.publicKey(),
                                  QDate(2026, 9, 1),
                                  QDate()};
        staff::Device second = first;
        second.number = 65535;
        second.revokedFrom = QDate(2026, 11, 1);
        const cards::DeviceKeyring keyring({first, second});
        QVERIFY(keyring.find(CardFixture::keyId) == std::optional(f.keyring.keys[CardFixture::keyId]));
        QVERIFY(keyring.find(65535)->revokedFrom == std::optional(QDate(2026, 11, 1)));
        QVERIFY(!keyring.find(8));
        QVERIFY(cards::CardVerifier(keyring, f.clock).verify(f.card()));
    }
    void signingAndVerifyingTakeMicroseconds()
    {
        CardFixture f;
        static constexpr int rounds = 2000;
        // processor time: machines that test are busy
        const auto micros = [](std::clock_t begin) {
            return double(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC / rounds;
        };
        auto begin = std::clock();
        for (int i = 0; i < rounds; ++i)
            (void)f.card();
        const double sign = micros(begin);
        const QString text = f.code.toText(f.card());
        begin = std::clock();
        for (int i = 0; i < rounds; ++i)
            QVERIFY(f.verifier.verify(f.code.parse(text).value()));
        qInfo("sign %.0f us, parse and verify %.0f us", sign, micros(begin));
    }
};

SHOULI_TEST(TestCardPayload)
#include "TestCardPayload.moc"
