// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/server/CountyLog.h"
#include "sync/server/engine/Transaction.h"
#include "sync/server/keeping/CountyDatabase.h"
#include "sync/server/operations/ServerConfig.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestPostgres.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QDir>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

using namespace shouli;
using core::base::ErrorCode;
using shouli::tests::LightOffice;
using shouli::tests::ServerProgram;
using shouli::tests::TestPostgres;
using sync::server::engine::Transaction;

/// Several server processes on one PostgreSQL, any of which may be killed at any time.
class TestSeveralServers : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    /// One more server for the same county: what identifies it, on another machine.
    ServerProgram another(const ServerProgram &first, const QString &name)
    {
        const QString folder = m_dir.filePath(name);
        QDir().mkpath(folder);
        for (const QString &file :
             {QStringLiteral("county.key"), QStringLiteral("server.pem"), QStringLiteral("server.conf")})
            QFile::copy(first.folder() + u'/' + file, folder + u'/' + file);
        return ServerProgram(folder);
    }

private Q_SLOTS:
    void nothingIsLostDoubledOrMissedWhileServersAreKilled()
    {
        constexpr int servers = 3;
        constexpr int offices = 8;
        constexpr int kills = 9;
        const auto seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? static_cast<unsigned>(qEnvironmentVariableIntValue("SHOULI_SEED"))
            : std::random_device()();
        qInfo("SHOULI_SEED=%u", seed);
        std::mt19937 dice(seed);

        const TestPostgres &postgres = TestPostgres::shared();
        const ServerProgram first(m_dir.filePath(QStringLiteral("county")));
        QCOMPARE(first
                     .make({QStringLiteral("--engine"), QStringLiteral("postgres"), QStringLiteral("--postgres"),
                            postgres.settings().connection})
                     .code,
                 0);
        std::array<ServerProgram, servers> programs{first, another(first, QStringLiteral("second")),
                                                    another(first, QStringLiteral("third"))};
        const QString office = first.addOffice();
        const auto pin = sync::transport::CountyCertificate::load(first.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        std::array<std::unique_ptr<QProcess>, servers> running;
        std::array<quint16, servers> ports{};
        for (size_t i = 0; i < servers; ++i) {
            running[i] = std::make_unique<QProcess>();
            ports[i] = programs[i].serve(*running[i]);
            QVERIFY(ports[i] != 0);
        }

        std::vector<std::unique_ptr<LightOffice>> all;
        core::crypto::SystemRandom random;
        for (int i = 0; i < offices; ++i) { // through one server let in, at another one welcome
            const auto code = sync::protocol::EnrolmentCode::parse(
                first.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
            QVERIFY(code);
            auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), ports[static_cast<size_t>(i % servers)],
                                              *code, QString::number(i), random);
            QVERIFY(joined);
            all.push_back(std::make_unique<LightOffice>(joined->answer.replica, joined->answer.office,
                                                        std::move(joined->key), seed + static_cast<quint64>(i)));
        }
        const auto scope = core::changes::ScopeId::parse(office).value();

        std::atomic<bool> stop = false;
        std::atomic<int> trips = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (const auto &one : all) {
            threads.emplace_back([&, me = one.get(), turn = dice()]() mutable {
                std::vector<std::unique_ptr<sync::transport::HttpsClient>> ways;
                for (const quint16 port : ports)
                    ways.push_back(std::make_unique<sync::transport::HttpsClient>(
                        sync::transport::ServerIdentity{QStringLiteral("127.0.0.1"), port, pin}));
                while (!stop) {
                    if (me->waiting() < 20)
                        me->write(5);
                    const auto done = me->trip(*ways[++turn % servers]);
                    if (done)
                        ++trips;
                    else if (done.error().code == ErrorCode::ServerUnreachable
                             || done.error().code == ErrorCode::ServerBusy)
                        ++refused;
                    else if (++wrong == 1)
                        qWarning("%d %s", static_cast<int>(done.error().code), qPrintable(done.error().detail));
                }
            });
        }
        // who follows the log with a cursor, as every office does
        const auto config = sync::server::operations::ServerConfig::load(first.folder()
                                                                         + QStringLiteral("/server.conf"));
        QVERIFY(config);
        const sync::server::keeping::CountyDatabase database(sync::server::keeping::ServerFolder(first.folder()),
                                                             config->keeping);
        QList<std::int64_t> followed;
        std::atomic<int> readings = 0;
        std::atomic<int> unread = 0;
        const auto follow = [&](sync::server::engine::Connection &db) {
            for (;;) {
                const auto tx = Transaction::begin(db, Transaction::Purpose::Read);
                const auto more = !tx
                    ? core::base::Result<QList<std::int64_t>>(core::base::failure(tx))
                    : sync::server::CountyLog::ofScope(db, scope, followed.isEmpty() ? 0 : followed.last(), 1000);
                if (!more)
                    ++unread;
                else
                    ++readings;
                if (!more || more->isEmpty())
                    return;
                followed += *more;
            }
        };
        std::thread reader([&] {
            const auto db = database.reader();
            while (db && !stop)
                follow(**db);
        });

        for (int kill = 0; kill < kills; ++kill) {
            const int before = trips;
            QTRY_VERIFY_WITH_TIMEOUT(trips > before + 2 * offices, 30'000); // work is under way
            std::this_thread::sleep_for(std::chrono::microseconds(dice() % 50'000));
            if (kill % 3 == 2) { // now and then PostgreSQL's side of it
                postgres.psql(QStringLiteral(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shouli-server'"));
                continue;
            }
            const size_t victim = dice() % servers;
            running[victim]->kill();
            QVERIFY(running[victim]->waitForFinished(30'000));
            running[victim] = std::make_unique<QProcess>();
            QCOMPARE(programs[victim].serve(*running[victim], ports[victim]), ports[victim]);
        }
        const int before = trips;
        QTRY_VERIFY_WITH_TIMEOUT(trips > before + 2 * offices, 30'000); // and goes on
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
        reader.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(refused > 0);
        QVERIFY(readings > 10);

        std::int64_t acknowledged = 0;
        for (size_t i = 0; i < all.size(); ++i) {
            LightOffice &one = *all[i];
            sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), ports[i % servers], pin});
            const auto told = one.acknowledged();
            QVERIFY(one.trip(http)); // fails where the county knows less than it told
            QVERIFY(one.acknowledged() >= told);
            acknowledged += one.acknowledged();
        }
        for (const auto &server : running) {
            server->terminate();
            QVERIFY(server->waitForFinished(30'000));
            QCOMPARE(server->exitCode(), 0);
        }
        const auto verified = programs[1].run("verify");
        QCOMPARE(verified.code, 0);
        QCOMPARE(verified.out.value(u"entries").toInteger(), acknowledged + offices + 1); // the PCs and their office
        const auto db = database.reader().value();
        follow(*db);
        const auto everything = sync::server::CountyLog::ofScope(*db, scope, 0, 1'000'000).value();
        QCOMPARE(followed.size(), everything.size());
        QCOMPARE(followed, everything);
        QCOMPARE(everything.size(), acknowledged);
        qInfo("%lld changes of %d offices through %d servers, %d kills; %d trips, %d refused; the reader read %d times",
              static_cast<long long>(acknowledged), offices, servers, kills, trips.load(), refused.load(),
              readings.load());
    }
};

SHOULI_TEST(TestSeveralServers)
#include "TestSeveralServers.moc"
