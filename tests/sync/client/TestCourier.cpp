// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client/Courier.h"
#include "sync/client/Enrol.h"
#include "sync/server/CountyLog.h"
#include "sync/server/gateway/CountyRoutes.h"
#include "sync/transport/CountyCertificate.h"
#include "sync/transport/Refusal.h"
#include "tests/support/ConnectProxy.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <QSignalSpy>

#include <atomic>

using namespace shouli::core::changes;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::storage::Database;
using shouli::core::storage::WriterThread;
using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;

namespace {

/// A county behind a real HTTPS server on loopback.
class HttpsCounty {
public:
    HttpsCounty()
        : county(worldSchema())
        , certificate(transport::CountyCertificate::create({QStringLiteral("localhost")},
                                                           transport::CountyCertificate::tenYears(county.clock))
                          .value())
    {
        county.pin = certificate.pin();
        TestCounty::expect(county.administer(
            [](server::County &, TestCounty::Transaction &) { return shouli::core::base::Result<void>(); }));
    }
    void start()
    {
        https = std::make_unique<transport::serving::HttpsServer>(county.clock);
        server::gateway::addRoutes(*https, *county.server, certificate);
        port = https->start(certificate, QStringLiteral("127.0.0.1"), port).value();
    }
    void revoke(const TestMember &member, bool erase)
    {
        TestCounty::expect(county.administer([&](server::County &c,
                                                 TestCounty::Transaction &tx) -> shouli::core::base::Result<void> {
            SHOULI_CHECK(c.revoke(tx, member.enrolled.deviceNumber));
            return server::devices::DeviceHistory::noteRevocation(tx, member.enrolled.replica, {county.clock.now(), {}, erase});
        }));
    }
    client::Installation installation() const { return {QStringLiteral("127.0.0.1"), port, county.pin, {}, {}, 1}; }

