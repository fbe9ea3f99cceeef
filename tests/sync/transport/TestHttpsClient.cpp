// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/sync/transport/Office.h"
#include "tests/sync/transport/ScriptedServer.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>

#include <openssl/x509v3.h>

#include <semaphore>
#include <thread>

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;
using namespace shouli::tests;
using shouli::core::base::ErrorCode;
using shouli::core::base::Timestamp;

namespace {

const QByteArray okAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

CountyCertificate certificateOf(const CountyCertificate::Validity &validity,
                                const QString &host = QStringLiteral("127.0.0.1"))
{
    return std::move(*CountyCertificate::create({host}, validity));
}

/// As the county's own, but said to be for clients and not for servers.
void useForClientsOnly(SSL_CTX *context)
{
    X509 *made = X509_dup(SSL_CTX_get0_certificate(context));
    const int at = X509_get_ext_by_NID(made, NID_ext_key_usage, -1);
    X509_EXTENSION_free(X509_delete_ext(made, at));
    X509_EXTENSION *usage = X509V3_EXT_conf_nid(nullptr, nullptr, NID_ext_key_usage, "clientAuth");
    X509_add_ext(made, usage, -1);
    X509_sign(made, SSL_CTX_get0_privatekey(context), EVP_sha256());
    SSL_CTX_use_certificate(context, made);
    X509_EXTENSION_free(usage);
    X509_free(made);
}

} // namespace

class TestHttpsClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSentComesBack()
    {
        County county;
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        for (const qsizetype size : {0, 1, 100, 16'300, 16'384, 100'000, 1 << 20}) {
            const QByteArray body(size, 'x');
            const HttpResult result = client.exchange(outgoing(body));
            QVERIFY(result.body);
            QCOMPARE(*result.body, body);
            QCOMPARE(result.status, 200);
        }
        OutgoingRequest get;
        get.method = Method::Get;
        get.path = "/hello?there";
        const HttpResult hello = client.exchange(get);
        QCOMPARE(hello.body.value(), QByteArray("hello there"));
        QCOMPARE(hello.contentType, QByteArray("text/plain"));
    }
    void theCallbackComesOnTheCallersThread()
    {
        County county;
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        QByteArray got;
        QThread *where = nullptr;
        client.send(outgoing("hello"), this, [&](const HttpResult &result) {
            got = result.body.value();
            where = QThread::currentThread();
        });
        QVERIFY(got.isEmpty()); // never from within send()
        QTRY_COMPARE(got, QByteArray("hello"));
        QCOMPARE(where, QThread::currentThread());
    }
    void noCallbackForACallerWhoHasGone()
    {
        County county;
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        bool called = false;
        bool second = false;
        {
            const QObject gone;
            client.send(outgoing("hello"), &gone, [&](const HttpResult &) { called = true; });
        }
        client.send(outgoing("hello"), this, [&](const HttpResult &) { second = true; });
        QTRY_VERIFY(second);
        QVERIFY(client.exchange(outgoing("x")).body);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
    void aThousandRequestsUseOneConnection()
    {
        County county;
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        int fresh = 0;
        std::vector<qint64> took;
        qint64 first = 0;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray body = QByteArray::number(i).repeated(20);
            const HttpResult result = client.exchange(outgoing(body));
            QCOMPARE(result.body.value(), body);
            fresh += result.fresh ? 1 : 0;
            (result.fresh ? first : took.emplace_back()) = result.took.count();
        }
        QCOMPARE(fresh, 1);
        std::ranges::sort(took);
        qInfo("first (TCP, TLS, request) %.2f ms; on the kept connection p50 %lld us, p99 %lld us",
              static_cast<double>(first) / 1000, static_cast<long long>(took[took.size() / 2]),
              static_cast<long long>(took[took.size() * 99 / 100]));
    }
    void twoHundredAtOnceAreAllAnswered()
    {
        County county;
        QVERIFY(county.start());
        ClientLimits limits;
        limits.connections = 200;
        HttpsClient client(at(county.port), limits);
        int done = 0;
        int wrong = 0;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 200; ++i) {
            const QByteArray body = QByteArray::number(i).repeated(1000);
            client.send(outgoing(body), this, [&, body](const HttpResult &result) {
                ++done;
                wrong += result.body && *result.body == body ? 0 : 1;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(done, 200, 30'000);
        QCOMPARE(wrong, 0);
        qInfo("200 fresh connections at once, client and server in one process: %lld ms", timer.elapsed());
    }
    void moreThanItsConnectionsWaitTheirTurn()
    {
        County county;
        QVERIFY(county.start());
        ClientLimits limits;
        limits.connections = 3;
        HttpsClient client(at(county.port), limits);
        int done = 0;
        int fresh = 0;
        for (int i = 0; i < 60; ++i) {
            client.send(outgoing("x"), this, [&](const HttpResult &result) {
                done += result.body ? 1 : 0;
                fresh += result.fresh ? 1 : 0;
            });
        }
        QTRY_COMPARE(done, 60);
        QVERIFY(fresh <= 3);
    }

    void anotherKeyIsRefusedBeforeAByteIsSent()
    {
        const auto other = certificateOf(CountyCertificate::tenYears(systemClock));
        ScriptedServer server([](const QByteArray &, int) { return okAnswer; }, {}, &other);
        HttpsClient client(at(server.port()));
        const HttpResult result = client.exchange(outgoing("secret"));
        QCOMPARE(result.body.error().code, ErrorCode::CertificateMismatch);
        QCOMPARE(result.status, 0);
        QTRY_COMPARE(server.connections(), 1);
        QVERIFY(server.received().isEmpty());
        // and again through another client, where TLS 1.2 lets the server finish first
        ScriptedServer older([](const QByteArray &, int) { return okAnswer; },
                             [](SSL_CTX *context) { SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION); }, &other);
        HttpsClient again(at(older.port()));
        QCOMPARE(again.exchange(outgoing("secret")).body.error().code, ErrorCode::CertificateMismatch);
        QVERIFY(older.received().isEmpty());
    }
    void theServersLogNeverSeesARequestFromAClientThatDoubtsIt()
    {
        std::atomic<int> logged = 0;
        County county;
        county.server.logTo([&](const AccessRecord &) { ++logged; });
        QVERIFY(county.start());
        HttpsClient client(at(county.port, QByteArray(32, 'p')));
        QCOMPARE(client.exchange(outgoing("secret")).body.error().code, ErrorCode::CertificateMismatch);
        QTRY_COMPARE(county.server.connections(), 0);
        QCOMPARE(logged.load(), 0);
    }
    void withoutAPinNobodyIsTrusted()
    {
        County county;
        QVERIFY(county.start());
        for (const QByteArray &pin :
             {QByteArray(), countyCertificate().pin().first(31), countyCertificate().pin() + 'x'}) {
            HttpsClient client(at(county.port, pin));
            QCOMPARE(client.exchange(outgoing("secret")).body.error().code, ErrorCode::CertificateMismatch);
        }
    }
    void datesAndNamesDoNotMatterWithTheRightKey_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("until");
        QTest::addColumn<QString>("host");
        const qint64 now = systemClock.now().ms;
        constexpr qint64 day = 24LL * 3600 * 1000;
        const auto host = QStringLiteral("127.0.0.1");
        QTest::newRow("expired long ago") << now - 4000 * day << now - 10 * day << host;
        QTest::newRow("not valid yet: this PC's clock is behind") << now + 10 * day << now + 4000 * day << host;
        QTest::newRow("another name") << now - day << now + day << QStringLiteral("sync.county.example");
        QTest::newRow("another name and expired")
            << now - 9 * day << now - day << QStringLiteral("sync.county.example");
    }
    void datesAndNamesDoNotMatterWithTheRightKey()
    {
        QFETCH(const qint64, from);
        QFETCH(const qint64, until);
        QFETCH(const QString, host);
        const auto certificate = certificateOf({Timestamp{from}, Timestamp{until}}, host);
        County county;
        QVERIFY(county.start(certificate));
        HttpsClient client(at(county.port, certificate.pin()));
        QCOMPARE(client.exchange(outgoing("hello")).body.value(), QByteArray("hello"));
        HttpsClient doubtful(at(county.port));
        QCOMPARE(doubtful.exchange(outgoing("hello")).body.error().code, ErrorCode::CertificateMismatch);
    }
    void otherFaultsOfACertificateDoMatter()
    {
        ScriptedServer server([](const QByteArray &, int) { return okAnswer; }, useForClientsOnly,
                              &countyCertificate());
        HttpsClient client(at(server.port()));
        const HttpResult result = client.exchange(outgoing("secret"));
        QCOMPARE(result.body.error().code, ErrorCode::CertificateMismatch);
        QVERIFY(server.received().isEmpty());
    }
    void thePinOfAStrangerCanBeAskedFor()
    {
        ScriptedServer server([](const QByteArray &, int) { return okAnswer; }, {}, &countyCertificate());
        HttpsClient client(at(server.port(), {}));
        QCOMPARE(client.exchange(pinRequest()).body.value(), countyCertificate().pin());
        QVERIFY(server.received().isEmpty());
        QCOMPARE(client.exchange(outgoing("x")).body.error().code,
                 ErrorCode::CertificateMismatch); // asking is not trusting
    }

    void refusalsAreTold_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("retry");
        const auto row = [](const char *name, const QByteArray &head, const QByteArray &body, ErrorCode code,
                            int retry = 0) { QTest::newRow(name) << head << body << static_cast<int>(code) << retry; };
        row("a revoked device", "401 Unauthorized\r\n", "device-revoked", ErrorCode::DeviceRevoked);
        row("another 401", "401 Unauthorized\r\n", "who are you", ErrorCode::PermissionDenied);
        row("busy", "503 Service Unavailable\r\nRetry-After: 30\r\n", "server-busy", ErrorCode::ServerBusy, 30);
        row("too many requests", "429 Too Many Requests\r\nRetry-After: 7\r\n", "", ErrorCode::ServerBusy, 7);
        row("too large", "413 Content Too Large\r\n", "", ErrorCode::MessageTooLarge);
        row("malformed", "400 Bad Request\r\n", "message-malformed", ErrorCode::MessageMalformed);
        row("a failure", "500 Internal Server Error\r\n", "<html>", ErrorCode::ServerFailure);
        row("a redirection is not followed", "302 Found\r\nLocation: https://elsewhere/\r\n", "",
            ErrorCode::ServerFailure);
        row("a fork", "409 Conflict\r\n", "fork-detected", ErrorCode::ForkDetected);
        row("too old", "426 Upgrade Required\r\n", "protocol-too-old", ErrorCode::ProtocolTooOld);
    }
    void refusalsAreTold()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, body);
        QFETCH(const int, code);
        QFETCH(const int, retry);
        const QByteArray answer = "HTTP/1.1 " + head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
            + body;
        ScriptedServer server([&](const QByteArray &, int) { return answer; }, {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        const HttpResult result = client.exchange(outgoing("x"));
        QVERIFY(!result.body);
        QCOMPARE(static_cast<int>(result.body.error().code), code);
        QCOMPARE(result.status, head.first(3).toInt());
        QCOMPARE(result.retryAfter, std::chrono::seconds(retry));
    }
    void ourServersOwnRefusalsAreUnderstood()
    {
        Limits limits;
        limits.bodyBytes = 1000;
        County county(limits);
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        QCOMPARE(client.exchange(outgoing(QByteArray(1001, 'x'))).body.error().code, ErrorCode::MessageTooLarge);
        QCOMPARE(client.exchange(outgoing("x", "/nothing")).body.error().code, ErrorCode::ServerFailure);
        QCOMPARE(client.exchange(outgoing("x")).body.value(), QByteArray("x"));
    }
    void brokenAnswersAreTold_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &answer, ErrorCode code) {
            QTest::newRow(name) << answer << static_cast<int>(code);
        };
        row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", ErrorCode::ServerFailure);
        row("no length", "HTTP/1.1 200 OK\r\n\r\nwhole or cut?", ErrorCode::ServerFailure);
        row("cut in the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf" + ScriptedServer::hangUp,
            ErrorCode::ServerUnreachable);
        row("cut in the header", "HTTP/1.1 200 OK\r\nContent-Le" + ScriptedServer::hangUp,
            ErrorCode::ServerUnreachable);
        row("closed without an answer", ScriptedServer::hangUp, ErrorCode::ServerUnreachable);
        row("announced too large", "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", ErrorCode::MessageTooLarge);
        row("too large in chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + QByteArray(1024, 'x') + "\r\n",
            ErrorCode::MessageTooLarge);
        row("a header without an end", "HTTP/1.1 200 OK\r\nX: " + QByteArray(30'000, 'x'), ErrorCode::ServerFailure);
    }
    void brokenAnswersAreTold()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, code);
        ScriptedServer server([&](const QByteArray &, int) { return answer; }, {}, &countyCertificate());
        ClientLimits limits;
        limits.responseBytes = 1000;
        HttpsClient client(at(server.port()), limits);
        const HttpResult result = client.exchange(outgoing("x"));
        QVERIFY(!result.body);
        QCOMPARE(static_cast<int>(result.body.error().code), code);
        QVERIFY(result.took < 5s); // at once, not by a deadline
    }
    void anAnswerTooLargeIsBrokenOffEarly()
    {
        County county;
        county.server.handle(Method::Get, "/large", [](const Request &) {
            Response response;
            response.body = QByteArray(64 << 20, 'x');
            return response;
        });
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        OutgoingRequest get;
        get.method = Method::Get;
        get.path = "/large";
        QCOMPARE(client.exchange(get).body.error().code, ErrorCode::MessageTooLarge);
        QCOMPARE(client.exchange(outgoing("x")).body.value(), QByteArray("x"));
    }
    void aKeptConnectionThatDiedIsReplacedOnce()
    {
        // connection 1 answers once and hangs up when asked again; connection 2 answers
        int answered = 0;
        ScriptedServer server(
            [&](const QByteArray &, int connection) {
                if (connection == 1 && answered++ == 1)
                    return ScriptedServer::hangUp;
                return okAnswer;
            },
            {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        QCOMPARE(client.exchange(outgoing("one")).body.value(), QByteArray("ok"));
        const HttpResult second = client.exchange(outgoing("two"));
        QCOMPARE(second.body.value(), QByteArray("ok"));
        QVERIFY(second.fresh);
        QCOMPARE(server.connections(), 2);
        QCOMPARE(server.received().count("two"), 2); // asked again: requests are idempotent
    }
    void aFreshConnectionThatDiesIsNotTriedAgain()
    {
        ScriptedServer server([](const QByteArray &, int) { return ScriptedServer::hangUp; }, {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        QCOMPARE(client.exchange(outgoing("x")).body.error().code, ErrorCode::ServerUnreachable);
        QCOMPARE(server.connections(), 1);
    }
    void anAnswerBeforeTheWholeRequestWasSentIsHeard()
    {
        // as a gateway does that refuses by the header alone
        ScriptedServer server(
            [](const QByteArray &, int) {
                return QByteArray("HTTP/1.1 413 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            },
            {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        QCOMPARE(client.exchange(outgoing(QByteArray(8 << 20, 'x'))).body.error().code, ErrorCode::MessageTooLarge);
    }

    void nobodyThereIsSaidAtOnce()
    {
        quint16 port = 0;
        {
            QTcpServer taken;
            QVERIFY(taken.listen(QHostAddress::LocalHost));
            port = taken.serverPort();
        }
        HttpsClient client(at(port));
        const HttpResult result = client.exchange(outgoing("x"));
        QCOMPARE(result.body.error().code, ErrorCode::ServerUnreachable);
        QVERIFY(!result.body.error().detail.isEmpty());
        QVERIFY(result.took < 5s);
    }
    void aServerThatSpeaksNoTlsIsNoServer()
    {
        QTcpServer plain; // accepts, and answers as a captive portal would
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = plain.nextPendingConnection();
            socket->write("HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n");
        });
        HttpsClient client(at(plain.serverPort()));
        std::optional<HttpResult> result;
        client.send(outgoing("x"), this, [&](const HttpResult &r) { result = r; });
        QTRY_VERIFY(result);
        QCOMPARE(result->body.error().code, ErrorCode::ServerUnreachable);
    }
    void aServerThatNeverShakesHandsIsGivenUp()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        ClientLimits limits;
        limits.connect = 100ms;
        HttpsClient client(at(silent.serverPort()), limits);
        QCOMPARE(client.exchange(outgoing("x")).body.error().code, ErrorCode::ServerUnreachable);
    }
    void aServerThatNeverAnswersIsGivenUp()
    {
        ScriptedServer server([](const QByteArray &, int) { return QByteArray(); }, {}, &countyCertificate());
        ClientLimits limits;
        limits.whole = 200ms;
        limits.connections = 1;
        HttpsClient client(at(server.port()), limits);
        int done = 0;
        for (int i = 0; i < 3; ++i) { // the second and third only wait, and not for ever either
            client.send(outgoing("x"), this, [&](const HttpResult &result) {
                done += !result.body && result.body.error().code == ErrorCode::ServerUnreachable ? 1 : 0;
            });
        }
        QTRY_COMPARE(done, 3);
    }
    void aServerThatStopsMidRequestHangsNobody()
    {
        Limits limits;
        limits.stopGrace = 20ms;
        std::binary_semaphore started(0);
        std::binary_semaphore go(0);
        County county(limits);
        county.server.handle(Method::Post, "/wait", [&](const Request &) {
            started.release();
            go.acquire();
            return Response{};
        });
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        std::optional<HttpResult> result;
        client.send(outgoing("x", "/wait"), this, [&](const HttpResult &r) { result = r; });
        started.acquire();
        std::jthread stopping([&] { county.server.stop(); });
        QTRY_VERIFY(result); // though the handler still runs
        QCOMPARE(result->body.error().code, ErrorCode::ServerUnreachable);
        go.release();
        stopping.join();
        QCOMPARE(client.exchange(outgoing("x")).body.error().code, ErrorCode::ServerUnreachable);
    }
    void aRequestUnderWayAndOnesThatWaitCanBeCancelled()
    {
        ScriptedServer server([](const QByteArray &, int) { return QByteArray(); }, {}, &countyCertificate());
        ClientLimits limits;
        limits.connections = 1;
        HttpsClient client(at(server.port()), limits);
        std::vector<ErrorCode> codes;
        const auto note = [&](const HttpResult &result) { codes.push_back(result.body.error().code); };
        const quint64 first = client.send(outgoing("first"), this, note);
        const quint64 second = client.send(outgoing("second"), this, note);
        client.send(outgoing("third"), this, note);
        QTRY_VERIFY(server.received().contains("first"));
        client.cancel(second);
        QTRY_COMPARE(codes.size(), size_t(1));
        client.cancel(first);
        QTRY_COMPARE(codes.size(), size_t(2));
        client.cancel(first); // once is enough
        client.cancelAll();
        QTRY_COMPARE(codes.size(), size_t(3));
        QVERIFY(std::ranges::all_of(codes, [](ErrorCode code) { return code == ErrorCode::Cancelled; }));
        QVERIFY(!server.received().contains("second"));
    }
    void aBlockedCallIsFreedByCancelAll()
    {
        ScriptedServer server([](const QByteArray &, int) { return QByteArray(); }, {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        std::jthread other([&] {
            while (server.received().isEmpty())
                std::this_thread::yield();
            client.cancelAll();
        });
        QCOMPARE(client.exchange(outgoing("x")).body.error().code, ErrorCode::Cancelled);
    }
    void aClientCanGoWhileRequestsAreUnderWay()
    {
        ScriptedServer server([](const QByteArray &, int) { return QByteArray(); }, {}, &countyCertificate());
        bool called = false;
        {
            HttpsClient client(at(server.port()));
            for (int i = 0; i < 10; ++i)
                client.send(outgoing("x"), this, [&](const HttpResult &) { called = true; });
            QTRY_VERIFY(!server.received().isEmpty());
        }
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
    void anUnsolicitedWordEndsAKeptConnection()
    {
        ScriptedServer server([](const QByteArray &, int) { return okAnswer + okAnswer; }, {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        QCOMPARE(client.exchange(outgoing("one")).body.value(), QByteArray("ok"));
        const HttpResult second = client.exchange(outgoing("two"));
        QCOMPARE(second.body.value(), QByteArray("ok"));
        QVERIFY(second.fresh); // the second "ok" of the first connection answers nothing
    }
    void requestsThatWouldBreakTheirHeaderAreNotSent()
    {
        County county;
        QVERIFY(county.start());
        HttpsClient client(at(county.port));
        for (const QByteArray &path :
             {QByteArray("/echo HTTP/1.1\r\nX: y"), QByteArray("echo"), QByteArray(), QByteArray("/\xe4")})
            QCOMPARE(client.exchange(outgoing("x", path)).body.error().code, ErrorCode::InvalidArgument);
        OutgoingRequest typed = outgoing("x");
        typed.contentType = "a/b\r\nX: y";
        QCOMPARE(client.exchange(typed).body.error().code, ErrorCode::InvalidArgument);
    }
    void thisMachineIsReachedWithoutAProxy()
    {
        const QByteArray before = qgetenv("https_proxy");
        qputenv("https_proxy", "http://10.0.0.1:3128");
        QCOMPARE(HttpsClient::systemProxy(QStringLiteral("localhost"), 443).type(), QNetworkProxy::NoProxy);
        QCOMPARE(HttpsClient::systemProxy(QStringLiteral("127.0.0.1"), 443).type(), QNetworkProxy::NoProxy);
        const QNetworkProxy far = HttpsClient::systemProxy(QStringLiteral("sync.county.example"), 443);
        qputenv("https_proxy", before);
        QCOMPARE(far.type(), QNetworkProxy::HttpProxy);
        QCOMPARE(far.hostName(), QStringLiteral("10.0.0.1"));
    }
    void anIdlePollCostsFewBytes()
    {
        QByteArray sent;
        ScriptedServer server([&](const QByteArray &, int) { return okAnswer; }, {}, &countyCertificate());
        HttpsClient client(at(server.port()));
        QVERIFY(client.exchange(outgoing("", "/sync")).body);
        const qsizetype up = server.received().size();
        const qsizetype down = encodeHead(Response{}, Method::Post, true).size();
        qInfo("HTTP without bodies: %lld bytes up, %lld down; with TLS 1.3 records %lld in all",
              static_cast<long long>(up), static_cast<long long>(down), static_cast<long long>(up + down + 2 * 22));
        QVERIFY(up + down + 2 * 22 <= 250);
    }
};

SHOULI_TEST(TestHttpsClient)
#include "TestHttpsClient.moc"
