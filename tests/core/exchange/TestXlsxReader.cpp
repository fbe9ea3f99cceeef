// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/XlsxReader.h"
#include "tests/core/exchange/Workbook.h"
#include "tests/support/TestMain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace shouli::core;
using namespace shouli::core::exchange;
using shouli::tests::Workbook;

namespace {

base::Result<QList<TableRow>> rowsOf(const QByteArray &bytes, const TableLimits &limits = {})
{
    SHOULI_TRY(const auto reader, XlsxReader::fromBytes(bytes, limits));
    QList<TableRow> rows;
    for (;;) {
        SHOULI_TRY(const auto row, reader->next());
        if (!row)
            return rows;
        rows.append(*row);
    }
}

std::optional<TableTrouble> refusalOf(const Workbook &book, const TableLimits &limits = {})
{
    const auto rows = rowsOf(book.bytes(), limits);
    return rows ? std::nullopt : troubleOf(rows.error());
}

} // namespace

class TestXlsxReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsOfEverySortAreRead()
    {
        Workbook book;
        book.parts[QStringLiteral("xl/sharedStrings.xml")] = QByteArray(
            "<sst><si><t>王小明</t></si><si><r><t>子</t></r><rPh><t>zi</t></rPh><r><t xml:space=\"preserve\">长 "
            "</t></r></si></sst>");
        book.parts[QStringLiteral("xl/styles.xml")] =
            R"(<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>)";
        book.setRows(
            R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>x</t></is></c>
            <c r="E2" s="1"><v>19060</v></c><c r="F2" s="2"><v>1</v></c><c r="G2"><v>1.3809112345E10</v></c><c r="H2" t="str"><f>A2&amp;"!"</f><v>y!</v></c>
            <c r="I2"><v>2.5</v></c><c r="J2" t="b"><v>1</v></c><c r="K2" s="0"/></row><row><c><v>7</v></c></row>)");
        const auto rows = rowsOf(book.bytes()).value();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).number, 2);
        QCOMPARE(rows.at(0).cells,
                 (QStringList{QStringLiteral("王小明"),
                              QStringLiteral("子长 "),
                              {},
                              QStringLiteral("x"),
                              QStringLiteral("1952-03-07"),
                              QStringLiteral("1900-01-01"),
                              QStringLiteral("13809112345"),
                              QStringLiteral("y!"),
                              QStringLiteral("2.5"),
                              QStringLiteral("1")}));
        QCOMPARE(rows.at(0).troubles, {});
        QCOMPARE(rows.at(1).number, 3);
        QCOMPARE(rows.at(1).cells, QStringList{QStringLiteral("7")});
    }
    void daysOfOldMacintoshesAreKnown()
    {
        Workbook book;
        book.parts[QStringLiteral("xl/workbook.xml")].replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>");
        book.parts[QStringLiteral("xl/styles.xml")] =
            R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)";
        book.setRows(R"(<row><c s="0"><v>17598</v></c></row>)");
        QCOMPARE(rowsOf(book.bytes()).value().constFirst().cells, QStringList{QStringLiteral("1952-03-07")});
    }
    void aNumberWithMoreDigitsThanASpreadsheetKeepsIsSaid()
    {
        Workbook book;
        book.setRows(R"(<row><c><v>6.1062319520307001E+17</v></c><c t="e"><v>#REF!</v></c></row>)");
        const auto rows = rowsOf(book.bytes()).value();
        QCOMPARE(rows.constFirst().troubles,
                 (QList<TableRow::Trouble>{{0, CellTrouble::DigitsLost}, {1, CellTrouble::SpreadsheetError}}));
    }
    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QByteArray>("bytes");
        const QString sheet = QStringLiteral("xl/worksheets/sheet1.xml");
        const QString shared = QStringLiteral("xl/sharedStrings.xml");
        QTest::newRow("no workbook") << QStringLiteral("xl/workbook.xml") << QByteArray("<workbook/>");
        QTest::newRow("no sheet where it should be")
            << QStringLiteral("xl/_rels/workbook.xml.rels") << QByteArray("<a/>");
        QTest::newRow("a sheet cut short") << sheet << QByteArray("<worksheet><sheetData><row><c><v>1");
        QTest::newRow("no XML") << sheet << QByteArray("hello");
        QTest::newRow("a text that is not there")
            << sheet << QByteArray("<worksheet><sheetData><row><c t=\"s\"><v>5</v></c></row></sheetData></worksheet>");
        QTest::newRow("a negative one")
            << sheet << QByteArray("<worksheet><sheetData><row><c t=\"s\"><v>-1</v></c></row></sheetData></worksheet>");
        QTest::newRow("declared entities")
            << sheet
            << QByteArray("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
                          "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>");
        QTest::newRow("entities among the texts")
            << shared << QByteArray("<!DOCTYPE a [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>");
        QTest::newRow("cells within cells without end")
            << sheet << "<worksheet><sheetData><row><c>" + QByteArray("<a>").repeated(100'000);
        QTest::newRow("texts within texts") << shared << "<sst><si>" + QByteArray("<r>").repeated(100'000);
        QTest::newRow("something else among the rows")
            << sheet << QByteArray("<worksheet><sheetData><a><b/></a></sheetData></worksheet>");
    }
    void whatIsWrongIsRefused()
    {
        QFETCH(const QString, part);
        QFETCH(const QByteArray, bytes);
        Workbook book;
        book.parts[part] = bytes;
        QCOMPARE(refusalOf(book), TableTrouble::Damaged);
    }
    void whatIsPackedToBurstIsRefused()
    {
        Workbook run; // one text of many megabytes, which any parser would hold whole
        run.setRows("<row><c t=\"str\"><v>" + QByteArray(40'000'000, 'x') + "</v></c></row>");
        QVERIFY(run.bytes().size() < 200'000);
        QCOMPARE(refusalOf(run), TableTrouble::TooLarge);
        Workbook many;
        many.setRows(QByteArray("<row/>").repeated(1'000'000));
        TableLimits limits;
        limits.sheetBytes = 1'000'000;
        QCOMPARE(refusalOf(many, limits), TableTrouble::TooLarge);
        Workbook texts;
        texts.parts[QStringLiteral("xl/sharedStrings.xml")] = "<sst>"
            + QByteArray("<si><t>abcdefgh</t></si>").repeated(100'000) + "</sst>";
        limits.sharedCharacters = 100'000;
        QCOMPARE(refusalOf(texts, limits), TableTrouble::TooLarge);
    }
    void anArchiveOfTooManyFilesIsRefusedUnread()
    {
        Workbook book;
        for (int i = 0; i < 6'000; ++i)
            book.parts[QStringLiteral("x/%1").arg(i)] = "x";
        QCOMPARE(refusalOf(book), TableTrouble::Damaged);
    }
    void overlongCellsAndFarColumnsAreSaid()
    {
        Workbook book;
        book.setRows("<row><c t=\"str\"><v>" + QByteArray(40'000, 'x') + "</v></c><c r=\"XFD1\"><v>1</v></c></row>");
        const auto row = rowsOf(book.bytes()).value().constFirst();
        QCOMPARE(row.cells.size(), 1);
        QCOMPARE(row.cells.constFirst().size(), 32'767);
        QCOMPARE(row.troubles, (QList<TableRow::Trouble>{{0, CellTrouble::TooLong}, {256, CellTrouble::NotTaken}}));
    }
    void aFileOnTheDiskIsReadAlike()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("人员.xlsx"));
        Workbook book;
        book.setRows("<row><c><v>1</v></c></row>");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(book.bytes());
        file.close();
        auto reader = TableReader::open(path).value();
        QCOMPARE(reader->next().value()->cells, QStringList{QStringLiteral("1")});
        QVERIFY(!*reader->next());
        QVERIFY(!*reader->next());
    }
    /// Archives with bytes changed here and there end with rows or a refusal.
    void anySpoiltArchiveEnds()
    {
        Workbook book;
        book.parts[QStringLiteral("xl/sharedStrings.xml")] = "<sst><si><t>a</t></si></sst>";
        book.setRows("<row><c t=\"s\"><v>0</v></c></row>");
        const QByteArray whole = book.bytes();
        QRandomGenerator random(5);
        for (int round = 0; round < 2000; ++round) {
            QByteArray spoilt = whole;
            for (int n = random.bounded(1, 4); n > 0; --n)
                spoilt[random.bounded(static_cast<int>(spoilt.size()))] = static_cast<char>(random.bounded(256));
            if (round % 5 == 0)
                spoilt.truncate(random.bounded(static_cast<int>(spoilt.size())));
            const auto rows = rowsOf(spoilt);
            QVERIFY(rows || troubleOf(rows.error()));
        }
    }
};

SHOULI_TEST(TestXlsxReader)
#include "TestXlsxReader.moc"
