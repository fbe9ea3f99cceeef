// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/PartialDate.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;

class TestPartialDate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void datesAreReadAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        QTest::newRow("ISO") << "1952-03-07"
                             << "1952-03-07";
        QTest::newRow("digits") << "19520307"
                                << "1952-03-07";
        QTest::newRow("dots") << "1952.3.7"
                              << "1952-03-07";
        QTest::newRow("slashes") << "1952/3/7"
                                 << "1952-03-07";
        QTest::newRow("Chinese") << "1952年3月7日"
                                 << "1952-03-07";
        QTest::newRow("full-width") << "１９５２年３月７日"
                                    << "1952-03-07";
        QTest::newRow("month only") << "1952-03"
                                    << "1952-03";
        QTest::newRow("six digits") << "195203"
                                    << "1952-03";
        QTest::newRow("year only") << "1952年"
                                   << "1952";
        QTest::newRow("leap day") << "2020-2-29"
                                  << "2020-02-29";
        QTest::newRow("29 February of a common year") << "2021-2-29"
                                                      << "";
        QTest::newRow("month 13") << "195213"
                                  << "";
        QTest::newRow("month 0") << "1952-00"
                                 << "";
        QTest::newRow("words") << "不详"
                               << "";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("far too many digits") << "1952030712345678901234"
                                             << "";
        QTest::newRow("another century than people live in") << "1552"
                                                             << "";
    }
    void datesAreReadAsTheyAreWritten()
    {
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        QCOMPARE(PartialDate::parse(typed).toString(), stored);
        QCOMPARE(PartialDate::parse(stored), PartialDate::parse(typed));
    }

    void agesAreCountedByTheCivilCode_data()
    {
        QTest::addColumn<QString>("born");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<int>("age");
        QTest::newRow("the day before a birthday") << "1966-11-24" << QDate(2026, 11, 23) << 59;
        QTest::newRow("on a birthday") << "1966-11-23" << QDate(2026, 11, 23) << 60;
        QTest::newRow("born on a leap day, 28 February of a common year") << "1948-02-29" << QDate(2026, 2, 28) << 77;
        QTest::newRow("born on a leap day, 1 March of a common year") << "1948-02-29" << QDate(2026, 3, 1) << 78;
        QTest::newRow("born on a leap day, leap year") << "1948-02-29" << QDate(2028, 2, 29) << 80;
        QTest::newRow("year only: certain from the year's end") << "1966" << QDate(2026, 12, 30) << 59;
        QTest::newRow("year only: on its last day") << "1966" << QDate(2026, 12, 31) << 60;
        QTest::newRow("not yet born") << "2027-01-01" << QDate(2026, 11, 23) << -1;
        QTest::newRow("unknown") << "" << QDate(2026, 11, 23) << -1;
        QTest::newRow("born in 1899") << "1899-12-31" << QDate(2026, 11, 23) << 126;
    }
    void agesAreCountedByTheCivilCode()
    {
        QFETCH(QString, born);
        QFETCH(QDate, day);
        QFETCH(int, age);
        QCOMPARE(PartialDate::parse(born).ageOn(day), age);
    }

    void aPartialDateSpansItsDays()
    {
        const auto year = PartialDate::parse(QStringLiteral("1952"));
        QCOMPARE(year.earliest(), QDate(1952, 1, 1));
        QCOMPARE(year.latest(), QDate(1952, 12, 31));
        QCOMPARE(PartialDate::parse(QStringLiteral("1952-02")).latest(), QDate(1952, 2, 29));
        QVERIFY(!year.isWhole());
        QVERIFY(PartialDate(QDate(1952, 2, 29)).isWhole());
        QVERIFY(PartialDate(QDate()).isEmpty());
    }
};

SHOULI_TEST(TestPartialDate)
#include "TestPartialDate.moc"
