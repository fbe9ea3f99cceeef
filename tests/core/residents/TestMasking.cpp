// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Masking.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents;
using Field = Masking::Field;
using Place = Masking::Place;

class TestMasking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachFieldIsShownAsItsPlaceAllows_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *what, Field field, Place place, const char *value, const char *shown) {
            QTest::newRow(what) << int(field) << int(place) << QString::fromUtf8(value) << QString::fromUtf8(shown);
        };
        row("number in the open record", Field::DocumentNumber, Place::Record, "610623195909102046",
            "610623********2046");
        row("number revealed", Field::DocumentNumber, Place::Revealed, "610623195909102046", "610623195909102046");
        row("number in a list", Field::DocumentNumber, Place::List, "610623195909102046", "610623********2046");
        row("number on a form", Field::DocumentNumber, Place::Form, "610623195909102046", "610623195909102046");
        row("number on a slip", Field::DocumentNumber, Place::Slip, "610623195909102046", "**************2046");
        row("number in public", Field::DocumentNumber, Place::Public, "610623195909102046", "");
        row("passport in a list", Field::DocumentNumber, Place::List, "E12345678", "E1*****78");
        row("short number in a list", Field::DocumentNumber, Place::List, "12345", "*****");
        row("telephone in a list", Field::Phone, Place::List, "13909115127", "139****5127");
        row("telephone in the open record", Field::Phone, Place::Record, "13909115127", "139****5127");
        row("telephone on a slip", Field::Phone, Place::Slip, "13909115127", "1******5127");
        row("fixed line in a list", Field::Phone, Place::List, "0911-7112345", "091*****2345");
        row("name in a list", Field::Name, Place::List, "贺玉梅", "贺玉梅");
        row("name in public", Field::Name, Place::Public, "贺玉梅", "贺*梅");
        row("name of two characters", Field::Name, Place::Public, "王静", "王*");
        row("name of one character", Field::Name, Place::Public, "王", "*");
        row("name of four characters", Field::Name, Place::Public, "欧阳海燕", "欧**燕");
        row("long name with a dot", Field::Name, Place::Slip, "吾提库尔·买买提", "吾**提");
        row("a last character beyond the BMP", Field::Name, Place::Public, "李小𫍯", "李*𫍯");
        row("a first character beyond the BMP", Field::Name, Place::Public, "𠮷海军", "𠮷*军");
        row("a hidden character beyond the BMP is one star", Field::Name, Place::Public, "李𫍯之", "李*之");
        row("a variation selector stays with its character", Field::Name, Place::Public, "葛\xF3\xA0\x84\x80海英",
            "葛\xF3\xA0\x84\x80*英");
        row("urban address in a list", Field::Address, Place::List, "米粮山小区3号楼2单元501室",
            "米粮山小区*号楼*单元*室");
        row("rural address in a list", Field::Address, Place::List, "李家岔镇李家岔村三组12号",
            "李家岔镇李家岔村三组*号");
        row("address in the record", Field::Address, Place::Record, "李家岔村三组12号", "李家岔村三组12号");
        row("address in public", Field::Address, Place::Public, "李家岔村三组12号", "");
        row("account in the record", Field::BankAccount, Place::Record, "9999991234567890123", "9999***********0123");
        row("account in a list", Field::BankAccount, Place::List, "9999991234567890123", "");
        row("birth date in a list", Field::BirthDate, Place::List, "1959-09-10", "1959");
        row("nothing stays nothing", Field::DocumentNumber, Place::List, "", "");
    }
    void eachFieldIsShownAsItsPlaceAllows()
    {
        QFETCH(int, field);
        QFETCH(int, place);
        QFETCH(QString, value);
        QFETCH(QString, shown);
        QCOMPARE(Masking::shown(Field(field), Place(place), value), shown);
    }

    /// Every cell of the table, so that no new field or place is whole by accident.
    void onlyTheseCellsAreWhole()
    {
        QStringList whole;
        for (int field = 0; field < Masking::fields; ++field) {
            for (int place = 0; place < Masking::places; ++place) {
                if (!Masking::isMasked(Field(field), Place(place)))
                    whole += QStringLiteral("%1/%2").arg(field).arg(place);
            }
        }
        QStringList expected;
        for (int field = 0; field < Masking::fields; ++field) {
            const auto cell = [&](Place place) { expected += QStringLiteral("%1/%2").arg(field).arg(int(place)); };
            const Field f = Field(field);
            if (f == Field::Name || f == Field::Address || f == Field::BirthDate)
                cell(Place::Record);
            cell(Place::Revealed);
            if (f == Field::Name)
                cell(Place::List);
            cell(Place::Form);
        }
        QCOMPARE(whole, expected);
    }
    void birthDateAndLastFourNeverStandTogether()
    {
        const QString number = QStringLiteral("610623195909102046");
        for (int place = 0; place < Masking::places; ++place) {
            const QString shown = Masking::shown(Field::DocumentNumber, Place(place), number);
            if (shown != number)
                QVERIFY(!shown.contains(QStringLiteral("1959")) && !shown.contains(QStringLiteral("0910")));
        }
    }
    void theResultIsNeverHalfACharacter()
    {
        const QStringList names = {QStringLiteral("𠮷"), QStringLiteral("王𠮷"), QStringLiteral("𠮷𠮷"),
                                   QStringLiteral("𠮷王𫍯"), QStringLiteral("𫍯𠮷𫍯𠮷")};
        for (const QString &name : names) {
            for (int place = 0; place < Masking::places; ++place) {
                const QString shown = Masking::shown(Field::Name, Place(place), name);
                QVERIFY(shown.isValidUtf16());
            }
        }
    }
};

SHOULI_TEST(TestMasking)
#include "TestMasking.moc"
