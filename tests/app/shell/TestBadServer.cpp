// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ErrorBanner.h"
#include "app/frame/SyncLight.h"
#include "app/shell/SetupPage.h"
#include "tests/app/shell/BadInput.h"
#include "tests/e2e/ServerProcess.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>

using namespace shouli;
using namespace Qt::StringLiterals;
using app::look::Languages;
using core::base::ErrorCode;
using tests::NewPc;
using tests::ProgramWindow;
using tests::e2e::ServerProcess;

namespace {

const QString secret = u"apricot-2026-river"_s;

/// A county's real server with one community in its list.
struct CountyAt {
    explicit CountyAt(const QString &name, quint16 port = 0)
        : server(dir.filePath(u"server"_s), port)
    {
        if (server
                .command(
                    {u"init"_s, u"--name"_s, name, u"--host"_s, u"S.ZICHANG.EXAMPLE"_s, u"--address"_s, u"localhost"_s})
                .isEmpty()
            || !server.start())
            qFatal("the server does not start");
        office = server
                     .command({u"office"_s, u"--name"_s, u"齐家湾社区"_s, u"--division"_s, u"610681001003"_s,
                               u"--roles"_s, u"community"_s})
                     .value(u"office")
                     .toString();
    }
    [[nodiscard]] QString newCode() const
    {
        return server.command({u"enrol"_s, u"--office"_s, office}).value(u"code").toString();
    }

    QTemporaryDir dir;
    ServerProcess server;
    QString office;
};

void fillIn(const ProgramWindow &program, quint16 port, const QString &code)
{
    const auto fields = program.window().findChild<app::shell::SetupPage *>()->findChildren<QLineEdit *>();
    const QStringList texts{u"127.0.0.1:%1"_s.arg(port), code, u"王秀兰"_s, secret, secret};
    for (qsizetype i = 0; i < texts.size(); ++i) {
        fields.at(i)->setFocus();
        fields.at(i)->selectAll();
        QInputMethodEvent event; // a name comes as an input method gives it
        event.setCommitString(texts.at(i));
        QApplication::sendEvent(fields.at(i), &event);
    }
    program.press(Qt::Key_Return);
}

bool enters(const ProgramWindow &program)
{
    return QTest::qWaitFor([&] { return !program.entered->isEmpty(); }, 30'000);
}

void languages()
{
    QTest::addColumn<Languages::Language>("language");
    QTest::newRow("in Chinese") << Languages::Language::Chinese;
    QTest::newRow("in English") << Languages::Language::English;
}

} // namespace

/// A county that is not there, refuses, or is another one.
class TestBadServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSetUpThatIsRefusedSaysWhyAndCanBeDoneAgain_data() { languages(); }
    void aSetUpThatIsRefusedSaysWhyAndCanBeDoneAgain()
    {
        QFETCH(Languages::Language, language);
        CountyAt county(u"子长市"_s);
        const CountyAt neighbour(u"延川县"_s);
        const QString used = county.newCode();
        {
            NewPc first(1);
            const ProgramWindow program(first, language);
            fillIn(program, county.server.port(), used);
            QVERIFY2(enters(program), qPrintable(program.words()));
        }
        NewPc pc(2);
        const ProgramWindow program(pc, language);
        const QString code = county.newCode();
        fillIn(program, county.server.port(), used);
        QVERIFY2(program.tells(ErrorCode::EnrolmentCodeUsed), qPrintable(program.words()));
        fillIn(program, neighbour.server.port(), code); // a code of this county, the address of another
        QVERIFY2(program.tells(ErrorCode::EnrolmentCodeWrong), qPrintable(program.words()));
        QVERIFY(county.server.stop());
        fillIn(program, county.server.port(), code);
        QVERIFY2(program.tells(ErrorCode::ServerUnreachable), qPrintable(program.words()));
        QVERIFY2(pc.files().isEmpty(), qPrintable(pc.files().join(u' '))); // nothing half set up
        QVERIFY(county.server.start());
        fillIn(program, county.server.port(), code); // and the code was not spent
        QVERIFY2(enters(program), qPrintable(program.words()));
    }
    void anotherCountysServerBehindTheAddressIsToldAndGetsNothing_data() { languages(); }
    void anotherCountysServerBehindTheAddressIsToldAndGetsNothing()
    {
        QFETCH(Languages::Language, language);
        CountyAt county(u"子长市"_s);
        const quint16 port = county.server.port();
        NewPc pc(3);
        const ProgramWindow program(pc, language, true);
        fillIn(program, port, county.newCode());
        QVERIFY2(enters(program), qPrintable(program.words()));
        program.application->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(program.application->isSynced(), 20'000);
        auto *banner = program.window().findChild<app::frame::ErrorBanner *>();
        QVERIFY(!banner->isVisible());

        QVERIFY(county.server.stop());
        auto *light = program.window().findChild<app::frame::SyncLight *>();
        QTest::mouseClick(light, Qt::LeftButton);
        QVERIFY2(program.tells(ErrorCode::ServerUnreachable), qPrintable(program.words()));
        banner->dismiss();
        {
            CountyAt neighbour(u"延川县"_s, port);
            program.application->window().activateWindow();
            QTest::mouseClick(light, Qt::LeftButton);
            QVERIFY2(program.tells(ErrorCode::CertificateMismatch), qPrintable(program.words()));
            QVERIFY(!program.application->isSynced());
            QCOMPARE(light->status().state, app::frame::SyncStatus::State::Offline);
            banner->dismiss();
            QVERIFY(neighbour.server.stop());
        }
        QVERIFY(county.server.start());
        program.application->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(program.application->isSynced(), 20'000);
        QVERIFY2(!banner->isVisible(), qPrintable(program.words()));
    }
};

SHOULI_TEST(TestBadServer)
#include "TestBadServer.moc"
