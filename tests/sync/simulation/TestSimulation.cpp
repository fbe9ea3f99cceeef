// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Simulation.h"
#include "tests/support/TestMain.h"

#include <QDir>

#include <random>

using namespace shouli::tests::simulation;

/// Random histories of a county and its offices. SHOULI_SIM_SECONDS and SHOULI_SIM_SEED choose the budget;
/// scripts that once failed are in tests/data/simulation for ever.
class TestSimulation : public QObject {
    Q_OBJECT

    static QString told(const Simulation::Failure &failure)
    {
        return QStringLiteral("%1: %2, seed %3\n%4")
            .arg(failure.violation.invariant, failure.violation.detail)
            .arg(failure.script.seed)
            .arg(failure.script.toCpp());
    }

private Q_SLOTS:
    void whatOnceFailedHolds_data()
    {
        QTest::addColumn<QString>("path");
        const QDir dir(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/tests/data/simulation"));
        for (const QString &name : dir.entryList({QStringLiteral("*.script")}, QDir::Files))
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
    }
    void whatOnceFailedHolds()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto script = Script::parse(QString::fromUtf8(file.readAll()));
        QVERIFY(script);
        const auto failure = Simulation().failureOf(*script);
        QVERIFY2(!failure, failure ? qPrintable(told(*failure)) : "");
    }
    void aScriptHasOneSpelling()
    {
        const Script script = Script::random(7);
        QCOMPARE(Script::parse(script.toText())->steps, script.steps);
        QCOMPARE(Script::parse(script.toText())->setting, script.setting);
        QVERIFY(!Script::parse(QStringLiteral("world 2\n")));
        QVERIFY(!Script::parse(QStringLiteral("world 2 2\nDance 1 2 3\n")));
    }
    void theSameSeedIsTheSameScript() { QCOMPARE(Script::random(42), Script::random(42)); }
    void nothingIsLostInRandomHistories()
    {
        const int seconds = qEnvironmentVariable("SHOULI_SIM_SECONDS", QStringLiteral("10")).toInt();
        const std::uint64_t seed = qEnvironmentVariable("SHOULI_SIM_SEED", QStringLiteral("1")).toULongLong();
        const Simulation simulation;
        const auto report = simulation.runFor(std::chrono::seconds(seconds), seed, 2);
        qInfo("seed %llu: %llu scripts, %llu steps, %llu changes in %lld ms", static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(report.scripts), static_cast<unsigned long long>(report.steps),
              static_cast<unsigned long long>(report.changes), static_cast<long long>(report.took.count()));
        QVERIFY2(!report.failure, report.failure ? qPrintable(told(simulation.shrunk(*report.failure))) : "");
    }
};

SHOULI_TEST(TestSimulation)
#include "TestSimulation.moc"
