// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/ChecklistView.h"
#include "tests/support/TestMain.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace shouli::app;
using widgets::ChecklistModel;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;

class TestChecklist : public QObject {
    Q_OBJECT

    static QList<ChecklistRow> papers()
    {
        return {
            {.key = QStringLiteral("heading"), .text = QStringLiteral("必要材料"), .selectable = false},
            {.key = QStringLiteral("id"),
             .mark = Mark::Yes,
             .text = QStringLiteral("居民身份证"),
             .note = QStringLiteral("验原件 · 复印 1")},
            {.key = QStringLiteral("income"),
             .mark = Mark::No,
             .text = QStringLiteral("收入证明"),
             .note = QStringLiteral("可容缺"),
             .keyHint = QStringLiteral("T"),
             .letters = QStringLiteral("T")},
            {.key = QStringLiteral("phone"),
             .text = QStringLiteral("电话"),
             .note = QStringLiteral("139****5127"),
             .editable = true},
        };
    }
    struct Window : QWidget {
        ChecklistView *view = new ChecklistView(this);
        QString typed;
        Window()
        {
            view->setRows(papers());
            view->resize(360, 200);
            resize(360, 200);
            show();
            activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this); // focus needs it
        }
        void keyPressEvent(QKeyEvent *event) override { typed += event->text(); }
    };

