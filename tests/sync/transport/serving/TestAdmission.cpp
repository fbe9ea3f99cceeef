// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/Admission.h"
#include "tests/support/TestMain.h"

#include <vector>

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;
using namespace std::chrono_literals;

class TestAdmission : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noMoreConnectionsThanAllowedInAllAndPerAddress()
    {
        Limits limits;
        limits.connections = 5;
        limits.connectionsPerAddress = 2;
        Admission admission(limits);
        std::vector<Admission::Presence> held;
        const auto enter = [&](const char *address) {
            auto presence = admission.enter(QLatin1String(address));
            const bool in = static_cast<bool>(presence);
            if (in)
                held.push_back(std::move(presence));
            return in;
        };
        QVERIFY(enter("10.0.0.1"));
        QVERIFY(enter("10.0.0.1"));
        QVERIFY(!enter("10.0.0.1"));
        QVERIFY(enter("10.0.0.2"));
        QVERIFY(enter("2001:db8::1"));
        QVERIFY(enter("2001:db8::2"));      // the same /64
        QVERIFY(!enter("2001:db8:0:1::1")); // in all
        QCOMPARE(admission.connections(), 5);
        held.clear();
        QCOMPARE(admission.connections(), 0);
        QVERIFY(admission.waitUntilEmpty(0ms));
        QVERIFY(enter("2001:db8::1"));
        QVERIFY(enter("2001:db8::2"));
        QVERIFY(!enter("2001:db8::3"));
        QVERIFY(!admission.waitUntilEmpty(1ms));
    }
    void bytesAreLentAndGivenBack()
    {
        Limits limits;
        limits.allBodyBytes = 100;
        Admission admission(limits);
        QVERIFY(admission.takeBytes(60));
        QVERIFY(!admission.takeBytes(41));
        QVERIFY(admission.takeBytes(40));
        admission.giveBytes(60);
        QVERIFY(admission.takeBytes(60));
    }
    void turnsAreLentAndGivenBack()
    {
        Limits limits;
        limits.waitingRequests = 1;
        Admission admission(limits);
        QVERIFY(admission.takeTurn());
        QVERIFY(!admission.takeTurn());
        admission.giveTurn();
        QVERIFY(admission.takeTurn());
    }
    void aLogNamesTheNetworkAndNotTheAddress()
    {
        QCOMPARE(Admission::networkOf(QStringLiteral("203.0.113.77")), QStringLiteral("203.0.113.0/24"));
        QCOMPARE(Admission::networkOf(QStringLiteral("::ffff:203.0.113.77")), QStringLiteral("203.0.113.0/24"));
        QCOMPARE(Admission::networkOf(QStringLiteral("2001:db8:1:2::77")), QStringLiteral("2001:db8:1::/48"));
        QCOMPARE(Admission::groupOf(QStringLiteral("::ffff:203.0.113.77")),
                 Admission::groupOf(QStringLiteral("203.0.113.77")));
    }
};

SHOULI_TEST(TestAdmission)
#include "TestAdmission.moc"
