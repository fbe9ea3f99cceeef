// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "app/residents/MovePane.h"
#include "app/residents/ResidentsPage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "core/residents/moves/DepartureStore.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using app::residents::MovePane;
using app::residents::ResidentsPage;
using app::widgets::Mark;
using core::residents::Resident;
using core::residents::ResidentStore;
using core::staff::Role;

namespace {

/// An office with two other communities in its county, and the page in its window.
class Desk : public tests::PageWindow {
public:
    explicit Desk(Language language = Language::Chinese)
        : PageWindow(Role::Counter, language)
    {
        addCommunity("栾家坪社区", "Luanjiaping Community", "610681001007");
        addCommunity("冯家屯社区", "Fengjiatun Community", "610681001009");
        office.reopen();
        page = new ResidentsPage(*office.session);
        frame.addPage(page);
        show();
    }
    void openRecord(const Resident &who)
    {
        page->open(QStringLiteral("resident"), who.id.toBytes());
        after();
    }
    MovePane *pane() const { return page->findChild<MovePane *>(); }
    Resident stored(core::residents::ResidentId id) const
    {
        return ResidentStore::find(office.session->reader(), id).value();
    }
    app::frame::PageAction action(int key) const { return actionOf(*page, key); }
    QString notice() const
    {
        QStringList texts;
        for (const auto *box : page->findChildren<app::widgets::NoticeBox *>()) {
            if (box->isVisible())
                texts.append(box->text());
        }
        return texts.join(u'\n');
    }

    ResidentsPage *page = nullptr;

private:
    void addCommunity(const char *name, const char *english, const char *division)
    {
        core::staff::Office other;
        other.id = core::staff::OfficeId::create(office.clock, office.random);
        other.name = QString::fromUtf8(name);
        other.nameEn = QString::fromLatin1(english);
        other.division = QString::fromLatin1(division);
        other.roles = {QStringLiteral("community")};
        other.phone = QStringLiteral("0911-7000007");
        tests::OfficeSession::expect(office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.create(other.ref(), core::changes::commonScope(), other.values()));
            return act.finish();
        }));
    }
};

} // namespace

