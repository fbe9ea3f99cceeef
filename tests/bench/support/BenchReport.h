// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "tests/bench/support/BenchOptions.h"
#include "tests/bench/support/Figure.h"

#include <QElapsedTimer>
#include <QIODevice>

#include <functional>
#include <vector>

namespace shouli::tests::bench {

/// Takes what a bench measures and prints it: a table for people, JSON lines for machines.
class BenchReport {
public:
    /// Neither device is owned; `json` may be null.
    BenchReport(const BenchOptions &options, QIODevice &table, QIODevice *json);

    /// `samples` in `unit`, at least one; `key` as the bench declared it. Keys that were not asked for are dropped.
    void add(const QString &key, const QString &unit, const QList<double> &samples,
             Statistic statistic = Statistic::Median);

    [[nodiscard]] bool wants(const QString &key) const { return m_options.wants(key); }
    [[nodiscard]] bool quick() const { return m_options.quick; }
    [[nodiscard]] std::uint64_t seed() const { return m_options.seed; }
    /// `full`, or `quick` where it is only to be shown that the bench works.
    [[nodiscard]] int count(int full, int quick) const { return m_options.quick ? quick : full; }
    [[nodiscard]] const QStringList &reported() const { return m_reported; }

private:
    BenchOptions m_options;
    QIODevice &m_table;
    QIODevice *m_json;
    QStringList m_reported;
};

/// One measurement, which may report several keys.
struct Bench {
    QStringList keys;
    std::function<core::base::Result<void>(BenchReport &)> run;
};

/// The main() of a bench program. 0: each key asked for was reported; 1: a bench failed or kept a key to itself;
/// 2: the command line was not understood, or no key begins as asked for.
[[nodiscard]] int runBenches(const QStringList &arguments, const std::vector<Bench> &benches, QIODevice &table);
/// With argv and standard output.
[[nodiscard]] int runBenches(int argc, char **argv, const std::vector<Bench> &benches);

/// Milliseconds that `work` takes.
template <class Work>
[[nodiscard]] double millisecondsOf(Work &&work)
{
    QElapsedTimer timer;
    timer.start();
    std::forward<Work>(work)();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace shouli::tests::bench
