// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/RateLimiter.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

using namespace std::chrono_literals;
using shouli::sync::transport::serving::RateLimiter;
using shouli::tests::TestClock;

class TestRateLimiter : public QObject {
    Q_OBJECT

    static int allowedOf(RateLimiter &limiter, const QByteArray &source, int asked)
    {
        int allowed = 0;
        for (int i = 0; i < asked; ++i)
            allowed += limiter.ask(source) == 0s ? 1 : 0;
        return allowed;
    }

private Q_SLOTS:
    void aBurstIsAllowedThenTheRate()
    {
        TestClock clock;
        RateLimiter limiter(clock, 2, 5);
        QCOMPARE(allowedOf(limiter, "a", 20), 5);
        clock.advanceMs(3'000);
        QCOMPARE(allowedOf(limiter, "a", 20), 5); // 6 came back, 5 is the most
        clock.advanceMs(1'000);
        QCOMPARE(allowedOf(limiter, "a", 20), 2);
    }
    void theLongRunIsTheRate()
    {
        TestClock clock;
        RateLimiter limiter(clock, 10, 5);
        int allowed = 0;
        for (int i = 0; i < 10'000; ++i) {
            clock.advanceMs(10);
            allowed += limiter.ask("a") == 0s ? 1 : 0;
        }
        QVERIFY2(allowed >= 995 && allowed <= 1'005, qPrintable(QString::number(allowed)));
    }
    void aRefusalSaysWhenToComeAgain()
    {
        TestClock clock;
        RateLimiter limiter(clock, 0.1, 1);
        QCOMPARE(limiter.ask("a"), 0s);
        QCOMPARE(limiter.ask("a"), 10s);
        clock.advanceMs(9'000);
        QCOMPARE(limiter.ask("a"), 1s);
        clock.advanceMs(1'000);
        QCOMPARE(limiter.ask("a"), 0s);
    }
    void oneSourceDoesNotSpendAnothersTokens()
    {
        TestClock clock;
        RateLimiter limiter(clock, 1, 1);
        QCOMPARE(limiter.ask("a"), 0s);
        QCOMPARE(limiter.ask("b"), 0s);
        QVERIFY(limiter.ask("a") > 0s);
    }
    void aMillionSourcesAreNoMemoryBomb()
    {
        TestClock clock;
        RateLimiter limiter(clock, 1, 1, 1'000);
        for (int i = 0; i < 1'000'000; ++i)
            (void)limiter.ask(QByteArray::number(i));
        QCOMPARE(limiter.sources(), 1'000);
        QVERIFY(limiter.ask("999999") > 0s); // the newest is remembered
    }
    void theClockStandingStillGivesNothingBack()
    {
        TestClock clock;
        RateLimiter limiter(clock, 1'000, 1);
        QCOMPARE(allowedOf(limiter, "a", 1'000), 1);
    }
};

SHOULI_TEST(TestRateLimiter)
#include "TestRateLimiter.moc"
