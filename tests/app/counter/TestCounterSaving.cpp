// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CounterPage.h"
#include "app/demonstration/Hands.h"
#include "app/frame/UndoToast.h"
#include "app/look/Theme.h"
#include "app/widgets/ChecklistView.h"
#include "core/cases/intake/DraftStore.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSemaphore>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::office::Writing;
using app::widgets::ChecklistView;
using app::widgets::Mark;
using core::base::Result;
using core::cases::intake::DraftStore;
using core::residents::Resident;
using tests::OfficeSession;

namespace {

/// The counter's page alone, and a writer that can be made to wait.
class Desk {
public:
    Desk()
        : page(*pc.session,
               {pc.path() + u"/papers"_s, pc.path() + u"/printer.json"_s, {[] { return QStringList(); }, {}}})
        , hands(page)
    {
        page.resize(1366, 700);
        page.show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&page);
        QObject::connect(&page, &app::frame::Page::failed, &page,
                         [this](const core::base::Error &error) { failures.append(error); });
    }
    ~Desk() { release(); }

    void open(const Resident &who) { page.onResultChosen(who.id.toBytes()); }
    static ChecklistView *list() { return qobject_cast<ChecklistView *>(QApplication::focusWidget()); }
    static app::widgets::ChecklistRow row()
    {
        return list() ? list()->rows().value(list()->currentRow()) : app::widgets::ChecklistRow();
    }
    bool choose(const QString &service)
    {
        while (list() != nullptr && row().key != service && list()->currentRow() + 1 < list()->rows().size())
            hands.press(Qt::Key_Down);
        hands.press(Qt::Key_Return);
        return action(Qt::Key_F12) != nullptr;
    }
    bool sayAll()
    {
        for (int step = 0; step < 60 && !isReady(); ++step) {
            if (row().key.startsWith(u"judge:"_s))
                hands.press(Qt::Key_Y);
            else if (row().key.startsWith(u"question:"_s) || row().mark == Mark::Unknown)
                hands.press(Qt::Key_N);
            else
                hands.press(Qt::Key_Space);
        }
        return isReady();
    }
    /// A case that needs nothing but F12.
    bool prepare(const Resident &who)
    {
        open(who);
        return page.subject() == who.name && choose(u"MZ-01"_s) && sayAll();
    }
    const app::frame::PageAction *action(Qt::Key key)
    {
        actions = page.actions();
        for (const auto &one : std::as_const(actions)) {
            if (one.key == QKeySequence(key))
                return &one;
        }
        return nullptr;
    }
    bool isReady() { return action(Qt::Key_F12) != nullptr && action(Qt::Key_F12)->enabled; }
    void press(Qt::Key key)
    {
        const auto *one = action(key);
        QVERIFY(one != nullptr && one->enabled);
        const auto run = one->run;
        run();
    }

    void hold()
    {
        pc.session->write([gate = gate](Writing &) -> Result<void> {
            gate->acquire();
            return {};
        });
        ++held;
    }
    void release() { gate->release(std::exchange(held, 0)); }
    void settle()
    {
        release();
        pc.settle();
        QCoreApplication::processEvents();
    }
    void run(const QString &sql)
    {
        OfficeSession::expect(pc.write([&](Writing &w) -> Result<void> {
            SHOULI_TRY(auto statement, w.tx.prepare(sql));
            return statement.run();
        }));
    }
    void refuseCases(bool refuse)
    {
        run(refuse ? u"CREATE TRIGGER refused BEFORE INSERT ON case_file BEGIN SELECT RAISE(ABORT, 'on purpose'); END"_s
                   : u"DROP TRIGGER refused"_s);
    }
    [[nodiscard]] qsizetype cases(const Resident &who) const
    {
        return pc.session->caseStore().ofResident(pc.session->reader(), who.id, 5, pc.clock.today()).value().size();
    }
    [[nodiscard]] std::optional<core::cases::intake::KeptDraft> kept(const Resident &who) const
    {
        return DraftStore::find(pc.session->reader(), pc.signedIn, who.id).value();
    }

    OfficeSession pc{core::staff::Role::Counter};
    app::counter::CounterPage page;
    app::demonstration::Hands hands;
    QList<core::base::Error> failures;
    QList<app::frame::PageAction> actions;
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
    int held = 0;
};

} // namespace

