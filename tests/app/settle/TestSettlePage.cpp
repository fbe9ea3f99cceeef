// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/OmniBox.h"
#include "app/look/Theme.h"
#include "app/residents/RecordPane.h"
#include "app/residents/ResidentsPage.h"
#include "app/services/ServicesPage.h"
#include "app/settle/DecisionPane.h"
#include "app/settle/SettlePage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/Intake.h"
#include "core/changes/log/ReplicaState.h"
#include "core/changes/log/StoredReplica.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using namespace core::changes;
using namespace core::changes::log;
using app::settle::DecisionPane;
using app::settle::SettlePage;
using core::audit::Action;
using core::residents::Resident;
using core::residents::ResidentStore;
using core::staff::Role;
using F = core::residents::ResidentField;

namespace {

/// An office with the page in its window, and a county that answers it by hand.
class Desk : public tests::PageWindow {
public:
    using PageWindow::after;

    explicit Desk(Role role = Role::Counter, Language language = Language::Chinese)
        : PageWindow(role, language)
    {
        addStreet();
        frame.addPage(new app::services::ServicesPage(*office.session));
        page = new SettlePage(*office.session);
        frame.addPage(page);
        show();
        order();
    }
    /// The county applies all that waits here.
    void order(Verdict verdict = Verdict::Applied)
    {
        const auto me = ReplicaState::load(office.session->reader()).value();
        QList<LogEntry> entries;
        const auto waiting = ChangeTable::pending(office.session->reader(), me.id, 1'000'000).value();
        for (const LoggedChange &line : waiting)
            entries.append(
                {++seq, me.id, line.change, verdict, {}, line.change.operation == Operation::Create ? 1 : 0});
        take(entries);
    }
    ReplicaId me() { return ReplicaState::load(office.session->reader()).value().id; }
    void take(const QList<LogEntry> &entries)
    {
        office.expect(office.write([&, me = ReplicaState::load(office.session->reader()).value()](
                                       app::office::Writing &w) -> core::base::Result<void> {
            StoredReplica store(w.log, w.tx);
            return Intake(store, {me.office, commonScope()}).take(entries);
        }));
        office.settle();
    }
    /// The street office wrote these fields too, in one act, and was the slower one.
    void propose(const Resident &who, const QList<std::pair<F, QString>> &values, Verdict verdict = Verdict::Parked)
    {
        QList<LogEntry> entries;
        const std::int64_t first = lseq + 1;
        for (const auto &[field, value] : values) {
            Change change;
            change.lseq = ++lseq;
            change.actFirst = first;
            change.actSize = static_cast<std::int32_t>(values.size());
            change.entity = who.ref();
            change.field = core::residents::fieldOf(field);
            change.payload = Value(value).toCbor();
            change.baseValue = who.value(field).toCbor();
            change.stamp = Stamp::of(office.clock);
            entries.append({++seq, street, change, verdict, {}});
        }
        take(entries);
    }
    /// Here the telephone became `phone`, and the county has it.
    void correctPhone(const QString &phone)
    {
        office.expect(office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.set(office.applicant.ref(), core::residents::fieldOf(F::Phone), Value(phone)));
            return act.finish();
        }));
        order();
    }
    /// Both offices wrote the telephone: ours stands, the street's waits.
    void disagree()
    {
        correctPhone(QStringLiteral("13911110000"));
        propose(office.applicant, {{F::Phone, QStringLiteral("13922220000")}});
    }
    void toFront()
    {
        QTest::keyClick(frame.box(), Qt::Key_2, Qt::AltModifier);
        after();
    }
    int open() const { return DisputeTable::openCount(office.session->reader()).value(); }
    Resident stored() const { return ResidentStore::find(office.session->reader(), office.applicant.id).value(); }
    bool enabled(int key) const { return actionOf(*page, key).run && actionOf(*page, key).enabled; }
    QString facts() const
    {
        QString all;
        for (const auto &row : page->findChild<app::widgets::KeyValueList *>()->rows())
            all += row.label + u'=' + row.value + u'\n';
        return all;
    }

    SettlePage *page = nullptr;
    ReplicaId street;
    std::int64_t seq = 0;
    std::int64_t lseq = 0;

