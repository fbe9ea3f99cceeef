// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/Hash.h"
#include "sync/protocol/EraseOrder.h"
#include "sync/server/devices/Access.h"
#include "sync/server/CountyLog.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/gateway/CountyRoutes.h"
#include "sync/transport/HttpsClient.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestMember.h"

#include <algorithm>

using namespace shouli::core::changes;
using namespace shouli::sync;
using server::devices::Standing;
using shouli::core::base::ErrorCode;

using shouli::tests::TestCounty;
using shouli::tests::TestMember;
using shouli::tests::TestOffice;
using shouli::tests::worldSchema;
using transport::Method;

namespace {

const QString secret = QStringLiteral("贺玉梅");

/// A county behind HTTPS with a PC that works, one that is revoked, and a neighbour county's.
class World {
public:
    World()
        : county(worldSchema())
        , neighbour(worldSchema(), {}, 98)
        , certificate(transport::CountyCertificate::create({QStringLiteral("localhost")},
                                                           transport::CountyCertificate::tenYears(county.clock))
                          .value())
        , member(county, 1)
        , lost(county, 2)
        , stranger(neighbour, 3)
    {
        member.office.act([this](Act &act) {
            TestOffice::expect(act.create(member.office.newRef(), member.office.scope,
                                          {{TestOffice::name, Value(secret)}, {TestOffice::note, Value()}}));
        });
        member.sync();
        // what only the lost PC's office holds, so that it would receive it
        lost.office.act([this](Act &act) {
            TestOffice::expect(act.create(lost.office.newRef(), lost.office.scope,
                                          {{TestOffice::name, Value(secret)}, {TestOffice::note, Value()}}));
        });
        lost.sync();
        revoke(true);
        start();
    }
    ~World() { https->stop(); }

    void revoke(bool erase)
    {
        TestCounty::expect(
            county.administer([&](server::County &c, TestCounty::Transaction &tx) -> shouli::core::base::Result<void> {
                const auto device = server::devices::Devices::find(tx.connection(), lost.enrolled.replica);
                if (!device.value()->revoked)
                    SHOULI_CHECK(c.revoke(tx, lost.enrolled.deviceNumber));
                return server::devices::DeviceHistory::noteRevocation(tx, lost.enrolled.replica,
                                                             {county.clock.now(), QStringLiteral("被盗"), erase});
            }));
    }
    void start()
    {
        https = std::make_unique<transport::serving::HttpsServer>(county.clock);
        server::gateway::addRoutes(*https, *county.server, certificate);
        port = https->start(certificate, QStringLiteral("127.0.0.1"), 0).value();
        client = std::make_unique<transport::HttpsClient>(
            transport::ServerIdentity{QStringLiteral("127.0.0.1"), port, certificate.pin()});
    }
    /// What `path` is to be asked with: of the own scope, a chunk that there is.
    QByteArray askedBy(TestMember &who, const shouli::core::crypto::SigningKey &key, const QByteArray &path)
    {
        const auto sealed = [&](const snapshot::Question &question) {
            return protocol::Envelope::seal(who.enrolled.replica, question.toCbor(), key).toCbor();
        };
        if (path == "/manifest")
            return sealed({who.enrolled.office, 0, {}});
        if (path == "/part")
            return who.exchange.chain(who.office.db, key).value();
        if (path == "/agree")
            return who.exchange.checkpoints(who.office.db, key).value();
        if (path == "/return")
            return who.exchange.homecoming(who.office.db, key).value_or(QByteArrayLiteral("no ticket"));
        if (path != "/chunk")
            return signedBy(who, key);
        const auto made = county.server->snapshots().manifest(who.enrolled.office, 0);
        const QByteArray name = made && !made->chunks.isEmpty() ? made->chunks.first().name : QByteArray(32, 'n');
        return sealed({who.enrolled.office, 0, name});
    }
    static QByteArray signedBy(TestMember &who, const shouli::core::crypto::SigningKey &key)
    {
        auto request = who.exchange.request(who.office.db, 100).value();
        request.place.clear(); // asks for everything from the beginning
        request.cursor = 0;
        request.pull.clear();
        return protocol::Envelope::seal(who.enrolled.replica, request.toCbor(), key).toCbor();
    }
    transport::HttpResult ask(Method method, const QByteArray &path, const QByteArray &body) const
    {
        const bool carries = method == Method::Post || method == Method::Put;
        return client->exchange({method, path, carries ? body : QByteArray(), QByteArrayLiteral("application/cbor")});
    }

