// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Theme.h"
#include "app/residents/ErasePane.h"
#include "app/residents/ResidentsPage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/EmptyState.h"
#include "app/widgets/NoticeBox.h"
#include "core/cases/intake/DraftStore.h"
#include "core/changes/Intake.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/StoredReplica.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using app::residents::ErasePane;
using app::residents::ResidentsPage;
using core::audit::Action;
using core::changes::Verdict;
using core::changes::log::ChangeTable;
using core::residents::Resident;
using core::residents::ResidentStore;
using core::staff::Role;

namespace {

/// An office with the page in its window, whose county answers when it is told to.
class Desk : public tests::PageWindow {
public:
    explicit Desk(Role role = Role::OfficeAdmin, Language language = Language::Chinese)
        : PageWindow(role, language)
        , page(new ResidentsPage(*office.session))
    {
        frame.addPage(page);
        show();
    }
    void openRecord(const Resident &who)
    {
        page->open(QStringLiteral("resident"), who.id.toBytes());
        after();
    }
    ErasePane *pane() const { return page->findChild<ErasePane *>(); }
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
    app::widgets::EmptyContent stub() const { return page->findChild<app::widgets::EmptyState *>()->content(); }
    /// The county orders what waits, and says this of the erasure.
    void countyAnswers(Verdict ofErasure)
    {
        tests::OfficeSession::expect(office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            core::changes::log::StoredReplica store(w.log, w.tx);
            SHOULI_TRY(const auto own, store.ownHead());
            SHOULI_TRY(const auto waiting, store.waiting(own.replica, 100'000));
            QList<core::changes::LogEntry> entries;
            for (const auto &line : waiting) {
                const bool erasure = line.change.operation == core::changes::Operation::Redact;
                const bool held = line.change.operation == core::changes::Operation::Create
                    || line.change.operation == core::changes::Operation::Enter;
                entries.append({++m_position, line.replica, line.change, erasure ? ofErasure : Verdict::Applied,
                                QByteArray(), held ? 1 : 0});
            }
            core::changes::Intake intake(store, {w.actor.office.scope(), core::changes::commonScope()});
            return intake.take(entries);
        }));
        after();
    }
    /// By keys, from the open record to the order.
    void order(const char *name)
    {
        press(Qt::Key_F8);
        type(name);
        press(Qt::Key_F12);
        QCoreApplication::processEvents();
    }

    ResidentsPage *page;

private:
    std::int64_t m_position = 0;
};

} // namespace