/// F12 is answered some moments later. By then another resident may be at the counter.
class TestCounterSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }

    void whoeverCameMeanwhileStaysAtTheCounter()
    {
        Desk desk;
        QVERIFY(desk.prepare(desk.pc.applicant));
        desk.hold();
        desk.press(Qt::Key_F12);
        desk.open(desk.pc.neighbour);
        QVERIFY(desk.choose(u"MZ-01"_s));
        desk.hands.press(Qt::Key_Y);
        QVERIFY2(!desk.page.isDraftKept(), "what is said of the next one is looked after");
        desk.settle();
        QCOMPARE(desk.page.subject(), desk.pc.neighbour.name);
        QVERIFY2(desk.action(Qt::Key_F12) != nullptr, "and the service that was chosen");
        QVERIFY2(desk.page.hint().contains(desk.pc.applicant.name), qPrintable(desk.page.hint()));
        QCOMPARE(desk.cases(desk.pc.applicant), 1);
        QVERIFY(desk.sayAll());
        desk.press(Qt::Key_F12);
        desk.settle();
        QCOMPARE(desk.page.subject(), QString());
        QCOMPARE(desk.cases(desk.pc.neighbour), 1);
        QVERIFY(desk.failures.isEmpty());
    }
    void twoAreSavedAfterEachOther()
    {
        Desk desk;
        QVERIFY(desk.prepare(desk.pc.applicant));
        desk.hold();
        desk.press(Qt::Key_F12);
        QVERIFY(desk.prepare(desk.pc.neighbour));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.page.subject(), desk.pc.neighbour.name);
        desk.settle();
        QCOMPARE(desk.page.subject(), QString());
        QCOMPARE(desk.cases(desk.pc.applicant), 1);
        QCOMPARE(desk.cases(desk.pc.neighbour), 1);
        QVERIFY(!desk.kept(desk.pc.applicant));
        QVERIFY(!desk.kept(desk.pc.neighbour));
    }
    void theSameOneAskedForAgainIsOpenedAfterwards()
    {
        Desk desk;
        QVERIFY(desk.prepare(desk.pc.applicant));
        desk.hold();
        desk.press(Qt::Key_F12);
        desk.open(desk.pc.applicant);
        QVERIFY(!desk.isReady());
        desk.settle();
        QCOMPARE(desk.page.subject(), desk.pc.applicant.name);
        QVERIFY2(desk.action(Qt::Key_F12) == nullptr, "nothing of the accepted one is left to be accepted twice");
        QCOMPARE(desk.cases(desk.pc.applicant), 1);
    }
    void ofWhatCouldNotBeSavedNothingIsLostAlthoughAnotherCame()
    {
        Desk desk;
        desk.refuseCases(true);
        QVERIFY(desk.prepare(desk.pc.applicant));
        desk.hold();
        desk.press(Qt::Key_F12);
        desk.open(desk.pc.neighbour);
        desk.settle();
        QCOMPARE(desk.failures.size(), 1);
        QCOMPARE(desk.page.subject(), desk.pc.neighbour.name);
        desk.refuseCases(false);
        desk.open(desk.pc.applicant);
        QVERIFY2(desk.isReady(), "everything that was said, up to the last key before F12");
        desk.press(Qt::Key_F12);
        desk.settle();
        QCOMPARE(desk.cases(desk.pc.applicant), 1);
    }
    void theLastKeysBeforeF12AreWrittenWhateverBecomesOfIt()
    {
        Desk desk;
        desk.refuseCases(true);
        QVERIFY(desk.prepare(desk.pc.applicant));
        QVERIFY2(!desk.kept(desk.pc.applicant), "nothing is written at each key");
        desk.press(Qt::Key_F12);
        desk.settle();
        QCOMPARE(desk.failures.size(), 1);
        const auto kept = desk.kept(desk.pc.applicant); // as a power cut would now leave it
        QVERIFY(kept);
        QVERIFY(!kept->choices.ticks.isEmpty());
    }
    void howLongTheResidentWaitsSurvivesAFailure()
    {
        Desk desk;
        QVERIFY(desk.prepare(desk.pc.applicant));
        const auto begun = desk.pc.clock.now();
        desk.refuseCases(true);
        desk.pc.clock.advanceMs(7 * 60'000);
        desk.press(Qt::Key_F12);
        desk.settle();
        QCOMPARE(desk.failures.size(), 1);
        desk.hands.press(Qt::Key_Space); // and something is said after it
        QTRY_VERIFY(desk.page.isDraftKept());
        const auto kept = desk.kept(desk.pc.applicant);
        QVERIFY(kept);
        QCOMPARE(kept->begunAt, begun);
    }
    void aDraftThatCouldNotBeWrittenIsWrittenWithTheNext()
    {
        Desk desk;
        desk.run(
            u"CREATE TRIGGER refused BEFORE INSERT ON counter_draft BEGIN SELECT RAISE(ABORT, 'on purpose'); END"_s);
        QVERIFY(desk.prepare(desk.pc.applicant));
        desk.open(desk.pc.neighbour); // writes what was said
        desk.settle();
        QCOMPARE(desk.failures.size(), 1);
        QVERIFY2(!desk.page.isDraftKept(), "and says no more than is true");
        desk.run(u"DROP TRIGGER refused"_s);
        desk.open(desk.pc.applicant);
        QVERIFY2(desk.isReady(), "it is still in memory");
        desk.settle();
        QVERIFY(desk.kept(desk.pc.applicant));
    }
};

SHOULI_TEST(TestCounterSaving)
#include "TestCounterSaving.moc"
