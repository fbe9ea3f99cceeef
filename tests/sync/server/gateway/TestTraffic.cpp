// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/gateway/StatusPort.h"
#include "sync/server/gateway/Traffic.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QTcpSocket>

using namespace shouli::sync;
using server::gateway::StatusPort;
using server::gateway::Traffic;
using shouli::core::changes::ReplicaId;

class TestTraffic : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random{7};

    static transport::AccessRecord record(const char *route, int status, int ms)
    {
        transport::AccessRecord record;
        record.method = transport::Method::Post;
        record.route = route;
        record.status = status;
        record.bodyIn = 100;
        record.bodyOut = 10;
        record.took = std::chrono::milliseconds(ms);
        return record;
    }
    static QByteArray ask(quint16 port, const QByteArray &request)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        socket.write(request);
        while (socket.state() != QAbstractSocket::UnconnectedState)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
        return socket.readAll();
    }

private Q_SLOTS:
    void requestsAreCountedByRouteAndStatus()
    {
        Traffic traffic(m_clock);
        traffic.answered(record("/sync", 200, 3));
        traffic.answered(record("/sync", 200, 60));
        traffic.answered(record("/sync", 401, 1));
        traffic.answered(record("", 404, 1));
        const QByteArray text = traffic.toPrometheus();
        QVERIFY2(text.contains("shouli_requests_total{route=\"POST /sync\",status=\"200\"} 2\n"), text.constData());
        QVERIFY(text.contains("shouli_requests_total{route=\"POST /sync\",status=\"401\"} 1\n"));
        QVERIFY(text.contains("shouli_requests_total{route=\"POST -\",status=\"404\"} 1\n"));
        QVERIFY(text.contains("shouli_sync_ms_bucket{le=\"2\"} 0\n"));
        QVERIFY(text.contains("shouli_sync_ms_bucket{le=\"5\"} 1\n"));
        QVERIFY(text.contains("shouli_sync_ms_bucket{le=\"100\"} 2\n"));
        QVERIFY(text.contains("shouli_sync_ms_bucket{le=\"+Inf\"} 2\n"));
        QVERIFY(text.contains("shouli_body_bytes_total{direction=\"in\"} 400\n"));
    }
    void aPcIsConnectedWhileItPollsAndItsVisitIsTakenOnce()
    {
        Traffic traffic(m_clock);
        const auto a = ReplicaId::create(m_clock, m_random);
        traffic.visited(a, 5, 4);
        traffic.visited(ReplicaId::create(m_clock, m_random), 6, 6);
        QCOMPARE(traffic.connectedNow(), 2);
        const auto visits = traffic.takeVisits();
        QCOMPARE(visits.size(), 2);
        QCOMPARE(visits.value(a), (server::devices::DeviceHistory::Visit{m_clock.now(), 5, 4}));
        QVERIFY(traffic.takeVisits().isEmpty());
        m_clock.advanceMs(60'000);
        traffic.visited(a, 5, 4);
        m_clock.advanceMs(60'000);
        QCOMPARE(traffic.connectedNow(), 1);
        QVERIFY(!traffic.toPrometheus().contains(a.toString().toLatin1()));
    }
    void theStatusPortAnswersTwoQuestionsAndNoOther()
    {
        StatusPort port([] { return QByteArray("shouli_x 1\n"); });
        const auto open = port.listen(0);
        QVERIFY(open);
        const QByteArray metrics = ask(*open, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY2(metrics.startsWith("HTTP/1.1 200 OK\r\n") && metrics.endsWith("\r\n\r\nshouli_x 1\n"),
                 metrics.constData());
        QVERIFY(ask(*open, "GET /healthz HTTP/1.0\r\n\r\n").endsWith("ok\n"));
        for (const char *other : {"POST /metrics HTTP/1.1", "GET / HTTP/1.1", "GET /metricsx HTTP/1.1", "noise"})
            QVERIFY(ask(*open, QByteArray(other) + "\r\n\r\n").startsWith("HTTP/1.1 404"));
        QVERIFY(ask(*open, QByteArray(20'000, 'x')).isEmpty());
        StatusPort ill([] { return QByteArray(); }, [] { return QByteArray("database: gone"); });
        const QByteArray illness = ask(*ill.listen(0), "GET /healthz HTTP/1.0\r\n\r\n");
        QVERIFY(illness.startsWith("HTTP/1.1 503 ") && illness.endsWith("\r\n\r\ndatabase: gone\n"));
        StatusPort second([] { return QByteArray(); });
        QVERIFY(!second.listen(*open));
    }
};

SHOULI_TEST(TestTraffic)
#include "TestTraffic.moc"