/// A lawful erasure, by keys, as whoever orders it and whoever comes to the record later see it.
class TestErasingAPerson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void onlyWhoMayIsOfferedIt_data()
    {
        QTest::addColumn<int>("role");
        for (const Role role : {Role::Counter, Role::Reviewer, Role::Approver, Role::OfficeAdmin})
            QTest::newRow(qPrintable(core::staff::toString(role))) << static_cast<int>(role);
    }
    void onlyWhoMayIsOfferedIt()
    {
        QFETCH(const int, role);
        Desk desk(static_cast<Role>(role));
        desk.openRecord(desk.office.applicant);
        QCOMPARE(!desk.action(Qt::Key_F8).text.isEmpty(), static_cast<Role>(role) == Role::OfficeAdmin);
    }
    void itIsOrderedByKeysAndTheTypingOfTheName_data()
    {
        QTest::addColumn<tests::PageWindow::Language>("language");
        QTest::newRow("in Chinese") << tests::PageWindow::Language::Chinese;
        QTest::newRow("in English") << tests::PageWindow::Language::English;
    }
    void itIsOrderedByKeysAndTheTypingOfTheName()
    {
        QFETCH(const tests::PageWindow::Language, language);
        const bool chinese = language == tests::PageWindow::Language::Chinese;
        const auto shot = [chinese](const char *what) { return QByteArray(what) + (chinese ? "-zh" : "-en"); };
        Desk desk(Role::OfficeAdmin, language);
        desk.countyAnswers(Verdict::Applied);
        desk.openRecord(desk.office.applicant);
        desk.shoot(shot("erase-record").constData());
        desk.press(Qt::Key_F8);
        QVERIFY(desk.pane()->isVisible());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(desk.pane()->name()));
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        desk.shoot(shot("erase-begun").constData());
        desk.type("贺玉");
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        desk.press(Qt::Key_F12); // nothing happens
        desk.type("贺玉梅");
        QVERIFY(desk.action(Qt::Key_F12).enabled);
        desk.shoot(shot("erase-ready").constData());
        desk.press(Qt::Key_F12);
        QTRY_VERIFY(!desk.page->hint().isEmpty());
        desk.shoot(shot("erase-ordered").constData());
        QVERIFY(
            ResidentStore::find(desk.office.session->reader(), desk.office.applicant.id)); // until the county agreed
        QVERIFY(desk.action(Qt::Key_F8).text.isEmpty());
        QVERIFY(!desk.notice().isEmpty());
        QCOMPARE(core::audit::AuditLog::newest(desk.office.session->reader(), 9)->first().action, Action::Erase);
        desk.countyAnswers(Verdict::Applied);
        QTRY_VERIFY(desk.stub().title.contains(desk.office.clock.today().toString(Qt::ISODate)));
        desk.shoot(shot("erase-stub").constData());
        QVERIFY(desk.stub().next.contains(QStringLiteral("《个人信息保护法》第四十七条")));
        QCOMPARE(ResidentStore::find(desk.office.session->reader(), desk.office.applicant.id).error().code,
                 core::base::ErrorCode::ResidentUnknown);
        desk.press(Qt::Key_Escape);
        desk.openRecord(desk.office.applicant); // as from a list that still has them
        QVERIFY(desk.stub().title.contains(desk.office.clock.today().toString(Qt::ISODate)));
    }
    void whereTheCountyRefusesItTheRecordSaysSoAndItCanBeOrderedAgain()
    {
        Desk desk;
        desk.countyAnswers(Verdict::Applied);
        desk.openRecord(desk.office.applicant);
        desk.order("贺玉梅");
        QTRY_VERIFY(!desk.page->hint().isEmpty());
        desk.countyAnswers(Verdict::Refused);
        desk.openRecord(desk.office.applicant);
        desk.shoot("erase-refused-zh");
        QVERIFY2(desk.notice().contains(QStringLiteral("县里没有准许")), qPrintable(desk.notice()));
        QVERIFY2(!desk.notice().contains(QStringLiteral("另一单位")), qPrintable(desk.notice())); // nobody disagrees
        QVERIFY(!desk.action(Qt::Key_F8).text.isEmpty());
    }
    void aRelativesRecordShowsWhoIsGone()
    {
        Desk desk;
        tests::OfficeSession::expect(desk.office.write([&](app::office::Writing &w) -> core::base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            Resident wanted = desk.office.son;
            wanted.mother = desk.office.applicant.id;
            SHOULI_CHECK(ResidentStore::update(act, desk.office.son, wanted));
            return act.finish();
        }));
        desk.countyAnswers(Verdict::Applied);
        desk.openRecord(desk.office.applicant);
        desk.order("贺玉梅");
        QTRY_VERIFY(!desk.page->hint().isEmpty());
        desk.countyAnswers(Verdict::Applied);
        desk.openRecord(desk.office.son);
        desk.shoot("erase-relative-zh");
        QStringList family;
        const auto *list = qobject_cast<app::widgets::ChecklistView *>(desk.page->mainList());
        QVERIFY(list != nullptr);
        for (const auto &row : list->rows())
            family.append(row.text);
        QVERIFY2(family.join(u' ').contains(QStringLiteral("依法删除")), qPrintable(family.join(u' ')));
        QVERIFY(!family.join(u' ').contains(QStringLiteral("贺玉梅")));
    }
    void aDraftOfTheirsGoesWithThem()
    {
        using core::cases::intake::DraftStore;
        Desk desk;
        desk.countyAnswers(Verdict::Applied);
        const auto staff = desk.office.session->actor().staff.id;
        core::cases::intake::KeptDraft draft;
        draft.begunAt = desk.office.clock.now();
        draft.choices.applicant = desk.office.applicant;
        tests::OfficeSession::expect(
            desk.office.write([&](app::office::Writing &w) { return DraftStore::keep(w.tx, staff, draft); }));
        desk.openRecord(desk.office.applicant);
        desk.order("贺玉梅");
        QTRY_VERIFY(!desk.page->hint().isEmpty());
        QVERIFY(DraftStore::find(desk.office.session->reader(), staff, desk.office.applicant.id).value());
        desk.countyAnswers(Verdict::Applied);
        QVERIFY(!DraftStore::find(desk.office.session->reader(), staff, desk.office.applicant.id).value());
        const auto audit = core::audit::AuditLog::about(desk.office.session->reader(), desk.office.applicant.ref(), 9);
        for (const auto &line : audit->sliced(1))
            QVERIFY2(line.details.isEmpty() || line.action == Action::Erase, qPrintable(line.details));
    }
    void anOpenCaseComesFirst()
    {
        Desk desk;
        const auto file = desk.office.accept();
        desk.openRecord(desk.office.applicant);
        desk.press(Qt::Key_F8);
        desk.type("贺玉梅");
        QVERIFY(!desk.action(Qt::Key_F12).enabled);
        QVERIFY(desk.pane()->problem().contains(file.number));
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.pane()->isVisible());
        QVERIFY(!ChangeTable::redaction(desk.office.session->reader(), desk.office.applicant.ref()).value());
    }
};

SHOULI_TEST(TestErasingAPerson)
#include "TestErasingAPerson.moc"
