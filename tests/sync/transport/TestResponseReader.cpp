// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ResponseReader.h"
#include "tests/support/TestMain.h"

using namespace shouli::sync::transport;
using namespace std::chrono_literals;
using shouli::core::base::ErrorCode;

class TestResponseReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsTakenFromAnyPieces()
    {
        const QByteArray whole = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\nContent-Type: "
                                 "text/plain\r\nRetry-After: 9\r\n\r\nlater";
        for (qsizetype piece = 1; piece <= whole.size(); ++piece) {
            ResponseReader reader(100);
            QByteArray waiting;
            bool done = false;
            for (qsizetype at = 0; at < whole.size(); at += piece) {
                QVERIFY(!done);
                waiting += whole.sliced(at, std::min(piece, whole.size() - at));
                const auto fed = reader.feed(waiting);
                QVERIFY(fed);
                done = *fed;
            }
            QVERIFY(done);
            QVERIFY(waiting.isEmpty());
            QCOMPARE(reader.status(), 503);
            QCOMPARE(reader.retryAfter(), 9s);
            QCOMPARE(reader.contentType(), QByteArray("text/plain"));
            QVERIFY(reader.keepAlive());
            QCOMPARE(reader.takeBody(), QByteArray("later"));
        }
    }
    void whatFollowsIsLeft()
    {
        ResponseReader reader(100);
        QByteArray bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nokHTTP/1.1";
        QVERIFY(reader.feed(bytes).value());
        QCOMPARE(bytes, QByteArray("HTTP/1.1"));
        QVERIFY(!reader.keepAlive());
    }
    void aGatewaysChunksAreJoined()
    {
        ResponseReader reader(100);
        QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n";
        QVERIFY(reader.feed(bytes).value());
        QCOMPARE(reader.takeBody(), QByteArray("abcdef"));
    }
    void answersThatCannotBeTakenAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &bytes, ErrorCode code) {
            QTest::newRow(name) << bytes << static_cast<int>(code);
        };
        row("announced too large", "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", ErrorCode::MessageTooLarge);
        row("too large in chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + QByteArray(101, 'x') + "\r\n",
            ErrorCode::MessageTooLarge);
        row("a chunk without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF0\r\n",
            ErrorCode::MessageTooLarge);
        row("no length", "HTTP/1.1 200 OK\r\n\r\n", ErrorCode::ServerFailure);
        row("an interim answer", "HTTP/1.1 100 Continue\r\n\r\n", ErrorCode::ServerFailure);
        row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", ErrorCode::ServerFailure);
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            ErrorCode::ServerFailure);
        row("a header without end", "HTTP/1.1 200 OK\r\nX: " + QByteArray(20'000, 'x'), ErrorCode::ServerFailure);
    }
    void answersThatCannotBeTakenAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(const int, code);
        ResponseReader reader(100);
        const auto fed = reader.feed(bytes);
        QVERIFY(!fed);
        QCOMPARE(static_cast<int>(fed.error().code), code);
    }
    void nothingIsSetAsideForWhatIsOnlyAnnounced()
    {
        ResponseReader reader(1LL << 40);
        QByteArray bytes = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx";
        QVERIFY(!reader.feed(bytes).value()); // a terabyte is not allocated
        QVERIFY(reader.started());
    }
    void aNonsenseRetryIsNone()
    {
        for (const auto &[text, expected] :
             {std::pair{"-5", 0s}, {"soon", 0s}, {"999999999999", std::chrono::seconds(24h)}}) {
            ResponseReader reader(100);
            QByteArray bytes = QByteArray("HTTP/1.1 503 X\r\nContent-Length: 0\r\nRetry-After: ") + text + "\r\n\r\n";
            QVERIFY(reader.feed(bytes).value());
            QCOMPARE(reader.retryAfter(), expected);
        }
    }
};

SHOULI_TEST(TestResponseReader)
#include "TestResponseReader.moc"
