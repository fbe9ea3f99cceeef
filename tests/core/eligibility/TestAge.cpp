// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Age.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

using namespace shouli::core::eligibility;

class TestAge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ageIsCountedInFullYears_data()
    {
        QTest::addColumn<QDate>("birth");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<int>("age");
        QTest::newRow("the day before the birthday") << QDate(1956, 11, 24) << QDate(2026, 11, 23) << 69;
        QTest::newRow("on the birthday") << QDate(1956, 11, 23) << QDate(2026, 11, 23) << 70;
        QTest::newRow("on the day of birth") << QDate(2026, 11, 23) << QDate(2026, 11, 23) << 0;
        QTest::newRow("a leap-day birth, 28 February") << QDate(1956, 2, 29) << QDate(2026, 2, 28) << 69;
        QTest::newRow("a leap-day birth, 1 March") << QDate(1956, 2, 29) << QDate(2026, 3, 1) << 70;
        QTest::newRow("a leap-day birth in a leap year") << QDate(1956, 2, 29) << QDate(2028, 2, 29) << 72;
        QTest::newRow("somebody of the century before last") << QDate(1899, 12, 31) << QDate(2026, 11, 23) << 126;
    }
    void ageIsCountedInFullYears()
    {
        QFETCH(QDate, birth);
        QFETCH(QDate, day);
        QTEST(ageOn(birth, day), "age");
    }
    void somebodyBornOnALeapDayHasABirthdayEveryYear()
    {
        QCOMPARE(birthday(QDate(1956, 2, 29), 70), QDate(2026, 3, 1));
        QCOMPARE(birthday(QDate(1956, 2, 29), 72), QDate(2028, 2, 29));
    }
    void onTheBirthdayOneIsThatOldAndNotTheDayBefore()
    {
        QVERIFY(rc::check("birthday and ageOn agree", [] {
            const QDate birth = QDate(1900, 1, 1).addDays(*rc::gen::inRange(0, 46000));
            const int years = *rc::gen::inRange(1, 110);
            const QDate day = birthday(birth, years);
            RC_ASSERT(ageOn(birth, day) == years);
            RC_ASSERT(ageOn(birth, day.addDays(-1)) == years - 1);
        }));
    }
};

SHOULI_TEST(TestAge)
#include "TestAge.moc"
