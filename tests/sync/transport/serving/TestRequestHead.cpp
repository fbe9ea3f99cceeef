// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/serving/RequestHead.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

using namespace shouli::sync::transport;
using namespace shouli::sync::transport::serving;

namespace {

const QByteArray valid = "POST /v1/sync?x=1 HTTP/1.1\r\nHost: county.example\r\nContent-Type: "
                         "application/cbor\r\nContent-Length: 12\r\n\r\n";

/// What a server that sees exactly these bytes would do: 0 for "take it", -1 for "wait for more".
int verdict(const QByteArray &bytes, const Limits &limits = {})
{
    HeadScanner scanner(limits);
    switch (scanner.scan(bytes)) {
    case HeadScanner::State::Incomplete:
        return -1;
    case HeadScanner::State::Refused:
        return scanner.status();
    case HeadScanner::State::Complete:
        break;
    }
    return ParsedHead::parse(QByteArrayView(bytes).first(scanner.length()), limits).refusal();
}

QByteArray with(const QByteArray &line)
{
    return "POST /a HTTP/1.1\r\nHost: h\r\n" + line + "\r\n\r\n";
}

} // namespace

class TestRequestHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProperHeadIsUnderstood()
    {
        QCOMPARE(verdict(valid), 0);
        const RequestHead head = ParsedHead::parse(valid, {}).head();
        QCOMPARE(head.method, Method::Post);
        QCOMPARE(head.path, QByteArray("/v1/sync"));
        QCOMPARE(head.query, QByteArray("x=1"));
        QCOMPARE(head.contentType, QByteArray("application/cbor"));
        QCOMPARE(head.contentLength.value(), 12);
        QVERIFY(head.keepAlive);
    }
    void onlyTheNamedHeadersReachAHandler()
    {
        const auto head = ParsedHead::parse(
                              "GET / HTTP/1.1\r\nHost: h\r\nRange: bytes=0-9\r\nCookie: a=b\r\nX-Y: z\r\n\r\n", {})
                              .head();
        QCOMPARE(head.headers, (std::vector<Header>{{"range", "bytes=0-9"}}));
    }
    void anotherRequestBehindIsLeftAlone()
    {
        const Limits limits;
        HeadScanner scanner(limits);
        QVERIFY(scanner.scan(valid + "123456789012GET / HTTP/1.1\r\n") == HeadScanner::State::Complete);
        QCOMPARE(scanner.length(), valid.size());
    }

    void unacceptableHeadsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("both a length and an encoding", with("Content-Length: 4\r\nTransfer-Encoding: chunked"), 400);
        row("an encoding before a length", with("Transfer-Encoding: chunked\r\nContent-Length: 4"), 400);
        row("two different lengths", with("Content-Length: 4\r\nContent-Length: 5"), 400);
        row("the same length twice", with("Content-Length: 4\r\nContent-Length: 4"), 400);
        row("a list of lengths", with("Content-Length: 4, 4"), 400);
        row("a length with a plus", with("Content-Length: +4"), 400);
        row("a negative length", with("Content-Length: -1"), 400);
        row("a hexadecimal length", with("Content-Length: 0x10"), 400);
        row("an empty length", with("Content-Length:"), 400);
        row("a length beyond 64 bits", with("Content-Length: 99999999999999999999999"), 400);
        row("a blank within the length", with("Content-Length: 1 2"), 400);
        row("a chunked body", with("Transfer-Encoding: chunked"), 411);
        row("an encoding of another kind", with("Transfer-Encoding: gzip"), 411);
        row("an encoding in disguise", with("Transfer-Encoding: xchunked"), 411);
        row("a blank before the colon", with("Content-Length : 4"), 400);
        row("a folded line", with("X-A: b\r\n Content-Length: 4"), 400);
        row("a line folded with a tab", with("X-A: b\r\n\tTransfer-Encoding: chunked"), 400);
        row("a bare line feed", "POST /a HTTP/1.1\nHost: h\r\n\r\n", 400);
        row("a bare carriage return", with("X-A: b\rContent-Length: 4"), 400);
        row("a zero byte", with(QByteArray("X-A: b\0c", 8)), 400);
        row("an escape", with("X-A: \x1b[31m"), 400);
        row("a byte above ASCII", with("X-A: \xe4\xb8\xad"), 400);
        row("a line without a colon", with("X-A"), 400);
        row("a line without a name", with(": x"), 400);
        row("no host", "POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 400);
        row("two hosts", with("Host: other"), 400);
        row("an empty line in front", "\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("an absolute target", "GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("an asterisk", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("a fragment", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400);
        row("HTTP/2", "GET /a HTTP/2.0\r\nHost: h\r\n\r\n", 400);
        row("HTTP/1.2", "GET /a HTTP/1.2\r\nHost: h\r\n\r\n", 400);
        row("HTTP/0.9", "GET /a\r\n\r\n", 400);
        row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        row("no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400);
        row("a TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400);
        row("an expectation nobody knows", with("Expect: miracles"), 400);
        row("a long target", "GET /" + QByteArray(1024, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414);
        row("a long target without an end", "GET /" + QByteArray(1100, 'a'), 414);
        row("65 lines", "GET / HTTP/1.1\r\nHost: h\r\n" + QByteArray("X: y\r\n").repeated(64) + "\r\n", 431);
        row("a long line", with("X-A: " + QByteArray(9000, 'b')), 431);
        row("a long line without an end", "GET / HTTP/1.1\r\nX-A: " + QByteArray(9000, 'b'), 431);
    }
    void unacceptableHeadsAreRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        QCOMPARE(verdict(bytes), status);
    }

    void theLimitsThemselvesAreAllowed()
    {
        QCOMPARE(verdict("GET /" + QByteArray(1023, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), 0);
        QCOMPARE(verdict("GET / HTTP/1.1\r\nHost: h\r\n" + QByteArray("X: y\r\n").repeated(63) + "\r\n"), 0);
        const QByteArray start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
        QCOMPARE(verdict(start + QByteArray((8 << 10) - start.size() - 4, 'b') + "\r\n\r\n"), 0);
        QCOMPARE(verdict(start + QByteArray((8 << 10) - start.size() - 3, 'b') + "\r\n\r\n"), 431);
    }
    void everyBeginningOfAProperHeadIsWaitedFor()
    {
        for (qsizetype n = 0; n < valid.size(); ++n)
            QCOMPARE(verdict(valid.first(n)), -1);
    }
    void piecesMakeTheSameHeadAsTheWhole()
    {
        const Limits limits;
        HeadScanner scanner(limits);
        for (qsizetype n = 1; n < valid.size(); ++n)
            QVERIFY(scanner.scan(QByteArrayView(valid).first(n)) == HeadScanner::State::Incomplete);
        QVERIFY(scanner.scan(valid) == HeadScanner::State::Complete);
        QCOMPARE(scanner.length(), valid.size());
    }
    void nothingThatIsTakenIsAmbiguous()
    {
        // whatever is done to a proper head, what is still taken has one host, one target, one length at most
        QVERIFY(rc::check("mutated heads", [] {
            QByteArray bytes = valid;
            const int edits = *rc::gen::inRange(1, 6);
            for (int i = 0; i < edits; ++i) {
                const auto at = *rc::gen::inRange<qsizetype>(0, bytes.size());
                static const QByteArray bits[] = {"\r\n",
                                                  "\n",
                                                  " ",
                                                  "\t",
                                                  ":",
                                                  "Content-Length: 1\r\n",
                                                  "Transfer-Encoding: chunked\r\n",
                                                  "Host: x\r\n",
                                                  QByteArray(1, '\0'),
                                                  "\xff",
                                                  ",",
                                                  "0"};
                switch (*rc::gen::inRange(0, 3)) {
                case 0:
                    bytes.insert(at, bits[*rc::gen::inRange<size_t>(0, std::size(bits))]);
                    break;
                case 1:
                    bytes.remove(at, *rc::gen::inRange(1, 4));
                    break;
                default:
                    bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
                }
                if (bytes.isEmpty())
                    return;
            }
            Limits limits;
            HeadScanner scanner(limits);
            if (scanner.scan(bytes) != HeadScanner::State::Complete)
                return;
            const QByteArray head = bytes.first(scanner.length());
            const ParsedHead parsed = ParsedHead::parse(head, limits);
            if (parsed.refusal() != 0)
                return;
            const QByteArray lower = head.toLower();
            RC_ASSERT(lower.count("\r\ncontent-length:") == (parsed.head().contentLength ? 1 : 0));
            RC_ASSERT(lower.count("\r\ntransfer-encoding:") == 0);
            RC_ASSERT(lower.count("\r\nhost:") <= 1);
            RC_ASSERT(head.count('\n') == head.count("\r\n"));
            RC_ASSERT(parsed.head().path.startsWith('/'));
        }));
    }
};

SHOULI_TEST(TestRequestHead)
#include "TestRequestHead.moc"
