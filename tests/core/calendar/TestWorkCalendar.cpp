// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/calendar/WorkCalendar.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>

#include <rapidcheck.h>

using namespace shouli::core;
using base::ErrorCode;
using calendar::DueDate;
using calendar::Limit;
using calendar::LimitUnit;
using calendar::WorkCalendar;

class TestWorkCalendar : public QObject {
    Q_OBJECT
    WorkCalendar m_calendar = WorkCalendar::load(QStringLiteral(":/calendar/cn")).value();

    static QDate day(const char *iso) { return QDate::fromString(QString::fromLatin1(iso), Qt::ISODate); }
    static QByteArray table(int year, int version, const QByteArray &off = "[]", const QByteArray &work = "[]")
    {
        return "{\"format\":\"shouli-calendar/1\",\"region\":\"CN\",\"year\":" + QByteArray::number(year)
            + ",\"version\":" + QByteArray::number(version) + ",\"status\":\"official\",\"off\":" + off
            + ",\"work\":" + work + "}";
    }
    static QByteArray off(const char *from, const char *to)
    {
        return QByteArray("[{\"from\":\"") + from + "\",\"to\":\"" + to + "\",\"name\":{\"zh\":\"节\",\"en\":\"x\"}}]";
    }
    static QByteArray work(const char *date)
    {
        return QByteArray("[{\"date\":\"") + date + "\",\"for\":{\"zh\":\"节\",\"en\":\"x\"}}]";
    }

private Q_SLOTS:
    void workingDaysAreAddedByTheOfficialTables_data()
    {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<int>("days");
        QTest::addColumn<QDate>("due");
        QTest::newRow("over Spring Festival 2026") << day("2026-02-12") << 3 << day("2026-02-24");
        QTest::newRow("to a Saturday worked for Spring Festival") << day("2026-02-13") << 1 << day("2026-02-14");
        QTest::newRow("ten days over Spring Festival") << day("2026-02-13") << 10 << day("2026-03-05");
        QTest::newRow("to a Sunday worked for National Day") << day("2026-09-18") << 1 << day("2026-09-20");
        QTest::newRow("over Mid-Autumn and National Day") << day("2026-09-24") << 5 << day("2026-10-09");
        QTest::newRow("over Labour Day to a worked Saturday") << day("2026-04-30") << 3 << day("2026-05-08");
        QTest::newRow("over National Day 2025") << day("2025-09-26") << 10 << day("2025-10-16");
        QTest::newRow("to a Sunday worked for Spring Festival 2025") << day("2025-01-24") << 1 << day("2025-01-26");
        QTest::newRow("over a leap day") << day("2024-02-28") << 2 << day("2024-03-01");
        QTest::newRow("no days") << day("2026-10-01") << 0 << day("2026-10-01");
    }
    void workingDaysAreAddedByTheOfficialTables()
    {
        QFETCH(QDate, from);
        QFETCH(int, days);
        QFETCH(QDate, due);
        QCOMPARE(m_calendar.addWorkingDays(from, days), due);
    }
    void aYearHas248WorkingDays()
    {
        QCOMPARE(m_calendar.workingDaysBetween(day("2024-12-31"), day("2025-12-31")), 248);
        QCOMPARE(m_calendar.workingDaysBetween(day("2025-12-31"), day("2026-12-31")), 248);
    }
    void springFestival2027BeginsOnTheSixthOfFebruary()
    {
        QVERIFY(!m_calendar.isWorkingDay(day("2027-02-05"))); // the eve
        QCOMPARE(m_calendar.nameOf(day("2027-02-06")).zh, QStringLiteral("春节"));
        QVERIFY(m_calendar.isWorkingDay(day("2027-02-09")));
    }
    void calendarDaysEndOnAWorkingDay()
    {
        QCOMPARE(m_calendar.addCalendarDays(day("2026-09-24"), 7), day("2026-10-08")); // 1 October is a holiday
        QCOMPARE(m_calendar.addCalendarDays(day("2026-11-23"), 7), day("2026-11-30"));
        QCOMPARE(m_calendar.addCalendarDays(day("2026-02-07"), 7), day("2026-02-14")); // a worked Saturday
    }
    void aDueDateInAYearWithoutAnOfficialTableIsProvisional()
    {
        const Limit limit{30, LimitUnit::WorkingDays};
        const DueDate in2026 = m_calendar.due(limit, day("2026-10-12"));
        QCOMPARE(in2026, (DueDate{day("2026-11-23"), false, QStringLiteral("CN2026.1")}));
        const DueDate over = m_calendar.due(limit, day("2026-12-01"));
        QVERIFY(over.provisional);
        QCOMPARE(over.tableVersion, QStringLiteral("CN2026.1 CN2027.1"));
        const DueDate far = m_calendar.due(limit, day("2031-03-03"));
        QVERIFY(far.provisional);
        QCOMPARE(far.tableVersion, QStringLiteral("CN2031.0"));
        QCOMPARE(far.date, day("2031-04-14")); // Monday to Friday
    }
    void everyUnitHasItsDueDate()
    {
        const QDate monday = day("2026-11-23");
        QCOMPARE(m_calendar.due({0, LimitUnit::Immediate}, monday).date, monday);
        QCOMPARE(m_calendar.due({48, LimitUnit::Hours}, day("2026-11-27")).date,
                 day("2026-11-29")); // Sunday: help does not wait
        QCOMPARE(m_calendar.due({7, LimitUnit::CalendarDays}, monday).date, day("2026-11-30"));
        QCOMPARE(m_calendar.due({5, LimitUnit::WorkingDays}, monday).date, day("2026-11-30"));
        QCOMPARE(m_calendar.due({}, monday), DueDate());
        QCOMPARE(m_calendar.due({5, LimitUnit::WorkingDays}, QDate()), DueDate());
    }
    void aNewTableReplacesAnOlderOneAndNeverTheOtherWayRound()
    {
        const QString file = QStringLiteral("2027.json");
        const auto two = m_calendar.with(table(2027, 2, off("2027-02-05", "2027-02-11"), work("2027-02-20")), file)
                             .value();
        QCOMPARE(two.status(2027), WorkCalendar::Status::Official);
        QVERIFY(two.isWorkingDay(day("2027-02-20")));
        QVERIFY(!two.isWorkingDay(day("2027-02-09")));
        QCOMPARE(two.tableVersion(2027), QStringLiteral("CN2027.2"));
        const auto again = two.with(table(2027, 1), file).value();
        QCOMPARE(again.tableVersion(2027), QStringLiteral("CN2027.2"));
        QCOMPARE(m_calendar.status(2027), WorkCalendar::Status::Provisional); // a value: the first is as it was
        QCOMPARE(m_calendar.status(2028), WorkCalendar::Status::Missing);
    }
    void aDamagedTableIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place) {
            QTest::newRow(name) << bytes << QStringLiteral("x.json#") + QString::fromLatin1(place);
        };
        row("empty", "", ": byte 0");
        row("a list", "[]", ": not an object");
        row("no year", "{\"format\":\"shouli-calendar/1\"}", "/year:");
        row("a day of another year", table(2027, 1, off("2026-12-31", "2027-01-02")), "/off/0:");
        row("an end before the beginning", table(2027, 1, off("2027-01-03", "2027-01-01")), "/off/0:");
        row("no date", table(2027, 1, off("2027-02-29", "2027-03-01")), "/off/0/from:");
        row("a working Wednesday moved", table(2027, 1, "[]", work("2027-06-09")), "/work/0:");
        row("a day both off and worked", table(2027, 1, off("2027-01-02", "2027-01-03"), work("2027-01-02")),
            "/work/0:");
        row("off is no list", table(2027, 1, "{}"), "/off: not a list");
        row("a misspelt key", table(2027, 1, "[]", "[],\"wrok\":[]"), "/wrok: unknown key");
    }
    void aDamagedTableIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        const auto result = m_calendar.with(bytes, QStringLiteral("x.json"));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::CalendarDamaged);
        QVERIFY2(result.error().detail.startsWith(place), qPrintable(result.error().detail));
    }
    void aNewerFormatIsToldFromDamage()
    {
        QByteArray bytes = table(2027, 1);
        bytes.replace("shouli-calendar/1", "shouli-calendar/2");
        QCOMPARE(m_calendar.with(bytes, QStringLiteral("x")).error().code, ErrorCode::Unsupported);
    }
    void aFolderWithoutTablesIsAnError()
    {
        QTemporaryDir dir;
        QCOMPARE(WorkCalendar::load(dir.path()).error().code, ErrorCode::FileMissing);
        QVERIFY(base::AtomicFile::write(dir.filePath(QStringLiteral("2027.json")), "{"));
        QCOMPARE(WorkCalendar::load(dir.path()).error().code, ErrorCode::CalendarDamaged);
    }
    void mutatedTablesNeverCrash()
    {
        const QByteArray sound = base::AtomicFile::read(QStringLiteral(":/calendar/cn/2026.json")).value();
        shouli::tests::TestRandom random(20261123);
        int refused = 0;
        for (int i = 0; i < 200; ++i) {
            QByteArray bytes = sound;
            const int hits = 1 + static_cast<int>(random.below(3));
            for (int j = 0; j < hits; ++j)
                bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<char>(random.below(256));
            const auto result = WorkCalendar().with(bytes, QStringLiteral("x"));
            refused += result ? 0 : 1;
            QVERIFY(result || !result.error().detail.isEmpty());
        }
        QVERIFY(refused > 50);
    }
    void addingAndCountingWorkingDaysAgree()
    {
        const auto dates = rc::gen::map(rc::gen::inRange(0, 5 * 365),
                                        [](int n) { return QDate(2023, 6, 1).addDays(n); });
        const bool holds = rc::check("addWorkingDays is monotone and the inverse of workingDaysBetween", [&] {
            const QDate date = *dates;
            const int n = *rc::gen::inRange(1, 120);
            const QDate due = m_calendar.addWorkingDays(date, n);
            RC_ASSERT(m_calendar.isWorkingDay(due));
            RC_ASSERT(m_calendar.workingDaysBetween(date, due) == n);
            RC_ASSERT(m_calendar.workingDaysBetween(due, date) == -n);
            RC_ASSERT(m_calendar.workingDaysBetween(date, due.addDays(-1)) == n - 1);
            RC_ASSERT(m_calendar.addWorkingDays(date, n + 1) > due);
            RC_ASSERT(m_calendar.addWorkingDays(date.addDays(1), n) >= due);
            RC_ASSERT(m_calendar.addCalendarDays(date, n) >= date.addDays(n));
            RC_ASSERT(m_calendar.isWorkingDay(m_calendar.addCalendarDays(date, n)));
        });
        QVERIFY(holds);
    }
};

SHOULI_TEST(TestWorkCalendar)
#include "TestWorkCalendar.moc"
