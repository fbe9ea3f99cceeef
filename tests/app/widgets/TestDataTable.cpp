// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/DataTable.h"
#include "tests/support/TestMain.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>

using namespace shouli::app;
using widgets::DataTable;

class TestDataTable : public QObject {
    Q_OBJECT

    static void fill(QStandardItemModel &model, const QList<QPair<QString, int>> &rows)
    {
        for (const auto &[text, order] : rows) {
            auto *item = new QStandardItem(text);
            item->setData(order, DataTable::SortRole);
            model.appendRow({item, new QStandardItem(text.left(1))});
        }
    }
    /// A ledger that counts how many of its cells are asked for.
    struct Ledger : QAbstractTableModel {
        mutable int asked = 0;
        [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
        {
            return parent.isValid() ? 0 : 20000;
        }
        [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
        {
            return parent.isValid() ? 0 : 4;
        }
        [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
        {
            if (role != Qt::DisplayRole)
                return {};
            ++asked;
            return index.row();
        }
    };

private Q_SLOTS:
    void rowsStandInTheOrderOfTheModelUntilAHeadingIsClicked()
    {
        QStandardItemModel model;
        fill(model, {{QStringLiteral("4 days"), 4}, {QStringLiteral("late"), -1}, {QStringLiteral("10 days"), 10}});
        DataTable table;
        table.setRows(&model);
        table.QTableView::selectAll();
        QCOMPARE(table.chosenRows(), (QList<int>{0, 1, 2}));
        table.sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(table.chosenRows(), (QList<int>{1, 0, 2})); // by what they mean, not by their letters
    }
    void theCurrentRowIsTheModelsWhateverTheSorting()
    {
        QStandardItemModel model;
        fill(model, {{QStringLiteral("b"), 2}, {QStringLiteral("a"), 1}});
        DataTable table;
        table.setRows(&model);
        QSignalSpy current(&table, &DataTable::currentRowChanged);
        table.setCurrentRow(0);
        QCOMPARE(current.takeFirst().at(0).toInt(), 0);
        table.sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(table.currentRow(), 0);
        QCOMPARE(table.currentIndex().row(), 1);
    }
    void enterOpensTheCurrentRow()
    {
        QStandardItemModel model;
        fill(model, {{QStringLiteral("b"), 2}, {QStringLiteral("a"), 1}});
        DataTable table;
        table.setRows(&model);
        table.sortByColumn(0, Qt::AscendingOrder);
        table.setCurrentRow(1);
        QSignalSpy opened(&table, &DataTable::opened);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().at(0).toInt(), 1);
    }
    void controlAChoosesTheRowsThatAreAlike()
    {
        QStandardItemModel model;
        fill(model, {{QStringLiteral("x1"), 1}, {QStringLiteral("y1"), 2}, {QStringLiteral("x2"), 3}});
        DataTable table;
        table.setRows(&model);
        table.setAlike([&](int a, int b) { return model.item(a, 1)->text() == model.item(b, 1)->text(); });
        table.setCurrentRow(2);
        QSignalSpy chosen(&table, &DataTable::chosenRowsChanged);
        QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(table.chosenRows(), (QList<int>{0, 2}));
        QCOMPARE(table.currentRow(), 2);
        QVERIFY(chosen.count() > 0);
    }
    void lettersAreLeftToTheSearchBox()
    {
        QStandardItemModel model;
        fill(model, {{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}});
        DataTable table;
        table.setRows(&model);
        table.setCurrentRow(0);
        QTest::keyClick(&table, 'b');
        QCOMPARE(table.currentRow(), 0);
    }
    void anEmptyTableSaysWhatToDo()
    {
        QStandardItemModel model;
        DataTable table;
        table.setRows(&model);
        table.setEmptyContent({.title = QStringLiteral("Nothing waits"),
                               .next = QStringLiteral("Scan a card"),
                               .action = QStringLiteral("See what is done")});
        auto *empty = table.findChild<widgets::EmptyState *>();
        QVERIFY(!empty->isHidden());
        QSignalSpy asked(&table, &DataTable::emptyActionRequested);
        QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        fill(model, {{QStringLiteral("a"), 1}});
        QVERIFY(empty->isHidden());
        model.removeRow(0);
        QVERIFY(!empty->isHidden());
    }
    void onlyTheRowsOnScreenAreAskedFor()
    {
        Ledger ledger;
        DataTable table;
        table.setRows(&ledger);
        table.resize(600, 400);
        table.show();
        table.grab();
        QVERIFY(ledger.asked > 0);
        QVERIFY2(ledger.asked < 1000, qPrintable(QString::number(ledger.asked)));
    }
};

SHOULI_TEST(TestDataTable)
#include "TestDataTable.moc"
