// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/LayerRules.h"
#include "tests/support/TestMain.h"

using namespace shouli::tests::layers;
using shouli::core::base::ErrorCode;

class TestLayerRules : public QObject {
    Q_OBJECT
    LayerRules m_rules = LayerRules::parse(QStringLiteral("# a comment\n"
                                                          "core/base:\n"
                                                          "core/cases: core/base # why\n"
                                                          "app/widgets: core/base\n"
                                                          "app/*: core/* app/widgets\n"
                                                          "app/shell: app/*\n"
                                                          "tests/*: core/* app/* tests/*\n"))
                             .value();

private Q_SLOTS:
    void aRoomIsTheNearestFolderWithALine_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("room");
        QTest::newRow("a folder with a line of its own") << "core/cases/Case.h"
                                                         << "core/cases";
        QTest::newRow("a folder below one") << "core/cases/import/Row.h"
                                            << "core/cases";
        QTest::newRow("a folder that a pattern stands for") << "app/counter/CounterPage.h"
                                                            << "app/counter";
        QTest::newRow("below a folder that a pattern stands for") << "app/counter/parts/Part.h"
                                                                  << "app/counter";
        QTest::newRow("its own line before the pattern") << "app/widgets/Field.h"
                                                         << "app/widgets";
        QTest::newRow("a folder without a line") << "core/unknown/X.h"
                                                 << "";
        QTest::newRow("a file above the folders of a pattern") << "app/main.cpp"
                                                               << "";
    }
    void aRoomIsTheNearestFolderWithALine()
    {
        QFETCH(QString, file);
        QTEST(m_rules.roomOf(file), "room");
    }
    void directionsHold_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("itself") << "core/base"
                                << "core/base" << true;
        QTest::newRow("upwards") << "core/base"
                                 << "core/cases" << false;
        QTest::newRow("downwards") << "core/cases"
                                   << "core/base" << true;
        QTest::newRow("a feature to any core room") << "app/counter"
                                                    << "core/cases" << true;
        QTest::newRow("a feature to the widgets") << "app/counter"
                                                  << "app/widgets" << true;
        QTest::newRow("a feature to another feature") << "app/counter"
                                                      << "app/review" << false;
        QTest::newRow("the shell to a feature") << "app/shell"
                                                << "app/counter" << true;
        QTest::newRow("the shell's own line replaces the pattern") << "app/shell"
                                                                   << "core/base" << false;
        QTest::newRow("tests to anything") << "tests/core"
                                           << "app/counter" << true;
        QTest::newRow("from nowhere") << ""
                                      << "core/base" << false;
        QTest::newRow("to nowhere") << "core/cases"
                                    << "" << false;
    }
    void directionsHold()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QTEST(m_rules.allows(from, to), "allowed");
    }
    void whatIsNotUnderstoodIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no colon") << "core/base:\ncore/cases core/base\n";
        QTest::newRow("the same room twice") << "core/base:\ncore/base:\n";
        QTest::newRow("no folder") << "core/base:\ncore/../x: core/base\n";
        QTest::newRow("commas") << "core/base:\ncore/cases: core/base,core/crypto\n";
    }
    void whatIsNotUnderstoodIsRefusedWithItsLine()
    {
        QFETCH(QString, text);
        const auto rules = LayerRules::parse(text);
        QVERIFY(!rules);
        QCOMPARE(rules.error().code, ErrorCode::InvalidArgument);
        QVERIFY(rules.error().detail.startsWith(QStringLiteral("line 2:")));
    }
    void aRoomThatNoLineDescribesIsFound()
    {
        QCOMPARE(m_rules.undescribed(), QStringList());
        const auto rules = LayerRules::parse(QStringLiteral("core/cases: core/basis")).value();
        QCOMPARE(rules.undescribed(), QStringList{QStringLiteral("core/basis")});
    }
};

SHOULI_TEST(TestLayerRules)
#include "TestLayerRules.moc"
