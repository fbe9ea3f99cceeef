// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CasePane.h"
#include "app/frame/ErrorBanner.h"
#include "app/frame/SideBar.h"
#include "app/review/ReviewPage.h"
#include "app/shell/Application.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MainFrame.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QSignalSpy>

using namespace shouli;
using app::review::ReviewPage;
using app::shell::Application;
using app::shell::MainFrame;
using core::staff::Role;
using tests::OfficeSession;

namespace {

/// The whole program on an office's folder, signed in.
class Program {
public:
    explicit Program(OfficeSession &office)
    {
        office.session.reset(); // one process, one writer
        languages.use(app::look::Languages::Language::Chinese);
        application = std::make_unique<Application>(
            office.reference, office.clock, office.random, languages,
            Application::Options{.folder = office.path(), .papersFolder = office.path(), .courier = false});
        application->start();
        application->window().resize(1366, 768);
        application->window().show();
        QSignalSpy entered(application.get(), &Application::signedIn);
        Q_EMIT application->window().findChild<app::shell::LoginPage *>()->loginRequested(
            office.signedIn.toBytes(), OfficeSession::passphrase(), {});
        if (!QTest::qWaitFor([&] { return !entered.isEmpty(); }, 20'000))
            qFatal("cannot sign in");
        QApplication::setActiveWindow(&application->window());
        frame = application->window().findChild<MainFrame *>();
        review = frame->findChild<ReviewPage *>();
    }

    void scan(const QString &text) const
    {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    [[nodiscard]] core::cases::CaseId shown() const
    {
        const auto &record = review->findChild<app::casework::CasePane *>()->record();
        return record ? record->file.id : core::cases::CaseId();
    }
    [[nodiscard]] QString banner() const { return frame->findChild<app::frame::ErrorBanner *>()->message().happened; }

    app::look::Languages languages;
    std::unique_ptr<Application> application;
    MainFrame *frame = nullptr;
    ReviewPage *review = nullptr;
};

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReviewerBeginsWithWhatWaits()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const Program program(office);
        QCOMPARE(program.frame->currentPage(), program.review);
        QCOMPARE(program.review->badge(), 1);
        QCOMPARE(program.shown(), file.id);
    }
    void somebodyWithoutCasesHasNoTasks_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<bool>("has");
        using enum Role;
        for (const auto &[role, has] :
             {std::pair{Counter, true}, {Approver, true}, {OfficeAdmin, true}, {Auditor, false}, {CountyIt, false}})
            QTest::newRow(qPrintable(core::staff::toString(role))) << static_cast<int>(role) << has;
    }
    void somebodyWithoutCasesHasNoTasks()
    {
        QFETCH(int, role);
        QFETCH(bool, has);
        OfficeSession office(static_cast<Role>(role));
        const Program program(office);
        QCOMPARE(program.review != nullptr, has);
    }
    void aCardScannedAtTheCounterOpensItsCase()
    {
        OfficeSession office(Role::Counter);
        office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        const QString card = office.cardOf(second);
        const QString cut = card.chopped(5);
        Program program(office);
        QVERIFY(program.frame->currentPage() != program.review);
        auto *counter = program.frame->currentPage();
        program.scan(cut); // the page in front stays, and what is wrong is told
        QCOMPARE(program.banner(), QStringLiteral("这不是“受理”的码，或只读到一部分。"));
        QCOMPARE(program.frame->currentPage(), counter);
        program.languages.use(app::look::Languages::Language::English);
        program.scan(cut);
        QCOMPARE(program.banner(), QStringLiteral("This code is not one of Shouli's, or only part of it was read."));
        QCOMPARE(program.frame->currentPage(), counter);
        program.scan(card);
        QCOMPARE(program.frame->currentPage(), program.review);
        QCOMPARE(program.shown(), second.id);
    }
    void anotherPageAsksForACase()
    {
        OfficeSession office(Role::Counter);
        office.accept();
        const auto second = office.accept("MZ-06", {}, &office.neighbour);
        const Program program(office);
        Q_EMIT program.frame->currentPage()->openRequested(QStringLiteral("case"), second.id.toBytes());
        QCOMPARE(program.frame->currentPage(), program.review);
        QCOMPARE(program.shown(), second.id);
        Q_EMIT program.review->openRequested(QStringLiteral("something else"), second.applicant.toBytes());
        QCOMPARE(program.frame->currentPage(), program.review); // nobody has a page for that
    }
};

SHOULI_TEST(TestProgram)
#include "TestProgram.moc"
