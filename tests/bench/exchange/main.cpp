// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportPlan.h"
#include "core/residents/exchange/ImportRun.h"
#include "core/residents/exchange/RegisterExport.h"
#include "core/residents/search/SearchIndex.h"
#include "tests/bench/office/RegisterOffice.h"
#include "tests/bench/support/BenchReport.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::exchange;
using base::Result;
using shouli::core::exchange::TableWriter;
using shouli::tests::bench::Bench;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::millisecondsOf;
using shouli::tests::bench::RegisterOffice;
using shouli::tests::bench::Statistic;

namespace {

bool goOn(double)
{
    return true;
}

/// Resident memory of this process now, MB.
double memory()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// A whole register out of one office and into another, empty one, whose search index keeps step.
Result<void> thereAndBack(BenchReport &report)
{
    const int people = report.count(300'000, 2'000);
    QTemporaryDir folder(QCoreApplication::applicationDirPath() + u"/bench-XXXXXX"_s);
    const QString csv = folder.filePath(u"register.csv"_s);
    const QString workbook = folder.filePath(u"register.xlsx"_s);
    {
        SHOULI_TRY(const auto office, RegisterOffice::make(people, report.seed()));
        const RegisterExport::Settings whole{RegisterExport::standardColumns(), false, false, u"bench"_s};
        for (const auto &[path, format, key] :
             {std::tuple(csv, TableWriter::Format::CsvUtf8, u"export.300k.csv.s"_s),
              std::tuple(workbook, TableWriter::Format::Xlsx, u"export.300k.xlsx.s"_s)}) {
            Result<std::int64_t> written = 0;
            const double ms = millisecondsOf(
                [&] { written = RegisterExport::write(office->writer, path, format, whole, goOn); });
            SHOULI_CHECK(written);
            report.add(key, u"s"_s, {ms / 1e3});
        }
    }
    SHOULI_TRY(const auto office, RegisterOffice::make(0, report.seed() + 1));
    SHOULI_TRY(auto pinyin, search::Pinyin::load());
    search::SearchIndex index(std::move(pinyin), u"610681001003"_s);
    office->log.addListener(index);
    const RowJudge::Settings settings{{office->clock.today(), u"0911"_s}, u"610681001003"_s};
    for (const auto &[path, key] :
         {std::pair(csv, u"import.300k.check.csv.s"_s), std::pair(workbook, u"import.300k.check.xlsx.s"_s)}) {
        SHOULI_TRY(const auto file, ImportFile::look(path));
        Result<ImportPlan> plan;
        const double ms = millisecondsOf([&] {
            plan = ImportPlan::make(file, file.guess, office->writer, settings, office->clock, office->random, goOn);
        });
        SHOULI_CHECK(plan);
        report.add(key, u"s"_s, {ms / 1e3});
    }
    const double before = memory();
    double most = before;
    QList<double> batches;
    SHOULI_TRY(const auto file, ImportFile::look(csv));
    audit::AuditLog audit(office->clock, office->random);
    Result<void> outcome;
    const double ms = millisecondsOf([&] {
        outcome = [&]() -> Result<void> {
            SHOULI_TRY(
                const auto run,
                ImportRun::open(file, file.guess, office->writer, settings, office->clock, office->random, goOn));
            for (bool finished = false; !finished;) {
                Result<void> kept;
                batches.append(millisecondsOf([&] {
                    kept = [&]() -> Result<void> {
                        SHOULI_TRY(auto tx, storage::Transaction::begin(office->writer));
                        SHOULI_TRY(const auto state,
                                   run->batch(tx, office->log, audit, {office->author, office->identity.office}));
                        finished = state.finished;
                        return tx.commit();
                    }();
                }));
                SHOULI_CHECK(kept);
                most = std::max(most, memory());
            }
            return {};
        }();
    });
    SHOULI_CHECK(outcome);
    report.add(u"import.300k.s"_s, u"s"_s, {ms / 1e3});
    report.add(u"import.batch.p99_ms"_s, u"ms"_s, batches, Statistic::P99);
    report.add(u"import.300k.memory_mb"_s, u"MB"_s, {most - before});
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return shouli::tests::bench::runBenches(
        argc, argv,
        {{{u"export.300k.csv.s"_s, u"export.300k.xlsx.s"_s, u"import.300k.check.csv.s"_s, u"import.300k.check.xlsx.s"_s,
           u"import.300k.s"_s, u"import.batch.p99_ms"_s, u"import.300k.memory_mb"_s},
          thereAndBack}});
}
