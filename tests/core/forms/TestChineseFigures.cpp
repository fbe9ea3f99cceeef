// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/ChineseFigures.h"

#include "tests/support/TestMain.h"

using namespace shouli::core::forms;
using namespace Qt::StringLiterals;

class TestChineseFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void money_is_written_as_on_cheques_data()
    {
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<QString>("capitals");
        QTest::addColumn<QString>("grouped");
        QTest::newRow("nothing") << 0LL << u"零元整"_s << u"0.00"_s;
        QTest::newRow("whole yuan") << 123400LL << u"壹仟贰佰叁拾肆元整"_s << u"1,234.00"_s;
        QTest::newRow("zeros inside are one 零") << 100500LL << u"壹仟零伍元整"_s << u"1,005.00"_s;
        QTest::newRow("zeros at the end are none") << 1200000LL << u"壹万贰仟元整"_s << u"12,000.00"_s;
        QTest::newRow("a gap across 万") << 10000100LL << u"壹拾万零壹元整"_s << u"100,001.00"_s;
        QTest::newRow("a short part after 万") << 1050000LL << u"壹万零伍佰元整"_s << u"10,500.00"_s;
        QTest::newRow("jiao take 整") << 76050LL << u"柒佰陆拾元伍角整"_s << u"760.50"_s;
        QTest::newRow("fen take no 整") << 76005LL << u"柒佰陆拾元零伍分"_s << u"760.05"_s;
        QTest::newRow("jiao and fen") << 38640LL << u"叁佰捌拾陆元肆角整"_s << u"386.40"_s;
        QTest::newRow("fen alone") << 7LL << u"柒分"_s << u"0.07"_s;
        QTest::newRow("hundred million") << 10'000'000'000LL << u"壹亿元整"_s << u"100,000,000.00"_s;
        QTest::newRow("亿 and a far rest") << 10'000'050'000LL << u"壹亿零伍佰元整"_s << u"100,000,500.00"_s;
        QTest::newRow("twelve digits") << 12034506789012LL << u"壹仟贰佰零叁亿肆仟伍佰零陆万柒仟捌佰玖拾元壹角贰分"_s
                                       << u"120,345,067,890.12"_s;
        QTest::newRow("below zero") << -150LL << u"负壹元伍角整"_s << u"-1.50"_s;
    }
    void money_is_written_as_on_cheques()
    {
        QFETCH(qint64, fen);
        QTEST(capitalMoney(fen), "capitals");
        QTEST(groupedMoney(fen), "grouped");
    }

    void dates_have_no_leading_zeros() { QCOMPARE(chineseDate(QDate(2027, 1, 6)), u"2027年1月6日"_s); }
};

SHOULI_TEST(TestChineseFigures)
#include "TestChineseFigures.moc"
