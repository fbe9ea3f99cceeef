// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ActionBar.h"
#include "app/frame/ErrorBanner.h"
#include "app/frame/HelpOverlay.h"
#include "app/frame/OmniBox.h"
#include "app/frame/ResultList.h"
#include "app/frame/SideBar.h"
#include "app/look/Languages.h"
#include "app/shell/MainFrame.h"
#include "app/widgets/ChecklistView.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace shouli::app;
using look::Languages;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;
using shouli::tests::TestClock;

namespace {

class FakePage final : public frame::Page {
    Q_OBJECT

public:
    explicit FakePage(const QString &name)
        : m_name(name)
        , list(new widgets::ChecklistView)
    {
        list->setRows({{.key = QStringLiteral("1"), .text = QStringLiteral("a")},
                       {.key = QStringLiteral("2"), .text = QStringLiteral("b"), .letters = QStringLiteral("T")}});
        (new QVBoxLayout(this))->addWidget(list);
    }
    [[nodiscard]] QString title() const override { return m_name; }
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Counter; }
    [[nodiscard]] int badge() const override { return count; }
    [[nodiscard]] QString subject() const override { return QStringLiteral("贺玉梅"); }
    [[nodiscard]] QString boxHint() const override { return hint; }
    [[nodiscard]] QWidget *mainList() const override { return list; }
    [[nodiscard]] QList<frame::PageAction> actions() const override
    {
        auto *log = const_cast<QStringList *>(&heard);
        return {{.text = QStringLiteral("accept"),
                 .key = Qt::Key_F12,
                 .run = [log] { log->append(QStringLiteral("accept")); }},
                {.text = QStringLiteral("aside"), .key = Qt::Key_Escape, .run = [log] {
                     log->append(QStringLiteral("aside"));
                 }}};
    }
    bool onScan(const QString &text) override
    {
        heard.append(QStringLiteral("scan ") + text);
        return usesScans;
    }
    void onOmniText(const QString &text) override { heard.append(QStringLiteral("text ") + text); }
    void onOmniEntered(const QString &text) override { heard.append(QStringLiteral("entered ") + text); }
    void onResultChosen(const QByteArray &key) override
    {
        heard.append(QStringLiteral("chosen ") + QString::fromLatin1(key));
    }
    void onActivated() override { heard.append(QStringLiteral("in")); }
    void onDeactivated() override { heard.append(QStringLiteral("out")); }

    QStringList heard;
    QString hint = QStringLiteral("scan or type");
    int count = 0;
    bool usesScans = true;

private:
    QString m_name;

public:
    widgets::ChecklistView *list;
};

} // namespace

class TestMainFrame : public QObject {
    Q_OBJECT

    static inline const QString card = QStringLiteral("https://s.zichang.cn/q/7kq4m2xd9rta");

    struct Window {
        TestClock clock;
        shell::MainFrame frame{clock};
        FakePage *counter = new FakePage(QStringLiteral("Counter"));
        FakePage *tasks = new FakePage(QStringLiteral("Tasks"));

        Window()
        {
            frame.addPage(counter);
            frame.addPage(tasks);
            frame.show();
            frame.activateWindow();
            [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&frame);
            counter->heard.clear();
            tasks->heard.clear();
        }
        template <class T>
        T *part() const
        {
            return frame.findChild<T *>();
        }
        /// As a person types: slower than any scanner.
        void type(const QString &text)
        {
            for (const QChar c : text) {
                clock.advanceMs(100);
                QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
            }
            clock.advanceMs(100);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Control); // ends the wait for a scan
        }
        void scan(const QString &text)
        {
            clock.advanceMs(500);
            for (const QChar c : text)
                QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        }
    };

