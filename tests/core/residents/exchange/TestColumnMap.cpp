// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/CodeVariants.h"
#include "core/residents/exchange/ColumnMap.h"
#include "tests/core/residents/exchange/Sheet.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;
using namespace shouli::core::residents::exchange;
using shouli::tests::Sheet;
using F = ResidentField;
using Kind = Target::Kind;

class TestColumnMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsOfOfficesAreKnown_data()
    {
        QTest::addColumn<QString>("heading");
        QTest::addColumn<int>("field");
        const auto row = [](const char *heading, F field) {
            QTest::newRow(heading) << QString::fromUtf8(heading) << static_cast<int>(field);
        };
        row("姓名", F::Name);
        row("姓　名", F::Name);
        row("* 姓名（必填）", F::Name);
        row("身份证号", F::DocumentNumber);
        row("公民身份号码", F::DocumentNumber);
        row("身份证号码\n(18位)", F::DocumentNumber);
        row("与户主关系", F::Relation);
        row("现住址", F::LivingAddress);
        row("户籍地址", F::HukouAddress);
        row("联系电话：", F::Phone);
        row("文化程度", F::Education);
        row("户口性质", F::HukouKind);
    }
    void headingsOfOfficesAreKnown()
    {
        QFETCH(const QString, heading);
        QFETCH(const int, field);
        QCOMPARE(ColumnMap::guess({heading}).target(0), Target::of(static_cast<F>(field)));
    }
    void whatIsNotKnownIsLeftAlone()
    {
        const auto map = ColumnMap::guess(
            {QStringLiteral("序号"), QStringLiteral("户主姓名"), QStringLiteral("上次核对")});
        QCOMPARE(map.target(0).kind, Kind::Ignored);
        QCOMPARE(map.target(1).kind, Kind::HeadName);
        QCOMPARE(map.target(2).kind, Kind::Ignored);
        QCOMPARE(map.target(99).kind, Kind::Ignored);
        QVERIFY(!map.isUsable());
    }
    void ofTwoHeadingsForOneFieldTheFirstHasIt()
    {
        auto map = ColumnMap::guess({QStringLiteral("姓名"), QStringLiteral("联系电话"), QStringLiteral("手机号")});
        QCOMPARE(map.target(2).kind, Kind::Ignored);
        map.set(2, Target::of(F::Phone));
        QCOMPARE(map.target(1).kind, Kind::Ignored);
        QCOMPARE(map.columnOf(Target::of(F::Phone)), 2);
        QVERIFY(map.isUsable());
        map.set(0, {});
        QVERIFY(!map.isUsable());
    }
    void headingsOfAnExportAreReadBack()
    {
        for (const Target &target : ColumnMap::choices()) {
            if (target.kind != Kind::Ignored)
                QCOMPARE(ColumnMap::guess({ColumnMap::heading(target)}).target(0), target);
        }
    }
    /// Only somebody who looked at a record with the resident can say that it was checked.
    void noColumnSaysThatARecordWasChecked() { QVERIFY(!ColumnMap::choices().contains(Target::of(F::VerifiedOn))); }
    void wordsOfOfficesBecomeCodes_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("text");
        const auto row = [](F field, const char *cell, const char *text) {
            QTest::addRow("%d %s", static_cast<int>(field), cell)
                << static_cast<int>(field) << QString::fromUtf8(cell) << QString::fromUtf8(text);
        };
        row(F::Sex, "男性", "1");
        row(F::Sex, "2", "2");
        row(F::Ethnic, "汉", "1");
        row(F::Ethnic, "维吾尔", "5");
        row(F::Ethnic, "01", "1");
        row(F::Ethnic, "01-汉族", "1");
        row(F::Relation, "妻子", "12");
        row(F::Relation, "长 子", "22");
        row(F::Relation, "大女儿", "32");
        row(F::Relation, "02户主", "2");
        row(F::Education, "大专", "30");
        row(F::Education, "文盲", "90");
        row(F::Marital, "离异", "40");
        row(F::HukouKind, "非农", "2");
        row(F::HukouKind, "农业家庭户口（旧）", "3");
        row(F::Political, "党员", "1");
        row(F::WorkStatus, "学生", "5");
        row(F::ResidenceStatus, "外出务工", "3");
        row(F::DocumentType, "身份证", "10");
        row(F::Name, "王小明", "王小明");
    }
    void wordsOfOfficesBecomeCodes()
    {
        QFETCH(const int, field);
        QFETCH(const QString, cell);
        QFETCH(const QString, text);
        ResidentDraft draft;
        draft.type(static_cast<F>(field), CodeVariants::typed(static_cast<F>(field), cell));
        QVERIFY(!draft.isUnread(static_cast<F>(field)));
        QCOMPARE(draft.text(static_cast<F>(field)), text);
    }
    /// 媳妇 is a wife here and a daughter-in-law there.
    void aWordThatMeansTwoThingsIsNotTakenForEither()
    {
        ResidentDraft draft;
        draft.type(F::Relation, CodeVariants::typed(F::Relation, QStringLiteral("媳妇")));
        QVERIFY(draft.isUnread(F::Relation));
    }
    void headingsAreFoundBelowTitles()
    {
        const Sheet sheet;
        const auto file =
            ImportFile::look(
                sheet.write(QStringLiteral(
                    "齐家湾社区居民花名册,,\n填表人：王,日期：2026.1.1,\n序号,姓名,身份证号\n1,甲,\n2,乙,\n")))
                .value();
        QCOMPARE(file.headingRow, 3);
        QCOMPARE(file.samples.size(), 2);
        QCOMPARE(file.guess.recognised(), 2);
    }
    void anotherReadingOfTheSameFileIsAnotherImport()
    {
        const Sheet sheet;
        const auto file = ImportFile::look(sheet.write(QStringLiteral("姓名,住址\n甲,乙\n"))).value();
        ColumnMap other = file.guess;
        other.set(1, {});
        QCOMPARE(file.fingerprint(file.guess).value(), file.fingerprint(file.guess).value());
        QVERIFY(file.fingerprint(file.guess).value() != file.fingerprint(other).value());
        QFile::remove(file.path);
        QCOMPARE(file.fingerprint(other).error().code, shouli::core::base::ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestColumnMap)
#include "TestColumnMap.moc"
