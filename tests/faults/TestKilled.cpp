// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"
#include "sync/client/Enrol.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/faults/Day.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestMain.h"
#include "tests/sync/server/operations/ServerProgram.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace shouli;
using namespace shouli::tests;
using namespace shouli::tests::faults;
using core::base::ErrorCode;
using core::base::Result;

/// Processes that are killed with SIGKILL while they work. CI kills some hundred times, SHOULI_LONG ten thousand times
/// (SHOULI_KILLS). SHOULI_SEED chooses the moments.
class TestKilled : public QObject {
    Q_OBJECT

    /// What a child tells its parent as soon as it is so.
    struct Word {
        enum class Kind : int { Opened, Done, Wrong } kind = Kind::Opened;
        int step = 0;         ///< the steps done
        int milliseconds = 0; ///< Opened: how long that took
        std::array<std::int64_t, 3> heads{};
    };

    static quint64 seed() { return qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong(); }
    static int kills(int few, int many)
    {
        const bool all = qEnvironmentVariableIsSet("SHOULI_LONG");
        return qEnvironmentVariable("SHOULI_KILLS", QString::number(all ? many : few)).toInt();
    }

    /// The child: goes on with the day from `from`. Never returns.
    [[noreturn]] static void work(const Morning &morning, const QString &folder, int from, const Day::Heads &promised,
                                  const QString &end, int pipe)
    {
        const auto say = [pipe](const Word &word) { (void)!::write(pipe, &word, sizeof word); };
        const auto wrong = [&](int step, const QString &why) {
            std::fprintf(stderr, "step %d: %s\n", step, qPrintable(why));
            say({Word::Kind::Wrong, step, 0, {}});
            ::_exit(1);
        };
        QElapsedTimer timer;
        timer.start();
        Day day(morning, folder);
        if (const auto opened = day.open(); !opened)
            wrong(from, QStringLiteral("cannot be opened: ") + opened.error().detail);
        const auto heads = day.heads();
        for (std::size_t i = 0; i < promised.size(); ++i) {
            if (!heads || (*heads)[i] < promised[i])
                wrong(from, QStringLiteral("%1 lost what it promised").arg(QLatin1String(Day::files[i])));
        }
        say({Word::Kind::Opened, from, static_cast<int>(timer.elapsed()), {}});
        for (int step = from; step < Day::steps; ++step) {
            const auto done = day.run(step);
            if (!done)
                wrong(step, done.error().detail);
            const auto now = day.heads();
            if (!now)
                wrong(step, now.error().detail);
            say({Word::Kind::Done, step + 1, 0, *now});
        }
        if (const auto whole = day.verify(); !whole)
            wrong(Day::steps, whole.error().detail);
        const auto told = day.told();
        if (!told || *told != end)
            wrong(Day::steps, QStringLiteral("the day ends otherwise"));
        ::_exit(0);
    }
    static void copyMorning(const Morning &morning, const QString &folder)
    {
        QDir(folder).removeRecursively();
        QDir().mkpath(folder);
        for (const char *file : Day::files)
            QFile::copy(QDir(morning.folder()).filePath(QLatin1String(file)),
                        QDir(folder).filePath(QLatin1String(file)));
    }

private Q_SLOTS:
    /// Two offices and their county in one process.
    void aDayIsKilledAgainAndAgain()
    {
        const Morning morning;
        QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("day"));
        copyMorning(morning, folder);
        QString end;
        Day::Heads first{};
        {
            Day day(morning, folder);
            TestOffice::expect(day.open());
            first = day.heads().value();
            for (int step = 0; step < Day::steps; ++step)
                TestOffice::expect(day.run(step));
            end = day.told().value();
        }
        TestRandom random(seed());
        const int all = kills(200, 10'000);
        int killed = 0;
        int days = 0;
        std::vector<int> opened;
        QElapsedTimer timer;
        timer.start();
        int done = Day::steps;
        Day::Heads promised{};
        while (killed < all) {
            if (done == Day::steps) {
                copyMorning(morning, folder);
                done = 0;
                promised = first;
                ++days;
            }
            int ends[2];
            QCOMPARE(::pipe(ends), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(ends[0]);
                work(morning, folder, done, promised, end, ends[1]);
            }
            ::close(ends[1]);
            ::usleep(2000 + random.below(90'000));
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            killed += WIFSIGNALED(status) ? 1 : 0;
            Word word;
            while (::read(ends[0], &word, sizeof word) == static_cast<ssize_t>(sizeof word)) {
                QVERIFY2(
                    word.kind != Word::Kind::Wrong,
                    qPrintable(QStringLiteral("seed %1, kill %2, step %3").arg(seed()).arg(killed).arg(word.step)));
                if (word.kind == Word::Kind::Opened)
                    opened.push_back(word.milliseconds);
                if (word.kind == Word::Kind::Done) {
                    done = word.step;
                    promised = word.heads;
                }
            }
            ::close(ends[0]);
            if (!WIFSIGNALED(status)) // it came to the end of the day by itself
                QCOMPARE(WEXITSTATUS(status), 0);
            else if (done == Day::steps)
                done = Day::steps - 1; // its end was not looked at
        }
        QVERIFY(!opened.empty());
        std::sort(opened.begin(), opened.end());
        qInfo("seed %llu: %d kills in %d days, %lld ms; opened again in %d ms (p99)", seed(), killed, days,
              static_cast<long long>(timer.elapsed()), opened[opened.size() * 99 / 100]);
    }

    /// The county's real program, with offices that push over TLS.
    void aServerIsKilledAgainAndAgain()
    {
        constexpr int offices = 4;
        QTemporaryDir dir;
        const ServerProgram program(dir.filePath(QStringLiteral("county")));
        QCOMPARE(program.make().code, 0);
        const QString office = program.addOffice();
        const auto pin = sync::transport::CountyCertificate::load(program.folder() + QStringLiteral("/server.pem"))
                             ->pin();
        auto server = std::make_unique<QProcess>();
        const quint16 port = program.serve(*server);
        QVERIFY(port != 0);
        std::vector<std::unique_ptr<LightOffice>> all;
        core::crypto::SystemRandom system;
        for (int i = 0; i < offices; ++i) {
            const auto code = sync::protocol::EnrolmentCode::parse(
                program.run("enrol", {QStringLiteral("--office"), office}).out.value(u"code").toString());
            QVERIFY(code);
            auto joined = sync::client::enrol(QStringLiteral("127.0.0.1"), port, *code, QString::number(i), system);
            QVERIFY(joined);
            all.push_back(std::make_unique<LightOffice>(joined->answer.replica, joined->answer.office,
                                                        std::move(joined->key), static_cast<quint64>(i)));
        }
        std::atomic<bool> stop = false;
        std::atomic<int> trips = 0;
        std::atomic<int> failed = 0;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (const auto &one : all) {
            threads.emplace_back([&, me = one.get()] {
                sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
                while (!stop) {
                    if (me->waiting() < 20)
                        me->write(3);
                    const auto done = me->trip(http);
                    if (done)
                        ++trips;
                    else if (done.error().code == ErrorCode::ServerUnreachable
                             || done.error().code == ErrorCode::ServerBusy)
                        ++failed;
                    else
                        ++wrong;
                }
            });
        }
        TestRandom random(seed());
        const int times = kills(12, 1000);
        QElapsedTimer timer;
        timer.start();
        std::vector<qint64> started;
        for (int i = 0; i < times; ++i) {
            const int before = trips;
            const int more = static_cast<int>(random.below(12));
            QTRY_VERIFY_WITH_TIMEOUT(trips >= before + more, 30'000);
            ::usleep(random.below(20'000));
            server->kill();
            QVERIFY(server->waitForFinished(30'000));
            server = std::make_unique<QProcess>();
            QElapsedTimer starting;
            starting.start();
            QCOMPARE(program.serve(*server, port), port);
            started.push_back(starting.elapsed());
        }
        const int before = trips;
        QTRY_VERIFY_WITH_TIMEOUT(trips > before + offices, 30'000);
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        std::int64_t acknowledged = 0;
        for (const auto &one : all) {
            sync::transport::HttpsClient http({QStringLiteral("127.0.0.1"), port, pin});
            const auto told = one->acknowledged();
            const auto last = one->trip(http); // fails where the county knows less than it told
            QVERIFY2(last, last ? "" : qPrintable(last.error().detail));
            QVERIFY(one->acknowledged() >= told);
            acknowledged += one->acknowledged();
        }
        server->terminate();
        QVERIFY(server->waitForFinished(30'000));
        const auto verified = program.run("verify");
        QCOMPARE(verified.code, 0);
        QCOMPARE(verified.out.value(u"entries").toInteger(), acknowledged + offices + 1); // the PCs and their office
        std::sort(started.begin(), started.end());
        qInfo("seed %llu: %d kills, %d trips, %d failed, %lld changes, %lld ms; up again in %lld ms (p99)", seed(),
              times, trips.load(), failed.load(), static_cast<long long>(acknowledged),
              static_cast<long long>(timer.elapsed()), static_cast<long long>(started[started.size() * 99 / 100]));
    }
};

SHOULI_TEST(TestKilled)
#include "TestKilled.moc"
