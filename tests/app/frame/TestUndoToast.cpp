// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/UndoToast.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace shouli::app::frame;
using shouli::tests::TestClock;

class TestUndoToast : public QObject {
    Q_OBJECT

    struct Window : QWidget {
        TestClock clock;
        QLineEdit *field = new QLineEdit;
        QPlainTextEdit *opinion = new QPlainTextEdit;
        UndoToast *toast = new UndoToast(clock, this);
        QStringList log;

        Window()
        {
            auto *column = new QVBoxLayout(this);
            column->addWidget(field);
            column->addWidget(opinion);
            resize(900, 400);
            show();
            activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this); // focus needs it
            field->setFocus();
        }
        ~Window() override
        {
            delete toast; // before the clock
        }
        UndoOffer step(const QString &name)
        {
            return {name, [this, name] { log.append(name + QStringLiteral(" undone")); },
                    [this, name] { log.append(name + QStringLiteral(" final")); }};
        }
    };

private Q_SLOTS:
    void aStepCanBeTakenBackForTenSeconds()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        QCOMPARE(window.toast->secondsLeft(), 10);
        window.clock.advanceMs(9999);
        window.toast->tick();
        QVERIFY(window.toast->isVisible());
        QCOMPARE(window.toast->secondsLeft(), 1);
        QTest::keyClick(window.field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.log, QStringList{QStringLiteral("a undone")});
        QVERIFY(!window.toast->isVisible());
        QTest::keyClick(window.field, Qt::Key_Z, Qt::ControlModifier); // only once
        QCOMPARE(window.log.size(), 1);
    }
    void afterTenSecondsItIsFinal()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        window.clock.advanceMs(10000);
        window.toast->tick();
        QCOMPARE(window.log, QStringList{QStringLiteral("a final")});
        QTest::keyClick(window.field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.log.size(), 1);
    }
    void theNextStepMakesTheOneBeforeFinal()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        window.toast->offer(window.step(QStringLiteral("b")));
        QCOMPARE(window.log, QStringList{QStringLiteral("a final")});
        window.toast->takeBack();
        QCOMPARE(window.log.last(), QStringLiteral("b undone"));
    }
    void typingIsTakenBackBeforeTheStep()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        QTest::keyClicks(window.field, QStringLiteral("hym"));
        QTest::keyClick(window.field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.log, QStringList());
        QVERIFY(window.field->text() != QStringLiteral("hym"));
        while (window.field->isUndoAvailable())
            window.field->undo();
        QTest::keyClick(window.field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.log, QStringList{QStringLiteral("a undone")});
    }
    void inALongTextLikewise()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        window.opinion->setFocus();
        QTest::keyClicks(window.opinion, QStringLiteral("x"));
        QTest::keyClick(window.opinion, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.opinion->toPlainText(), QString());
        QCOMPARE(window.log, QStringList());
        QTest::keyClick(window.opinion, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.log, QStringList{QStringLiteral("a undone")});
    }
    void lockingMakesItFinal()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        window.toast->dismiss();
        QCOMPARE(window.log, QStringList{QStringLiteral("a final")});
    }
    void theMouseTakesItBackToo()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        QTest::mouseClick(window.toast->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(window.log, QStringList{QStringLiteral("a undone")});
    }
    void aLongSentenceIsWrappedAndNotCut()
    {
        Window window;
        window.toast->offer(window.step(QStringLiteral("a")));
        const int low = window.toast->height();
        window.toast->offer(window.step(QStringLiteral("accepted ").repeated(30)));
        QVERIFY(window.toast->height() > low + 30);
        QVERIFY(window.toast->width() <= window.width());
        QVERIFY(window.toast->geometry().bottom() < window.height());
    }
};

SHOULI_TEST(TestUndoToast)
#include "TestUndoToast.moc"
