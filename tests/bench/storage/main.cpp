// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Database.h"
#include "core/storage/Transaction.h"
#include "tests/bench/support/BenchReport.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace shouli::core;
using base::Result;
using crypto::SecretBytes;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::millisecondsOf;
using shouli::tests::bench::Statistic;
using storage::Database;
using storage::Transaction;

namespace {

/// On the disk that the program lies on: a temporary folder may be memory, where a durable commit costs nothing.
QString beside()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/bench-storage-XXXXXX");
}

Result<void> insertOne(Database &db, int number)
{
    SHOULI_TRY(auto tx, Transaction::begin(db));
    SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT INTO note (number, words) VALUES (?, ?)")));
    insert.bindAll(number, QStringLiteral("材料已收齐"));
    SHOULI_CHECK(insert.run());
    return tx.commit();
}

/// One row, one transaction, WAL and synchronous=FULL: what each act at the counter costs at least.
Result<void> commits(BenchReport &report)
{
    const QTemporaryDir dir(beside());
    SHOULI_TRY(auto db, Database::create(dir.filePath(QStringLiteral("db")), SecretBytes::random(32)));
    SHOULI_CHECK(db.execute(QStringLiteral("CREATE TABLE note (id INTEGER PRIMARY KEY, number INTEGER, words TEXT)")));
    const int rounds = report.count(20, 2);
    const int each = report.count(100, 5);
    QList<double> rates;
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        double total = 0;
        for (int i = 0; i < each; ++i) {
            Result<void> done;
            const double ms = millisecondsOf([&] { done = insertOne(db, i); });
            SHOULI_CHECK(done);
            times.append(ms);
            total += ms;
        }
        rates.append(each * 1000 / total);
    }
    report.add(QStringLiteral("storage.commit.per_s"), QStringLiteral("1/s"), rates);
    report.add(QStringLiteral("storage.commit.p99_ms"), QStringLiteral("ms"), times, Statistic::P99);
    return {};
}

/// From the file to a connection whose settings were read back; the raw key, so without the passphrase's derivation.
Result<void> opening(BenchReport &report)
{
    const QTemporaryDir dir(beside());
    const SecretBytes key = SecretBytes::random(32);
    const QString path = dir.filePath(QStringLiteral("db"));
    {
        SHOULI_TRY(auto db, Database::create(path, key));
        SHOULI_CHECK(db.execute(QStringLiteral("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)")));
    }
    QList<double> times;
    for (int i = 0; i < report.count(200, 3); ++i) {
        Result<void> done;
        times.append(millisecondsOf([&] {
            const auto db = Database::open(path, key, Database::Access::Writer);
            if (!db)
                done = base::failure(db);
        }));
        SHOULI_CHECK(done);
    }
    report.add(QStringLiteral("storage.open_ms"), QStringLiteral("ms"), times);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return shouli::tests::bench::runBenches(
        argc, argv,
        {
            {{QStringLiteral("storage.commit.per_s"), QStringLiteral("storage.commit.p99_ms")}, commits},
            {{QStringLiteral("storage.open_ms")}, opening},
        });
}
