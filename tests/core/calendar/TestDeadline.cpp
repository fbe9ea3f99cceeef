// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar/Deadline.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

using namespace shouli::core::calendar;

Q_DECLARE_METATYPE(Light)

class TestDeadline : public QObject {
    Q_OBJECT
    WorkCalendar m_calendar = WorkCalendar::load(QStringLiteral(":/calendar/cn")).value();

    static QDate nov(int day) { return {2026, 11, day}; }
    Deadline at(const StageClock &clock, QDate today) const { return Deadline::of(clock, m_calendar, today); }

private Q_SLOTS:
    void theLightFollowsTheDaysLeft_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<QDate>("today");
        QTest::addColumn<int>("left");
        QTest::addColumn<Light>("light");
        // started on Monday 2 November 2026; no holidays in the month
        QTest::newRow("ten days, on the first day") << 10 << nov(2) << 10 << Light::Green;
        QTest::newRow("ten days, four left") << 10 << nov(10) << 4 << Light::Green;
        QTest::newRow("ten days, a third left") << 10 << nov(11) << 3 << Light::Yellow;
        QTest::newRow("ten days, the last day") << 10 << nov(16) << 0 << Light::Yellow;
        QTest::newRow("ten days, one day late") << 10 << nov(17) << -1 << Light::Red;
        QTest::newRow("ten days, a week-end late") << 10 << nov(22) << -4 << Light::Red;
        QTest::newRow("six days, two left") << 6 << nov(6) << 2 << Light::Yellow;
        QTest::newRow("five days, two left") << 5 << nov(5) << 2 << Light::Green;
        QTest::newRow("five days, one left") << 5 << nov(6) << 1 << Light::Yellow;
        QTest::newRow("one day is green on the day it starts") << 1 << nov(2) << 1 << Light::Green;
        QTest::newRow("one day is yellow on its last day") << 1 << nov(3) << 0 << Light::Yellow;
    }
    void theLightFollowsTheDaysLeft()
    {
        QFETCH(int, limit);
        QFETCH(QDate, today);
        const Deadline deadline = at({{limit, LimitUnit::WorkingDays}, nov(2), {}, {}}, today);
        QTEST(deadline.daysLeft, "left");
        QTEST(deadline.light, "light");
    }
    void daysInAPauseAreNotCounted()
    {
        StageClock clock{{10, LimitUnit::WorkingDays}, nov(2), {{nov(4), nov(9)}}, {}}; // 5, 6 and 9 do not count
        QCOMPARE(at(clock, nov(12)).due.date, nov(19));
        clock.pauses.push_back({nov(16), nov(16)}); // begun and ended on one day: nothing lost
        QCOMPARE(at(clock, nov(16)).due.date, nov(19));
        QCOMPARE(at(clock, nov(16)).light, Light::Yellow);
    }
    void whileTheClockStandsTheDaysLeftStand()
    {
        const StageClock clock{{10, LimitUnit::WorkingDays}, nov(2), {{nov(4), {}}}, {}};
        for (const QDate today : {nov(4), nov(10), nov(30)}) {
            const Deadline deadline = at(clock, today);
            QCOMPARE(deadline.light, Light::Paused);
            QCOMPARE(deadline.daysLeft, 8);
            QCOMPARE(deadline.due.date, m_calendar.addWorkingDays(today, 8));
        }
    }
    void whatWasLateBeforeThePauseStaysLate()
    {
        const StageClock clock{{1, LimitUnit::WorkingDays}, nov(2), {{nov(5), {}}}, {}};
        QCOMPARE(at(clock, nov(20)).light, Light::Red);
        QCOMPARE(at(clock, nov(20)).daysLeft, -2);
    }
    void aFinishedStageKeepsItsColour()
    {
        StageClock clock{{3, LimitUnit::WorkingDays}, nov(2), {}, nov(5)};
        QCOMPARE(at(clock, nov(30)).light, Light::Finished);
        clock.finished = nov(6);
        QCOMPARE(at(clock, nov(30)).light, Light::FinishedLate);
        QCOMPARE(at(clock, nov(30)).daysLeft, -1);
    }
    void calendarDaysAreCountedThroughWeekends()
    {
        const StageClock notice{{7, LimitUnit::CalendarDays}, nov(2), {}, {}};
        QCOMPARE(at(notice, nov(7)).due.date, nov(9));
        QCOMPARE(at(notice, nov(7)).daysLeft, 2);
        QCOMPARE(at(notice, nov(12)).daysLeft, -3);
        const StageClock rolled{{5, LimitUnit::CalendarDays}, nov(2), {}, {}}; // ends on Saturday 7
        QCOMPARE(at(rolled, nov(7)).due.date, nov(9));
        QCOMPARE(at(rolled, nov(9)).light, Light::Yellow);
    }
    void theSpotAndTheEndless()
    {
        const StageClock spot{{0, LimitUnit::Immediate}, nov(2), {}, {}};
        QCOMPARE(at(spot, nov(2)).light, Light::Yellow);
        QCOMPARE(at(spot, nov(3)).light, Light::Red);
        QCOMPARE(at({{}, nov(2), {}, {}}, nov(30)), Deadline());
        QCOMPARE(at({{5, LimitUnit::WorkingDays}, {}, {}, {}}, nov(30)), Deadline());
        const StageClock urgent{{48, LimitUnit::Hours}, nov(6), {}, {}}; // Friday to Sunday
        QCOMPARE(at(urgent, nov(7)).daysLeft, 1);
        QCOMPARE(at(urgent, nov(9)).light, Light::Red);
    }
    void anOfficeMaySetItsOwnThresholds()
    {
        const StageClock clock{{10, LimitUnit::WorkingDays}, nov(2), {}, {}};
        const LightRule half{1, 2, 2, 5, 1};
        QCOMPARE(Deadline::of(clock, m_calendar, nov(9), half).light, Light::Yellow);
        QCOMPARE(at(clock, nov(9)).light, Light::Green);
    }
    void aPauseNeverBringsADueDateForward()
    {
        const bool holds = rc::check("a pause moves the due date by its own days", [&] {
            const int limit = *rc::gen::inRange(1, 40);
            const QDate started = QDate(2026, 1, 5).addDays(*rc::gen::inRange(0, 200));
            const QDate from = started.addDays(*rc::gen::inRange(0, 30));
            const QDate until = from.addDays(*rc::gen::inRange(0, 30));
            const QDate today = started.addDays(*rc::gen::inRange(0, 90));
            const StageClock plain{{limit, LimitUnit::WorkingDays}, started, {}, {}};
            StageClock paused = plain;
            paused.pauses = {{from, until}};
            const Deadline a = at(plain, today);
            const Deadline b = at(paused, today);
            RC_ASSERT(b.due.date >= a.due.date);
            if (from >= a.due.date)
                RC_ASSERT(b.due.date == a.due.date);
            else
                RC_ASSERT(m_calendar.workingDaysBetween(a.due.date, b.due.date) >= 0);
            const int lost = m_calendar.workingDaysBetween(from, until);
            if (from < a.due.date)
                RC_ASSERT(m_calendar.workingDaysBetween(started, b.due.date) == limit + lost);
        });
        QVERIFY(holds);
    }
};

SHOULI_TEST(TestDeadline)
#include "TestDeadline.moc"