    TestCounty county;
    transport::CountyCertificate certificate;
    std::unique_ptr<transport::serving::HttpsServer> https;
    quint16 port = 0;
};

template <class Condition>
bool until(client::Courier &courier, Condition condition)
{
    QSignalSpy spy(&courier, &client::Courier::statusChanged);
    while (!condition(courier.status())) {
        if (!spy.wait(20'000))
            return false;
    }
    return true;
}

} // namespace

class TestCourier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPcEnrolsOverTls()
    {
        HttpsCounty world;
        TestMember member(world.county, 1);
        const auto code = world.county
                              .administer([&](server::County &c, TestCounty::Transaction &tx) {
                                  return c.issueCode(tx, member.enrolled.office);
                              })
                              .value();
        world.start();
        const auto enrolled = client::enrol(QStringLiteral("127.0.0.1"), world.port, code, QStringLiteral("窗口"),
                                            member.office.random);
        QVERIFY(enrolled);
        QCOMPARE(enrolled->installation.serverPin, world.certificate.pin());
        QCOMPARE(enrolled->answer.officeOrdinal, 2);
        QCOMPARE(
            client::enrol(QStringLiteral("127.0.0.1"), world.port, code, QStringLiteral("另一台"), member.office.random)
                .error()
                .code,
            ErrorCode::EnrolmentCodeUsed);
        const auto other = protocol::EnrolmentCode::fromRandom("0123456789");
        QCOMPARE(
            client::enrol(QStringLiteral("127.0.0.1"), world.port, other, QStringLiteral("x"), member.office.random)
                .error()
                .code,
            ErrorCode::EnrolmentCodeWrong);
        world.https->stop();
        QCOMPARE(
            client::enrol(QStringLiteral("127.0.0.1"), world.port, other, QStringLiteral("x"), member.office.random)
                .error()
                .code,
            ErrorCode::ServerUnreachable);
    }
    void whatIsWrittenGoesWhenThereIsAWay()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(
                act.create(ref, a.office.scope,
                           {{TestOffice::name, Value(QStringLiteral("贺玉梅"))}, {TestOffice::note, Value()}}));
        });
        world.start();
        world.https->stop(); // a port where nobody answers
        {
            WriterThread writer(std::move(a.office.db));
            client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                    std::move(a.key));
            courier.start();
            QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
            QVERIFY(!courier.status().online);
            QCOMPARE(courier.status().waiting, 1);
            QCOMPARE(courier.status().trouble->code, ErrorCode::ServerUnreachable);
            QVERIFY(!courier.status().syncedAt);

            world.start();
            QSignalSpy arrived(&courier, &client::Courier::arrived);
            courier.poke();
            QVERIFY(until(courier, [](const client::CourierStatus &s) {
                return s.waiting == 0 && !s.busy && s.syncedAt.has_value();
            }));
            QVERIFY(courier.status().online);
            QVERIFY(!courier.status().trouble);
            QVERIFY(arrived.count() >= 1 || arrived.wait());
        }
        world.https->stop();
    }
    void whoIsToldToComeLaterDoes()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        transport::serving::HttpsServer stopping(world.county.clock);
        stopping.handle(transport::Method::Post, "/sync",
                        [](const transport::Request &) { return transport::refusal(503, std::chrono::seconds(120)); });
        world.port = stopping.start(world.certificate, QStringLiteral("127.0.0.1"), 0).value();
        WriterThread writer(std::move(a.office.db));
        client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                std::move(a.key));
        courier.start();
        QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
        QCOMPARE(courier.status().trouble->code, ErrorCode::ServerBusy);
        QVERIFY(courier.status().online);
        const auto *next = courier.findChild<QTimer *>(QStringLiteral("next trip"));
        QVERIFY(next != nullptr && next->isActive());
        QVERIFY2(next->interval() >= 120'000 && next->interval() <= 180'000, qPrintable(QString::number(next->interval())));
    }
    void anotherWayOutHoldsFromTheNextTripOn()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        world.start();
        const shouli::tests::ConnectProxy proxy(world.port, shouli::tests::ConnectProxy::Manner::Tunnels,
                                                "wang:s3cret");
        const auto setting = [&proxy](const char *login) {
            return transport::ProxySetting::parse(
                       QLatin1String(login) + QStringLiteral("127.0.0.1:%1").arg(proxy.port()))
                .value();
        };
        client::Installation installation = world.installation();
        installation.serverHost = QStringLiteral("sync.county.example"); // a name that only the proxy knows
        installation.proxy = setting("");
        {
            WriterThread writer(std::move(a.office.db));
            client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, installation,
                                    std::move(a.key));
            courier.start();
            QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
            QCOMPARE(courier.status().trouble->code, ErrorCode::ProxyLoginNeeded);
            QVERIFY(!courier.status().online);
            courier.setProxy(setting("wang:s3cret@"));
            QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.syncedAt && !s.busy; }));
            QVERIFY(proxy.tunnels() > 0);
        }
        world.https->stop();
    }
    void aTripThatFailedIsNotMadeAgainAtOnce()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        world.start();
        world.https->stop(); // a port where nobody answers
        WriterThread writer(std::move(a.office.db));
        client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                std::move(a.key));
        courier.start();
        QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
        QSignalSpy spy(&courier, &client::Courier::statusChanged);
        QVERIFY(!spy.wait(1000)); // the shortest pause is twice as long
    }
    void aStepThatMayBeTakenBackStaysHereUntilAskedFor()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        a.office.act([&](Act &act) {
            TestOffice::expect(
                act.create(a.office.newRef(), a.office.scope,
                           {{TestOffice::name, Value(QStringLiteral("贺玉梅"))}, {TestOffice::note, Value()}}));
        });
        world.start();
        {
            WriterThread writer(std::move(a.office.db));
            client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                    std::move(a.key));
            courier.start();
            courier.hold(std::chrono::minutes(10));
            courier.poke();
            QCoreApplication::processEvents();
            QVERIFY(!courier.status().busy);
            QVERIFY(!courier.status().syncedAt);
            courier.release();
            QVERIFY(until(courier, [](const client::CourierStatus &s) {
                return s.waiting == 0 && !s.busy && s.syncedAt.has_value();
            }));
        }
        world.https->stop();
    }
    void aRevokedPcIsOrderedToErase_data()
    {
        QTest::addColumn<bool>("erase");
        QTest::addColumn<bool>("forged");
        QTest::addColumn<bool>("ordered");
        QTest::newRow("the county orders it") << true << false << true;
        QTest::newRow("the county lets it keep its keys") << false << false << false;
        QTest::newRow("somebody in between signs the order") << true << true << false;
    }
    void aRevokedPcIsOrderedToErase()
    {
        QFETCH(const bool, erase);
        QFETCH(const bool, forged);
        QFETCH(const bool, ordered);
        HttpsCounty world;
        TestMember a(world.county, 1);
        world.revoke(a, erase);
        const auto forger = transport::CountyCertificate::create(
                                {QStringLiteral("localhost")},
                                transport::CountyCertificate::tenYears(world.county.clock))
                                .value();
        std::atomic<int> asked = 0;
        world.https = std::make_unique<transport::serving::HttpsServer>(world.county.clock);
        server::gateway::addRoutes(*world.https, *world.county.server, forged ? forger : world.certificate);
        world.https->logTo(
            [&asked](const transport::AccessRecord &record) { asked += record.route == "/orders" ? 1 : 0; });
        world.port = world.https->start(world.certificate, QStringLiteral("127.0.0.1"), 0).value();
        {
            WriterThread writer(std::move(a.office.db));
            client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                    std::move(a.key));
            QSignalSpy orders(&courier, &client::Courier::eraseOrdered);
            courier.start();
            QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
            QCOMPARE(courier.status().trouble->code, ErrorCode::DeviceRevoked);
            if (ordered) {
                QVERIFY(orders.count() == 1 || orders.wait(20'000));
            } else {
                courier.poke(); // asked twice, ordered never
                QTRY_VERIFY_WITH_TIMEOUT(asked >= 2, 20'000);
                QCoreApplication::processEvents();
                QVERIFY(orders.isEmpty());
            }
        }
        world.https->stop();
    }
    void whoeverCannotSayWhatTheOrdersAreHasNotShutThePcOut_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("trouble");
        QTest::newRow("the server is stopping") << 503 << ErrorCode::ServerBusy;
        QTest::newRow("the server fails") << 500 << ErrorCode::ServerFailure;
        QTest::newRow("the proxy has changed its mind") << 0 << ErrorCode::ProxyRefused;
    }
    void whoeverCannotSayWhatTheOrdersAreHasNotShutThePcOut()
    {
        QFETCH(const int, status);
        QFETCH(const ErrorCode, trouble);
        HttpsCounty world;
        TestMember a(world.county, 1);
        transport::serving::HttpsServer https(world.county.clock);
        shouli::tests::ConnectProxy *way = nullptr;
        https.handle(transport::Method::Post, "/sync", [&](const transport::Request &) {
            if (status == 0)
                way->turnTo(shouli::tests::ConnectProxy::Manner::Refuses);
            return transport::refusal(ErrorCode::DeviceRevoked);
        });
        https.handle(transport::Method::Post, "/orders",
                     [status](const transport::Request &) { return transport::refusal(status); });
        world.port = https.start(world.certificate, QStringLiteral("127.0.0.1"), 0).value();
        shouli::tests::ConnectProxy proxy(world.port);
        way = &proxy;
        client::Installation installation = world.installation();
        installation.proxy =
            transport::ProxySetting::parse(QStringLiteral("127.0.0.1:%1").arg(proxy.port())).value();
        WriterThread writer(std::move(a.office.db));
        client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, installation, std::move(a.key));
        QSignalSpy orders(&courier, &client::Courier::eraseOrdered);
        courier.start();
        QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
        QCOMPARE(courier.status().trouble->code, trouble);
        QVERIFY(orders.isEmpty());
        courier.stop();
        https.stop();
    }
    void aServerWithAnotherKeyGetsNothing()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        world.start();
        auto installation = world.installation();
        installation.serverPin = QByteArray(32, 'x');
        WriterThread writer(std::move(a.office.db));
        client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, installation, std::move(a.key));
        courier.start();
        QVERIFY(until(courier, [](const client::CourierStatus &s) { return s.trouble && !s.busy; }));
        QCOMPARE(courier.status().trouble->code, ErrorCode::CertificateMismatch);
        QVERIFY(!courier.status().online);
        courier.stop();
        world.https->stop();
    }
    void aCopiedPcAndARestoredCountyMendThemselves()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        TestMember b(world.county, 2);
        const auto make = [](TestMember &member, const char *name) {
            member.office.act([&](Act &act) {
                TestOffice::expect(
                    act.create(member.office.newRef(), member.office.scope,
                               {{TestOffice::name, Value(QString::fromUtf8(name))}, {TestOffice::note, Value()}}));
            });
        };
        make(a, "贺玉梅");
        a.sync();
        world.county.copyAside();
        make(a, "张建国");
        a.sync();
        b.office.copyFrom(a.office);
        b.key = shouli::core::crypto::SigningKey::fromSeed(a.key.seed()).value();
        make(a, "甲");
        a.sync();
        make(b, "乙");
        world.county.putBack(); // without 张建国 and 甲
        world.start();
        {
            WriterThread writer(std::move(b.office.db));
            client::Courier courier(b.office.log, writer, b.office.clock, b.office.random, world.installation(),
                                    std::move(b.key));
            QSignalSpy anew(&courier, &client::Courier::startedAnew);
            courier.start();
            QVERIFY(until(courier, [](const client::CourierStatus &s) {
                return s.waiting == 0 && !s.busy && s.syncedAt.has_value();
            }));
            QVERIFY(!courier.status().trouble);
            QCOMPARE(anew.count(), 1);
        }
        {
            WriterThread writer(std::move(a.office.db)); // b has gone on under their name
            client::Courier courier(a.office.log, writer, a.office.clock, a.office.random, world.installation(),
                                    std::move(a.key));
            QSignalSpy renamed(&courier, &client::Courier::renamed);
            courier.start();
            QVERIFY(until(courier, [](const client::CourierStatus &s) {
                return s.waiting == 0 && !s.busy && s.syncedAt.has_value();
            }));
            QVERIFY(!courier.status().trouble);
            QCOMPARE(renamed.count(), 1);
        }
        world.https->stop();
        // the county's own two offices and devices; 贺玉梅, 张建国, 甲, 乙: each once
        QCOMPARE(server::CountyLog::head(*world.county.reader())->seq, 4 + 4);
    }
    void whatAScopeHeldBeforeComesAsASnapshotOverTls()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        TestMember fresh(world.county, 2);
        EntityRef ref;
        for (int i = 0; i < 3; ++i) {
            a.office.act([&](Act &act) {
                for (int j = 0; j < 300; ++j) {
                    ref = a.office.newRef();
                    TestOffice::expect(
                        act.create(ref, a.office.scope, {{TestOffice::name, Value(QStringLiteral("薛"))}}));
                }
            });
        }
        a.sync();
        world.county.administer([&](server::County &, TestCounty::Transaction &tx) {
            const server::engine::Sql grant("INSERT INTO device_scope (replica, scope) VALUES (?, ?)");
            auto insert = tx.prepare(grant).value();
            insert.bindAll(fresh.enrolled.replica, a.enrolled.office);
            TestOffice::expect(insert.run());
            return 0;
        });
        world.start();
        bool shown = false;
        fresh.office.onWriterThread([&](WriterThread &writer) {
            client::Courier courier(fresh.office.log, writer, fresh.office.clock, fresh.office.random,
                                    world.installation(), shouli::core::crypto::SigningKey(std::move(fresh.key)));
            QSignalSpy arrived(&courier, &client::Courier::arrived);
            connect(&courier, &client::Courier::statusChanged, this,
                    [&shown](const client::CourierStatus &status) { shown = shown || status.loading.has_value(); });
            courier.start();
            const bool ready = until(courier, [](const auto &s) { return s.syncedAt && !s.busy; });
            courier.stop();
            return ready && !arrived.isEmpty();
        });
        QCOMPARE(fresh.office.rows("thing"), 900);
        QCOMPARE(fresh.office.column(ref, "name"), QStringLiteral("薛"));
        QVERIFY(shown);
        world.https->stop();
    }
    void aDamagedRowIsPutRightQuietly()
    {
        HttpsCounty world;
        TestMember a(world.county, 1);
        const EntityRef ref = a.office.newRef();
        a.office.act([&](Act &act) {
            TestOffice::expect(act.create(ref, a.office.scope, {{TestOffice::name, Value(QStringLiteral("薛"))}}));
        });
        a.sync();
        TestOffice::expect(a.office.db.execute(QStringLiteral("UPDATE thing SET name = 'X'")));
        world.start();
        const auto key = std::make_shared<const shouli::core::crypto::SigningKey>(std::move(a.key));
        const QList<int> mended = a.office.onWriterThread([&](WriterThread &writer) {
            client::ScopeCourier scopes(a.office.log, writer,
                                        {QStringLiteral("127.0.0.1"), world.port, world.county.pin}, key);
            QSignalSpy verified(&scopes, &client::ScopeCourier::verified);
            QList<int> counts;
            for (int i = 0; i < 2; ++i) {
                scopes.verify();
                if (!verified.wait(20'000))
                    break;
                counts.append(verified.takeFirst().first().toInt());
            }
            return counts;
        });
        QCOMPARE(mended, QList<int>({1, 0}));
        QCOMPARE(a.office.column(ref, "name"), QStringLiteral("薛"));
        world.https->stop();
    }
};

SHOULI_TEST(TestCourier)
#include "TestCourier.moc"
