// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TableReader.h"
#include "core/residents/exchange/RegisterExport.h"
#include "core/residents/sample/SampleLoader.h"
#include "tests/core/residents/exchange/Sheet.h"
#include "tests/support/TestMain.h"

#include <QDir>

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::exchange;
using shouli::core::exchange::TableReader;
using shouli::core::exchange::TableWriter;
using shouli::tests::OfficeDatabase;
using shouli::tests::Sheet;
using F = ResidentField;

namespace {

const QString mark = QStringLiteral("导出：李倩 2026-11-23 09:00 齐家湾社区");

RegisterExport::Settings settings(bool masked)
{
    return {RegisterExport::standardColumns(), masked, false, mark};
}

bool goOn(double)
{
    return true;
}

void fill(Sheet &sheet, std::int64_t people)
{
    sample::SampleLoader loader(sheet.office.log, sheet.office.author, sheet.office.scope);
    sample::SampleRegister::Settings invented;
    invented.people = people;
    invented.places = sample::SamplePlace::load().value().mid(0, 1);
    invented.blemished = false;
    OfficeDatabase::expect(
        loader.load(sheet.office.db, sample::SampleRegister(sample::NamePool::load().value()), invented));
}

} // namespace

class TestRegisterExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anExportImportedAgainSaysNothingNew_data()
    {
        QTest::addColumn<TableWriter::Format>("format");
        QTest::addColumn<bool>("codes");
        QTest::newRow("a workbook with words") << TableWriter::Format::Xlsx << false;
        QTest::newRow("UTF-8 with words") << TableWriter::Format::CsvUtf8 << false;
        QTest::newRow("GB18030 with codes") << TableWriter::Format::CsvGb18030 << true;
    }
    void anExportImportedAgainSaysNothingNew()
    {
        QFETCH(const TableWriter::Format, format);
        QFETCH(const bool, codes);
        Sheet sheet;
        fill(sheet, 800);
        auto whole = settings(false);
        whole.codes = codes;
        const QString path = sheet.folder.filePath(QStringLiteral("out"));
        QCOMPARE(RegisterExport::write(sheet.office.db, path, format, whole, goOn).value(), 800);
        const auto file = ImportFile::look(path).value();
        QCOMPARE(file.headingRow, 2);
        QCOMPARE(file.guess.recognised(), whole.columns.size());
        const auto plan = ImportPlan::make(file, file.guess, sheet.office.db, sheet.settings(), sheet.office.clock,
                                           sheet.office.random, goOn)
                              .value();
        QCOMPARE(plan.counts.all(), 800);
        for (const auto &line : plan.lines) {
            if (line.outcome != Outcome::Same && line.outcome != Outcome::Doubtful)
                QFAIL(qPrintable(
                    QStringLiteral("row %1: %2 field %3 finding %4")
                        .arg(line.row)
                        .arg(static_cast<int>(line.outcome))
                        .arg(line.differences.isEmpty() ? 0 : static_cast<int>(line.differences.constFirst().field))
                        .arg(line.findings.isEmpty() ? -1
                                                     : static_cast<int>(line.findings.constFirst().finding.code))));
        }
        QVERIFY(plan.counts.of(Outcome::Same) > 700); // small children have no number
    }
    void aMaskedExportHasNoWholeNumberNameOrAddress()
    {
        Sheet sheet;
        fill(sheet, 300);
        const QString path = sheet.folder.filePath(QStringLiteral("out.csv"));
        OfficeDatabase::expect(
            RegisterExport::write(sheet.office.db, path, TableWriter::Format::CsvUtf8, settings(true), goOn));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.contains(mark));
        OfficeDatabase::expect(ResidentStore::each(sheet.office.db, [&](const Resident &person) {
            for (const QString &secret : {person.documentNumber, person.phone, person.bankAccount}) {
                if (!secret.isEmpty() && text.contains(secret))
                    [&] { QFAIL(qPrintable(secret)); }();
            }
            if (text.contains(u',' + person.name + u','))
                [&] { QFAIL(qPrintable(person.name)); }();
            return !QTest::currentTestFailed();
        }));
    }
    void freeWordsAreLeftOutOfAMaskedExport()
    {
        Resident person;
        person.remark = QStringLiteral("邻居王小明照看");
        person.sex = Sex::NotStated;
        QCOMPARE(RegisterExport::cell(person, F::Remark, true, false), QString());
        QCOMPARE(RegisterExport::cell(person, F::Remark, false, false), person.remark);
        QCOMPARE(RegisterExport::cell(person, F::Sex, true, false), QStringLiteral("9"));
    }
    void theFileSaysWhoWhenAndWhere()
    {
        Sheet sheet;
        fill(sheet, 5);
        const QString path = sheet.folder.filePath(QStringLiteral("out.xlsx"));
        OfficeDatabase::expect(
            RegisterExport::write(sheet.office.db, path, TableWriter::Format::Xlsx, settings(true), goOn));
        QCOMPARE(TableReader::open(path).value()->next().value()->cells, QStringList{mark});
    }
    void anExportThatIsStoppedLeavesNoFile()
    {
        Sheet sheet;
        fill(sheet, 300);
        const QString path = sheet.folder.filePath(QStringLiteral("out.xlsx"));
        QCOMPARE(RegisterExport::write(sheet.office.db, path, TableWriter::Format::Xlsx, settings(true),
                                       [](double done) { return done < 0.5; })
                     .error()
                     .code,
                 base::ErrorCode::Cancelled);
        QVERIFY(QDir(sheet.folder.path()).isEmpty());
    }
};

SHOULI_TEST(TestRegisterExport)
#include "TestRegisterExport.moc"