private:
    void addStreet()
    {
        core::staff::Office other;
        other.id = core::staff::OfficeId::create(office.clock, office.random);
        other.name = QStringLiteral("瓦窑堡街道");
        other.nameEn = QStringLiteral("Wayaobu Street");
        core::staff::Device device;
        device.id = core::staff::DeviceId::create(office.clock, office.random);
        device.number = 9;
        device.office = other.id;
        street = core::base::idCast<ReplicaId>(device.id);
        office.expect(office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.create(other.ref(), commonScope(), other.values()));
            SHOULI_CHECK(act.create(device.ref(), commonScope(), device.values()));
            return act.finish();
        }));
        office.reopen();
    }
};

} // namespace

class TestSettlePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void whatTwoOfficesWroteIsShownWithWasTheirsAndMineAndTheLookIsLogged()
    {
        Desk desk;
        QCOMPARE(desk.page->badge(), 0);
        desk.disagree();
        QCOMPARE(desk.page->badge(), 1); // though another page is in front
        QCOMPARE(desk.logged(Action::Look, "settle"), 0);
        desk.toFront();
        QVERIFY(desk.page->current());
        const QString facts = desk.facts();
        QVERIFY2(facts.contains(QStringLiteral("13809115127")), qPrintable(facts));
        QVERIFY(facts.contains(QStringLiteral("13911110000")));
        QVERIFY(facts.contains(QStringLiteral("13922220000")));
        QVERIFY(facts.contains(QStringLiteral("瓦窑堡街道")));
        QVERIFY(facts.contains(QStringLiteral("齐家湾社区")));
        QCOMPARE(desk.logged(Action::Look, "settle"), 1);
        desk.shoot("settle-zh");
        desk.frame.setCurrentPage(desk.frame.pages().constFirst());
        desk.toFront();
        QCOMPARE(desk.logged(Action::Look, "settle"), 2); // each look
    }
    void theOpenRecordSaysThatSomethingWaits()
    {
        Desk desk;
        auto *residents = new app::residents::ResidentsPage(*desk.office.session);
        desk.frame.addPage(residents);
        const auto told = [&] {
            QVERIFY(residents->open(QStringLiteral("resident"), desk.office.applicant.id.toBytes()));
            desk.frame.setCurrentPage(residents);
            desk.after();
        };
        told();
        auto *notice = residents->findChild<app::residents::RecordPane *>()->findChild<app::widgets::NoticeBox *>();
        QVERIFY(!notice->isVisible());
        desk.disagree();
        QVERIFY(notice->isVisible());
        desk.shoot("settle-record");
        desk.toFront();
        desk.press(Qt::Key_F5);
        desk.press(Qt::Key_F12);
        told();
        QVERIFY(!notice->isVisible());
    }
    void nothingIsDecidedByDefault()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        QVERIFY(!desk.enabled(Qt::Key_F12));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 1);
    }
    void whatStandsIsKeptWithF5()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F5);
        desk.shoot("settle-keep");
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 0);
        QCOMPARE(desk.page->badge(), 0);
        QCOMPARE(desk.stored().phone, QStringLiteral("13911110000"));
        QCOMPARE(desk.logged(Action::Correct, "settle"), 1);
        const auto pending = ChangeTable::pending(desk.office.session->reader(), desk.me(), 100).value();
        QCOMPARE(pending.size(), 1); // a Settle alone
        QCOMPARE(pending.constFirst().change.operation, Operation::Settle);
        desk.shoot("settle-empty");
    }
    void theProposalIsTakenWithF6()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 0);
        QCOMPARE(desk.stored().phone, QStringLiteral("13922220000"));
        desk.order();
        QCOMPARE(desk.open(), 0);
        QCOMPARE(desk.stored().phone, QStringLiteral("13922220000"));
    }
    void anotherValueIsTypedWithF7()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F7);
        desk.type("139 3333 0000");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.enabled(Qt::Key_F12));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 0);
        QCOMPARE(desk.stored().phone, QStringLiteral("13933330000"));
    }
    void whatCannotBeReadIsNotKept()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F7);
        desk.type("no phone");
        desk.press(Qt::Key_Return);
        QVERIFY(!desk.enabled(Qt::Key_F12));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 1);
        QCOMPARE(desk.stored().phone, QStringLiteral("13911110000"));
        QCOMPARE(desk.page->chosen()->typed, QStringLiteral("no phone")); // and is not lost
    }
    void theArrowsAndEnterDoAsWell()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_Return); // to the choices
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(desk.page->findChild<DecisionPane *>()->list()));
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.page->findChild<DecisionPane *>()->list()->currentRow(), 1);
        desk.press(Qt::Key_Space);
        QTRY_VERIFY(desk.page->chosen()); // plain keys wait a moment: they may be a scanner's
        QCOMPARE(desk.page->chosen()->choice, app::settle::Decision::Choice::Proposal);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.stored().phone, QStringLiteral("13922220000"));
    }
    void fieldsThatBelongTogetherAreDecidedTogether()
    {
        Desk desk;
        desk.propose(desk.office.applicant,
                     {{F::LivingDivision, QStringLiteral("610681001001")},
                      {F::LivingAddress, QStringLiteral("安定路 12 号")},
                      {F::Remark, QStringLiteral("搬家了")}});
        QCOMPARE(desk.page->badge(), 2);
        desk.toFront();
        QCOMPARE(desk.page->current()->parts.size(), 2);
        desk.shoot("settle-address");
        desk.press(Qt::Key_F6);
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 1);
        QCOMPARE(desk.stored().livingDivision, QStringLiteral("610681001001"));
        QCOMPARE(desk.stored().livingAddress, QStringLiteral("安定路 12 号"));
        QCOMPARE(desk.stored().remark, QString());
    }
    void aDecisionOnWhatChangedMeanwhileIsAskedAgain()
    {
        Desk desk;
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F6);
        desk.correctPhone(QStringLiteral("13944440000")); // another person at this office
        QVERIFY(!desk.page->chosen());
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.stored().phone, QStringLiteral("13944440000"));
        QCOMPARE(desk.open(), 1);
        app::settle::Decision stale{*desk.page->current(), app::settle::Decision::Choice::Proposal, {}};
        stale.dispute.parts[0].stands = Value(QStringLiteral("13911110000"));
        const auto written = desk.office.write([&](app::office::Writing &w) { return stale.write(w); });
        QVERIFY(written && !*written);
        QCOMPARE(desk.stored().phone, QStringLiteral("13944440000"));
    }
    void aStepWithoutEffectIsPutAside()
    {
        Desk desk;
        const auto file = desk.office.accept();
        desk.order();
        // the same stage completed at two PCs of the office: here first, then as it comes from the other
        core::cases::CaseEvent event;
        event.staffName = QStringLiteral("高延河");
        event.officeName = QStringLiteral("瓦窑堡街道");
        event.on = desk.office.clock.today();
        event.step = core::cases::Withdrawn{QStringLiteral("搬走")};
        QList<LogEntry> entries;
        for (int i = 0; i < 2; ++i) {
            Change change;
            change.lseq = change.actFirst = ++desk.lseq;
            change.operation = Operation::Event;
            change.entity = core::cases::CaseFile::refOf(file.id);
            change.event = event.kind();
            change.payload = event.payload();
            change.stamp = Stamp::of(desk.office.clock);
            entries.append({++desk.seq, desk.street, change, Verdict::Applied, {}});
        }
        desk.take(entries);
        QCOMPARE(desk.page->badge(), 1);
        desk.toFront();
        QVERIFY(desk.page->current()->isStep());
        QVERIFY(desk.facts().contains(QStringLiteral("高延河")));
        QVERIFY(desk.facts().contains(file.number));
        desk.shoot("settle-step");
        QSignalSpy asked(desk.page, &app::frame::Page::openRequested);
        desk.press(Qt::Key_F8);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().at(0).toString(), QStringLiteral("case"));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 0);
    }
    void aReviewerSeesButDoesNotCorrectTheRegister()
    {
        Desk desk(Role::Reviewer);
        desk.disagree();
        desk.toFront();
        desk.press(Qt::Key_F5);
        QVERIFY(!desk.enabled(Qt::Key_F12));
        desk.press(Qt::Key_F12);
        QCOMPARE(desk.open(), 1);
    }
    void inEnglishToo()
    {
        Desk desk(Role::Counter, app::look::Languages::Language::English);
        desk.disagree();
        desk.propose(
            desk.office.neighbour,
            {{F::LivingDivision, QStringLiteral("610681001001")}, {F::LivingAddress, QStringLiteral("安定路 12 号")}},
            Verdict::Suggestion);
        desk.toFront();
        desk.press(Qt::Key_F6);
        QVERIFY(desk.facts().contains(QStringLiteral("Wayaobu Street")));
        desk.shoot("settle-en");
        desk.press(Qt::Key_F12);
        desk.shoot("settle-en-2");
        desk.frame.resize(1920, 1080);
        desk.shoot("settle-en-1920");
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::High);
        desk.shoot("settle-en-high");
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
        QCOMPARE(desk.page->badge(), 1);
    }
};

SHOULI_TEST(TestSettlePage)
#include "TestSettlePage.moc"