private Q_SLOTS:
    void theFirstPageIsInFrontAndTheBoxHasTheFocus()
    {
        const Window window;
        QCOMPARE(window.frame.currentPage(), window.counter);
        QVERIFY(window.frame.box()->hasFocus());
        QCOMPARE(window.frame.box()->placeholderText(), QStringLiteral("scan or type"));
        QCOMPARE(window.frame.box()->subject(), QStringLiteral("贺玉梅"));
        QCOMPARE(window.part<frame::SideBar>()->entries().size(), 2);
    }
    void altAndADigitChangesThePage()
    {
        Window window;
        window.frame.box()->setText(QStringLiteral("half"));
        const QSignalSpy changed(&window.frame, &shell::MainFrame::pageChanged);
        QTest::keyClick(window.frame.box(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(window.frame.currentPage(), window.tasks);
        QVERIFY(window.tasks->isVisible());
        QVERIFY(!window.counter->isVisible());
        QCOMPARE(window.counter->heard, QStringList{QStringLiteral("out")});
        QCOMPARE(window.tasks->heard, QStringList{QStringLiteral("in")});
        QCOMPARE(window.frame.box()->text(), QString());
        QCOMPARE(changed.count(), 1);
        QTest::keyClick(window.frame.box(), Qt::Key_F12);
        QCOMPARE(window.tasks->heard.last(), QStringLiteral("accept"));
        QCOMPARE(window.counter->heard.size(), 1);
    }
    void altUAsksForTheStickAndTheHelpSaysSo()
    {
        Window window;
        const QSignalSpy asked(&window.frame, &shell::MainFrame::stickRequested);
        QTest::keyClick(window.frame.box(), Qt::Key_U, Qt::AltModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(window.frame.box()->text(), QString());
        window.frame.showHelp();
        bool told = false;
        const auto lists = window.frame.findChildren<widgets::ChecklistView *>();
        for (const auto *list : lists) {
            for (const auto &row : list->rows())
                told = told || row.text.contains(QStringLiteral("USB stick"))
                    || row.note.contains(QStringLiteral("USB stick"));
        }
        QVERIFY(told);
    }
    void aPageThatChangesIsDrawnAnew()
    {
        Window window;
        window.tasks->count = 12;
        Q_EMIT window.tasks->changed();
        QCOMPARE(window.part<frame::SideBar>()->entries().at(1).badge, 12);
        window.counter->hint = QStringLiteral("other");
        Q_EMIT window.counter->changed();
        QCOMPARE(window.frame.box()->placeholderText(), QStringLiteral("other"));
    }
    void typingAnywhereGoesToTheBox()
    {
        Window window;
        window.counter->list->setFocus();
        window.type(QStringLiteral("hym"));
        QVERIFY(window.frame.box()->hasFocus());
        QCOMPARE(window.frame.box()->text(), QStringLiteral("hym"));
        QCOMPARE(window.counter->heard.last(), QStringLiteral("text hym"));
    }
    void aLettersOwnMeaningInAListComesFirst()
    {
        Window window;
        window.counter->list->setFocus();
        window.counter->list->setCurrentRow(1);
        QSignalSpy letter(window.counter->list, &widgets::ChecklistView::letterPressed);
        window.type(QStringLiteral("t"));
        QCOMPARE(letter.count(), 1);
        QCOMPARE(window.frame.box()->text(), QString());
    }
    void downInTheBoxGoesToThePagesList()
    {
        Window window;
        QTest::keyClick(window.frame.box(), Qt::Key_Down);
        QVERIFY(window.counter->list->hasFocus());
        QTest::keyClick(window.counter->list, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(window.frame.box()->hasFocus());
    }
    void aScanGoesToThePageInFrontAndIsTypedNowhere()
    {
        Window window;
        window.counter->list->setFocus();
        const QSignalSpy unused(&window.frame, &shell::MainFrame::scanUnused);
        window.scan(card);
        QCOMPARE(window.counter->heard, QStringList{QStringLiteral("scan ") + card});
        QCOMPARE(window.frame.box()->text(), QString());
        QCOMPARE(unused.count(), 0);
        window.counter->usesScans = false;
        window.scan(card);
        QCOMPARE(unused.count(), 1);
        QCOMPARE(unused.first().first().toString(), card);
    }
    void whatIsFoundIsChosenFromTheList()
    {
        Window window;
        window.type(QStringLiteral("hym"));
        Q_EMIT window.tasks->resultsFound({{.key = "x"}}, {}); // not the page in front
        QVERIFY(!window.part<frame::ResultList>()->isOpen());
        Q_EMIT window.counter->resultsFound({{.key = "a"}, {.key = "b"}}, QStringLiteral("2 found"));
        QVERIFY(window.part<frame::ResultList>()->isOpen());
        QTest::keyClick(window.frame.box(), Qt::Key_Down);
        QTest::keyClick(window.frame.box(), Qt::Key_Return);
        QCOMPARE(window.counter->heard.last(), QStringLiteral("chosen b"));
        QCOMPARE(window.frame.box()->text(), QString());
        Q_EMIT window.counter->resultsFound({{.key = "a"}}, {}); // an answer that came late
        QVERIFY(!window.part<frame::ResultList>()->isOpen());
    }
    void enterWithoutAResultIsHandedToThePage()
    {
        Window window;
        window.type(QStringLiteral("0047"));
        QTest::keyClick(window.frame.box(), Qt::Key_Return);
        QCOMPARE(window.counter->heard.last(), QStringLiteral("entered 0047"));
    }
    void aFailureIsToldWithoutStoppingTheWork()
    {
        Window window;
        auto *banner = window.part<frame::ErrorBanner>();
        Q_EMIT window.counter->failed(Error{ErrorCode::PrinterUnavailable, QStringLiteral("HP")});
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->message().detail, QStringLiteral("HP"));
        QTest::keyClick(window.frame.box(), Qt::Key_F12); // work goes on
        QCOMPARE(window.counter->heard, QStringList{QStringLiteral("accept")});
        QTest::keyClick(window.frame.box(), Qt::Key_Escape); // closes the message first
        QVERIFY(!banner->isVisible());
        QCOMPARE(window.counter->heard.size(), 1);
        QTest::keyClick(window.frame.box(), Qt::Key_Escape);
        QCOMPARE(window.counter->heard.last(), QStringLiteral("aside"));
    }
    void anErrorOnScreenIsTranslatedToo()
    {
        Languages languages;
        languages.use(Languages::Language::English);
        Window window;
        window.frame.showError(Error{ErrorCode::PrinterUnavailable});
        languages.use(Languages::Language::Chinese);
        QCoreApplication::processEvents();
        QCOMPARE(window.part<frame::ErrorBanner>()->message().happened, QStringLiteral("连不上打印机。"));
        languages.use(Languages::Language::English);
        QCoreApplication::processEvents();
        QCOMPARE(window.part<frame::ErrorBanner>()->message().happened,
                 QStringLiteral("The printer cannot be reached."));
    }
    void aStepIsTakenBackByControlZFromTheBox()
    {
        Window window;
        bool undone = false;
        Q_EMIT window.counter->undoOffered({QStringLiteral("accepted"), [&] { undone = true; }, {}});
        QVERIFY(window.part<frame::UndoToast>()->isVisible());
        QTest::keyClick(window.frame.box(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(undone);
    }
    void lockingEmptiesTheBoxAndMakesStepsFinal()
    {
        Window window;
        bool final = false;
        window.frame.box()->setText(QStringLiteral("hym"));
        window.frame.offerUndo({QStringLiteral("accepted"), {}, [&] { final = true; }});
        window.frame.settle();
        QVERIFY(final);
        QCOMPARE(window.frame.box()->text(), QString());
        QCOMPARE(window.frame.box()->subject(), QString());
    }
    void helpListsTheKeysOfThePageAndOfTheWindow()
    {
        Window window;
        auto *overlay = window.part<frame::HelpOverlay>();
        QTest::keyClick(window.frame.box(), Qt::Key_F1);
        QVERIFY(overlay->isVisible());
        const auto lists = overlay->findChildren<widgets::ChecklistView *>();
        QCOMPARE(lists.at(0)->rows().at(0).keyHint, QStringLiteral("F12"));
        QCOMPARE(lists.at(0)->rows().at(0).text, QStringLiteral("accept"));
        QCOMPARE(lists.at(1)->rows().last().keyHint, QStringLiteral("Alt+1…2"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_X); // not typed into the page below
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!overlay->isVisible());
        QVERIFY(window.frame.box()->hasFocus());
        QCOMPARE(window.frame.box()->text(), QString());
        QCOMPARE(window.counter->heard, QStringList()); // Esc was the help's, not the page's
    }
    void theDateFollowsTheClockAndTheLanguage()
    {
        Languages languages;
        languages.use(Languages::Language::English);
        Window window;
        const auto shows = [&](const QString &date) {
            for (const QLabel *label : window.frame.findChildren<QLabel *>())
                if (label->text() == date)
                    return true;
            return false;
        };
        QVERIFY(shows(QStringLiteral("Monday 23 November 2026")));
        window.clock.setDate(QDate(2026, 11, 24));
        languages.use(Languages::Language::Chinese);
        QCoreApplication::processEvents();
        QVERIFY(shows(QStringLiteral("2026年11月24日 星期二")));
        languages.use(Languages::Language::English);
    }
    void everythingIsReachedByTab()
    {
        Window window;
        QList<QWidget *> seen;
        QWidget *focus = QApplication::focusWidget();
        for (int i = 0; i < 30 && !seen.contains(focus); ++i) {
            seen.append(focus);
            QTest::keyClick(focus, Qt::Key_Tab);
            focus = QApplication::focusWidget();
            QVERIFY(focus);
        }
        QVERIFY(seen.contains(window.frame.box()));
        QVERIFY(seen.contains(window.counter->list));
        QVERIFY(seen.contains(window.part<frame::SideBar>()));
        QVERIFY(seen.contains(window.part<frame::SyncLight>()));
        QVERIFY(seen.contains(window.part<frame::ActionBar>()->button(0)));
        QVERIFY(!seen.contains(window.tasks->list)); // not in front
    }
    void theWindowFitsASmallScreen()
    {
        Window window;
        QCOMPARE(window.frame.minimumSize(), QSize(1280, 720));
        window.frame.resize(1280, 720);
        QCOMPARE(window.frame.size(), QSize(1280, 720));
    }
};

SHOULI_TEST(TestMainFrame)
#include "TestMainFrame.moc"
