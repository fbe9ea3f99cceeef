// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/ResidentForm.h"
#include "app/residents/ResidentsPage.h"
#include "app/shell/MainFrame.h"
#include "tests/app/counter/CounterDesk.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>

using namespace shouli;
using app::residents::ResidentForm;
using tests::CounterDesk;

/// Somebody sits down who is not in the register.
class TestUnknownResident : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromTheEmptyResultToTheRegisterAndBackToTheCounterByKeysAlone()
    {
        CounterDesk desk;
        QVERIFY(desk.signIn());
        QSignalSpy results(desk.page, &app::frame::Page::resultsFound);
        desk.hands->type(QStringLiteral("qqqq"));
        QTRY_VERIFY(!results.isEmpty());
        QVERIFY(results.last().at(0).value<QList<app::frame::ResultRow>>().isEmpty());
        QVERIFY(results.last().at(1).toString().contains(QStringLiteral("Ctrl+N")));
        desk.hands->press(QKeySequence(Qt::CTRL | Qt::Key_N));
        auto *form = desk.window().findChild<ResidentForm *>();
        QTRY_VERIFY(form->isVisible());
        auto *name = form->field(core::residents::ResidentField::Name);
        QCOMPARE(name->text(), QStringLiteral("qqqq")); // not typed twice
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(name));
        desk.hands->press(Qt::Key_F12);
        auto *register_ = desk.window().findChild<app::residents::ResidentsPage *>();
        QTRY_COMPARE(register_->subject(), QStringLiteral("qqqq"));
        desk.hands->press(Qt::Key_F12);
        QTRY_COMPARE(desk.page->subject(), QStringLiteral("qqqq"));
        QVERIFY(desk.page->isVisible());
        QVERIFY(desk.failures.isEmpty());
    }
    void whoIsFoundIsNotAddedTwice()
    {
        CounterDesk desk;
        QVERIFY(desk.signIn());
        QVERIFY(desk.find());
        const auto actions = desk.page->actions();
        QVERIFY(std::none_of(actions.cbegin(), actions.cend(),
                             [](const auto &action) { return action.key == QKeySequence(Qt::CTRL | Qt::Key_N); }));
        QVERIFY(!desk.page->open(QStringLiteral("accept"), QByteArray("x")));
        QVERIFY(!desk.page->open(QStringLiteral("resident"), QByteArray(16, 'x')));
    }
};

SHOULI_TEST(TestUnknownResident)
#include "TestUnknownResident.moc"
