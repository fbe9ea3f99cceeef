// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/AddressText.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::residents::search;

class TestAddressText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsCutIntoPlacesAndNumbers_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("places");
        QTest::addColumn<QString>("numbers");
        const auto row = [](const char *address, const char *places, const char *numbers) {
            QTest::newRow(address) << QString::fromUtf8(address) << QString::fromUtf8(places)
                                   << QString::fromUtf8(numbers);
        };
        row("陕西省延安市子长市瓦窑堡街道齐家湾社区3排12号", "瓦窑堡街道 齐家湾社区", "3排12号");
        row("陕西省子长县瓦窑堡镇齐家湾社区3排12号", "瓦窑堡镇 齐家湾社区", "3排12号");
        row("齐家湾社区居委会三排12#", "齐家湾社区", "3排12号");
        row("齐家湾社区三排#12", "齐家湾社区", "3排12");
        row("齐家湾社区３排１２号", "齐家湾社区", "3排12号");
        row("瓦窑堡街道迎宾路社区安定路枣园小区3号楼2单元501室", "瓦窑堡街道 迎宾路社区 安定路 枣园小区",
            "3号楼2单元501室");
        row("枣园小区三号楼二单元五〇一室", "枣园小区", "3号楼2单元501室");
        row("子长市李家岔镇李家岔村委会十二组一百零三号", "李家岔镇 李家岔村", "12组103号");
        row("十里铺村2组", "十里铺村", "2组");
        row("移民搬迁安置点5号楼", "移民搬迁安置点", "5号楼");
        row("城市花园1号楼", "城市花园", "1号楼");
        row("中心市场2号", "中心市场", "2号");
        row("县医院家属院1单元", "县医院家属院", "1单元");
        row("余家坪乡5组李家沟", "余家坪乡 李家沟", "5组李家沟");
        row("齐家湾", "齐家湾", "");
        row("12号", "", "12号");
        row("", "", "");
        row("村", "", "");
        row("𠮷家湾村1组", "𠮷家湾村", "1组");
    }
    void anAddressIsCutIntoPlacesAndNumbers()
    {
        QFETCH(QString, address);
        QFETCH(QString, places);
        QFETCH(QString, numbers);
        const AddressText parts = AddressText::cut(address);
        QCOMPARE(parts.places.join(u' '), places);
        QCOMPARE(parts.numbers, numbers);
    }
    void numbersStandWhereTheyBegin()
    {
        const auto has = [](const char *numbers, const char *typed) {
            return AddressText::hasNumbers(QString::fromUtf8(numbers), QString::fromUtf8(typed));
        };
        QVERIFY(has("3排12号", "3排"));
        QVERIFY(has("3排12号", "12号"));
        QVERIFY(has("3排12号", "1"));
        QVERIFY(has("3排12号", ""));
        QVERIFY(!has("3排12号", "2号"));
        QVERIFY(!has("3排12号", "4排"));
        QVERIFY(has("13号2单元3号", "3号"));
    }
};

SHOULI_TEST(TestAddressText)
#include "TestAddressText.moc"
