// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Database.h"
#include "tests/faults/Day.h"
#include "tests/support/PowerCut.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>

using namespace shouli::tests;
using namespace shouli::tests::faults;
using shouli::core::base::Result;

/// The power fails somewhere in a day of a county: at one machine, at two or at all. CI looks at some of the
/// states that this can leave, SHOULI_LONG at a hundred thousand (SHOULI_STATES). SHOULI_SEED chooses them.
class TestPowerLoss : public QObject {
    Q_OBJECT

    /// What everybody was told by then.
    struct Told {
        std::size_t record = 0; ///< from here on
        int steps = 0;
        Day::Heads heads;
    };

    Morning m_morning;
    QTemporaryDir m_dir;
    QString m_folder; ///< of the day that was recorded
    QMap<QString, QByteArray> m_base;
    std::vector<FaultDisk::Record> m_records;
    std::vector<Told> m_told;
    QString m_end;

    static QString words(const Result<void> &result)
    {
        return result ? QString()
                      : QStringLiteral("%1 %2").arg(static_cast<int>(result.error().code)).arg(result.error().detail);
    }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString check(const QString &folder, const Told &told, bool toTheEnd)
    {
        Day day(m_morning, folder);
        if (const auto opened = day.open(); !opened)
            return QStringLiteral("cannot be opened: ") + words(opened);
        if (const auto whole = day.verify(); !whole)
            return QStringLiteral("is damaged: ") + words(whole);
        const auto heads = day.heads();
        if (!heads)
            return QStringLiteral("cannot be read");
        for (std::size_t i = 0; i < heads->size(); ++i) {
            if ((*heads)[i] < told.heads[i])
                return QStringLiteral("%1 has %2 changes; %3 were promised")
                    .arg(QLatin1String(Day::files[i]))
                    .arg((*heads)[i])
                    .arg(told.heads[i]);
        }
        if (!toTheEnd)
            return {};
        for (int step = told.steps; step < Day::steps; ++step) {
            if (const auto done = day.run(step); !done)
                return QStringLiteral("step %1: ").arg(step) + words(done);
        }
        const auto end = day.told();
        return end && *end == m_end ? QString() : QStringLiteral("the day ends otherwise: ") + end.value_or(QString());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = m_dir.filePath(QStringLiteral("day"));
        QVERIFY(QDir().mkpath(m_folder));
        for (const char *file : Day::files) {
            const QString path = QDir(m_folder).filePath(QLatin1String(file));
            QVERIFY(QFile::copy(QDir(m_morning.folder()).filePath(QLatin1String(file)), path));
            m_base.insert(path, bytesOf(path));
        }
        FaultDisk disk;
        disk.record();
        Day day(m_morning, m_folder);
        TestOffice::expect(day.open());
        m_told.push_back({0, 0, day.heads().value()});
        for (int step = 0; step < Day::steps; ++step) {
            const auto done = day.run(step);
            QVERIFY2(done, qPrintable(words(done)));
            m_told.push_back({disk.recordedCount(), step + 1, day.heads().value()});
        }
        m_end = day.told().value();
        day.close();
        m_records = disk.recorded();
    }
    void whatWasPromisedIsThereAndTheDayGoesOn()
    {
        const bool all = qEnvironmentVariableIsSet("SHOULI_LONG");
        const quint64 seed = qEnvironmentVariable("SHOULI_SEED", QStringLiteral("1")).toULongLong();
        const int states = qEnvironmentVariable("SHOULI_STATES", all ? QStringLiteral("100000") : QStringLiteral("150"))
                               .toInt();
        TestRandom random(seed);
        std::vector<std::size_t> cuts;
        for (int i = 0; i < states; ++i)
            cuts.push_back(random.below(static_cast<std::uint32_t>(m_records.size() + 1)));
        std::sort(cuts.begin(), cuts.end());
        PowerCut power(m_base, m_records);
        const FaultDisk disk; // does not wait for the real one
        QElapsedTimer timer;
        timer.start();
        int number = 0;
        for (const std::size_t cut : cuts) {
            power.moveTo(cut);
            const auto after = std::upper_bound(m_told.cbegin(), m_told.cend(), cut,
                                                [](std::size_t at, const Told &one) { return at < one.record; });
            const Told &told = *std::prev(after);
            QStringList dark;
            for (const char *file : Day::files) {
                const QString path = QDir(m_folder).filePath(QLatin1String(file));
                if (random.below(3) > 0)
                    dark << path << path + QStringLiteral("-wal");
            }
            const auto loss = random.below(3) == 0 ? PowerCut::Loss::Everything : PowerCut::Loss::Sectors;
            const auto left = power.left(dark, loss, random);
            const QString folder = m_dir.filePath(QStringLiteral("after"));
            QVERIFY(QDir().mkpath(folder));
            for (auto it = left.cbegin(); it != left.cend(); ++it) {
                QFile file(QDir(folder).filePath(QFileInfo(it.key()).fileName()));
                QVERIFY(file.open(QIODevice::WriteOnly));
                QCOMPARE(file.write(*it), it->size());
            }
            const QString wrong = check(folder, told, number % 10 == 0);
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QStringLiteral("seed %1, state %2, cut before %3 of %4, in step %5: %6")
                                    .arg(seed)
                                    .arg(number)
                                    .arg(cut)
                                    .arg(m_records.size())
                                    .arg(told.steps)
                                    .arg(wrong)));
            QDir(folder).removeRecursively();
            ++number;
        }
        qInfo("seed %llu: %d states of %zu writes and syncs in %lld ms", seed, number, m_records.size(),
              static_cast<long long>(timer.elapsed()));
    }
};

SHOULI_TEST(TestPowerLoss)
#include "TestPowerLoss.moc"
