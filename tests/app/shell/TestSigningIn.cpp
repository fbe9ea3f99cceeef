// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseField.h"
#include "app/frame/OmniBox.h"
#include "app/office/StaffAccounts.h"
#include "app/shell/AccountDialog.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MainFrame.h"
#include "app/shell/NewPassphrasePage.h"
#include "tests/app/shell/BadInput.h"
#include "tests/support/TestMain.h"

#include <QClipboard>

using namespace shouli;
using app::access::PassphraseField;
using app::look::Languages;
using app::shell::AccountDialog;
using app::shell::LoginPage;
using app::shell::MainFrame;
using app::shell::NewPassphrasePage;
using core::staff::Role;
using tests::OfficePc;
using tests::ProgramWindow;

namespace {

/// The whole program on an office's PC, and colleagues in front of it.
struct Pc {
    OfficePc pc;
    std::unique_ptr<ProgramWindow> program;

    void start() { program = std::make_unique<ProgramWindow>(pc, Languages::Language::English, false); }
    /// A colleague with a first passphrase.
    core::staff::StaffId colleague(const char *name)
    {
        const auto session = pc.session();
        const auto added = session->accounts().add(tests::passphrase("counter-2026"), QString::fromUtf8(name),
                                                   Role::Counter, tests::passphrase("k7m2-tq9r-4wdx"));
        if (!QTest::qWaitFor([&] { return added.isFinished(); }, 20'000) || !added.result())
            qFatal("nobody added");
        for (const auto &member : session->directory().staff) {
            if (member.name == QString::fromUtf8(name))
                return member.id;
        }
        return {};
    }
    [[nodiscard]] MainFrame *frame() const { return program->window().findChild<MainFrame *>(); }
    [[nodiscard]] bool comesIn() const
    {
        return QTest::qWaitFor([this] { return frame() != nullptr && frame()->isVisible(); }, 20'000);
    }
    [[nodiscard]] bool isAskedWho() const
    {
        return QTest::qWaitFor([this] { return program->asksWho() && fields().first()->hasFocus(); }, 20'000);
    }
    [[nodiscard]] QList<PassphraseField *> fields() const
    {
        return program->window().findChild<LoginPage *>()->findChildren<PassphraseField *>();
    }
    void choose(const core::staff::StaffId &who) const
    {
        auto *page = program->window().findChild<LoginPage *>();
        for (int i = 0; i < 5 && page->chosenStaff() != who.toBytes(); ++i)
            QTest::keyClick(fields().first(), i < 2 ? Qt::Key_Down : Qt::Key_Up);
        if (page->chosenStaff() != who.toBytes())
            qFatal("not on the list");
    }
    void lock() const
    {
        QApplication::setActiveWindow(&program->window()); // as a window system does when a dialog closes
        QTest::keyClick(frame()->box(), Qt::Key_L, Qt::ControlModifier);
    }
    void enterWithPin(const char *passphrase, const char *pin) const
    {
        program->type(QString::fromLatin1(passphrase));
        program->press(Qt::Key_Tab);
        program->type(QString::fromLatin1(pin));
        program->press(Qt::Key_Return);
    }
    void shoot(const char *name) const
    {
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        QCoreApplication::processEvents();
        if (!shots.isEmpty())
            program->window().grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }
};

} // namespace

class TestSigningIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoHasAFirstPassphraseChoosesTheirOwnBeforeAnythingElse()
    {
        Pc pc;
        const auto who = pc.colleague("贺玉梅");
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.choose(who);
        pc.program->enter(QStringLiteral("k7m2-tq9r-4wdx"));
        auto *page = pc.program->window().findChild<NewPassphrasePage *>();
        QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000);
        QVERIFY(pc.frame() == nullptr); // nothing of the office is in sight
        QCOMPARE(pc.program->entered->size(), 0);
        pc.shoot("first-passphrase");
        const auto fields = page->findChildren<PassphraseField *>();
        QTRY_VERIFY(fields.first()->hasFocus());
        pc.program->type(QStringLiteral("k7m2-tq9r-4wdx"));
        pc.program->press(Qt::Key_Tab);
        pc.program->enter(QStringLiteral("k7m2-tq9r-4wdx"));
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->words().contains(QStringLiteral("too easy to guess")), 20'000);
        QTRY_VERIFY(fields.first()->isEnabled());
        fields.first()->setFocus();
        pc.program->type(QStringLiteral("four grey geese fly"));
        pc.program->press(Qt::Key_Tab);
        pc.program->enter(QStringLiteral("four grey geese fly"));
        QVERIFY(pc.comesIn());
        QCOMPARE(pc.program->entered->size(), 1);
        pc.lock();
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("four grey geese fly"));
        QVERIFY(pc.comesIn());
    }
    void whoDoesNotChooseOneIsLockedOutAgain()
    {
        Pc pc;
        const auto who = pc.colleague("贺玉梅");
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.choose(who);
        pc.program->enter(QStringLiteral("k7m2-tq9r-4wdx"));
        auto *page = pc.program->window().findChild<NewPassphrasePage *>();
        QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000);
        pc.program->press(Qt::Key_Escape);
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("k7m2-tq9r-4wdx"));
        QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000); // and asked again
    }
    void ctrlLLocksAndThePinBringsBack()
    {
        Pc pc;
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.shoot("login");
        pc.enterWithPin("counter-2026", "274913");
        QVERIFY(pc.comesIn());
        QApplication::clipboard()->setText(QStringLiteral("610681196003071234"));
        pc.lock();
        QVERIFY(pc.isAskedWho());
        QVERIFY(pc.frame() == nullptr);
        QVERIFY(QApplication::clipboard()->text().isEmpty());
        QVERIFY(!pc.fields().last()->isVisible()); // no new PIN is asked for
        pc.shoot("login-pin");
        pc.program->enter(QStringLiteral("274913"));
        QVERIFY(pc.comesIn());
    }
    void theThirdWrongPinEndsItAndThePassphraseStillOpens()
    {
        Pc pc;
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.enterWithPin("counter-2026", "274913");
        QVERIFY(pc.comesIn());
        pc.lock();
        for (const char *said : {"2 tries", "1 tr", "no more"}) {
            QVERIFY(pc.isAskedWho());
            pc.program->enter(QStringLiteral("274914"));
            QTRY_VERIFY_WITH_TIMEOUT(pc.program->words().contains(QLatin1String(said)), 20'000);
        }
        QVERIFY(pc.isAskedWho());
        QVERIFY(pc.fields().last()->isVisible());
        pc.program->enter(QStringLiteral("274913"));
        QVERIFY(pc.program->tells(core::base::ErrorCode::PassphraseWrong)); // a PIN is no passphrase
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("counter-2026"));
        QVERIFY(pc.comesIn());
    }
    void afterTheShiftThePassphraseIsAskedForAgain()
    {
        Pc pc;
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.enterWithPin("counter-2026", "274913");
        QVERIFY(pc.comesIn());
        pc.lock();
        QVERIFY(pc.isAskedWho());
        pc.pc.clock.advanceMs(12LL * 3'600'000);
        pc.program->enter(QStringLiteral("274913"));
        QVERIFY(pc.program->tells(core::base::ErrorCode::PassphraseWrong));
    }
    void thePassphraseIsChangedAtAnyTime()
    {
        Pc pc;
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("counter-2026"));
        QVERIFY(pc.comesIn());
        QTest::keyClick(pc.frame()->box(), Qt::Key_P, Qt::AltModifier);
        auto *dialog = pc.frame()->findChild<AccountDialog *>();
        QVERIFY(dialog != nullptr);
        const auto fields = dialog->findChildren<PassphraseField *>();
        QCOMPARE(fields.size(), 3);
        const auto fill = [&](const char *current) {
            const char *const texts[] = {current, "four grey geese fly", "four grey geese fly"};
            for (int i = 0; i < 3; ++i)
                QTest::keyClicks(fields.at(i), QLatin1String(texts[i]));
            QTest::keyClick(fields.last(), Qt::Key_Return);
        };
        fill("counter-2027");
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->says(core::base::ErrorCode::PassphraseWrong), 20'000);
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            dialog->grab().save(shots + QStringLiteral("/account.png"));
        QTRY_VERIFY(fields.first()->isEnabled());
        fill("counter-2026");
        QTRY_VERIFY_WITH_TIMEOUT(pc.frame()->findChild<AccountDialog *>() == nullptr, 20'000);
        pc.lock();
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("four grey geese fly"));
        QVERIFY(pc.comesIn());
    }
    void aPinIsChosenLaterToo()
    {
        Pc pc;
        pc.start();
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("counter-2026"));
        QVERIFY(pc.comesIn());
        QTest::keyClick(pc.frame()->box(), Qt::Key_K, Qt::AltModifier);
        auto *dialog = pc.frame()->findChild<AccountDialog *>();
        QVERIFY(dialog != nullptr);
        const auto fields = dialog->findChildren<PassphraseField *>();
        QTest::keyClicks(fields.at(0), QStringLiteral("counter-2026"));
        QTest::keyClicks(fields.at(1), QStringLiteral("274913"));
        QTest::keyClicks(fields.at(2), QStringLiteral("274913"));
        QTest::keyClick(fields.last(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(pc.frame()->findChild<AccountDialog *>() == nullptr, 20'000);
        pc.lock();
        QVERIFY(pc.isAskedWho());
        pc.program->enter(QStringLiteral("274913"));
        QVERIFY(pc.comesIn());
    }
};

SHOULI_TEST(TestSigningIn)
#include "TestSigningIn.moc"
