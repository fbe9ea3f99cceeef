// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/sync/transport/County.h"
#include "tests/sync/transport/RawTls.h"

#include <QElapsedTimer>

#include <latch>
#include <semaphore>
#include <thread>

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;
using namespace shouli::tests;
using shouli::core::base::ErrorCode;

namespace {

/// What came over the access log.
struct Log {
    std::mutex mutex;
    std::vector<AccessRecord> records;

    void attach(HttpsServer &server)
    {
        server.logTo([this](const AccessRecord &record) {
            const std::scoped_lock lock(mutex);
            records.push_back(record);
        });
    }
    std::vector<AccessRecord> all()
    {
        const std::scoped_lock lock(mutex);
        return records;
    }
};

} // namespace

class TestHttpsServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsAreAnsweredOneAfterAnotherOnOneConnection()
    {
        County county;
        QVERIFY(county.start());
        RawTls client(county.port);
        QVERIFY(client.isEstablished());
        for (int i = 0; i < 20; ++i) {
            const QByteArray body = QByteArray::number(i).repeated(i * 50);
            QVERIFY(client.send(post(body)));
            const QByteArray answer = client.readAnswer();
            QCOMPARE(RawTls::statusOf(answer), 200);
            QVERIFY(answer.endsWith("\r\n\r\n" + body));
            QVERIFY(!answer.contains("Connection: close"));
        }
        QCOMPARE(county.server.connections(), 1);
    }
    void requestsSentInOneGoAreAnsweredInOrder()
    {
        County county;
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send(post("one") + post("two") + "GET /hello?x HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(client.readAnswer().endsWith("one"));
        QVERIFY(client.readAnswer().endsWith("two"));
        QVERIFY(client.readAnswer().endsWith("hello x"));
    }
    void aClientThatWantsToCloseIsClosed()
    {
        County county;
        QVERIFY(county.start());
        for (const QByteArray &how : {QByteArray("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
                                      QByteArray("GET /hello HTTP/1.0\r\n\r\n")}) {
            RawTls client(county.port);
            client.send(how);
            const QByteArray answer = client.readToEnd();
            QCOMPARE(RawTls::statusOf(answer), 200);
            QVERIFY(answer.contains("Connection: close"));
        }
    }
    void aBodyAnnouncedWithExpectIsInvited()
    {
        County county;
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(RawTls::statusOf(client.readAnswer()), 100);
        client.send("abc");
        QVERIFY(client.readAnswer().endsWith("abc"));
    }
    void tls12IsSpokenAndTls11IsNot()
    {
        County county;
        QVERIFY(county.start());
        RawTls newest(county.port);
        QCOMPARE(QByteArray(SSL_get_version(newest.ssl())), QByteArray("TLSv1.3"));
        RawTls older(county.port, TLS1_2_VERSION);
        QVERIFY(older.isEstablished());
        QCOMPARE(QByteArray(SSL_get_version(older.ssl())), QByteArray("TLSv1.2"));
        QCOMPARE(older.statusFor(post("x")), 200);
        QVERIFY(!RawTls(county.port, TLS1_1_VERSION).isEstablished());
    }

    void refusalsHaveTheirStatus_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("keeps");
        const auto row = [](const char *name, const QByteArray &request, int status, bool keeps = false) {
            QTest::newRow(name) << request << status << keeps;
        };
        row("an unknown path", "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n", 404, true);
        row("an unknown path with a body", post("x", "/nothing"), 404);
        row("a method the path does not take", "GET /echo HTTP/1.1\r\nHost: h\r\n\r\n", 405, true);
        row("a method nobody takes", "BREW /echo HTTP/1.1\r\nHost: h\r\n\r\n", 405, true);
        row("TRACE", "TRACE /hello HTTP/1.1\r\nHost: h\r\n\r\n", 405, true);
        row("no length", "POST /echo HTTP/1.1\r\nHost: h\r\n\r\n", 411);
        row("a chunked body",
            "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n", 411);
        row("length and chunks", post("abc", "/echo", "Transfer-Encoding: chunked\r\n"), 400);
        row("a body above the limit", "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", 413);
        row("a body on a GET", "GET /hello HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", 413);
        row("a long target", "GET /" + QByteArray(2000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414);
        row("another type", post("{}", "/cbor", "Content-Type: application/json\r\n"), 415);
        row("many lines", "GET /hello HTTP/1.1\r\nHost: h\r\n" + QByteArray("A: b\r\n").repeated(80) + "\r\n", 431);
        row("a long header", "GET /hello HTTP/1.1\r\nHost: h\r\nA: " + QByteArray(9000, 'b') + "\r\n\r\n", 431);
        row("a handler that throws", post("x", "/throws"), 500, true);
        row("an answer with a bad header", post("x", "/splits"), 500, true);
    }
    void refusalsHaveTheirStatus()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const int, status);
        QFETCH(const bool, keeps);
        County county;
        RouteRules cbor;
        cbor.contentType = "application/cbor";
        county.server.handle(
            Method::Post, "/cbor", [](const Request &) { return Response{}; }, cbor);
        county.server.handle(Method::Post, "/throws", [](const Request &) -> Response { throw 1; });
        county.server.handle(Method::Post, "/splits", [](const Request &) {
            Response response;
            response.headers = {{"X", "a\r\nY: b"}};
            return response;
        });
        QVERIFY(county.start());
        RawTls client(county.port);
        QVERIFY(client.send(request));
        const QByteArray answer = client.readAnswer();
        QCOMPARE(RawTls::statusOf(answer), status);
        QVERIFY(answer.size() < 512);
        QCOMPARE(answer.contains("Connection: close"), !keeps);
        if (status == 405)
            QVERIFY(answer.contains("Allow: "));
        if (keeps)
            QCOMPARE(client.statusFor(post("still here")), 200);
        else
            QVERIFY(client.readToEnd().isEmpty());
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void aRouteHasItsOwnBodyLimitAndType()
    {
        Limits limits;
        limits.bodyBytes = 10;
        County county(limits);
        RouteRules rules;
        rules.bodyBytes = 1000;
        rules.contentType = "application/cbor";
        county.server.handle(
            Method::Post, "/big",
            [](const Request &request) {
                Response response;
                response.body = QByteArray::number(request.body.size());
                return response;
            },
            rules);
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send(post(QByteArray(1000, 'x'), "/big", "Content-Type: Application/CBOR; v=1\r\n"));
        QVERIFY(client.readAnswer().endsWith("\r\n1000"));
        QCOMPARE(client.statusFor(post(QByteArray(11, 'x'))), 413);
    }
    void pathsBelowAPrefixReachTheirHandler()
    {
        Log log;
        County county;
        county.server.handleBelow(Method::Get, "/q/", [](const Request &request) {
            Response response;
            response.body = request.path;
            return response;
        });
        log.attach(county.server);
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send("GET /q/SECRETTOKEN HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(client.readAnswer().endsWith("/q/SECRETTOKEN"));
        QTRY_COMPARE(log.all().size(), size_t(1));
        QCOMPARE(log.all()[0].route, QByteArray("/q/")); // a token is not for the log
    }
    void theLogHoldsNumbersAndNoAddress()
    {
        Log log;
        County county;
        log.attach(county.server);
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send(post("12345"));
        QVERIFY(client.readAnswer().endsWith("12345"));
        client.send("GET /wp-login.php HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(RawTls::statusOf(client.readAnswer()), 404);
        QTRY_COMPARE(log.all().size(), size_t(2));
        const AccessRecord first = log.all()[0];
        QCOMPARE(first.route, QByteArray("/echo"));
        QCOMPARE(first.status, 200);
        QCOMPARE(first.bodyIn, 5);
        QCOMPARE(first.bodyOut, 5);
        QVERIFY(first.took.count() > 0);
        QCOMPARE(first.network, QStringLiteral("127.0.0.0/24"));
        QVERIFY(log.all()[1].route.isEmpty());
    }

    void aHandshakeThatDoesNotComeIsGivenUp()
    {
        Limits limits;
        limits.handshake = 100ms;
        County county(limits);
        QVERIFY(county.start());
        const RawTcp silent(county.port);
        QVERIFY(silent.isClosedByPeer());
        const RawTcp half(county.port);
        half.send(QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
        QVERIFY(half.isClosedByPeer());
        QTRY_COMPARE(county.server.connections(), 0);
    }
    void garbageInsteadOfTlsIsClosedAtOnce()
    {
        Limits limits;
        limits.handshake = 1h; // so it is not the deadline
        County county(limits);
        QVERIFY(county.start());
        for (const QByteArray &bytes :
             {QByteArray("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n"), QByteArray(4096, 'x'), QByteArray(64, '\0'),
              QByteArray("\x16\x03\x01\xff\xff", 5) + QByteArray(70'000, 'z')}) {
            const RawTcp client(county.port);
            client.send(bytes);
            QVERIFY(client.isClosedByPeer());
        }
        QTRY_COMPARE(county.server.connections(), 0);
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void aSlowHeaderIsAnswered408()
    {
        Limits limits;
        limits.head = 150ms;
        County county(limits);
        QVERIFY(county.start());
        RawTls client(county.port);
        QCOMPARE(client.statusFor("POST /echo HTTP/1.1\r\nHost: h\r\nX: 1"), 408);
        QVERIFY(client.readToEnd().isEmpty());
        QTRY_COMPARE(county.server.connections(), 0);
    }
    void trickledBytesDoNotExtendTheHeadersTime()
    {
        Limits limits;
        limits.head = 300ms;
        County county(limits);
        QVERIFY(county.start());
        RawTls client(county.port);
        std::atomic<bool> over = false;
        const QByteArray head = "GET /hello HTTP/1.1\r\nHost: h\r\n" + QByteArray("X: y\r\n").repeated(50);
        std::jthread trickle([&] {
            for (qsizetype i = 0; i < head.size() && !over; ++i) {
                if (!client.send(head.sliced(i, 1)))
                    return;
                std::this_thread::sleep_for(20ms); // the very thing under test
            }
        });
        QTRY_COMPARE(county.server.connections(), 1);
        QTRY_COMPARE(county.server.connections(), 0);
        over = true;
    }
    void aSlowBodyIsAnswered408()
    {
        Limits limits;
        limits.body = 150ms;
        County county(limits);
        QVERIFY(county.start());
        RawTls client(county.port);
        const QByteArray whole = post(QByteArray(1000, 'x'));
        QCOMPARE(client.statusFor(whole.first(whole.size() - 998)), 408);
        QVERIFY(client.readToEnd().isEmpty());
        QTRY_COMPARE(county.server.connections(), 0);
    }
    void aBodyThatKeepsComingMayTakeLonger()
    {
        Limits limits;
        limits.body = 50ms;
        limits.bodyBytesPerSecond = 100; // 1,000 bytes have earned ten seconds
        County county(limits);
        QVERIFY(county.start());
        RawTls client(county.port);
        const QByteArray whole = post(QByteArray(2000, 'x'));
        client.send(whole.first(whole.size() - 1000));
        std::this_thread::sleep_for(300ms); // the very thing under test
        QCOMPARE(client.statusFor(whole.last(1000)), 200);
    }
    void anIdleConnectionIsClosedWithoutAWord()
    {
        Limits limits;
        limits.idle = 150ms;
        County county(limits);
        QVERIFY(county.start());
        RawTls used(county.port);
        QCOMPARE(used.statusFor(post("x")), 200);
        RawTls unused(county.port);
        QVERIFY(used.readToEnd().isEmpty());
        QVERIFY(unused.readToEnd().isEmpty());
        QTRY_COMPARE(county.server.connections(), 0);
    }
    void aClientThatNeverReadsIsGivenUp()
    {
        Limits limits;
        limits.body = 200ms;
        limits.bodyBytesPerSecond = 1 << 30;
        limits.linger = 50ms;
        Log log;
        County county(limits);
        county.server.handle(Method::Get, "/flood", [](const Request &) {
            Response response;
            response.body = QByteArray(64 << 20, 'x');
            return response;
        });
        log.attach(county.server);
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send("GET /flood HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_COMPARE(log.all().size(), size_t(1));
        QCOMPARE(log.all()[0].status, 0); // not delivered
        QTRY_COMPARE(county.server.connections(), 0);
    }
    void tooManyConnectionsOfOneAddressAreClosed()
    {
        Limits limits;
        limits.connectionsPerAddress = 3;
        County county(limits);
        QVERIFY(county.start());
        {
            RawTls a(county.port);
            RawTls b(county.port);
            RawTls c(county.port);
            QVERIFY(a.isEstablished() && b.isEstablished() && c.isEstablished());
            QVERIFY(RawTcp(county.port).isClosedByPeer());
            QVERIFY(!RawTls(county.port).isEstablished());
            QCOMPARE(a.statusFor(post("x")), 200);
            QCOMPARE(c.statusFor(post("x")), 200);
        }
        QTRY_COMPARE(county.server.connections(), 0);
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void tooManyConnectionsInAllAreClosed()
    {
        Limits limits;
        limits.connections = 2;
        County county(limits);
        QVERIFY(county.start());
        RawTls a(county.port);
        RawTls b(county.port);
        QVERIFY(RawTcp(county.port).isClosedByPeer());
        QCOMPARE(a.statusFor(post("x")), 200);
    }
    void halfOpenClientsDoNotKeepHonestOnesOut()
    {
        Limits limits;
        limits.handshake = 300ms;
        limits.connectionsPerAddress = 50;
        County county(limits);
        QVERIFY(county.start());
        std::vector<RawTcp> silent;
        for (int i = 0; i < 50; ++i)
            silent.emplace_back(county.port);
        QTRY_COMPARE(county.server.connections(), 50);
        QTRY_COMPARE(county.server.connections(), 0); // freed though they never closed
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void bodiesHeldAtOnceAreLimited()
    {
        Limits limits;
        limits.allBodyBytes = 100'000;
        County county(limits);
        QVERIFY(county.start());
        RawTls first(county.port);
        const QByteArray large = post(QByteArray(90'000, 'x'));
        first.send(large.first(large.size() - 1)); // holds 90,000 bytes and keeps them
        RawTls second(county.port);
        QTRY_COMPARE(RawTls(county.port).statusFor(post(QByteArray(60'000, 'y'))), 503);
        QCOMPARE(second.statusFor(post("small")), 200);
        first.send("x");
        QCOMPARE(RawTls::statusOf(first.readAnswer()), 200);
        QTRY_COMPARE(RawTls(county.port).statusFor(post(QByteArray(60'000, 'y'))), 200); // given back
    }
    void waitingRequestsAreLimited()
    {
        Limits limits;
        limits.workerThreads = 1;
        limits.waitingRequests = 2;
        std::counting_semaphore<> go(0);
        std::atomic<int> running = 0;
        Log log;
        County county(limits);
        county.server.handle(Method::Post, "/wait", [&](const Request &) {
            ++running;
            go.acquire();
            return Response{};
        });
        log.attach(county.server);
        QVERIFY(county.start());
        std::vector<std::unique_ptr<RawTls>> clients;
        for (int i = 0; i < 5; ++i)
            clients.push_back(std::make_unique<RawTls>(county.port));
        clients[0]->send(post("", "/wait"));
        QTRY_COMPARE(running.load(), 1); // the worker is taken
        for (int i = 1; i < 5; ++i)
            clients[static_cast<size_t>(i)]->send(post("", "/wait"));
        QTRY_COMPARE(log.all().size(), size_t(2)); // two wait, two are told to come again
        go.release(3);
        int answered = 0;
        int refused = 0;
        for (const auto &client : clients) {
            const QByteArray answer = client->readAnswer();
            answered += RawTls::statusOf(answer) == 200 ? 1 : 0;
            refused += RawTls::statusOf(answer) == 503 && answer.contains("Retry-After: 5") ? 1 : 0;
        }
        QCOMPARE(answered, 3);
        QCOMPARE(refused, 2);
        QCOMPARE(clients[4]->statusFor(post("x")), 200);
    }
    void requestsPerSecondAreLimited()
    {
        Limits limits;
        limits.requestsPerSecondPerAddress = 0.001;
        County county(limits);
        QVERIFY(county.start());
        RawTls client(county.port);
        QCOMPARE(client.statusFor(post("x")), 200);
        client.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
        const QByteArray answer = client.readAnswer();
        QCOMPARE(RawTls::statusOf(answer), 429);
        QVERIFY(answer.contains("Retry-After: "));
    }

    void aSlowHandlerBlocksNobodyElse()
    {
        std::binary_semaphore go(0);
        County county;
        county.server.handle(Method::Post, "/wait", [&](const Request &) {
            go.acquire();
            return Response{};
        });
        QVERIFY(county.start());
        RawTls slow(county.port);
        slow.send(post("", "/wait"));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
        go.release();
        QCOMPARE(RawTls::statusOf(slow.readAnswer()), 200);
    }
    void aHandlerThatTakesTooLongIsAnsweredForAndItsAnswerIsNobodys()
    {
        Limits limits;
        limits.handler = 100ms;
        std::binary_semaphore go(0);
        std::binary_semaphore given(0);
        County county(limits);
        county.server.handle(Method::Post, "/wait", [&](const Request &) {
            go.acquire();
            Response late;
            late.body = "late";
            return late;
        });
        QVERIFY(county.start());
        RawTls client(county.port);
        QCOMPARE(client.statusFor(post("", "/wait")), 503);
        go.release();
        for (int i = 0; i < 20; ++i) {
            client.send(post("mine"));
            QVERIFY(client.readAnswer().endsWith("mine")); // never "late"
        }
    }
    void manyRequestsCanShareOneAnswerLater()
    {
        Limits limits;
        limits.workerThreads = 1; // they wait without a thread each
        std::mutex mutex;
        std::vector<Answer> waiting;
        County county(limits);
        county.server.handleLater(Method::Post, "/group", [&](const Request &, const Answer &answer) {
            const std::scoped_lock lock(mutex);
            waiting.push_back(answer);
        });
        QVERIFY(county.start());
        std::vector<std::unique_ptr<RawTls>> clients;
        for (int i = 0; i < 30; ++i) {
            clients.push_back(std::make_unique<RawTls>(county.port));
            clients.back()->send(post("", "/group"));
        }
        const auto count = [&] {
            const std::scoped_lock lock(mutex);
            return waiting.size();
        };
        QTRY_COMPARE(count(), size_t(30));
        {
            const std::scoped_lock lock(mutex);
            for (const Answer &answer : waiting) {
                Response response;
                response.body = "committed";
                answer(response);
                answer(refusal()); // only the first counts
            }
        }
        for (const auto &client : clients)
            QVERIFY(client->readAnswer().endsWith("committed"));
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void anAnswerThatIsDroppedIsA500()
    {
        County county;
        county.server.handleLater(Method::Post, "/forget", [](const Request &, const Answer &) {});
        QVERIFY(county.start());
        QCOMPARE(RawTls(county.port).statusFor(post("", "/forget")), 500);
    }
    void anAnswerAfterTheServerHasGoneIsHarmless()
    {
        Answer kept;
        {
            Limits limits;
            limits.stopGrace = 50ms;
            County county(limits);
            std::binary_semaphore have(0);
            county.server.handleLater(Method::Post, "/keep", [&](const Request &, const Answer &answer) {
                kept = answer;
                have.release();
            });
            QVERIFY(county.start());
            RawTls client(county.port);
            client.send(post("", "/keep"));
            have.acquire();
            county.server.stop();
            QVERIFY(client.readAnswer().isEmpty());
        }
        kept(Response{});
    }

    void stoppingClosesIdleConnectionsAtOnce()
    {
        Limits limits;
        limits.stopGrace = 1h; // so it is not the grace that ends
        County county(limits);
        QVERIFY(county.start());
        RawTls idle(county.port);
        QCOMPARE(idle.statusFor(post("x")), 200);
        RawTls half(county.port);
        half.send("POST /echo HTTP/1.1\r\nHost");
        const RawTcp silent(county.port);
        QTRY_COMPARE(county.server.connections(), 3);
        county.server.stop();
        QCOMPARE(county.server.connections(), 0);
        QVERIFY(idle.readToEnd().isEmpty());
        QVERIFY(silent.isClosedByPeer());
        QVERIFY(!RawTcp(county.port).isConnected());
    }
    void aRequestUnderWayIsAnsweredWhenTheServerStops()
    {
        Limits limits;
        limits.stopGrace = 1h;
        std::binary_semaphore started(0);
        std::binary_semaphore go(0);
        County county(limits);
        county.server.handle(Method::Post, "/wait", [&](const Request &request) {
            started.release();
            go.acquire();
            Response response;
            response.body = request.body;
            return response;
        });
        QVERIFY(county.start());
        RawTls client(county.port);
        client.send(post("precious", "/wait"));
        started.acquire();
        std::jthread stopping([&] { county.server.stop(); });
        QByteArray later; // whoever comes meanwhile is told so, and when to come again
        const auto isTold = [&] {
            RawTls another(county.port);
            another.send(post("x"));
            later = another.readAnswer();
            return later.startsWith("HTTP/1.1 503 ");
        };
        QTRY_VERIFY(isTold());
        QVERIFY2(later.contains("Retry-After: 10\r\n") && later.contains("Connection: close\r\n"), later.constData());
        go.release();
        const QByteArray answer = client.readToEnd();
        QVERIFY(answer.endsWith("precious"));
        QVERIFY(answer.contains("Connection: close"));
    }
    void aTakenPortIsSaidToBeTaken()
    {
        County first;
        QVERIFY(first.start());
        HttpsServer second(systemClock);
        const auto started = second.start(countyCertificate(), QStringLiteral("127.0.0.1"), first.port);
        QCOMPARE(started.error().code, ErrorCode::ServerFailure);
        QVERIFY(started.error().detail.contains(QString::number(first.port)));
        QCOMPARE(HttpsServer(systemClock).start(countyCertificate(), QStringLiteral("not an address"), 0).error().code,
                 ErrorCode::ServerFailure);
        QCOMPARE(second.start(countyCertificate(), QStringLiteral("127.0.0.1"), 0).error().code,
                 ErrorCode::InvalidArgument);
    }
    void aServerThatNeverStartedStops()
    {
        County county;
        county.server.stop();
        county.server.stop();
    }
    void startingAndStoppingOftenLeavesNothing()
    {
        for (int i = 0; i < 30; ++i) {
            County county;
            QVERIFY(county.start());
            RawTls client(county.port);
            client.send(post("x"));
            if (i % 2 == 0)
                QCOMPARE(RawTls::statusOf(client.readAnswer()), 200);
        }
    }

private:
    static Response refusal()
    {
        Response response;
        response.status = 500;
        return response;
    }
};

SHOULI_TEST(TestHttpsServer)
#include "TestHttpsServer.moc"
