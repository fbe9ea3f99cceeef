// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/sync/transport/County.h"
#include "tests/sync/transport/RawTls.h"

#include <QElapsedTimer>
#include <QFile>

#include <random>
#include <thread>

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;
using namespace shouli::tests;

namespace {

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// A sanitizer keeps what was freed for a while.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double allowanceMb = 300;
#else
constexpr double allowanceMb = 0;
#endif

int countFromEnvironment(const char *name, int usual)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : usual;
}

} // namespace

/// Many, large and broken at once. SHOULI_SEED and SHOULI_MUTATIONS choose another or a longer run.
class TestHttpsServerLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeHundredMegabytesAreNotHeld()
    {
        County county;
        QVERIFY(county.start());
        QCOMPARE(RawTls(county.port).statusFor(post(QByteArray(1 << 20, 'w'))), 200); // warm
        const double before = residentMb();
        double most = before;
        const QByteArray piece(64 << 10, 'x');
        const auto flood = [&](RawTls &client) {
            qint64 sent = 0;
            while (sent < (300LL << 20) && client.send(piece)) {
                sent += piece.size();
                most = std::max(most, residentMb());
            }
            return sent;
        };
        RawTls announced(county.port);
        announced.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 314572800\r\n\r\n");
        const qint64 first = flood(announced);
        RawTls lying(county.port); // says little, sends much: the rest is no request
        lying.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 65536\r\n\r\n");
        const qint64 second = flood(lying);
        RawTls header(county.port);
        header.send("POST /echo HTTP/1.1\r\nHost: h\r\nX: ");
        const qint64 third = flood(header);
        qInfo("300 MB with a length, behind a body, in a header: %lld, %lld, %lld KiB taken; resident +%.1f MB",
              first >> 10, second >> 10, third >> 10, most - before);
        QVERIFY(most - before < 10 + allowanceMb);
        QVERIFY(first < (16 << 20) && second < (16 << 20) && third < (16 << 20));
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
    }
    void manyLargeBodiesOneAfterAnotherLeaveNothing()
    {
        County county;
        QVERIFY(county.start());
        RawTls client(county.port);
        const QByteArray request = post(QByteArray(1 << 20, 'x'));
        for (int i = 0; i < 5; ++i) {
            client.send(request);
            QVERIFY(client.readAnswer().size() > (1 << 20));
        }
        const double before = residentMb();
        for (int i = 0; i < 100; ++i) {
            client.send(request);
            QVERIFY(client.readAnswer().size() > (1 << 20));
        }
        qInfo("100 MB up and down: resident %+.1f MB", residentMb() - before);
        QVERIFY(residentMb() - before < 10 + allowanceMb);
    }
    void anIdleConnectionCostsLittle()
    {
        Limits limits;
        limits.connectionsPerAddress = 2000;
        County county(limits);
        QVERIFY(county.start());
        std::vector<std::unique_ptr<RawTls>> clients;
        constexpr int count = 500;
        QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
        const double before = residentMb();
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<RawTls>(county.port));
            QCOMPARE(clients.back()->statusFor(post("x")), 200);
        }
        QCOMPARE(county.server.connections(), count);
        const double both = (residentMb() - before) * 1024 / count;
        qInfo("an idle TLS connection, both ends together: %.0f KiB", both);
        QVERIFY(both < 80 || allowanceMb > 0);
    }
    void slowlorisDoesNotKeepHonestClientsWaiting()
    {
        Limits limits;
        limits.connectionsPerAddress = 1000;
        limits.head = 2s;
        limits.body = 2s;
        limits.handshake = 2s;
        limits.linger = 200ms;
        County county(limits);
        QVERIFY(county.start());
        std::vector<RawTcp> handshakes;
        std::vector<std::unique_ptr<RawTls>> slow;
        for (int i = 0; i < 100; ++i)
            handshakes.emplace_back(county.port);
        for (int i = 0; i < 200; ++i) {
            slow.push_back(std::make_unique<RawTls>(county.port));
            slow.back()->send(i % 2 == 0 ? QByteArray("POST /echo HTTP/1.1\r\nHo")
                                         : post(QByteArray(1000, 'x')).chopped(500));
        }
        std::vector<double> took;
        for (int i = 0; i < 50; ++i) {
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(RawTls(county.port).statusFor(post("x")), 200);
            took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::ranges::sort(took);
        qInfo("beside 300 slow clients, handshake and request: p50 %.1f ms, p95 %.1f ms", took[25], took[47]);
        QVERIFY(took[47] < 1000); // they do not wait until the slow ones are given up
        QTRY_COMPARE_WITH_TIMEOUT(county.server.connections(), 0, 15'000);
    }
    void mutatedRequestsAreAnsweredOrClosed()
    {
        const int count = countFromEnvironment("SHOULI_MUTATIONS", 2000);
        const auto seed = static_cast<unsigned>(countFromEnvironment("SHOULI_SEED", 20261123));
        Limits limits;
        limits.linger = 20ms;
        County county(limits);
        QVERIFY(county.start());
        std::mt19937 random(seed);
        const auto below = [&](qsizetype bound) {
            return static_cast<qsizetype>(random() % static_cast<unsigned long>(bound));
        };
        const QByteArray valid = post("0123456789abcdef", "/echo", "Content-Type: application/cbor\r\nX-Trace: 1\r\n");
        const QByteArray bits[] = {"\r\n",
                                   "\n",
                                   "\r\n\r\n",
                                   ":",
                                   " ",
                                   "Content-Length: 3\r\n",
                                   "Transfer-Encoding: chunked\r\n",
                                   "GET / HTTP/1.1\r\n",
                                   QByteArray(1, '\0'),
                                   QByteArray(300, 'A')};
        int answered = 0;
        int silent = 0;
        QMap<int, int> statuses;
        const double before = residentMb();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < count; ++i) {
            QByteArray bytes = valid;
            for (qsizetype edits = 1 + below(8); edits > 0 && !bytes.isEmpty(); --edits) {
                const qsizetype at = below(bytes.size());
                switch (below(5)) {
                case 0:
                    bytes[at] = static_cast<char>(random());
                    break;
                case 1:
                    bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                    break;
                case 2:
                    bytes.remove(at, 1 + below(20));
                    break;
                case 3:
                    bytes.insert(at, bits[below(std::size(bits))]);
                    break;
                default:
                    bytes.truncate(at);
                }
            }
            RawTls client(county.port);
            QVERIFY(client.isEstablished());
            client.send(bytes);
            client.sendEnd(); // nothing more will come: no need to wait for a deadline
            const QByteArray answer = client.readToEnd();
            if (answer.isEmpty()) {
                ++silent;
                continue;
            }
            ++answered;
            const int status = RawTls::statusOf(answer);
            ++statuses[status];
            QVERIFY2(status == 200 || (status >= 400 && status <= 431), answer.constData());
        }
        QString text;
        for (auto it = statuses.cbegin(); it != statuses.cend(); ++it)
            text += QStringLiteral(" %1x%2").arg(it.value()).arg(it.key());
        qInfo("%d mutations (seed %u) in %lld ms: %d answered (%s ), %d closed; resident %+.1f MB", count, seed,
              timer.elapsed(), answered, qPrintable(text), silent, residentMb() - before);
        QVERIFY(answered > count / 4);
        QTRY_COMPARE(county.server.connections(), 0);
        QCOMPARE(RawTls(county.port).statusFor(valid), 200);
        QVERIFY(residentMb() - before < 20 + allowanceMb);
    }
    void mutatedHandshakesAreClosed()
    {
        const int count = countFromEnvironment("SHOULI_MUTATIONS", 2000) / 4;
        const auto seed = static_cast<unsigned>(countFromEnvironment("SHOULI_SEED", 20261123));
        Limits limits;
        limits.handshake = 50ms; // for those that look like the beginning of something longer
        County county(limits);
        QVERIFY(county.start());
        const QByteArray hello = firstFlight();
        QVERIFY(hello.size() > 100);
        std::mt19937 random(seed);
        for (int i = 0; i < count; ++i) {
            QByteArray bytes = hello;
            for (int edits = 1 + static_cast<int>(random() % 6); edits > 0; --edits)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned long>(bytes.size()))] = static_cast<char>(
                    random());
            const RawTcp client(county.port);
            QVERIFY(client.isConnected());
            client.send(bytes);
            ::shutdown(client.fd(), SHUT_WR);
            QVERIFY(client.isClosedByPeer());
        }
        QTRY_COMPARE(county.server.connections(), 0);
        QVERIFY(RawTls(county.port).isEstablished() || RawTls(county.port).isEstablished());
    }

private:
    /// A client's hello as it goes over the wire.
    static QByteArray firstFlight()
    {
        SSL_CTX *context = SSL_CTX_new(TLS_client_method());
        SSL *ssl = SSL_new(context);
        BIO *in = BIO_new(BIO_s_mem());
        BIO *out = BIO_new(BIO_s_mem());
        SSL_set_bio(ssl, in, out);
        SSL_connect(ssl);
        char *data = nullptr;
        const long size = BIO_get_mem_data(out, &data);
        const QByteArray hello(data, size);
        SSL_free(ssl);
        SSL_CTX_free(context);
        return hello;
    }
};

SHOULI_TEST(TestHttpsServerLoad)
#include "TestHttpsServerLoad.moc"
