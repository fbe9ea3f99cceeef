// SPDX-License-Identifier: GPL-3.0-or-later
// shouli-simulation [--seconds N] [--scripts N] [--seed N] [--threads N] [--all] [--long] [--script FILE]: random
// histories of a county and its offices, all in memory. Prints the seed; a failing script is made short and printed,
// and the program ends with 1. With --long it is not made short.
#include "tests/simulation/Simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <random>
#include <thread>

using namespace shouli::tests::simulation;

namespace {

int tell(const Simulation::Failure &failure)
{
    std::printf("BROKEN %s: %s\nseed %llu, step %lld of %lld\n\n%s\n%s\n%s", qPrintable(failure.violation.invariant),
                qPrintable(failure.violation.detail), static_cast<unsigned long long>(failure.script.seed),
                static_cast<long long>(failure.at), static_cast<long long>(failure.script.steps.size()),
                qPrintable(failure.world), qPrintable(failure.script.toText()), qPrintable(failure.script.toCpp()));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addHelpOption();
    line.addOptions(
        {{QStringLiteral("seconds"), QStringLiteral("How long."), QStringLiteral("N"), QStringLiteral("60")},
         {QStringLiteral("scripts"), QStringLiteral("How many at most."), QStringLiteral("N")},
         {QStringLiteral("long"), QStringLiteral("A failing script is shown as it is.")},
         {QStringLiteral("seed"), QStringLiteral("The first seed."), QStringLiteral("N")},
         {QStringLiteral("threads"), QStringLiteral("How many."), QStringLiteral("N")},
         {QStringLiteral("all"), QStringLiteral("Copied PCs and a restored county in one script.")},
         {QStringLiteral("script"), QStringLiteral("Runs this one."), QStringLiteral("FILE")}});
    line.process(app);
    const Simulation simulation;
    if (line.isSet(QStringLiteral("script"))) {
        QFile file(line.value(QStringLiteral("script")));
        const auto script = file.open(QIODevice::ReadOnly) ? Script::parse(QString::fromUtf8(file.readAll()))
                                                           : std::nullopt;
        if (!script) {
            std::fprintf(stderr, "no script in %s\n", qPrintable(file.fileName()));
            return 2;
        }
        const auto failure = simulation.failureOf(*script);
        return failure ? tell(simulation.shrunk(*failure)) : 0;
    }
    const std::uint64_t seed = line.isSet(QStringLiteral("seed")) ? line.value(QStringLiteral("seed")).toULongLong()
                                                                  : std::random_device{}();
    const int threads = line.isSet(QStringLiteral("threads")) ? line.value(QStringLiteral("threads")).toInt()
                                                              : static_cast<int>(std::thread::hardware_concurrency());
    std::printf("seed %llu, %d threads\n", static_cast<unsigned long long>(seed), threads);
    std::fflush(stdout);
    const auto report = simulation.runFor(std::chrono::seconds(line.value(QStringLiteral("seconds")).toInt()), seed,
                                          threads, line.isSet(QStringLiteral("all")),
                                          line.isSet(QStringLiteral("scripts"))
                                              ? line.value(QStringLiteral("scripts")).toULongLong()
                                              : std::numeric_limits<std::uint64_t>::max());
    std::printf("%llu scripts, %llu steps, %llu changes in %.1f s: %.0f steps a minute\n",
                static_cast<unsigned long long>(report.scripts), static_cast<unsigned long long>(report.steps),
                static_cast<unsigned long long>(report.changes), static_cast<double>(report.took.count()) / 1000,
                static_cast<double>(report.steps) * 60'000
                    / std::max<double>(1, static_cast<double>(report.took.count())));
    if (!report.failure)
        return 0;
    return tell(line.isSet(QStringLiteral("long")) ? *report.failure : simulation.shrunk(*report.failure));
}