private Q_SLOTS:
    void theRowThatKeysActOnIsShownAsSoonAsTheListHasTheFocus()
    {
        Window window;
        window.view->setFocus();
        const auto chosen = window.view->selectionModel()->selectedIndexes();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().row(), 1); // the heading cannot be chosen
        QCOMPARE(window.view->currentRow(), 1);
    }
    void theModelKeepsTheRulesOfModels()
    {
        ChecklistModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(papers());
        auto rows = papers();
        rows[1].mark = Mark::No;
        model.setRows(rows);
        rows.removeFirst();
        model.setRows(rows);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
    void aChangedRowIsReportedAloneAndTheChosenOneStays()
    {
        ChecklistView view;
        view.setRows(papers());
        view.setCurrentRow(2);
        const QSignalSpy changed(view.model(), &QAbstractItemModel::dataChanged);
        const QSignalSpy reset(view.model(), &QAbstractItemModel::modelReset);
        auto rows = papers();
        rows[1].mark = Mark::No;
        view.setRows(rows);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(view.currentRow(), 2);
        rows.removeAt(1); // another set of rows: the same paper stays chosen
        view.setRows(rows);
        QCOMPARE(reset.count(), 1);
        QCOMPARE(view.currentRow(), 1);
    }
    void aRowIsReadAloudWithItsMarkAndNote()
    {
        ChecklistModel model;
        model.setRows(papers());
        QCOMPARE(model.data(model.index(1), Qt::AccessibleTextRole).toString(),
                 QStringLiteral("✓ 居民身份证, 验原件 · 复印 1"));
    }
    void theNextRowThatIsWantedIsFoundAfterTheChosenOneThenFromTheTop()
    {
        ChecklistView view;
        view.setRows(papers());
        const auto missing = [](const ChecklistRow &row) { return row.mark == Mark::No; };
        QCOMPARE(view.nextRow(0, missing), 2);
        QCOMPARE(view.nextRow(2, missing), 2);
        QCOMPARE(view.nextRow(3, missing), 2);
        QCOMPARE(view.nextRow(-1, [](const ChecklistRow &) { return true; }), 1); // a heading cannot be chosen
        QCOMPARE(view.nextRow(0, [](const ChecklistRow &row) { return row.mark == Mark::Unknown; }), -1);
        view.setRows({});
        QCOMPARE(view.nextRow(0, missing), -1);
    }
    void aDenseListIsLower()
    {
        ChecklistView view;
        view.setRows(papers());
        const int roomy = view.heightForWidth(360);
        view.setDense(true);
        QVERIFY(view.heightForWidth(360) < roomy);
        view.setDense(false);
        QCOMPARE(view.heightForWidth(360), roomy);
    }
    void arrowsPassOverRowsThatCannotBeChosen()
    {
        Window window;
        window.view->setFocus();
        QCOMPARE(window.view->currentRow(), 1); // the heading is passed over on entering
        QTest::keyClick(window.view, Qt::Key_Down);
        QCOMPARE(window.view->currentRow(), 2);
        QTest::keyClick(window.view, Qt::Key_Up);
        QTest::keyClick(window.view, Qt::Key_Up);
        QCOMPARE(window.view->currentRow(), 1);
    }
    void spaceTogglesAndARowsLettersAct()
    {
        Window window;
        window.view->setFocus();
        QSignalSpy toggled(window.view, &ChecklistView::toggleRequested);
        QSignalSpy letter(window.view, &ChecklistView::letterPressed);
        QTest::keyClick(window.view, Qt::Key_Space);
        QCOMPARE(toggled.takeFirst().at(0).toInt(), 1);
        window.view->setCurrentRow(2);
        QTest::keyClick(window.view, 't');
        QCOMPARE(letter.count(), 1);
        QCOMPARE(letter.first().at(0).toInt(), 2);
        QCOMPARE(letter.first().at(1).toChar(), QChar(u'T'));
    }
    void lettersItHasNoUseForAreLeftToTheWindow()
    {
        Window window;
        window.view->setFocus();
        QSignalSpy letter(window.view, &ChecklistView::letterPressed);
        QTest::keyClicks(window.view, QStringLiteral("ht")); // row 1 has no T
        QCOMPARE(window.typed, QStringLiteral("ht"));
        QCOMPARE(letter.count(), 0);
        QCOMPARE(window.view->currentRow(), 1);
    }
    void enterOpensARow()
    {
        Window window;
        window.view->setFocus();
        QSignalSpy opened(window.view, &ChecklistView::opened);
        QTest::keyClick(window.view, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().at(0).toInt(), 1);
    }
    void typingOverAnEditableRowReportsTheNewValueAndKeepsTheOld()
    {
        Window window;
        window.view->setFocus();
        window.view->setCurrentRow(3);
        QSignalSpy edited(window.view, &ChecklistView::edited);
        QTest::keyClick(window.view, '1');
        auto *field = window.view->findChild<QLineEdit *>();
        QVERIFY(field);
        field->setText(QStringLiteral("13900000000"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(edited.count(), 1);
        QCOMPARE(edited.first().at(1).toString(), QStringLiteral("13900000000"));
        QCOMPARE(window.view->rows().at(3).note, QStringLiteral("139****5127")); // the page decides
    }
    void aKeyThatOpensAFieldIsNotTheWindowsAsWell()
    {
        Window window;
        window.view->setFocus();
        window.view->setCurrentRow(3);
        QKeyEvent one(QEvent::KeyPress, Qt::Key_1, Qt::NoModifier, QStringLiteral("1"));
        QCoreApplication::sendEvent(window.view, &one);
        QVERIFY(one.isAccepted());
        QVERIFY(window.view->findChild<QLineEdit *>());
    }
    void aFieldThatOnlySaysWhatToTypeBeginsEmpty()
    {
        Window window;
        auto rows = papers();
        rows[3].noteIsHint = true;
        window.view->setRows(rows);
        window.view->setFocus();
        window.view->setCurrentRow(3);
        QSignalSpy edited(window.view, &ChecklistView::edited);
        QTest::keyClick(window.view, Qt::Key_Return);
        auto *field = window.view->findChild<QLineEdit *>();
        QVERIFY(field);
        QCOMPARE(field->text(), QString());
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(window.view->findChild<QLineEdit *>() == nullptr);
        QCOMPARE(edited.count(), 0); // nothing was typed: nothing changed
    }
    void escapeLeavesAnEditableRowAsItWas()
    {
        Window window;
        window.view->setFocus();
        window.view->setCurrentRow(3);
        QSignalSpy edited(window.view, &ChecklistView::edited);
        QTest::keyClick(window.view, Qt::Key_Return);
        auto *field = window.view->findChild<QLineEdit *>();
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("999"));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(edited.count(), 0);
    }
    void itIsAsTallAsItsRowsAndTallerWhereTheyWrap()
    {
        ChecklistView view;
        view.setRows(papers());
        const int wide = view.heightForWidth(600);
        QVERIFY(wide >= 4 * 34);
        QVERIFY(view.heightForWidth(140) > wide);
        view.setRows({});
        QCOMPARE(view.heightForWidth(600), 0);
    }
    void aListThatWasTooLowScrollsNoLongerOnceItHasTheRoom()
    {
        ChecklistView view;
        view.setRows(papers());
        int width = 120; // the narrowest at which no row wraps
        while (view.heightForWidth(width) > view.heightForWidth(1000))
            ++width;
        view.resize(width, 60);
        view.show();
        view.grab();
        QVERIFY(view.verticalScrollBar()->maximum() > 0);
        view.resize(width, view.heightForWidth(width)); // beside a scroll bar a row would wrap and need it
        view.grab();
        QCOMPARE(view.verticalScrollBar()->maximum(), 0);
        QCOMPARE(view.viewport()->width(), width);
    }
    void aListWithNothingToChooseIsPassedOverByTab()
    {
        ChecklistView view;
        auto rows = papers();
        for (ChecklistRow &row : rows)
            row.selectable = false;
        view.setRows(rows);
        QCOMPARE(view.focusPolicy(), Qt::NoFocus);
        view.setRows(papers());
        QCOMPARE(view.focusPolicy(), Qt::StrongFocus);
    }
};

SHOULI_TEST(TestChecklist)
#include "TestChecklist.moc"
