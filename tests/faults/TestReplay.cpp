// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Envelope.h"
#include "tests/faults/Day.h"
#include "tests/support/FaultDisk.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli::tests;
using namespace shouli::tests::faults;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::sync::protocol::Envelope;

/// Whoever recorded a day's requests sends them again: as they are, in any order, after a restart, in another PC's
/// name, with bits turned; and a PC is revoked at any time. SHOULI_SEED chooses, SHOULI_LONG does it more often.
class TestReplay : public QObject {
    Q_OBJECT

    Morning m_morning;
    FaultDisk m_disk; ///< does not wait for the real one

    static quint64 seed() { return qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong(); }
    static int times(int few, int many) { return qEnvironmentVariableIsSet("SHOULI_LONG") ? many : few; }
    void copyMorning(const QString &folder) const
    {
        for (const char *file : Day::files)
            QFile::copy(QDir(m_morning.folder()).filePath(QLatin1String(file)),
                        QDir(folder).filePath(QLatin1String(file)));
    }
    static void runTo(Day &day, int steps)
    {
        TestOffice::expect(day.open());
        for (int step = 0; step < steps; ++step)
            TestOffice::expect(day.run(step));
    }

private Q_SLOTS:
    void whatIsSentAgainDoesNothing()
    {
        QTemporaryDir dir;
        copyMorning(dir.path());
        Day day(m_morning, dir.path());
        runTo(day, Day::steps);
        const QString told = day.told().value();
        const auto requests = day.requests();
        QVERIFY(requests.size() >= 10);
        TestRandom random(seed());
        const int all = times(1500, 100'000);
        QElapsedTimer timer;
        timer.start();
        int answered = 0;
        for (int i = 0; i < all; ++i) {
            if (i % (all / 3) == 0) { // the program starts anew
                day.close();
                TestOffice::expect(day.open());
            }
            const auto &[office, body] = requests.at(random.below(static_cast<std::uint32_t>(requests.size())));
            answered += day.server().sync(body) ? 1 : 0;
        }
        QVERIFY(answered > all / 4); // a push is answered as it was
        QCOMPARE(day.told().value(), told);
        qInfo("seed %llu: %d requests sent again, %d answered, %lld ms", seed(), all, answered,
              static_cast<long long>(timer.elapsed()));
        TestOffice::expect(day.verify());
        TestOffice::expect(day.run(Day::lastSyncOfB));
        TestOffice::expect(day.run(Day::lastSyncOfA));
        QCOMPARE(day.told().value(), told);
    }
    void nobodySpeaksInAnothersName()
    {
        QTemporaryDir dir;
        copyMorning(dir.path());
        Day day(m_morning, dir.path());
        runTo(day, Day::steps);
        const QString told = day.told().value();
        const auto requests = day.requests();
        for (const auto &[office, body] : requests) {
            Envelope envelope = Envelope::fromCbor(body).value();
            envelope.replica = m_morning.member(1 - office).enrolled.replica;
            const auto answer = day.server().sync(envelope.toCbor());
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::SignatureWrong);
        }
        QCOMPARE(day.told().value(), told);
    }
    void aRequestWithABitTurnedOrItsEndCutOffIsRefused()
    {
        QTemporaryDir dir;
        copyMorning(dir.path());
        Day day(m_morning, dir.path());
        runTo(day, Day::steps);
        const QString told = day.told().value();
        const auto requests = day.requests();
        TestRandom random(seed());
        const int all = times(3000, 100'000);
        QElapsedTimer timer;
        timer.start();
        qint64 slowest = 0;
        for (int i = 0; i < all; ++i) {
            QByteArray body = requests.at(random.below(static_cast<std::uint32_t>(requests.size()))).second;
            const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(body.size())));
            const char before = body.at(at);
            if (random.below(4) == 0)
                body.truncate(at);
            else
                body[at] = static_cast<char>(before ^ (1 << random.below(8)));
            QElapsedTimer one;
            one.start();
            const auto answer = day.server().sync(body);
            slowest = std::max(slowest, one.elapsed());
            QVERIFY2(!answer, qPrintable(QStringLiteral("seed %1, number %2").arg(seed()).arg(i)));
        }
        QCOMPARE(day.told().value(), told);
        qInfo("seed %llu: %d spoilt requests, all refused, the slowest in %lld ms, %lld ms", seed(), all,
              static_cast<long long>(slowest), static_cast<long long>(timer.elapsed()));
    }
    /// Before each step of the day, by turns one office or the other.
    void aRevokedPcGetsNothingFromThenOn()
    {
        const int stride = times(3, 1);
        int states = 0;
        for (int steps = 1; steps < Day::steps; steps += stride) {
            for (int office = 0; office < 2; ++office, ++states) {
                if (stride > 1 && office != states % 2)
                    continue;
                QTemporaryDir dir;
                copyMorning(dir.path());
                Day day(m_morning, dir.path());
                runTo(day, steps);
                const auto head = day.heads().value()[0];
                const int number = m_morning.member(office).enrolled.deviceNumber;
                TestOffice::expect(
                    day.server().administer([number](shouli::sync::server::County &county, auto &tx) -> Result<void> {
                        return county.revoke(tx, number);
                    }));
                const auto requests = day.requests();
                for (const auto &[from, body] : requests) {
                    if (from != office)
                        continue;
                    const auto answer = day.server().sync(body);
                    QVERIFY(!answer);
                    QCOMPARE(answer.error().code, ErrorCode::DeviceRevoked);
                }
                const auto synced = day.run(office == 0 ? Day::lastSyncOfA : Day::lastSyncOfB);
                QVERIFY(!synced);
                QCOMPARE(synced.error().code, ErrorCode::DeviceRevoked);
                QCOMPARE(day.heads().value()[0], head + 1); // that it is revoked
                TestOffice::expect(day.run(office == 0 ? Day::lastSyncOfB : Day::lastSyncOfA));
            }
        }
        qInfo("%d states", states);
    }
};

SHOULI_TEST(TestReplay)
#include "TestReplay.moc"
