// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CellFormats.h"
#include "core/exchange/CellGuard.h"
#include "tests/support/TestMain.h"

#include <QRandomGenerator>

using namespace shouli::core::exchange;

class TestCellGuard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatBeginsLikeAFormulaIsNotRun_data()
    {
        QTest::addColumn<QString>("cell");
        for (const char *cell : {"=1+1", "+86138", "-", "@SUM(A1)", "\t=1", "'=1", "''+", "＝1", "=cmd|' /C calc'!A0"})
            QTest::newRow(cell) << QString::fromUtf8(cell);
    }
    void whatBeginsLikeAFormulaIsNotRun()
    {
        QFETCH(const QString, cell);
        const QString written = CellGuard::guarded(cell);
        QVERIFY(written.startsWith(u'\''));
        QVERIFY(written != cell);
        QCOMPARE(CellGuard::unguarded(written), cell);
    }
    void otherCellsAreWrittenAsTheyAre()
    {
        for (const QString &cell :
             {QString(), QStringLiteral("王小明"), QStringLiteral("'quoted'"), QStringLiteral("1-2")}) {
            QCOMPARE(CellGuard::guarded(cell), cell);
            QCOMPARE(CellGuard::unguarded(cell), cell);
        }
    }
    void everyTextComesBackAsItWas()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 5000; ++round) {
            QString text;
            for (int n = random.bounded(6); n > 0; --n)
                text += QStringView(u"'=+-@\t王1 ＝").at(random.bounded(10));
            QCOMPARE(CellGuard::unguarded(CellGuard::guarded(text)), text);
        }
    }
    void whatASpreadsheetSpoiltIsTold_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QList<CellTrouble>>("troubles");
        const QList<CellTrouble> lost{CellTrouble::DigitsLost};
        const QList<CellTrouble> error{CellTrouble::SpreadsheetError};
        QTest::newRow("an ID number as a quantity") << QStringLiteral("6.10623E+17") << lost;
        QTest::newRow("of one digit") << QStringLiteral("6e+17") << lost;
        QTest::newRow("a formula without a value") << QStringLiteral("#N/A") << error;
        QTest::newRow("a column that was too narrow") << QStringLiteral("########") << error;
        QTest::newRow("a house number") << QStringLiteral("#12") << QList<CellTrouble>();
        QTest::newRow("an ID number") << QStringLiteral("61062319520307001X") << QList<CellTrouble>();
        QTest::newRow("a word with an E") << QStringLiteral("E+1") << QList<CellTrouble>();
    }
    void whatASpreadsheetSpoiltIsTold()
    {
        QFETCH(const QString, cell);
        QFETCH(const QList<CellTrouble>, troubles);
        QCOMPARE(CellGuard::troublesOf(cell), troubles);
    }
    void formatsOfDatesAreKnown_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("isDate");
        QTest::newRow("ISO") << QStringLiteral("yyyy-mm-dd") << true;
        QTest::newRow("Chinese") << QStringLiteral("[$-804]yyyy\"年\"m\"月\"d\"日\";@") << true;
        QTest::newRow("text") << QStringLiteral("@") << false;
        QTest::newRow("a number") << QStringLiteral("#,##0.00_ ") << false;
        QTest::newRow("scientific") << QStringLiteral("0.00E+00") << false;
        QTest::newRow("words with a d in them") << QStringLiteral("0\"days\"") << false;
        QTest::newRow("a colour") << QStringLiteral("[Red]0") << false;
    }
    void formatsOfDatesAreKnown()
    {
        QFETCH(const QString, format);
        QFETCH(const bool, isDate);
        QCOMPARE(CellFormats::isDateFormat(format), isDate);
    }
};

SHOULI_TEST(TestCellGuard)
#include "TestCellGuard.moc"
