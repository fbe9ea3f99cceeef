// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/OmniBox.h"
#include "app/frame/ResultList.h"
#include "tests/support/TestMain.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QListView>
#include <QShortcut>
#include <QSignalSpy>

using namespace shouli::app::frame;

class TestOmniBox : public QObject {
    Q_OBJECT

    static QList<ResultRow> people(int count)
    {
        QList<ResultRow> rows;
        for (int i = 0; i < count; ++i)
            rows.append({.key = QByteArray::number(i),
                         .title = QStringLiteral("贺玉梅"),
                         .facts = QStringLiteral("女 · 67 岁"),
                         .number = QStringLiteral("610623********2046"),
                         .matched = {{0, 1}}});
        return rows;
    }
    struct Window : QWidget {
        ResultList *results = new ResultList(this);
        OmniBox *box = new OmniBox(results, this);
        QSignalSpy chosen{results, &ResultList::chosen};
        int escapes = 0;

        Window()
        {
            resize(900, 700);
            box->setGeometry(20, 8, 620, OmniBox::boxHeight);
            auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
            QObject::connect(escape, &QShortcut::activated, this, [this] { ++escapes; });
            show();
            activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this); // focus needs it
            box->setFocus();
        }
        void find(int count) { results->open(people(count), QStringLiteral("found"), box); }
    };

private Q_SLOTS:
    void theModelKeepsTheRulesOfModels()
    {
        ResultModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(people(3));
        model.setRows({});
        model.setRows(people(1));
        QCOMPARE(model.data(model.index(0), Qt::AccessibleTextRole).toString(),
                 QStringLiteral("贺玉梅, 女 · 67 岁, 610623********2046"));
    }
    void arrowsAndEnterChooseWhileTheBoxKeepsTheFocus()
    {
        Window window;
        window.find(20);
        QVERIFY(window.results->isOpen());
        QTest::keyClick(window.box, Qt::Key_Down);
        QTest::keyClick(window.box, Qt::Key_Down);
        QTest::keyClick(window.box, Qt::Key_Up);
        QCOMPARE(window.results->currentRow(), 1);
        QTest::keyClick(window.box, Qt::Key_PageDown);
        QCOMPARE(window.results->currentRow(), 1 + ResultList::rowsShown);
        QTest::keyClick(window.box, Qt::Key_PageUp);
        QTest::keyClick(window.box, Qt::Key_Up);
        QTest::keyClick(window.box, Qt::Key_Up); // not above the first
        QCOMPARE(window.results->currentRow(), 0);
        QVERIFY(window.box->hasFocus());
        QTest::keyClick(window.box, Qt::Key_Return);
        QCOMPARE(window.chosen.takeFirst().first().toByteArray(), QByteArray("0"));
        QVERIFY(!window.results->isOpen());
    }
    void theMouseChoosesToo()
    {
        Window window;
        window.find(3);
        auto *view = window.results->findChild<QListView *>();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(40, ResultList::rowHeight + 10));
        QCOMPARE(window.chosen.takeFirst().first().toByteArray(), QByteArray("1"));
    }
    void enterWithoutResultsHandsTheTextOn()
    {
        Window window;
        QSignalSpy entered(window.box, &OmniBox::entered);
        QTest::keyClick(window.box, Qt::Key_Return);
        QCOMPARE(entered.count(), 0); // nothing was typed
        QTest::keyClicks(window.box, QStringLiteral("0047"));
        QTest::keyClick(window.box, Qt::Key_Return);
        QCOMPARE(entered.takeFirst().first().toString(), QStringLiteral("0047"));
    }
    void escapeClosesThenEmptiesThenIsThePages()
    {
        Window window;
        QSignalSpy cleared(window.box, &OmniBox::cleared);
        QTest::keyClicks(window.box, QStringLiteral("hym"));
        window.find(3);
        QTest::keyClick(window.box, Qt::Key_Escape);
        QVERIFY(!window.results->isOpen());
        QCOMPARE(window.box->text(), QStringLiteral("hym"));
        QTest::keyClick(window.box, Qt::Key_Escape);
        QCOMPARE(window.box->text(), QString());
        QCOMPARE(cleared.count(), 1);
        QCOMPARE(window.escapes, 0);
        QTest::keyClick(window.box, Qt::Key_Escape);
        QCOMPARE(window.escapes, 1);
    }
    void nothingFoundSaysSo()
    {
        Window window;
        window.results->open({}, QStringLiteral("Nobody of that name"), window.box);
        QVERIFY(window.results->isOpen());
        QTest::keyClicks(window.box, QStringLiteral("x"));
        QSignalSpy entered(window.box, &OmniBox::entered);
        QTest::keyClick(window.box, Qt::Key_Return); // there is no row to choose
        QCOMPARE(entered.count(), 1);
        window.results->open({}, {}, window.box);
        QVERIFY(!window.results->isOpen());
    }
    void manyThousandsOpenAtOnceAndAreDrawnOnlyWhereSeen()
    {
        Window window;
        const auto rows = people(50'000);
        QElapsedTimer timer;
        timer.start();
        window.results->open(rows, QString(), window.box);
        window.results->grab();
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed()))); // drawing all takes minutes
        window.results->move(50'000);
        QCOMPARE(window.results->currentRow(), 49'999);
        QVERIFY(window.results->height() < window.height());
    }
    void textTypedElsewhereIsPutBehindWhatIsThere()
    {
        Window window;
        QSignalSpy typed(window.box, &OmniBox::typed);
        window.box->setText(QStringLiteral("he"));
        window.box->selectAll();
        window.box->typeInto(QStringLiteral("y"));
        QCOMPARE(window.box->text(), QStringLiteral("hey"));
        QCOMPARE(typed.last().first().toString(), QStringLiteral("hey"));
    }
    void theSubjectLeavesRoomForTyping()
    {
        Window window;
        const int before = window.box->textMargins().left();
        window.box->setSubject(QStringLiteral("贺玉梅"));
        QVERIFY(window.box->textMargins().left() > before + 40);
        window.box->setSubject(QStringLiteral("a very long name ").repeated(20));
        QVERIFY(window.box->textMargins().left() < window.box->width() / 2);
    }
};

SHOULI_TEST(TestOmniBox)
#include "TestOmniBox.moc"