/// Moving people to another community, by keys.
class TestMovingAway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void aHouseholdMovesByPinyinAndAFewKeys()
    {
        Desk desk;
        desk.openRecord(desk.office.applicant);
        desk.press(Qt::Key_F6);
        QVERIFY(desk.pane()->isVisible());
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        for (const char c : {'L', 'U', 'A', 'N', 'J'})
            desk.press(c);
        desk.shoot("move-search");
        desk.press(Qt::Key_Return); // the only one of that name
        desk.press(Qt::Key_F7);     // all of the household
        QVERIFY(desk.action(Qt::Key_F12).enabled);
        QVERIFY(desk.notice().contains(QStringLiteral("栾家坪社区")));
        desk.shoot("move-ready");
        desk.press(Qt::Key_F12);
        QTRY_VERIFY(desk.page->hint().contains(QStringLiteral("栾家坪社区")));
        desk.shoot("move-done");
        for (const auto &who : {desk.office.applicant, desk.office.son, desk.office.neighbour})
            QCOMPARE(desk.stored(who.id).livingDivision, QStringLiteral("610681001007"));
        const auto stub = core::residents::moves::DepartureStore::of(desk.office.session->reader(),
                                                                     desk.office.applicant.ref())
                              .value();
        QVERIFY(stub);
        QCOMPARE(stub->toName, QStringLiteral("栾家坪社区"));
        // until the county has heard of it the record is here, and says so
        desk.openRecord(desk.office.applicant);
        QVERIFY(desk.notice().contains(QStringLiteral("栾家坪社区")));
        QVERIFY(desk.action(Qt::Key_F6).text.isEmpty());
        desk.shoot("move-record");
    }
    void onePersonMovesAndACaseGoesAlong()
    {
        Desk desk;
        const auto file = desk.office.accept();
        desk.openRecord(desk.office.applicant);
        desk.press(Qt::Key_F6);
        desk.type("冯家屯");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.pane()->cases()->rows().size(), 1);
        QCOMPARE(desk.pane()->cases()->rows().first().mark, Mark::None); // it stays, unless somebody says otherwise
        for (int i = 0; i < 10 && QApplication::focusWidget() != desk.pane()->cases(); ++i)
            desk.press(Qt::Key_Tab);
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(desk.pane()->cases()->rows().first().mark, Mark::Yes);
        desk.shoot("move-case");
        desk.press(Qt::Key_F12);
        QTRY_VERIFY(!desk.pane()->isVisible());
        QCOMPARE(desk.stored(desk.office.son.id).livingDivision, QString());
        const auto record = desk.office.load(file.id);
        QVERIFY(record.file.home != desk.office.session->office().id);
        QVERIFY(std::holds_alternative<core::cases::Transferred>(record.events.last().step));
    }
    void whatIsMissingIsSaidAndEscapeDoesNothing()
    {
        Desk desk;
        desk.openRecord(desk.office.applicant);
        desk.press(Qt::Key_F6);
        QVERIFY(!desk.action(Qt::Key_F12).disabledReason.isEmpty());
        desk.type("没有这里");
        QVERIFY(desk.pane()->problem().contains(QStringLiteral("社区")));
        desk.type("栾家坪");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.pane()->problem().isEmpty());
        for (int i = 0; i < 10 && QApplication::focusWidget() != desk.pane()->people(); ++i)
            desk.press(Qt::Key_Tab);
        desk.press(Qt::Key_Space); // nobody moves
        QTRY_VERIFY(!desk.pane()->problem().isEmpty());
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.pane()->isVisible());
        QCOMPARE(desk.stored(desk.office.applicant.id).livingDivision, QString());
    }
    void whoMovedAwayIsToldToWhomWhoSaysTheWholeName()
    {
        Desk desk;
        tests::OfficeSession::expect(desk.office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            core::residents::moves::Departure stub;
            stub.id = core::residents::moves::DepartureId::create(desk.office.clock, desk.office.random);
            stub.subject = Resident::refOf(core::residents::ResidentId::create(desk.office.clock, desk.office.random));
            stub.mark(QStringLiteral("拓海军"), QStringLiteral("610699196711029014"), desk.office.random);
            stub.to = desk.office.session->directory().offices.last().id;
            stub.toName = QStringLiteral("冯家屯社区");
            stub.leftOn = QDate(2026, 11, 20);
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(core::residents::moves::DepartureStore::create(act, w.actor.office.scope(), stub));
            return act.finish();
        }));
        QSignalSpy results(desk.page, &app::frame::Page::resultsFound);
        const auto note = [&](const char *typed) {
            desk.page->onOmniText(QString::fromUtf8(typed));
            return results.last().at(1).toString();
        };
        QVERIFY(note("拓海军").contains(QStringLiteral("拓*军 已于 2026-11-20 迁往")));
        QVERIFY(note("610699196711029014").contains(QStringLiteral("迁往")));
        QVERIFY(!note("拓海").contains(QStringLiteral("迁往")));
        QVERIFY(!note("tuohaijun").contains(QStringLiteral("迁往")));
        desk.page->onOmniText(QStringLiteral("拓海军"));
        desk.shoot("move-stub");
    }
    void itReadsWellInEnglish()
    {
        Desk desk(tests::PageWindow::Language::English);
        desk.office.accept();
        desk.openRecord(desk.office.applicant);
        desk.press(Qt::Key_F6);
        desk.type("luan");
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_F7);
        QVERIFY(desk.notice().contains(QStringLiteral("Luanjiaping Community gets the whole records")));
        desk.shoot("move-english");
    }
};

SHOULI_TEST(TestMovingAway)
#include "TestMovingAway.moc"
