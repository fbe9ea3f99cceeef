// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/Refusal.h"
#include "tests/support/TestMain.h"

using namespace shouli::sync::transport;
using namespace std::chrono_literals;
using shouli::core::base::ErrorCode;

class TestRefusal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRefusalMeansTheSameOnBothEnds()
    {
        for (const ErrorCode code :
             {ErrorCode::DeviceRevoked, ErrorCode::PermissionDenied, ErrorCode::EnrolmentCodeWrong,
              ErrorCode::EnrolmentCodeUsed, ErrorCode::EnrolmentCodeExpired, ErrorCode::TooManyAttempts,
              ErrorCode::ProtocolTooOld, ErrorCode::ForkDetected, ErrorCode::ChainBroken, ErrorCode::EpochChanged,
              ErrorCode::SignatureWrong, ErrorCode::MessageMalformed, ErrorCode::ChangeMalformed,
              ErrorCode::MessageTooLarge, ErrorCode::ServerBusy, ErrorCode::ServerFailure, ErrorCode::Unsupported}) {
            const Response response = refusal(code);
            QVERIFY(response.status >= 400);
            QVERIFY(errorFor(response.status, response.body) == code);
        }
    }
    void aKindWithoutAWordIsAFailureOfTheServer()
    {
        QCOMPARE(refusal(ErrorCode::StorageFailure).status, 500);
        QVERIFY(!refusal(ErrorCode::StorageFailure).body.contains("torage"));
    }
    void aStatusWithoutAWordStillMeansSomething_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        const auto row = [](int status, ErrorCode code) {
            QTest::addRow("%d", status) << status << static_cast<int>(code);
        };
        row(302, ErrorCode::ServerFailure);
        row(400, ErrorCode::MessageMalformed);
        row(401, ErrorCode::PermissionDenied);
        row(404, ErrorCode::ServerFailure);
        row(405, ErrorCode::ServerFailure);
        row(408, ErrorCode::ServerUnreachable);
        row(413, ErrorCode::MessageTooLarge);
        row(431, ErrorCode::MessageMalformed);
        row(429, ErrorCode::ServerBusy);
        row(502, ErrorCode::ServerBusy);
        row(503, ErrorCode::ServerBusy);
        row(500, ErrorCode::ServerFailure);
    }
    void aStatusWithoutAWordStillMeansSomething()
    {
        QFETCH(const int, status);
        QFETCH(const int, code);
        QCOMPARE(static_cast<int>(errorFor(status, "<html>some gateway's page</html>")), code);
        QCOMPARE(static_cast<int>(errorFor(status, {})), code);
    }
    void aWordUnderAnotherStatusIsNotBelieved()
    {
        QVERIFY(errorFor(500, "device-revoked") == ErrorCode::ServerFailure);
    }
    void anAnswerCannotBreakOutOfItsHeaders()
    {
        Response response;
        response.headers = {{"Location", "/x\r\nSet-Cookie: a=b"}};
        QVERIFY(encodeHead(response, Method::Get, true).isEmpty());
        response.headers = {{"Loc:ation", "/x"}};
        QVERIFY(encodeHead(response, Method::Get, true).isEmpty());
        response.headers.clear();
        response.contentType = "text/plain\n\n<script>";
        QVERIFY(encodeHead(response, Method::Get, true).isEmpty());
    }
    void anAnswerToAPostIsAsShortAsCanBe()
    {
        Response response;
        response.body = "0123456789";
        QCOMPARE(encodeHead(response, Method::Post, true),
                 QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
    }
    void aPageIsNotCachedUnlessItSaysSo()
    {
        Response response;
        QVERIFY(encodeHead(response, Method::Get, true).contains("\r\nCache-Control: no-store\r\n"));
        response.headers = {{"cache-control", "max-age=60"}};
        QVERIFY(!encodeHead(response, Method::Get, true).contains("no-store"));
        QVERIFY(
            encodeHead(refusal(503, 7s), Method::Post, false).contains("\r\nRetry-After: 7\r\nConnection: close\r\n"));
    }
};

SHOULI_TEST(TestRefusal)
#include "TestRefusal.moc"
