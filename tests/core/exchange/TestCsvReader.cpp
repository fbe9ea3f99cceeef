// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/CsvReader.h"
#include "tests/support/TestMain.h"

#include <QBuffer>
#include <QRandomGenerator>

using namespace shouli::core;
using namespace shouli::core::exchange;
using Encoding = TextSource::Encoding;

namespace {

base::Result<std::unique_ptr<CsvReader>> readerOf(const QByteArray &bytes, const TableLimits &limits = {})
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return CsvReader::open(std::move(buffer), limits);
}

base::Result<QList<TableRow>> rowsOf(const QByteArray &bytes, const TableLimits &limits = {})
{
    SHOULI_TRY(const auto reader, readerOf(bytes, limits));
    QList<TableRow> rows;
    for (;;) {
        SHOULI_TRY(const auto row, reader->next());
        if (!row)
            return rows;
        rows.append(*row);
    }
}

QStringList row(std::initializer_list<const char *> cells)
{
    QStringList list;
    for (const char *cell : cells)
        list.append(QString::fromUtf8(cell));
    return list;
}

QList<QStringList> cellsOf(const QByteArray &bytes)
{
    const auto rows = rowsOf(bytes);
    QList<QStringList> cells;
    for (const TableRow &row : rows.value())
        cells.append(row.cells);
    return cells;
}

} // namespace

class TestCsvReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThoseOfTheFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<QStringList>>("cells");
        using Cells = QList<QStringList>;
        const QStringList one{QStringLiteral("姓名"), QStringLiteral("电话")};
        const QStringList two{QStringLiteral("王小明"), QStringLiteral("138")};
        QTest::newRow("lines may end with CR LF") << QByteArray("姓名,电话\r\n王小明,138\r\n") << Cells{one, two};
        QTest::newRow("or with LF, and the last with nothing")
            << QByteArray("姓名,电话\n王小明,138") << Cells{one, two};
        QTest::newRow("or with CR, as on old Macintoshes") << QByteArray("姓名,电话\r王小明,138\r") << Cells{one, two};
        QTest::newRow("a mark of UTF-8 is no text") << QByteArray("\xEF\xBB\xBF姓名,电话\n") << Cells{one};
        QTest::newRow("semicolons separate too") << QByteArray("姓名;电话\n王小明;138\n") << Cells{one, two};
        QTest::newRow("and tabs") << QByteArray("姓名\t电话\n王小明\t138\n") << Cells{one, two};
        QTest::newRow("the separator that a first line names") << QByteArray("sep=;\r\n姓名;电话\r\n") << Cells{one};
        QTest::newRow("a comma in the addresses is not taken for one")
            << QByteArray("姓名\t住址\n甲\t一号,二号\n乙\t三号\n")
            << Cells{row({"姓名", "住址"}), row({"甲", "一号,二号"}), row({"乙", "三号"})};
        QTest::newRow("quoted cells may hold anything")
            << QByteArray("a,\"b,\"\"c\"\"\nd\",e\n") << Cells{row({"a", "b,\"c\"\nd", "e"})};
        QTest::newRow("a quotation mark within a bare cell is itself")
            << QByteArray("a,5\"x\n") << Cells{row({"a", "5\"x"})};
        QTest::newRow("an empty line is a row without cells")
            << QByteArray("a,b\n\nc,d\n") << Cells{row({"a", "b"}), {}, row({"c", "d"})};
        QTest::newRow("empty cells at the end stay") << QByteArray("a,,\n") << Cells{row({"a", "", ""})};
        QTest::newRow("a text written as a formula")
            << QByteArray("=\"0911\",\"=\"\"012\"\"\"\n") << Cells{row({"0911", "012"})};
        QTest::newRow("nothing") << QByteArray() << Cells{};
    }
    void rowsAreThoseOfTheFile()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QList<QStringList>, cells);
        QCOMPARE(cellsOf(bytes), cells);
    }

    void theEncodingIsFoundOut()
    {
        const QByteArray gb("\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\n\x95"
                            "\x34"
                            "\xB2"
                            "\x35"
                            ",1\n"); // 姓名,电话 𠮷,1
        auto reader = readerOf(gb).value();
        QCOMPARE(reader->encoding(), Encoding::Gb18030);
        QCOMPARE(reader->next().value()->cells, (QStringList{QStringLiteral("姓名"), QStringLiteral("电话")}));
        QCOMPARE(reader->next().value()->cells.constFirst(), QString::fromUcs4(U"\U00020BB7", 1));
        QCOMPARE(readerOf(QByteArrayLiteral("name,phone\n")).value()->encoding(), Encoding::Utf8);
        const QByteArray utf16("\xFF\xFE\x0D\x54\x09\x00\x35\x75\x0A\x00", 10); // 名 tab 电, as "Unicode text"
        reader = readerOf(utf16).value();
        QCOMPARE(reader->encoding(), Encoding::Utf16Le);
        QCOMPARE(reader->next().value()->cells, (QStringList{QStringLiteral("名"), QStringLiteral("电")}));
    }
    /// The first bytes that are no ASCII may come after megabytes.
    void theEncodingIsFoundOutFromAllOfTheFile()
    {
        const QByteArray late = QByteArray("a,b\n").repeated(50'000) + "\xD0\xD5\xC3\xFB,x\n";
        const auto rows = rowsOf(late).value();
        QCOMPARE(rows.size(), 50'001);
        QCOMPARE(rows.last().cells.constFirst(), QStringLiteral("姓名"));
    }
    void aPieceOfTheFileThatEndsWithinACharacterLosesNothing()
    {
        const QByteArray text = QByteArray(65'535, 'x') + QStringLiteral("姓").toUtf8() + ",y\n";
        TableLimits wide;
        wide.cellCharacters = 100'000;
        QVERIFY(rowsOf(text, wide).value().constFirst().cells.constFirst().endsWith(QStringLiteral("x姓")));
    }
    void whatIsNoTextIsSaidOfItsCell()
    {
        const QByteArray broken = QStringLiteral("姓名,住址,电话\n王小明,城关镇一号").toUtf8() + "\xFF\xFE,1\n"
            + QStringLiteral("贺玉梅,城关镇,2\n").toUtf8().repeated(10);
        const auto rows = rowsOf(broken).value();
        QCOMPARE(rows.at(0).troubles, {});
        QCOMPARE(rows.at(1).troubles, (QList<TableRow::Trouble>{{1, CellTrouble::BrokenText}}));
        QCOMPARE(rows.at(2).troubles, {});
    }
    void oddCellsAreSaid()
    {
        const auto rows = rowsOf(QByteArray("a\0b,6.10623E+17,#N/A,######\n", 28)).value();
        QCOMPARE(rows.constFirst().cells.constFirst(), QStringLiteral("ab"));
        QCOMPARE(rows.constFirst().troubles,
                 (QList<TableRow::Trouble>{{0, CellTrouble::NulCharacter},
                                           {1, CellTrouble::DigitsLost},
                                           {2, CellTrouble::SpreadsheetError},
                                           {3, CellTrouble::SpreadsheetError}}));
    }
    void overlongCellsAreCutAndSaid()
    {
        TableLimits limits;
        limits.cellCharacters = 5;
        limits.columns = 3;
        const auto rows = rowsOf(QByteArray("1234567,b,c,d,e\nx\n"), limits).value();
        QCOMPARE(rows.at(0).cells, (QStringList{QStringLiteral("12345"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(rows.at(0).troubles,
                 (QList<TableRow::Trouble>{{0, CellTrouble::TooLong}, {3, CellTrouble::NotTaken}}));
        QCOMPARE(rows.at(1).cells, (QStringList{QStringLiteral("x")}));
    }
    void aQuotationMarkThatIsNeverClosedIsRefusedWithItsRow()
    {
        const auto rows = rowsOf(QByteArray("a,b\n\"c,d\n") + QByteArray("e,f\n").repeated(20'000));
        QCOMPARE(troubleOf(rows.error()), TableTrouble::OpenQuote);
        QCOMPARE(rowOf(rows.error()), 2);
        QCOMPARE(troubleOf(rowsOf("a,\"b").error()), TableTrouble::OpenQuote);
    }
    void bytesWithoutTextAreRefused()
    {
        QCOMPARE(troubleOf(rowsOf(QByteArray(1000, '\0')).error()), TableTrouble::NoTable);
    }
    void rowsAreNumberedAsASpreadsheetCounts()
    {
        const auto rows = rowsOf("a\n\n\"b\nb\"\nc\n").value();
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows.at(3).number, 4);
    }
    /// Whatever the bytes, it ends, and no row is larger than allowed.
    void anyBytesEnd()
    {
        QRandomGenerator random(7);
        TableLimits limits;
        limits.cellCharacters = 20;
        limits.columns = 4;
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes(random.bounded(200), '\0');
            for (char &c : bytes)
                c = random.bounded(3) == 0 ? static_cast<char>(random.bounded(256))
                                           : "\"\",,\n\r\t;=+ab"[random.bounded(12)];
            const auto reader = readerOf(bytes, limits);
            while (reader) {
                const auto row = reader.value()->next();
                if (!row || !*row)
                    break;
                QVERIFY((*row)->cells.size() <= limits.columns);
                for (const QString &cell : (*row)->cells)
                    QVERIFY(cell.size() <= limits.cellCharacters);
            }
        }
    }
};

SHOULI_TEST(TestCsvReader)
#include "TestCsvReader.moc"
