// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/BenchReport.h"
#include "tests/support/TestMain.h"

#include <QBuffer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace shouli::tests::bench;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;

class TestBenchReport : public QObject {
    Q_OBJECT

    static std::vector<Bench> twoBenches()
    {
        return {
            {{QStringLiteral("a.one_ms"), QStringLiteral("a.two_ms")},
             [](BenchReport &report) -> Result<void> {
                 report.add(QStringLiteral("a.one_ms"), QStringLiteral("ms"), {3, 1, 2});
                 report.add(QStringLiteral("a.two_ms"), QStringLiteral("ms"), {5}, Statistic::P99);
                 return {};
             }},
            {{QStringLiteral("b.per_s")},
             [](BenchReport &report) -> Result<void> {
                 report.add(QStringLiteral("b.per_s"), QStringLiteral("1/s"), {double(report.count(1000, 10))});
                 return {};
             }},
        };
    }
    struct Outcome {
        int code;
        QString text;
    };
    static Outcome outcome(const QStringList &arguments, const std::vector<Bench> &benches = twoBenches())
    {
        QBuffer table;
        table.open(QIODevice::WriteOnly);
        const int code = runBenches(arguments, benches, table);
        return {code, QString::fromUtf8(table.data())};
    }

private Q_SLOTS:
    void theFigureThatAKeyStandsFor_data()
    {
        QTest::addColumn<QList<double>>("samples");
        QTest::addColumn<Statistic>("statistic");
        QTest::addColumn<double>("value");
        QList<double> thousand;
        for (int i = 1000; i >= 1; --i)
            thousand.append(i);
        QTest::newRow("the median of an odd number") << QList<double>{9, 1, 5} << Statistic::Median << 5.0;
        QTest::newRow("the median of an even number") << QList<double>{9, 1, 5, 4} << Statistic::Median << 4.5;
        QTest::newRow("the 99th percentile of a thousand") << thousand << Statistic::P99 << 990.0;
        QTest::newRow("the 99th percentile of few is the worst") << QList<double>{9, 1, 5} << Statistic::P99 << 9.0;
        QTest::newRow("the least") << QList<double>{9, 1, 5} << Statistic::Minimum << 1.0;
        QTest::newRow("the most") << QList<double>{9, 1, 5} << Statistic::Maximum << 9.0;
        QTest::newRow("one sample") << QList<double>{7} << Statistic::P99 << 7.0;
    }
    void theFigureThatAKeyStandsFor()
    {
        QFETCH(QList<double>, samples);
        QFETCH(Statistic, statistic);
        const Figure figure = Figure::of(QStringLiteral("k"), QStringLiteral("ms"), samples, statistic);
        QTEST(figure.value, "value");
        QCOMPARE(figure.n, samples.size());
        QCOMPARE(figure.min, *std::min_element(samples.begin(), samples.end()));
        QCOMPARE(figure.max, *std::max_element(samples.begin(), samples.end()));
    }
    void aLineForMachinesIsJsonWithTheSixFields()
    {
        const Figure figure = Figure::of(QStringLiteral("wire.\"x\""), QStringLiteral("µs"), {0.25, 1e7 / 3},
                                         Statistic::Maximum);
        QVERIFY(!figure.toJson().contains('\n'));
        const QJsonObject object = QJsonDocument::fromJson(figure.toJson()).object();
        QCOMPARE(object.keys(),
                 (QStringList{QStringLiteral("key"), QStringLiteral("max"), QStringLiteral("min"), QStringLiteral("n"),
                              QStringLiteral("unit"), QStringLiteral("value")}));
        QCOMPARE(object.value(QStringLiteral("key")).toString(), QStringLiteral("wire.\"x\""));
        QCOMPARE(object.value(QStringLiteral("unit")).toString(), QStringLiteral("µs"));
        QCOMPARE(object.value(QStringLiteral("n")).toInt(), 2);
        QCOMPARE(object.value(QStringLiteral("min")).toDouble(), 0.25);
        QVERIFY(qAbs(object.value(QStringLiteral("value")).toDouble() - 1e7 / 3) < 0.01);
    }
    void columnsStandUnderTheirNames()
    {
        const Figure figure = Figure::of(QStringLiteral("storage.commit.per_s"), QStringLiteral("1/s"), {123456.7},
                                         Statistic::Median);
        QCOMPARE(figure.toRow().size(), Figure::header().size());
        QVERIFY(figure.toRow().contains(QStringLiteral(" 123457 1/s")));
    }
    void theCommandLineIsRead()
    {
        qputenv("SHOULI_SEED", "7");
        const auto fromEnvironment = BenchOptions::parse({});
        const auto options = BenchOptions::parse(
            {QStringLiteral("search"), QStringLiteral("--json"), QStringLiteral("f"), QStringLiteral("--quick"),
             QStringLiteral("--seed"), QStringLiteral("42"), QStringLiteral("push.ack_p99_ms")});
        qunsetenv("SHOULI_SEED");
        QCOMPARE(fromEnvironment.value().seed, 7U);
        QCOMPARE(options.value().seed, 42U);
        QCOMPARE(options.value().json, QStringLiteral("f"));
        QVERIFY(options.value().quick);
        QVERIFY(options.value().wants(QStringLiteral("search.300k.p99_ms")));
        QVERIFY(options.value().wants(QStringLiteral("push.ack_p99_ms")));
        QVERIFY(!options.value().wants(QStringLiteral("push.changes_per_s")));
        QVERIFY(BenchOptions().wants(QStringLiteral("anything")));
    }
    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("an unknown option") << QStringList{QStringLiteral("--fast")};
        QTest::newRow("a file that is missing") << QStringList{QStringLiteral("--json")};
        QTest::newRow("a seed that is no number") << QStringList{QStringLiteral("--seed"), QStringLiteral("x")};
    }
    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(BenchOptions::parse(arguments).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(outcome(arguments).code, 2);
    }
    void everyKeyIsARowUnderAHeader()
    {
        const auto [code, text] = outcome({});
        QCOMPARE(code, 0);
        const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines.at(0), QStringLiteral("seed 1"));
        QVERIFY(lines.at(2).startsWith(QStringLiteral("a.one_ms")));
        QVERIFY(lines.at(4).contains(QStringLiteral("1000 1/s")));
        QCOMPARE(outcome({QStringLiteral("--bare")}).text.count(u'\n'), 3);
    }
    void aQuickRunIsSmaller()
    {
        QVERIFY(outcome({QStringLiteral("--quick")}).text.contains(QStringLiteral(" 10 1/s")));
    }
    void onlyWhatWasAskedForIsMeasuredAndListed()
    {
        QCOMPARE(outcome({QStringLiteral("--bare"), QStringLiteral("a.two")}).text.count(u'\n'), 1);
        QCOMPARE(outcome({QStringLiteral("--list"), QStringLiteral("a")}).text, QStringLiteral("a.one_ms\na.two_ms\n"));
        QCOMPARE(outcome({QStringLiteral("none")}).code, 2);
    }
    void jsonLinesAreAppendedToTheFile()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("figures"));
        QCOMPARE(outcome({QStringLiteral("--json"), path, QStringLiteral("a")}).code, 0);
        QCOMPARE(outcome({QStringLiteral("--json"), path, QStringLiteral("b")}).code, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 3);
        QCOMPARE(outcome({QStringLiteral("--json"), dir.filePath(QStringLiteral("no/such/folder"))}).code, 2);
    }
    void aFailingOrSilentBenchFailsTheProgramAfterTheOthersRan()
    {
        auto benches = twoBenches();
        benches.insert(benches.begin(), {{QStringLiteral("c.x")}, [](BenchReport &) -> Result<void> {
                                             return shouli::core::base::failure(ErrorCode::DiskFull,
                                                                                QStringLiteral("full"));
                                         }});
        QCOMPARE(outcome({QStringLiteral("--bare")}, benches).code, 1);
        QCOMPARE(outcome({QStringLiteral("--bare")}, benches).text.count(u'\n'), 3);
        benches.front().run = [](BenchReport &report) -> Result<void> {
            report.add(QStringLiteral("c.x"), QStringLiteral("ms"), {});
            return {};
        };
        QCOMPARE(outcome({}, benches).code, 1);
    }
};

SHOULI_TEST(TestBenchReport)
#include "TestBenchReport.moc"
