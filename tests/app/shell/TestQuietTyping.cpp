// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CounterPage.h"
#include "app/counter/ServicePane.h"
#include "app/delivery/DeliveryPage.h"
#include "app/demonstration/Hands.h"
#include "app/look/Theme.h"
#include "app/residents/ResidentsPage.h"
#include "app/review/ReviewPage.h"
#include "app/shell/MainFrame.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/SegmentBar.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSignalSpy>

#include <sqlite3.h>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::frame::Page;
using app::office::Session;
using tests::OfficeSession;

namespace {

/// Counts what a connection is asked while it lives.
class Reads {
public:
    explicit Reads(const core::storage::Database &db)
        : m_handle(db.handle())
    {
        sqlite3_trace_v2(
            m_handle, SQLITE_TRACE_STMT,
            [](unsigned, void *self, void *, void *) {
                ++static_cast<Reads *>(self)->m_count;
                return 0;
            },
            this);
    }
    ~Reads() { sqlite3_trace_v2(m_handle, 0, nullptr, nullptr); }
    Reads(const Reads &) = delete;
    Reads &operator=(const Reads &) = delete;
    [[nodiscard]] int count() const { return m_count; }

private:
    sqlite3 *m_handle;
    int m_count = 0;
};

/// The window of a community office's clerk, over the session that the test holds.
class Window {
public:
    Window()
        : frame(pc.clock)
        , hands(frame)
    {
        const app::printing::PaperPress::Office papers{
            pc.path() + u"/papers"_s, pc.path() + u"/printer.json"_s, {[] { return QStringList(); }, {}}};
        counter = new app::counter::CounterPage(*pc.session, papers);
        review = new app::review::ReviewPage(*pc.session);
        delivery = new app::delivery::DeliveryPage(*pc.session, papers);
        residents = new app::residents::ResidentsPage(*pc.session);
        for (Page *page : {static_cast<Page *>(counter), static_cast<Page *>(review), static_cast<Page *>(delivery),
                           static_cast<Page *>(residents)})
            frame.addPage(page);
        frame.resize(1366, 768);
        frame.show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&frame);
    }
    static app::widgets::ChecklistView *list()
    {
        return qobject_cast<app::widgets::ChecklistView *>(QApplication::focusWidget());
    }
    void press(Qt::Key key)
    {
        pc.clock.advanceMs(150); // a person, not a scanner
        hands.press(key);
    }
    bool beginACase()
    {
        frame.setCurrentPage(counter);
        counter->onResultChosen(pc.applicant.id.toBytes());
        while (list() != nullptr && list()->rows().value(list()->currentRow()).key != u"MZ-01"_s
               && list()->currentRow() + 1 < list()->rows().size())
            press(Qt::Key_Down);
        press(Qt::Key_Return);
        return list() != nullptr && QTest::qWaitFor([this] { return counter->isDraftKept(); });
    }

    OfficeSession pc{core::staff::Role::Counter};
    app::shell::MainFrame frame;
    app::demonstration::Hands hands;
    app::counter::CounterPage *counter;
    app::review::ReviewPage *review;
    app::delivery::DeliveryPage *delivery;
    app::residents::ResidentsPage *residents;
};

} // namespace

/// What is typed at the counter is kept each second or so. That is nobody else's business.
class TestQuietTyping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }

    void noPageReadsAnythingWhileSomebodyTypes()
    {
        Window window;
        for (int i = 0; i < 12; ++i)
            window.pc.accept("MZ-01", {}, i % 2 == 0 ? &window.pc.neighbour : &window.pc.son);
        window.pc.settle();
        QVERIFY(window.beginACase());
        const QString question = window.list()->rows().value(window.list()->currentRow()).key.section(u':', 1);
        QVERIFY(!question.isEmpty());
        auto *service = window.counter->findChild<app::counter::ServicePane *>();
        QSignalSpy told(window.pc.session.get(), &Session::changed);
        const Reads reads(window.pc.session->reader());
        constexpr int seconds = 10;
        const int writings = qEnvironmentVariableIsSet("SHOULI_LONG") ? seconds * 1000 / 1200 : 2;
        for (int writing = 0; writing < writings; ++writing) {
            Q_EMIT service->judged(question, writing % 2 == 0);
            QVERIFY(!window.counter->isDraftKept());
            QTRY_VERIFY(window.counter->isDraftKept());
        }
        qInfo("%d writings of a draft: %d reads, pages told %d times", writings, reads.count(),
              static_cast<int>(told.size()));
        QCOMPARE(told.size(), 0);
        QCOMPARE(reads.count(), 0);
    }
    void whatHappensBehindIsReadWhenItComesToTheFront()
    {
        Window window;
        window.frame.setCurrentPage(window.delivery); // where nothing waits
        const auto before = [&] {
            return window.review->findChild<app::widgets::SegmentBar *>()->segments().first().count;
        };
        QCOMPARE(before(), 0);
        window.frame.setCurrentPage(window.counter);
        window.pc.accept();
        window.pc.settle();
        QCOMPARE(window.review->badge(), 1); // the side bar is true at once
        QCOMPARE(before(), 0);               // nobody looks
        window.frame.setCurrentPage(window.review);
        QCOMPARE(before(), 1);
        window.pc.accept("MZ-01", {}, &window.pc.neighbour); // in front: at once
        window.pc.settle();
        QCOMPARE(before(), 2);
    }
    void aPageThatIsShownAgainReadsOnlyWhatChanged()
    {
        Window window;
        window.pc.accept();
        window.pc.settle();
        window.frame.setCurrentPage(window.delivery);
        window.frame.setCurrentPage(window.counter);
        const Reads reads(window.pc.session->reader());
        window.frame.setCurrentPage(window.delivery);
        window.frame.setCurrentPage(window.counter);
        QCOMPARE(reads.count(), 0);
    }
    void aCardScannedElsewhereIsFoundAlthoughItsPageWasBehind()
    {
        Window window;
        window.frame.setCurrentPage(window.counter);
        const auto file = window.pc.accept();
        window.pc.settle();
        QVERIFY(window.review->open(u"case"_s, file.id.toBytes()));
        QCOMPARE(window.review->findChild<app::widgets::SegmentBar *>()->segments().first().count, 1);
    }
};

SHOULI_TEST(TestQuietTyping)
#include "TestQuietTyping.moc"
