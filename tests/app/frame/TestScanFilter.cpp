// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ScanFilter.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QVBoxLayout>

using shouli::app::frame::ScanFilter;
using shouli::tests::TestClock;

class TestScanFilter : public QObject {
    Q_OBJECT

    static inline const QString card = QStringLiteral("HTTPS://S.ZICHANG.CN/Q/7KQ4M2XD9RTA");

    struct Window : QWidget {
        TestClock clock;
        QLineEdit *field = new QLineEdit;
        QPushButton *button = new QPushButton(QStringLiteral("accept"));
        ScanFilter filter{clock, this};
        QSignalSpy scans{&filter, &ScanFilter::scanned};
        int pressed = 0;
        int entered = 0;
        QString seen; ///< keys that nobody else had a use for

        Window()
        {
            auto *column = new QVBoxLayout(this);
            column->addWidget(field);
            column->addWidget(button);
            QObject::connect(button, &QPushButton::clicked, this, [this] { ++pressed; });
            QObject::connect(field, &QLineEdit::returnPressed, this, [this] { ++entered; });
            show();
            activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this); // focus needs it
        }
        void keyPressEvent(QKeyEvent *event) override { seen += event->text(); }

        /// One key after `gapMs`, as a window system sends it (a Shift key for capitals included).
        void key(int code, const QString &text, int gapMs, Qt::KeyboardModifiers modifiers = {}, bool repeat = false)
        {
            clock.advanceMs(gapMs);
            QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : this;
            QKeyEvent override(QEvent::ShortcutOverride, code, modifiers, text, repeat);
            override.ignore();
            QCoreApplication::sendEvent(target, &override);
            QKeyEvent press(QEvent::KeyPress, code, modifiers, text, repeat);
            QCoreApplication::sendEvent(target, &press);
            QKeyEvent release(QEvent::KeyRelease, code, modifiers, text, repeat);
            QCoreApplication::sendEvent(QApplication::focusWidget() ? QApplication::focusWidget() : this, &release);
        }
        void type(const QString &text, int gapMs)
        {
            for (const QChar c : text) {
                if (c.isUpper())
                    key(Qt::Key_Shift, {}, 0);
                key(c.toUpper().unicode(), QString(c), gapMs, c.isUpper() ? Qt::ShiftModifier : Qt::NoModifier);
            }
        }
        void enter(int gapMs) { key(Qt::Key_Return, QStringLiteral("\r"), gapMs); }
        void wait()
        {
            clock.advanceMs(ScanFilter::longestGapMs + 1);
            filter.releaseIfQuiet();
        }
    };

