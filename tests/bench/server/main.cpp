// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SystemClock.h"
#include "core/crypto/SystemRandom.h"
#include "sync/merge/PositionToken.h"
#include "sync/server/CountyLog.h"
#include "sync/server/StoredCounty.h"
#include "sync/server/operations/CountyHouse.h"
#include "tests/bench/support/BenchReport.h"
#include "tests/support/LightOffice.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace shouli;
using core::base::failure;
using core::base::Result;
using shouli::tests::LightOffice;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::runBenches;

namespace {

constexpr int backlog = 28; ///< changes of an office in a week, at 800 a day in a county of 200

/// A PC until its turn comes. Its key is plain bytes: each SigningKey has pages of its own, and a process may have
/// 65,530 ranges of them.
struct Enrolled {
    core::changes::ReplicaId replica;
    core::changes::ScopeId scope;
    QByteArray seed;
};

core::crypto::SigningKey keyOf(QByteArray seed)
{
    return core::crypto::SigningKey::fromSeed(core::crypto::SecretBytes::takeFrom(seed)).value();
}

/// A county on disk with so many enrolled PCs, and the PCs.
struct Land {
    QTemporaryDir dir{QCoreApplication::applicationDirPath() + u"/offices-XXXXXX"_s};
    QString folder = dir.filePath(u"county"_s);
    QByteArray pin;
    sync::merge::LogHead head; ///< where all stand: everything was received a week ago
    QByteArray token;
    std::vector<Enrolled> offices;

    [[nodiscard]] std::unique_ptr<LightOffice> office(size_t number) const
    {
        const Enrolled &at = offices.at(number);
        auto office = std::make_unique<LightOffice>(at.replica, at.scope, keyOf(at.seed), number);
        office->standAt(head.epoch, head.seq, token);
        office->write(backlog);
        return office;
    }
};

/// Enrolled by the server's own code, without the network: that is not what is measured.
Result<void> enrolAll(Land &land, int count)
{
    using namespace sync::server;
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    const keeping::ServerFolder folder(land.folder);
    SHOULI_CHECK(
        operations::CountyHouse::create(folder, {u"子长市"_s, u"S.EXAMPLE"_s, {u"localhost"_s}}, clock, random));
    SHOULI_TRY(const auto house, operations::CountyHouse::open(folder, clock, random));
    land.pin = house->certificate().pin();
    return house->server().administer([&](County &county, engine::Transaction &tx) -> Result<void> {
        QList<core::changes::ScopeId> offices;
        for (int i = 0; i < count; ++i) {
            SHOULI_TRY(const auto office,
                       county.addOffice(tx, {u"社区%1"_s.arg(i), {}, u"610681001003"_s, {u"community"_s}, {}, {}}));
            SHOULI_TRY(const auto code, county.issueCode(tx, office));
            const QByteArray seed = random.bytes(32);
            sync::protocol::EnrolRequest request;
            request.codeName = code.name();
            request.publicKey = keyOf(seed).publicKey();
            request.nonce = random.bytes(16);
            request.machine = u"窗口"_s;
            request.proof = code.prove(request.proofInput(land.pin));
            SHOULI_TRY(const auto answer, county.enrol(tx, request, land.pin));
            land.offices.push_back({answer.replica, answer.office, seed});
        }
        SHOULI_TRY(land.head, CountyLog::head(tx.connection()));
        SHOULI_TRY(const QByteArray secret, StoredCounty(tx, random).positionKey());
        land.token = sync::merge::positionToken(secret, land.head.epoch, land.head.seq, land.head.hash);
        return {};
    });
}

double residentMb(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.mid(at + 6, 20).trimmed().split(' ').value(0).toDouble() / 1000;
}

/// Each office connects anew (TCP and TLS), pushes its week in one request, has the answer, and goes. The real server
/// in a process of its own; offices are simulated as far as LightOffice says, eight of them at a time.
Result<void> reconnect(BenchReport &report)
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("SHOULI_BENCH_OFFICES", &given);
    const int count = given ? wanted : report.count(20'000, 40);
    Land land;
    SHOULI_CHECK(enrolAll(land, count));

    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(qEnvironmentVariable("SHOULI_BIN", QCoreApplication::applicationDirPath()) + u"/shouli-server"_s,
                 {u"serve"_s, u"--data"_s, land.folder, u"--listen"_s, u"127.0.0.1:0"_s});
    if (!server.waitForReadyRead(30'000))
        return failure(core::base::ErrorCode::ServerUnreachable, u"shouli-server did not start"_s);
    const quint16 port = QString::fromUtf8(server.readLine()).trimmed().section(u':', -1).toUShort();

    std::atomic<size_t> next = 0;
    std::atomic<int> failures = 0;
    std::atomic<int> left = 0; // that could not push
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (size_t at = next++; at < land.offices.size(); at = next++) {
                const auto office = land.office(at);
                for (int attempt = 0; office->waiting() > 0 && attempt < 5; ++attempt) {
                    sync::transport::HttpsClient http({u"127.0.0.1"_s, port, land.pin});
                    if (!office->trip(http))
                        ++failures;
                }
                if (office->waiting() > 0)
                    ++left;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const double rss = residentMb(server.processId());
    server.terminate();
    server.waitForFinished(60'000);
    if (left > 0)
        return failure(core::base::ErrorCode::ServerFailure, u"%1 offices could not push"_s.arg(left.load()));
    report.add(u"offices.20k.s"_s, u"s"_s, {seconds * 20'000 / count}); // as if there were 20,000
    report.add(u"offices.reconnects_per_s"_s, u"1/s"_s, {count / seconds});
    report.add(u"offices.retries"_s, u"1"_s, {static_cast<double>(failures)});
    report.add(u"server.rss_mb.20k"_s, u"MB"_s, {rss});
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return runBenches(
        argc, argv,
        {
            {{u"offices.20k.s"_s, u"offices.reconnects_per_s"_s, u"offices.retries"_s, u"server.rss_mb.20k"_s},
             reconnect},
        });
}
