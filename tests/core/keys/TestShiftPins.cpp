// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/ShiftPins.h"
#include "tests/core/keys/VaultFixture.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::tests;
using base::ErrorCode;
using crypto::SecretBytes;
using keys::ShiftPins;

namespace {

constexpr int hours = 12;
constexpr std::int64_t hourMs = 3'600'000;

struct Shift {
    VaultFixture f;
    ShiftPins pins{f.clock, hours};
    SecretBytes key = SecretBytes::random(32);
    QByteArray mark = QByteArray(32, 'm');

    Shift()
    {
        pins.beginShift(f.wang);
        if (!pins.set(f.wang, mark, key, VaultFixture::secret("274913")))
            qFatal("no PIN");
    }
    [[nodiscard]] auto open(const char *pin) { return pins.open(f.wang, mark, VaultFixture::secret(pin)); }
};

} // namespace

class TestShiftPins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePinOpensTheKeyAsOftenAsItIsNeeded()
    {
        Shift s;
        QVERIFY(s.pins.has(s.f.wang));
        for (int i = 0; i < 5; ++i)
            QVERIFY(s.open("274913").value() == s.key);
    }
    void theThirdWrongOneEndsIt()
    {
        Shift s;
        QCOMPARE(s.open("274914").error(), (base::Error{ErrorCode::PassphraseWrong, QStringLiteral("2")}));
        QCOMPARE(s.open("274915").error(), (base::Error{ErrorCode::PassphraseWrong, QStringLiteral("1")}));
        QCOMPARE(s.open("274916").error(), (base::Error{ErrorCode::PassphraseWrong, QStringLiteral("0")}));
        QVERIFY(!s.pins.has(s.f.wang));
        QCOMPARE(s.open("274913").error().code, ErrorCode::StaffUnknown);
    }
    void aRightOneBetweenGivesThreeTriesAgain()
    {
        Shift s;
        for (int i = 0; i < 4; ++i) {
            QVERIFY(!s.open("274914"));
            QVERIFY(!s.open("274915"));
            QVERIFY(s.open("274913"));
        }
    }
    void itEndsWithTheShiftByEitherClock()
    {
        Shift awake;
        awake.f.clock.advanceMs(hours * hourMs - 1);
        QVERIFY(awake.pins.has(awake.f.wang));
        awake.f.clock.advanceMs(1);
        QVERIFY(!awake.pins.has(awake.f.wang));
        QCOMPARE(awake.open("274913").error().code, ErrorCode::StaffUnknown);
        Shift slept; // the running clock stood still
        slept.f.clock.setDate(slept.f.clock.today().addDays(1));
        QVERIFY(!slept.pins.has(slept.f.wang));
        Shift setBack;
        setBack.f.clock.setDate(setBack.f.clock.today().addDays(-1));
        QVERIFY(!setBack.pins.has(setBack.f.wang));
    }
    void anotherPassphraseOrDataKeyEndsIt()
    {
        Shift s;
        QCOMPARE(s.pins.open(s.f.wang, QByteArray(32, 'n'), VaultFixture::secret("274913")).error().code,
                 ErrorCode::StaffUnknown);
        QVERIFY(!s.pins.has(s.f.wang));
    }
    void nobodyElsesPinOpensMine()
    {
        Shift s;
        QCOMPARE(s.pins.open(s.f.li, s.mark, VaultFixture::secret("274913")).error().code, ErrorCode::StaffUnknown);
        s.pins.beginShift(s.f.li);
        QVERIFY(!s.pins.has(s.f.li)); // signed in, but no PIN
        QCOMPARE(s.pins.open(s.f.li, s.mark, VaultFixture::secret("274913")).error().code, ErrorCode::StaffUnknown);
    }
    void withoutAShiftThereIsNoPin()
    {
        Shift s;
        QCOMPARE(s.pins.set(s.f.li, s.mark, s.key, VaultFixture::secret("274913")).error().code,
                 ErrorCode::StaffUnknown);
        s.pins.forget(s.f.wang);
        QVERIFY(!s.pins.has(s.f.wang));
    }
    void whatIsEasyToGuessIsRefused_data()
    {
        QTest::addColumn<QByteArray>("pin");
        for (const char *pin : {"", "12345", "1234567890123", "12345a", "000000", "123456", "876543", "一二三四五六"})
            QTest::newRow(*pin != '\0' ? pin : "empty") << QByteArray(pin);
    }
    void whatIsEasyToGuessIsRefused()
    {
        QFETCH(QByteArray, pin);
        QCOMPARE(ShiftPins::check(SecretBytes::takeFrom(pin)).error().code, ErrorCode::PassphraseTooWeak);
    }
};

SHOULI_TEST(TestShiftPins)
#include "TestShiftPins.moc"
