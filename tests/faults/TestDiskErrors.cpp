// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/Day.h"
#include "tests/support/FaultDisk.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli::tests;
using namespace shouli::tests::faults;
using shouli::core::base::Result;

/// One day of a county again and again, each time with another call to the disk failing. CI takes some of the calls,
/// SHOULI_LONG all of them. SHOULI_SEED chooses which.
class TestDiskErrors : public QObject {
    Q_OBJECT

    Morning m_morning;
    QString m_told;            ///< how the day ends
    std::int64_t m_calls = 0;  ///< that it makes
    std::int64_t m_writes = 0; ///< those of them that write
    QTemporaryDir m_dir;
    int m_days = 0;

    QString freshFolder()
    {
        const QString folder = m_dir.filePath(QString::number(++m_days));
        QDir().mkpath(folder);
        for (const char *file : Day::files)
            QFile::copy(QDir(m_morning.folder()).filePath(QLatin1String(file)),
                        QDir(folder).filePath(QLatin1String(file)));
        return folder;
    }
    static QString words(const Result<void> &result)
    {
        return result ? QString()
                      : QStringLiteral("%1 %2").arg(static_cast<int>(result.error().code)).arg(result.error().detail);
    }
    /// The day with that call failing; what is wrong afterwards, if anything.
    QString dayWith(std::int64_t call, FaultDisk::Fault fault, bool restart)
    {
        const QString folder = freshFolder();
        QString wrong;
        {
            FaultDisk disk;
            Day day(m_morning, folder);
            disk.failAt(call, fault);
            bool mended = false;
            for (int step = 0; step < Day::steps && wrong.isEmpty();) {
                const auto opened = day.open();
                const auto done = opened ? day.run(step) : opened;
                if (done) {
                    ++step;
                    continue;
                }
                if (!disk.struck())
                    wrong = QStringLiteral("step %1 fails without a fault: %2").arg(step).arg(words(done));
                if (mended)
                    wrong = QStringLiteral("step %1 fails after the disk was mended: %2").arg(step).arg(words(done));
                if (restart)
                    day.close(); // what fails on the way out is nobody's business
                disk.heal();
                mended = true;
            }
            disk.heal();
            if (wrong.isEmpty())
                wrong = atTheEnd(day);
        }
        QDir(folder).removeRecursively();
        return wrong;
    }
    QString atTheEnd(Day &day)
    {
        if (const auto opened = day.open(); !opened)
            return QStringLiteral("cannot be opened: ") + words(opened);
        if (const auto whole = day.verify(); !whole)
            return QStringLiteral("is damaged: ") + words(whole);
        const auto told = day.told();
        if (!told)
            return QStringLiteral("cannot be read");
        return *told == m_told ? QString() : QStringLiteral("ends otherwise:\n%1\nnot\n%2").arg(*told, m_told);
    }
    void fewOrAll(FaultDisk::Fault fault, std::int64_t most, int budget)
    {
        const bool all = qEnvironmentVariableIsSet("SHOULI_LONG");
        const quint64 seed = qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong();
        const std::int64_t stride = all ? 1 : std::max<std::int64_t>(1, most / budget);
        const std::int64_t first = all ? 1 : 1 + static_cast<std::int64_t>(seed % static_cast<quint64>(stride));
        QElapsedTimer timer;
        timer.start();
        int points = 0;
        for (std::int64_t call = first; call <= most; call += stride) {
            for (const bool restart : {false, true}) {
                if (!all && restart != (points % 2 == 0))
                    continue;
                const QString wrong = dayWith(call, fault, restart);
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("call %1: %2").arg(call).arg(wrong)));
            }
            ++points;
        }
        qInfo("seed %llu: %d of %lld points in %lld ms", seed, points, static_cast<long long>(most), timer.elapsed());
    }

private Q_SLOTS:
    void initTestCase()
    {
        FaultDisk disk;
        Day day(m_morning, freshFolder());
        for (int step = 0; step < Day::steps; ++step) {
            TestOffice::expect(day.open());
            const auto done = day.run(step);
            QVERIFY2(done, qPrintable(QStringLiteral("step %1: %2").arg(step).arg(words(done))));
        }
        m_calls = disk.calls();
        m_writes = disk.writes();
        QVERIFY(day.verify());
        m_told = day.told().value();
        QVERIFY(m_told.contains(QStringLiteral("0 waiting")));
        for (int office = 0; office < 2; ++office)
            QCOMPARE(day.own(office).value(), day.expectedOwn(office, Day::steps));
    }
    void anErrorAtAnyCallLosesNothing() { fewOrAll(FaultDisk::Fault::Error, m_calls, 35); }
    void halfAWriteLosesNothing() { fewOrAll(FaultDisk::Fault::Torn, m_calls, 20); }
    void aDiskThatDiesAndComesBackLosesNothing() { fewOrAll(FaultDisk::Fault::Dead, m_calls, 35); }
    void aFullDiskLosesNothingAndWorkGoesOnWhenThereIsRoom() { fewOrAll(FaultDisk::Fault::Full, m_writes, 20); }
};

SHOULI_TEST(TestDiskErrors)
#include "TestDiskErrors.moc"
