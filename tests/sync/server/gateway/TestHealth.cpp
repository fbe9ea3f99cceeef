// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/Health.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <atomic>
#include <semaphore>
#include <thread>

using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::sync::server::gateway::Health;

class TestHealth : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;

private Q_SLOTS:
    void theDatabaseIsAskedAtMostEveryTwoSeconds()
    {
        int asked = 0;
        bool down = true;
        Health health(m_clock, [&]() -> Result<void> {
            ++asked;
            if (down)
                return shouli::core::base::failure(ErrorCode::StorageFailure, QStringLiteral("no\nway"));
            return {};
        });
        QCOMPARE(health.trouble(), QByteArray("database"));
        QCOMPARE(health.reason(), QByteArray("database: no way"));
        QCOMPARE(asked, 1);
        down = false;
        m_clock.advanceMs(1'999);
        QCOMPARE(health.trouble(), QByteArray("database"));
        m_clock.advanceMs(1);
        QCOMPARE(health.trouble(), QByteArray());
        QCOMPARE(health.reason(), QByteArray());
        QCOMPARE(asked, 2);
    }
    void whileOneAsksTheOthersAreToldWhatWasKnown()
    {
        std::binary_semaphore asking(0);
        std::binary_semaphore answer(1);
        Health health(m_clock, [&]() -> Result<void> {
            asking.release();
            answer.acquire();
            return {};
        });
        QCOMPARE(health.trouble(), QByteArray());
        asking.acquire();
        m_clock.advanceMs(5'000);
        std::jthread first([&] { (void)health.trouble(); });
        asking.acquire();
        QCOMPARE(health.trouble(), QByteArray()); // would wait for ever
        answer.release();
    }
};

SHOULI_TEST(TestHealth)
#include "TestHealth.moc"