    TestCounty county;
    TestCounty neighbour;
    transport::CountyCertificate certificate;
    TestMember member;
    TestMember lost;
    TestMember stranger;
    std::unique_ptr<transport::serving::HttpsServer> https;
    std::unique_ptr<transport::HttpsClient> client;
    quint16 port = 0;
};

} // namespace

/// Router × credential, every cell: nothing is reached without a row of the table.
class TestAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRouterKnowsTheTableAndNothingElse()
    {
        World world;
        QList<std::pair<QByteArray, QByteArray>> rows;
        for (const auto &row : server::devices::accessTable)
            rows.append(std::pair(QByteArray(row.method), QByteArray(row.path)));
        QList<std::pair<QByteArray, QByteArray>> routes;
        for (const auto &[method, path] : world.https->router().routes())
            routes.append(std::pair(transport::methodName(method), path));
        std::sort(rows.begin(), rows.end());
        std::sort(routes.begin(), routes.end());
        QCOMPARE(routes, rows);
    }
    void nothingIsReachedWithoutARow()
    {
        World world;
        const auto otherKey = shouli::core::crypto::SigningKey::generate();
        struct State {
            const char *name;
            QByteArray body;
            QList<Standing> is; ///< what such a body shows its sender to be
        };
        const QList<Standing> nobody{Standing::Anyone};
        const auto statesFor = [&](const QByteArray &path) {
            const QByteArray right = world.askedBy(world.member, world.member.key, path);
            auto unknown = protocol::Envelope::fromCbor(world.askedBy(world.member, world.member.key, "/sync")).value();
            unknown.replica = ReplicaId::create(world.county.clock, world.county.random);
            return QList<State>{
                {"nothing", {}, nobody},
                {"noise", "noise", nobody},
                {"an unknown PC", unknown.toCbor(), nobody},
                {"a revoked PC",
                 world.askedBy(world.lost, world.lost.key, path),
                 {Standing::Anyone, Standing::Revoked}},
                {"a revoked PC by another key", world.askedBy(world.lost, otherKey, path), nobody},
                {"an enrolled PC by another key", world.askedBy(world.member, otherKey, path), nobody},
                {"another county's PC", world.askedBy(world.stranger, world.stranger.key, path), nobody},
                {"an enrolled PC", right, {Standing::Anyone, Standing::Enrolled, Standing::TicketHolder}},
                {"an enrolled PC, replayed", right, {Standing::Anyone, Standing::Enrolled, Standing::TicketHolder}},
            };
        };
        QByteArrayList paths{"/", "/nothing", "/sync/", "/SYNC", "/enrol/x"};
        for (const auto &row : server::devices::accessTable)
            paths.append(row.path);
        int reached = 0;
        for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
            for (const QByteArray &path : std::as_const(paths)) {
                const auto *row = std::ranges::find_if(server::devices::accessTable, [&](const auto &r) {
                    return path == r.path && transport::methodName(method) == r.method;
                });
                const auto states = statesFor(path);
                for (const State &state : states) {
                    const bool allowed = row != server::devices::accessTable.end() && state.is.contains(row->standing);
                    const auto result = world.ask(method, path, state.body);
                    const QByteArray where = transport::methodName(method) + ' ' + path + ": " + state.name;
                    QVERIFY2(result.body.has_value() == allowed, where.constData());
                    if (row == server::devices::accessTable.end())
                        QVERIFY2(result.status == 404 || result.status == 405, where.constData());
                    reached += allowed ? 1 : 0;
                }
            }
        }
        // /healthz for all; /sync, /part, /agree, /manifest, /chunk, /return for the enrolled; /orders for the revoked
        QCOMPARE(reached, 9 + 6 * 2 + 1);
    }
    void nobodyGetsASnapshotOfAScopeThatTheyDoNotReceive()
    {
        World world;
        const auto chunks = world.county.server->snapshots().manifest(world.lost.enrolled.office, 0)->chunks;
        QVERIFY(!chunks.isEmpty());
        const auto ask = [&](const char *path, const QByteArray &name) {
            const snapshot::Question question{world.lost.enrolled.office, 0, name};
            return world.ask(
                Method::Post, path,
                protocol::Envelope::seal(world.member.enrolled.replica, question.toCbor(), world.member.key).toCbor());
        };
        for (const auto &result : {ask("/manifest", {}), ask("/chunk", chunks.first().name)}) {
            QVERIFY(!result.body);
            QCOMPARE(result.body.error().code, ErrorCode::PermissionDenied);
        }
        // nor by a name under the own scope
        const snapshot::Question question{world.member.enrolled.office, 0, chunks.first().name};
        const auto other = world.ask(
            Method::Post, "/chunk",
            protocol::Envelope::seal(world.member.enrolled.replica, question.toCbor(), world.member.key).toCbor());
        QVERIFY(!other.body);
    }
    void whoIsRevokedGetsNoByteOfAnything()
    {
        World world;
        const QByteArray name = secret.toUtf8();
        const QByteArray body = World::signedBy(world.lost, world.lost.key);
        for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
            for (const auto &row : server::devices::accessTable) {
                const auto result = world.ask(method, row.path, body);
                const QByteArray got = result.body.value_or(QByteArray());
                QVERIFY(got.size() < 400);
                QVERIFY(!got.contains(name));
            }
        }
        const auto refused = world.ask(Method::Post, "/sync", body);
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.body.error().code, ErrorCode::DeviceRevoked);
        const auto before = server::CountyLog::head(*world.county.reader()).value();
        world.ask(Method::Post, "/sync", body);
        QCOMPARE(server::CountyLog::head(*world.county.reader()).value(), before);
    }
    void theOrderToEraseIsSignedByTheCountyAndAboutThisQuestion()
    {
        World world;
        const QByteArray body = World::signedBy(world.lost, world.lost.key);
        const auto result = world.ask(Method::Post, "/orders", body);
        QVERIFY(result.body);
        const auto order = protocol::EraseOrder::fromCbor(*result.body).value();
        QCOMPARE(order.replica, world.lost.enrolled.replica);
        QCOMPARE(order.question, shouli::core::crypto::sha256(body));
        const auto holds = [&](const protocol::EraseOrder &o, const QByteArray &pin) {
            return transport::CountyCertificate::verify(pin, o.publicKey, o.signedBytes(), o.signature);
        };
        QVERIFY(holds(order, world.certificate.pin()));
        auto other = order;
        other.replica = world.member.enrolled.replica;
        QVERIFY(!holds(other, world.certificate.pin()));
        other = order;
        other.question[0] = static_cast<char>(other.question[0] ^ 1);
        QVERIFY(!holds(other, world.certificate.pin()));
        const auto forger = transport::CountyCertificate::create(
                                {QStringLiteral("localhost")},
                                transport::CountyCertificate::tenYears(world.county.clock))
                                .value();
        other = order;
        other.publicKey = forger.publicKeyDer();
        other.signature = forger.sign(order.signedBytes());
        QVERIFY(holds(other, forger.pin()));
        QVERIFY(!holds(other, world.certificate.pin()));
        for (qsizetype cut = 0; cut < result.body->size(); ++cut)
            QVERIFY(!protocol::EraseOrder::fromCbor(result.body->first(cut)));
    }
    void aPcThatMayKeepItsKeysGetsNoOrder()
    {
        World world;
        world.https->stop();
        world.revoke(false);
        world.start();
        const auto result = world.ask(Method::Post, "/orders", World::signedBy(world.lost, world.lost.key));
        QCOMPARE(result.body.error().code, ErrorCode::PermissionDenied);
    }
};

SHOULI_TEST(TestAccess)
#include "TestAccess.moc"
