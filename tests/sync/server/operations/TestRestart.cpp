// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QTemporaryDir>

#include <atomic>
#include <csignal>
#include <thread>

using namespace shouli;
using core::base::ErrorCode;
using shouli::tests::LightOffice;
using shouli::tests::ServerProgram;

/// A server that is stopped, killed and started again while offices push.
class TestRestart : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void nothingAcknowledgedIsLostThroughFiveRestarts()
    {
        constexpr int offices = 8;
        const ServerProgram program(m_dir.filePath(QStringLiteral("county")));
        QCOMPARE(program.make().code, 0);
        const QString office = program.addOffice();
        const auto pin = sync::transport::CountyCertificate::load(program.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        auto server = std::make_unique<QProcess>();
        const quint16 port = program.serve(*server);
        QVERIFY(port != 0);

        std::vector<std::unique_ptr<LightOffice>> all;
        core::crypto::SystemRandom random;
        for (int i = 0; i < offices; ++i) {
            const auto code = sync::protocol::EnrolmentCode::parse(
                program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
            QVERIFY(code);
            auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QString::number(i), random);
            QVERIFY(joined);
            all.push_back(std::make_unique<LightOffice>(joined->answer.replica, joined->answer.office,
                                                        std::move(joined->key), static_cast<quint64>(i)));
        }

        std::atomic<bool> stop = false;
        std::atomic<int> trips = 0;
        std::atomic<int> refused = 0; // with a reason that a client must not give up for
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (const auto &one : all) {
            threads.emplace_back([&, me = one.get()] {
                sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
                while (!stop) {
                    if (me->waiting() < 20)
                        me->write(5);
                    const auto done = me->trip(http);
                    if (done)
                        ++trips;
                    else if (done.error().code == ErrorCode::ServerUnreachable
                             || done.error().code == ErrorCode::ServerBusy)
                        ++refused;
                    else
                        ++wrong;
                }
            });
        }
        for (int restart = 0; restart < 5; ++restart) {
            const int before = trips;
            QTRY_VERIFY_WITH_TIMEOUT(trips > before + 3 * offices, 30'000); // work is under way
            if (restart % 2 == 0)
                server->kill();
            else
                server->terminate();
            QVERIFY(server->waitForFinished(30'000));
            if (restart % 2 == 1)
                QCOMPARE(server->exitCode(), 0);
            server = std::make_unique<QProcess>();
            QCOMPARE(program.serve(*server, port), port);
        }
        const int before = trips;
        QTRY_VERIFY_WITH_TIMEOUT(trips > before + 3 * offices, 30'000); // and goes on
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(refused > 0);

        std::int64_t acknowledged = 0;
        for (const auto &one : all) {
            sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
            const auto told = one->acknowledged();
            QVERIFY(one->trip(http)); // fails where the county knows less than it told
            QVERIFY(one->acknowledged() >= told);
            acknowledged += one->acknowledged();
        }
        server->terminate();
        QVERIFY(server->waitForFinished(30'000));
        const auto verified = program.run("verify");
        QCOMPARE(verified.code, 0);
        QCOMPARE(verified.out.value(u"entries").toInteger(), acknowledged + offices + 1); // the PCs and their office
        QVERIFY(acknowledged > 1000);
    }
    void aStoppingServerAnswersWhatItWasAsked()
    {
        const ServerProgram program(m_dir.filePath(QStringLiteral("stopping")));
        QCOMPARE(program.make().code, 0);
        const QString office = program.addOffice();
        const auto pin = sync::transport::CountyCertificate::load(program.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        QProcess server;
        const quint16 port = program.serve(server);
        const auto code = sync::protocol::EnrolmentCode::parse(
            program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
        core::crypto::SystemRandom random;
        auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QStringLiteral("x"), random);
        QVERIFY(joined);
        LightOffice one(joined->answer.replica, joined->answer.office, std::move(joined->key), 1);
        one.write(3000);
        sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
        core::base::Result<void> done;
        std::atomic<bool> asking = false;
        std::thread pushing([&] {
            asking = true;
            done = one.trip(http);
        });
        QTRY_VERIFY(asking);
        server.terminate();
        pushing.join();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.exitCode(), 0);
        // either before the stop, whole, or not at all: never a part of it
        const auto entries = program.run("verify").out.value(u"entries").toInteger();
        QCOMPARE(entries, done ? 3002 : entries);
        QVERIFY(entries == 2 || entries == 3002);
    }
};

SHOULI_TEST(TestRestart)
#include "TestRestart.moc"
