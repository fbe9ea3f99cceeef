// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/BenchReport.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace shouli::tests::bench {

using core::base::Result;

namespace {

void complain(const QString &words)
{
    std::fprintf(stderr, "%s\n", qPrintable(words));
}

bool anyWanted(const Bench &bench, const BenchOptions &options)
{
    return std::any_of(bench.keys.begin(), bench.keys.end(), [&](const QString &key) { return options.wants(key); });
}

/// True when the bench ran and reported each of its keys that was asked for.
bool runOne(const Bench &bench, BenchReport &report)
{
    if (const Result<void> done = bench.run(report); !done) {
        complain(bench.keys.join(u' ') + QStringLiteral(": ") + done.error().detail);
        return false;
    }
    for (const QString &key : bench.keys) {
        if (report.wants(key) && !report.reported().contains(key)) {
            complain(key + QStringLiteral(": nothing was reported"));
            return false;
        }
    }
    return true;
}

} // namespace

BenchReport::BenchReport(const BenchOptions &options, QIODevice &table, QIODevice *json)
    : m_options(options)
    , m_table(table)
    , m_json(json)
{
}

void BenchReport::add(const QString &key, const QString &unit, const QList<double> &samples, Statistic statistic)
{
    if (samples.isEmpty() || !wants(key))
        return;
    const Figure figure = Figure::of(key, unit, samples, statistic);
    m_table.write(figure.toRow().toUtf8() + '\n');
    if (m_json != nullptr)
        m_json->write(figure.toJson() + '\n');
    m_reported.append(key);
}

int runBenches(const QStringList &arguments, const std::vector<Bench> &benches, QIODevice &table)
{
    const auto options = BenchOptions::parse(arguments);
    if (!options) {
        complain(QStringLiteral("not understood: ") + options.error().detail);
        return 2;
    }
    std::vector<Bench> wanted;
    std::copy_if(benches.begin(), benches.end(), std::back_inserter(wanted),
                 [&](const Bench &bench) { return anyWanted(bench, *options); });
    if (wanted.empty()) {
        complain(QStringLiteral("no key begins with ") + options->keys.join(u' '));
        return 2;
    }
    if (options->list) {
        for (const Bench &bench : wanted) {
            for (const QString &key : bench.keys) {
                if (options->wants(key))
                    table.write(key.toUtf8() + '\n');
            }
        }
        return 0;
    }
    QFile json(options->json);
    if (!options->json.isEmpty() && !json.open(QIODevice::Append)) {
        complain(options->json + QStringLiteral(": ") + json.errorString());
        return 2;
    }
    if (!options->bare)
        table.write(QStringLiteral("seed %1\n%2\n").arg(options->seed).arg(Figure::header()).toUtf8());
    BenchReport report(*options, table, json.isOpen() ? &json : nullptr);
    bool good = true;
    for (const Bench &bench : wanted)
        good = runOne(bench, report) && good;
    return good ? 0 : 1;
}

int runBenches(int argc, char **argv, const std::vector<Bench> &benches)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    QFile table;
    if (!table.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 2;
    return runBenches(arguments, benches, table);
}

} // namespace shouli::tests::bench