private Q_SLOTS:
    void aScanIsHeardWhateverHasTheFocus_data()
    {
        QTest::addColumn<int>("focus");
        QTest::addColumn<int>("gapMs");
        QTest::newRow("in a text field, 1 ms a key") << 0 << 1;
        QTest::newRow("in a text field, 35 ms a key") << 0 << 35;
        QTest::newRow("on a button") << 1 << 8;
        QTest::newRow("nowhere") << 2 << 8;
    }
    void aScanIsHeardWhateverHasTheFocus()
    {
        QFETCH(int, focus);
        QFETCH(int, gapMs);
        Window window;
        if (focus == 2)
            window.field->clearFocus();
        else
            (focus == 0 ? static_cast<QWidget *>(window.field) : window.button)->setFocus();
        window.clock.advanceMs(5000);
        window.type(card, gapMs);
        window.enter(gapMs);
        QCOMPARE(window.scans.count(), 1);
        QCOMPARE(window.scans.first().first().toString(), card);
        window.wait();
        QCOMPARE(window.field->text(), QString()); // nothing of it was typed anywhere
        QCOMPARE(window.seen, QString());
        QCOMPARE(window.entered, 0); // and Enter did nothing
        QCOMPARE(window.pressed, 0);
    }
    void aSecondEnterBelongsToTheScan()
    {
        Window window;
        window.field->setFocus();
        window.type(card, 5);
        window.enter(5);
        window.enter(5);
        QCOMPARE(window.scans.count(), 1);
        QCOMPARE(window.entered, 0);
        window.enter(900); // a person's own
        QCOMPARE(window.entered, 1);
    }
    void twoScansInARowAreTwo()
    {
        Window window;
        window.type(card, 2);
        window.enter(2);
        window.type(card.toLower(), 2);
        window.enter(2);
        QCOMPARE(window.scans.count(), 2);
        QCOMPARE(window.scans.at(1).first().toString(), card.toLower());
    }
    void aFastTypistIsNoScanner_data()
    {
        QTest::addColumn<int>("gapMs");
        QTest::newRow("36 ms a key, the fastest that is not a scan") << 36;
        QTest::newRow("80 ms a key, 150 words a minute") << 80;
    }
    void aFastTypistIsNoScanner()
    {
        QFETCH(int, gapMs);
        Window window;
        window.field->setFocus();
        window.type(card, gapMs);
        window.enter(gapMs);
        QCOMPARE(window.scans.count(), 0);
        QCOMPARE(window.field->text(), card);
        QCOMPARE(window.entered, 1);
    }
    void aShortBurstIsTypedAsItCame()
    {
        Window window;
        window.field->setFocus();
        window.type(QStringLiteral("610623195901022046"), 4); // an ID number from a reader: 18 characters
        window.enter(4);
        QCOMPARE(window.scans.count(), 0);
        QCOMPARE(window.field->text(), QStringLiteral("610623195901022046"));
        QCOMPARE(window.entered, 1);
    }
    void oneSlowKeyInTheMiddleMakesItTyping()
    {
        Window window;
        window.field->setFocus();
        window.type(card.left(15), 4);
        window.clock.advanceMs(40);
        window.type(card.mid(15), 4); // 20 more characters: a burst of its own
        window.enter(50);
        QCOMPARE(window.scans.count(), 0);
        QCOMPARE(window.field->text(), card);
    }
    void aTypedLetterArrivesWhenItIsClearThatNoMoreFollow()
    {
        Window window;
        window.field->setFocus();
        window.type(QStringLiteral("h"), 100);
        QCOMPARE(window.field->text(), QString());
        window.filter.releaseIfQuiet(); // the timer came early
        QCOMPARE(window.field->text(), QString());
        window.wait();
        QCOMPARE(window.field->text(), QStringLiteral("h"));
    }
    void theTimerOfTheFilterLetsALetterThroughByItself()
    {
        Window window;
        window.field->setFocus();
        window.type(QStringLiteral("h"), 100);
        window.clock.advanceMs(1000);
        QTRY_COMPARE_WITH_TIMEOUT(window.field->text(), QStringLiteral("h"), 2000);
    }
    void twoKeysRolledOverEachOtherKeepTheirOrder()
    {
        Window window;
        window.field->setFocus();
        window.type(QStringLiteral("he"), 12);
        window.wait();
        window.type(QStringLiteral("yu"), 90);
        window.wait();
        QCOMPARE(window.field->text(), QStringLiteral("heyu"));
    }
    void theRestOfAWordFollowsTheFocusThatItsFirstLetterMoved()
    {
        Window window;
        window.button->setFocus();
        struct Mover : QObject {
            QLineEdit *to;
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() != QEvent::KeyPress)
                    return false;
                to->setFocus();
                to->insert(static_cast<QKeyEvent *>(event)->text());
                return true;
            }
        } mover;
        mover.to = window.field;
        window.button->installEventFilter(&mover);
        window.type(QStringLiteral("hym"), 10);
        window.enter(10);
        QCOMPARE(window.field->text(), QStringLiteral("hym"));
        QCOMPARE(window.entered, 1);
    }
    void textOfAnInputMethodIsNotTouched()
    {
        Window window;
        window.field->setFocus();
        QInputMethodEvent committed;
        committed.setCommitString(QStringLiteral("贺玉梅"));
        QCoreApplication::sendEvent(window.field, &committed);
        QCOMPARE(window.field->text(), QStringLiteral("贺玉梅"));
        window.key(0, QStringLiteral("贺"), 1); // some platforms send it as a key
        QCOMPARE(window.field->text(), QStringLiteral("贺玉梅贺"));
        QCOMPARE(window.scans.count(), 0);
    }
    void aKeyHeldDownIsNoScanner()
    {
        Window window;
        window.field->setFocus();
        for (int i = 0; i < 40; ++i)
            window.key(Qt::Key_7, QStringLiteral("7"), 30, {}, i > 0);
        window.enter(30);
        QCOMPARE(window.scans.count(), 0);
        QCOMPARE(window.field->text(), QString(40, u'7'));
    }
    void shortcutsWorkAndComeAfterWhatWasTypedBefore()
    {
        Window window;
        window.field->setFocus();
        QString atShortcut = QStringLiteral("none");
        window.type(QStringLiteral("ab"), 10);
        QShortcut shortcut(QKeySequence(Qt::Key_F12), &window);
        QObject::connect(&shortcut, &QShortcut::activated, &window, [&] { atShortcut = window.field->text(); });
        QTest::keyClick(window.field, Qt::Key_F12);
        QCOMPARE(atShortcut, QStringLiteral("ab"));
    }
    void controlKeysAreNeverHeld()
    {
        Window window;
        window.field->setText(QStringLiteral("abc"));
        window.field->setFocus();
        window.key(Qt::Key_A, QStringLiteral("\x01"), 10, Qt::ControlModifier);
        QCOMPARE(window.field->selectedText(), QStringLiteral("abc"));
    }
    void theStampsOfTheWindowSystemCountMoreThanWhenTheProgramGotRoundToThem()
    {
        // a busy program gets a person's keys all at once
        Window window;
        window.field->setFocus();
        quint64 stamp = 1000;
        for (const QChar c : card) {
            QKeyEvent press(QEvent::KeyPress, c.toUpper().unicode(), Qt::NoModifier, QString(c));
            press.setTimestamp(stamp += 120);
            QCoreApplication::sendEvent(window.field, &press);
        }
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"));
        enter.setTimestamp(stamp + 120);
        QCoreApplication::sendEvent(window.field, &enter);
        QCOMPARE(window.scans.count(), 0);
        QCOMPARE(window.field->text(), card);
    }
    void otherWindowsAreNotWatched()
    {
        Window window;
        QLineEdit other;
        for (const QChar c : card) {
            QKeyEvent press(QEvent::KeyPress, c.toUpper().unicode(), Qt::NoModifier, QString(c));
            QCoreApplication::sendEvent(&other, &press);
        }
        QCOMPARE(other.text(), card);
    }
    void aWidgetThatGoesAwayWhileAKeyIsHeldDoesNoHarm()
    {
        Window window;
        window.field->setFocus();
        window.type(QStringLiteral("a"), 10);
        delete window.field;
        window.wait();
        QCOMPARE(window.scans.count(), 0);
    }
};

SHOULI_TEST(TestScanFilter)
#include "TestScanFilter.moc"
