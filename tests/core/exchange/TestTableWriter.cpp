// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TableReader.h"
#include "core/exchange/TableWriter.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace shouli::core;
using namespace shouli::core::exchange;
using Format = TableWriter::Format;

namespace {

const QList<QStringList> rows{
    {QStringLiteral("姓名"), QStringLiteral("证件号码"), QStringLiteral("备注")},
    {QStringLiteral("𠮷田䶮"), QStringLiteral("610699195203079017"), QStringLiteral("=1+1")},
    {QStringLiteral("吾提库尔·买买提"), QStringLiteral("0911"), QStringLiteral("说\"好\"，\n两行; a,b")},
    {QStringLiteral("+86"), QStringLiteral("-"), QStringLiteral("@x")},
    {QStringLiteral("'=a"), QStringLiteral("\"q\""), QStringLiteral(" 空格")},
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTableWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAsItWas_data()
    {
        QTest::addColumn<Format>("format");
        QTest::newRow("a workbook") << Format::Xlsx;
        QTest::newRow("UTF-8") << Format::CsvUtf8;
        QTest::newRow("GB18030") << Format::CsvGb18030;
    }
    void whatIsWrittenIsReadAsItWas()
    {
        QFETCH(const Format, format);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.x"));
        auto writer = TableWriter::create(path, format).value();
        QVERIFY(writer->writeHeadings(rows.constFirst()));
        for (const QStringList &row : rows.mid(1))
            QVERIFY(writer->write(row));
        QVERIFY(!QFile::exists(path));
        QVERIFY(writer->finish());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
        auto reader = TableReader::open(path).value();
        for (const QStringList &row : rows) {
            const auto read = reader->next().value();
            QCOMPARE(read->cells, row);
            QCOMPARE(read->troubles, {});
        }
        QVERIFY(!*reader->next());
    }
    void noCellIsAFormula()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.csv"));
        auto writer = TableWriter::create(path, TableWriter::formatOf(path)).value();
        for (const QStringList &row : rows)
            QVERIFY(writer->write(row));
        QVERIFY(writer->finish());
        const QByteArray text = contents(path);
        QVERIFY(text.startsWith("\xEF\xBB\xBF"));
        for (const char *begun : {",=", "\n=", ",+", "\n+", ",-", ",@", ",\"="})
            QVERIFY2(!text.contains(begun), begun);
    }
    void withoutFinishNothingIsLeft_data() { whatIsWrittenIsReadAsItWas_data(); }
    void withoutFinishNothingIsLeft()
    {
        QFETCH(const Format, format);
        QTemporaryDir folder;
        QFile before(folder.filePath(QStringLiteral("out.x")));
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("before");
        before.close();
        {
            auto writer = TableWriter::create(before.fileName(), format).value();
            QVERIFY(writer->write(rows.constFirst()));
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("out.x")});
        QCOMPARE(contents(before.fileName()), QByteArray("before"));
    }
    void aPlaceThatCannotBeWrittenIsSaid_data() { whatIsWrittenIsReadAsItWas_data(); }
    void aPlaceThatCannotBeWrittenIsSaid()
    {
        QFETCH(const Format, format);
        QTemporaryDir folder;
        QCOMPARE(TableWriter::create(folder.filePath(QStringLiteral("none/out")), format).error().code,
                 base::ErrorCode::FileUnwritable);
    }
    void filesThatAreNoTablesAreRefusedByWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<TableTrouble>("trouble");
        QTest::newRow("a workbook of before 2007")
            << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1") << TableTrouble::OldWorkbook;
        QTest::newRow("a web page") << QByteArray("  <html><table>") << TableTrouble::WebPage;
        QTest::newRow("a PDF") << QByteArray("%PDF-1.7") << TableTrouble::NoTable;
        QTest::newRow("an archive of something else") << QByteArray("PK\x03\x04 no") << TableTrouble::Damaged;
    }
    void filesThatAreNoTablesAreRefusedByWhatTheyAre()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const TableTrouble, trouble);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.xlsx")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        QCOMPARE(troubleOf(TableReader::open(file.fileName()).error()), trouble);
    }
    void aFileThatIsNotThereIsMissing()
    {
        QCOMPARE(TableReader::open(QStringLiteral("/nowhere/x.csv")).error().code, base::ErrorCode::FileMissing);
    }
    void aFileAboveTheLimitIsRefused()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a,b\n");
        file.close();
        TableLimits limits;
        limits.fileBytes = 3;
        QCOMPARE(troubleOf(TableReader::open(file.fileName(), limits).error()), TableTrouble::TooLarge);
    }
};

SHOULI_TEST(TestTableWriter)
#include "TestTableWriter.moc"
