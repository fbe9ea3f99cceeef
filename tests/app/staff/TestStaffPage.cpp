// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseField.h"
#include "app/frame/OmniBox.h"
#include "app/look/Theme.h"
#include "app/services/ServicesPage.h"
#include "app/staff/StaffPage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "core/staff/StaffDesk.h"
#include "tests/support/PageWindow.h"
#include "tests/support/TestMain.h"

#include <QSignalSpy>

using namespace shouli;
using app::office::StaffAccounts;
using app::staff::StaffDialog;
using app::staff::StaffPage;
using core::audit::Action;
using core::staff::Role;
using SignIn = StaffAccounts::SignIn;

namespace {

/// The page in its window, in front, and an administrator's hands.
class Desk : public tests::PageWindow {
public:
    explicit Desk(Role role = Role::OfficeAdmin, Language language = Language::Chinese)
        : PageWindow(role, language)
    {
        frame.addPage(new app::services::ServicesPage(*office.session));
        page = new StaffPage(*office.session);
        frame.addPage(page);
        show();
        QTest::keyClick(frame.box(), Qt::Key_2, Qt::AltModifier);
        after();
    }
    void press(int key)
    {
        if (dialog() == nullptr)
            QApplication::setActiveWindow(&frame); // as a window system does when a dialog closes
        PageWindow::press(key);
    }
    [[nodiscard]] StaffDialog *dialog() const { return page->findChild<StaffDialog *>(); }
    [[nodiscard]] QLineEdit *fieldOf(int number) const
    {
        if (dialog() == nullptr)
            qFatal("no dialog");
        QList<QLineEdit *> fields;
        const auto all = dialog()->findChildren<QLineEdit *>();
        for (QLineEdit *one : all) {
            if (one->isVisibleTo(dialog()))
                fields.append(one);
        }
        return fields.value(number);
    }
    /// Into the field that has the focus of the dialog's window.
    void fill(QLineEdit *field, const char *text)
    {
        field->setFocus();
        field->clear();
        QInputMethodEvent event;
        event.setCommitString(QString::fromUtf8(text));
        if (field->echoMode() == QLineEdit::Normal)
            QCoreApplication::sendEvent(field, &event);
        else
            QTest::keyClicks(field, QString::fromUtf8(text));
    }
    void enter()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        after();
        after();
    }
    /// The whole act by keys: opens the dialog, fills the fields, Enter.
    void add(const char *name, const char *first = "first-one-1")
    {
        press(Qt::Key_F5);
        fill(fieldOf(0), name);
        fill(fieldOf(1), first);
        fill(fieldOf(2), "counter-2026");
        enter();
    }
    void sign(int key, const char *own = "counter-2026")
    {
        press(key);
        fill(dialog()->findChild<app::access::PassphraseField *>(), own);
        enter();
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList all;
        for (const auto &row : page->findChild<app::staff::StaffModel *>()->people())
            all.append(row.member.name);
        return all;
    }
    void choose(const char *name)
    {
        page->onResultChosen([&] {
            for (const auto &row : page->findChild<app::staff::StaffModel *>()->people()) {
                if (row.member.name == QString::fromUtf8(name))
                    return row.member.id.toBytes();
            }
            return QByteArray();
        }());
        after();
    }
    [[nodiscard]] QString said() const
    {
        const auto *box = dialog() != nullptr ? dialog()->findChild<app::widgets::NoticeBox *>()
                                              : page->findChild<app::widgets::NoticeBox *>();
        return box->text();
    }
    [[nodiscard]] bool may(int key) const { return actionOf(*page, key).enabled; }

    StaffPage *page = nullptr;
};

} // namespace

class TestStaffPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
    }
    void aPersonIsAddedByKeysAloneAndStandsInTheList()
    {
        Desk desk;
        desk.add("贺玉梅");
        QTRY_VERIFY(desk.dialog() == nullptr);
        QVERIFY(desk.names().contains(QStringLiteral("贺玉梅")));
        QCOMPARE(desk.page->hint(), QStringLiteral("已添加：贺玉梅"));
        desk.choose("贺玉梅");
        QCOMPARE(desk.page->current()->signIn, SignIn::Given);
        QCOMPARE(desk.page->badge(), 0);
        desk.shoot("staff");
    }
    void aSuggestedPassphraseStandsThereInPlainLetters()
    {
        Desk desk;
        desk.press(Qt::Key_F5);
        QCOMPARE(desk.fieldOf(1)->echoMode(), QLineEdit::Normal);
        const QString first = desk.fieldOf(1)->text();
        QCOMPARE(first.size(), 14);
        desk.shoot("staff-window-behind");
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            desk.dialog()->grab().save(shots + QStringLiteral("/staff-add.png"));
        QTest::keyClick(desk.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.names().size(), 1);
        desk.press(Qt::Key_F5);
        QVERIFY(desk.fieldOf(1)->text() != first);
    }
    void theRoleIsChosenByArrows()
    {
        Desk desk;
        desk.press(Qt::Key_F5);
        desk.fill(desk.fieldOf(0), "李建军");
        desk.fieldOf(0)->setFocus();
        QTest::keyClick(desk.fieldOf(0), Qt::Key_Tab);
        auto *list = desk.dialog()->findChild<app::widgets::ChecklistView *>();
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(desk.dialog()->role() == Role::Reviewer);
        QCOMPARE(list->rows().at(1).mark, app::widgets::Mark::Yes);
        for (const auto &row : list->rows())
            QVERIFY(row.key != QLatin1String("it")); // not the office's to give
        desk.fill(desk.fieldOf(2), "counter-2026");
        desk.enter();
        QTRY_VERIFY(desk.dialog() == nullptr);
        desk.choose("李建军");
        QVERIFY(desk.page->current()->member.role == Role::Reviewer);
    }
    void whatIsMissingIsSaidAndNothingIsDone()
    {
        Desk desk;
        desk.press(Qt::Key_F5);
        desk.enter();
        QVERIFY(desk.said().contains(QStringLiteral("姓名")));
        QVERIFY(desk.fieldOf(0)->hasFocus());
        desk.fill(desk.fieldOf(0), "贺玉梅");
        desk.enter();
        QVERIFY(desk.fieldOf(2)->hasFocus()); // one's own passphrase
        QVERIFY(desk.dialog() != nullptr);
    }
    void aWrongOwnPassphraseIsSaidAndTheRestIsStillThere()
    {
        Desk desk;
        desk.press(Qt::Key_F5);
        desk.fill(desk.fieldOf(0), "贺玉梅");
        desk.fill(desk.fieldOf(2), "counter-2027");
        desk.enter();
        QTRY_VERIFY(!desk.said().isEmpty());
        QVERIFY(desk.said().contains(QStringLiteral("口令不对")));
        QCOMPARE(desk.fieldOf(0)->text(), QStringLiteral("贺玉梅"));
        QVERIFY(desk.fieldOf(2)->text().isEmpty());
        QVERIFY(desk.fieldOf(2)->hasFocus());
        desk.fill(desk.fieldOf(2), "counter-2026");
        desk.enter();
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.names().size(), 2);
    }
    void aNameThatIsTakenIsSaid()
    {
        Desk desk;
        desk.add("冯志军");
        QTRY_VERIFY(!desk.said().isEmpty());
        QVERIFY(desk.dialog() != nullptr);
        QCOMPARE(desk.names().size(), 1);
    }
    void aPersonIsTakenAwayAndComesBack()
    {
        Desk desk;
        desk.add("贺玉梅");
        QTRY_VERIFY(desk.dialog() == nullptr);
        desk.choose("贺玉梅");
        desk.sign(Qt::Key_F8);
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.names().last(), QStringLiteral("贺玉梅"));
        QVERIFY(!desk.page->current()->member.active);
        QCOMPARE(desk.page->current()->signIn, SignIn::None);
        QCOMPARE(desk.page->badge(), 0); // who has left needs no passphrase
        QVERIFY(!desk.may(Qt::Key_F7));
        QCOMPARE(desk.logged(Action::Staff, "taken away"), 1);
        desk.sign(Qt::Key_F8);
        QTRY_VERIFY(desk.dialog() == nullptr);
        QVERIFY(desk.page->current()->member.active);
        QCOMPARE(desk.page->badge(), 1);
        QVERIFY(desk.said().contains(QStringLiteral("F7")));
        desk.shoot("staff-without-passphrase");
        desk.sign(Qt::Key_F7);
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.page->current()->signIn, SignIn::Given);
    }
    void nameAndRoleAreChangedWithEnter()
    {
        Desk desk;
        desk.add("贺玉梅");
        QTRY_VERIFY(desk.dialog() == nullptr);
        desk.choose("贺玉梅");
        desk.press(Qt::Key_Return);
        QVERIFY(desk.dialog() != nullptr);
        QCOMPARE(desk.fieldOf(0)->text(), QStringLiteral("贺玉梅"));
        desk.fill(desk.fieldOf(0), "贺玉兰");
        desk.fill(desk.dialog()->findChild<app::access::PassphraseField *>(), "counter-2026");
        desk.enter();
        QTRY_VERIFY(desk.dialog() == nullptr);
        QVERIFY(desk.names().contains(QStringLiteral("贺玉兰")));
    }
    void nobodyTakesThemselvesAway()
    {
        Desk desk;
        QVERIFY(!desk.may(Qt::Key_F8));
        QVERIFY(!desk.may(Qt::Key_F7));
        desk.press(Qt::Key_F8);
        QVERIFY(desk.dialog() == nullptr);
    }
    void aNewDataKeyIsAskedForByItself()
    {
        Desk desk;
        desk.sign(Qt::Key_F9);
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.logged(Action::Staff, "data key renewed"), 1);
        QVERIFY(!desk.page->hint().isEmpty());
    }
    void anOfficeWithoutAnAdministratorIsToldAndAppointsOne()
    {
        Desk desk(Role::Counter);
        QVERIFY(desk.said().contains(QStringLiteral("管理员")));
        desk.shoot("staff-no-administrator");
        desk.press(Qt::Key_F6);
        auto *list = desk.dialog()->findChild<app::widgets::ChecklistView *>();
        for (int row = 0; row < list->rows().size(); ++row) {
            if (list->rows().at(row).key == QLatin1String("admin"))
                list->setCurrentRow(row);
        }
        desk.fill(desk.dialog()->findChild<app::access::PassphraseField *>(), "counter-2026");
        desk.enter();
        QTRY_VERIFY(desk.dialog() == nullptr);
        QVERIFY(core::staff::StaffDesk::hasAdministrator(desk.office.session->directory(),
                                                         desk.office.session->office().id));
        QVERIFY(desk.said().isEmpty());
        QVERIFY(desk.may(Qt::Key_F5));
    }
    void somebodyIsFoundByName()
    {
        Desk desk;
        desk.add("贺玉梅");
        QTRY_VERIFY(desk.dialog() == nullptr);
        QSignalSpy found(desk.page, &app::frame::Page::resultsFound);
        desk.page->onOmniText(QStringLiteral("玉"));
        const auto rows = found.last().first().value<QList<app::frame::ResultRow>>();
        QCOMPARE(rows.size(), 1);
        desk.page->onResultChosen(rows.first().key);
        QCOMPARE(desk.page->current()->member.name, QStringLiteral("贺玉梅"));
        desk.page->onOmniText(QStringLiteral("nobody"));
        QVERIFY(!found.last().at(1).toString().isEmpty());
    }
    void inEnglish()
    {
        Desk desk(Role::OfficeAdmin, Desk::Language::English);
        desk.add("贺玉梅");
        QTRY_VERIFY(desk.dialog() == nullptr);
        QCOMPARE(desk.page->title(), QStringLiteral("Staff"));
        desk.shoot("staff-en");
        desk.choose("贺玉梅");
        desk.press(Qt::Key_F8);
        QVERIFY(desk.dialog() != nullptr);
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            desk.dialog()->grab().save(shots + QStringLiteral("/staff-takeaway-en.png"));
    }
};

SHOULI_TEST(TestStaffPage)
#include "TestStaffPage.moc"
