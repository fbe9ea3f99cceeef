// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "core/cases/intake/DraftStore.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using namespace Qt::StringLiterals;
using core::cases::intake::DraftStore;
using core::cases::intake::KeptDraft;
using tests::CounterDesk;
using tests::Office;

class TestCounterDrafts : public QObject {
    Q_OBJECT

    static constexpr int atMostMs = 2000;

    static bool begin(CounterDesk &desk) { return desk.signIn() && desk.find() && desk.choose(u"MZ-01"_s); }
    /// What the database holds; the program is not running.
    static std::optional<KeptDraft> kept(Office &office)
    {
        const auto session = office.session();
        const auto draft = DraftStore::find(session->reader(), office.who, office.applicant.id);
        tests::expect(draft);
        return *draft;
    }
    static void put(CounterDesk &desk, KeptDraft draft)
    {
        const auto session = desk.office.session();
        draft.choices.applicant = desk.office.applicant;
        const auto written = session->write(
            [&](app::office::Writing &w) { return DraftStore::keep(w.tx, w.actor.staff.id, draft); });
        QTRY_VERIFY(written.isFinished());
        tests::expect(written.result());
    }

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }

    void whatWasSaidTwoSecondsAgoOutlivesAPowerCut()
    {
        CounterDesk desk;
        QVERIFY(begin(desk));
        QVERIFY(desk.sayAll());
        QVERIFY(!desk.page->isDraftKept()); // not written at each key
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->isDraftKept(), atMostMs);
        QVERIFY(desk.cutPower());
        QVERIFY(desk.signIn());
        QCOMPARE(desk.page->hint(), QString());
        QVERIFY(desk.find());
        QVERIFY2(desk.isReady(), "everything that was said is there");
        QVERIFY2(desk.page->hint().contains(u"Esc"_s), qPrintable(desk.page->hint()));
        desk.shoot("counter-draft");
        QVERIFY(desk.accept());

        desk.application.reset();
        QVERIFY2(!kept(desk.office), "accepted: it is gone");
    }
    void lockingKeepsItAtOnce()
    {
        CounterDesk desk;
        QVERIFY(begin(desk));
        QVERIFY(desk.sayAll());
        desk.application->lock();
        QVERIFY(desk.signIn());
        QVERIFY(desk.find());
        QVERIFY(desk.isReady());
        QVERIFY(desk.failures.isEmpty());
    }
    void escBeginsAnewAndEscAgainDropsIt()
    {
        CounterDesk desk;
        QVERIFY(begin(desk));
        desk.hands->press(Qt::Key_Y);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->isDraftKept(), atMostMs);
        desk.hands->press(Qt::Key_Escape);
        QCOMPARE(desk.page->subject(), desk.office.applicant.name);
        QVERIFY2(desk.action(Qt::Key_F12) == nullptr, "the services, to choose from");
        desk.hands->press(Qt::Key_Escape);
        QCOMPARE(desk.page->subject(), QString());
        QVERIFY(desk.find()); // at once: while it is being removed
        QVERIFY(desk.action(Qt::Key_F12) == nullptr);
        desk.application.reset();
        QVERIFY(!kept(desk.office));
    }
    void ofAServiceThatIsGoneOnlyTheCorrectionsAreUsed()
    {
        CounterDesk desk;
        desk.application.reset();
        KeptDraft draft{desk.office.clock.now(), {}};
        draft.choices.service = u"MZ-01"_s;
        draft.choices.catalogue = u"1999-01"_s;
        draft.choices.ticks.insert(u"ID"_s, {});
        auto seen = desk.office.applicant;
        seen.livingAddress = u"从前的地址"_s; // meanwhile another one stands in the register
        auto wanted = seen;
        wanted.phone = u"13900009999"_s;
        draft.choices.corrections = {{seen, wanted}};
        put(desk, draft);
        desk.start();
        QVERIFY(desk.signIn());
        QVERIFY(desk.find());
        QVERIFY(desk.action(Qt::Key_F12) == nullptr);
        QVERIFY(desk.choose(u"MZ-01"_s));
        QTRY_VERIFY_WITH_TIMEOUT(desk.page->isDraftKept(), atMostMs);
        desk.application.reset();
        const auto now = kept(desk.office);
        QVERIFY(now);
        QVERIFY(now->choices.ticks.isEmpty());
        QCOMPARE(now->choices.corrections.size(), 1);
        QCOMPARE(now->choices.corrections.first().seen, desk.office.applicant);
        QCOMPARE(now->choices.corrections.first().wanted.phone, u"13900009999"_s);
        QCOMPARE(now->choices.corrections.first().wanted.livingAddress, desk.office.applicant.livingAddress);
    }
    void aDraftThatCannotBeReadIsToldAndDoesNotStandInTheWay()
    {
        CounterDesk desk;
        desk.application.reset();
        {
            put(desk, {desk.office.clock.now(), {}});
            const auto session = desk.office.session();
            const auto written = session->write([](app::office::Writing &w) -> core::base::Result<void> {
                SHOULI_TRY(auto spoil, w.tx.prepare(u"UPDATE counter_draft SET content = x'00'"_s));
                return spoil.run();
            });
            QTRY_VERIFY(written.isFinished());
            tests::expect(written.result());
        }
        desk.start();
        QVERIFY(desk.signIn());
        QVERIFY(desk.find());
        QVERIFY2(desk.failures.isEmpty(), "the database is in order");
        QVERIFY2(desk.page->hint().contains(u"另存"_s), qPrintable(desk.page->hint()));
        desk.shoot("counter-draft-aside");
        QVERIFY(desk.choose(u"MZ-01"_s));
        QVERIFY(desk.sayAll());
        desk.application.reset();
        QVERIFY2(kept(desk.office), "the new one is kept");
        const auto session = desk.office.session();
        auto aside = session->reader().prepare(u"SELECT content FROM counter_draft_aside"_s).value();
        QVERIFY(aside.step().value());
        QCOMPARE(aside.blob(0), QByteArray(1, '\0'));
    }
    void whatNobodyCameBackForIsRemovedAtTheNextShift()
    {
        CounterDesk desk;
        desk.application.reset();
        auto draft = KeptDraft{desk.office.clock.now(), {}};
        draft.begunAt.ms -= (DraftStore::mostDays + 1) * qint64(24) * 3600 * 1000;
        put(desk, draft);
        QVERIFY(kept(desk.office));
        desk.start();
        QVERIFY(desk.signIn());
        desk.application.reset();
        QVERIFY(!kept(desk.office));
    }
};

SHOULI_TEST(TestCounterDrafts)
#include "TestCounterDrafts.moc"
