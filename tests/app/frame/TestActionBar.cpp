// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ActionBar.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace shouli::app;
using frame::ActionBar;
using frame::PageAction;

class TestActionBar : public QObject {
    Q_OBJECT

    struct Window : QWidget {
        QLineEdit *box = new QLineEdit;
        ActionBar *bar = new ActionBar;
        QStringList done;

        Window()
        {
            auto *column = new QVBoxLayout(this);
            column->addWidget(box);
            column->addWidget(bar);
            resize(1200, 120);
            show();
            activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this); // focus needs it
            box->setFocus();
        }
        PageAction action(const QString &text, const QKeySequence &key)
        {
            return {.text = text, .key = key, .run = [this, text] { done.append(text); }};
        }
    };

private Q_SLOTS:
    void eachActionRunsByItsKeyAndByTheMouse()
    {
        Window window;
        window.bar->setActions({window.action(QStringLiteral("accept"), Qt::Key_F12),
                                window.action(QStringLiteral("aside"), Qt::Key_Escape)});
        QTest::keyClick(window.box, Qt::Key_F12);
        QTest::keyClick(window.box, Qt::Key_Escape);
        QCOMPARE(window.done, (QStringList{QStringLiteral("accept"), QStringLiteral("aside")}));
        QTest::mouseClick(window.bar->button(0), Qt::LeftButton);
        QCOMPARE(window.done.size(), 3);
    }
    void otherActionsReplaceTheKeys()
    {
        Window window;
        window.bar->setActions(
            {window.action(QStringLiteral("accept"), Qt::Key_F12), window.action(QStringLiteral("proxy"), Qt::Key_F7)});
        window.bar->setActions({window.action(QStringLiteral("return"), Qt::Key_F6)});
        QTest::keyClick(window.box, Qt::Key_F12);
        QTest::keyClick(window.box, Qt::Key_F7);
        QCOMPARE(window.done, QStringList());
        QTest::keyClick(window.box, Qt::Key_F6);
        QCOMPARE(window.done, QStringList{QStringLiteral("return")});
        QCOMPARE(window.bar->button(1), nullptr);
    }
    void whatIsNotPossibleSaysWhy()
    {
        Window window;
        PageAction accept = window.action(QStringLiteral("accept"), Qt::Key_F12);
        accept.enabled = false;
        accept.disabledReason = QStringLiteral("a paper is missing");
        window.bar->setActions({accept});
        window.bar->setHint(QStringLiteral("number 0047"));
        QCOMPARE(window.bar->shownHint(), QStringLiteral("number 0047"));
        QTest::keyClick(window.box, Qt::Key_F12);
        QCOMPARE(window.done, QStringList());
        QCOMPARE(window.bar->shownHint(), QStringLiteral("a paper is missing"));
        window.bar->setHint(QStringLiteral("number 0047"));
        QTest::mouseClick(window.bar->button(0), Qt::LeftButton);
        QCOMPARE(window.bar->shownHint(), QStringLiteral("a paper is missing"));
        accept.enabled = true; // the paper came
        window.bar->setActions({accept});
        QCOMPARE(window.bar->shownHint(), QStringLiteral("number 0047"));
        QTest::keyClick(window.box, Qt::Key_F12);
        QCOMPARE(window.done.size(), 1);
    }
    void anActionMaySetOtherActionsWhileItRuns()
    {
        Window window;
        PageAction next{
            .text = QStringLiteral("next"), .key = Qt::Key_F12, .run = [&window] { window.bar->setActions({}); }};
        window.bar->setActions({next, next});
        QTest::mouseClick(window.bar->button(0), Qt::LeftButton);
        QVERIFY(window.bar->actions().isEmpty());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::keyClick(window.box, Qt::Key_F12);
    }
    void tabReachesEveryActionFromLeftToRight()
    {
        Window window;
        PageAction end = window.action(QStringLiteral("aside"), Qt::Key_Escape);
        end.atEnd = true;
        window.bar->setActions({window.action(QStringLiteral("accept"), Qt::Key_F12), end,
                                window.action(QStringLiteral("proxy"), Qt::Key_F7)});
        QList<int> places;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            places.append(QApplication::focusWidget()->mapTo(&window, QPoint()).x());
        }
        QVERIFY(std::is_sorted(places.begin(), places.end()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(window.done, QStringList{QStringLiteral("aside")});
    }
};

SHOULI_TEST(TestActionBar)
#include "TestActionBar.moc"
