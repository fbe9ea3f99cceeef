// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CounterPage.h"
#include "app/demonstration/Hands.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/shell/Application.h"
#include "app/frame/ResultModel.h"
#include "app/widgets/ChecklistView.h"
#include "core/cards/CardCode.h"
#include "core/cards/QrReader.h"
#include "tests/app/counter/CounterFixture.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>

using namespace shouli;
using app::demonstration::Hands;
using app::widgets::ChecklistView;
using core::base::ErrorCode;
using tests::Office;
using tests::passphrase;

namespace {

QString textOf(const QString &pdf)
{
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestCounterPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()), app::look::Theme::Contrast::Calm);
    }
    void aWrongPassphraseOpensNothing()
    {
        Office office;
        const auto refused = app::office::unlock(office.folder, office.reference, office.clock, office.who, passphrase("not this one 1"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PassphraseWrong);
        QVERIFY(app::office::unlock(office.folder, office.reference, office.clock, office.who, passphrase("counter-2026")));
    }
    void anotherOfficesDatabaseIsNotTakenForOurs()
    {
        Office ours;
        Office theirs;
        for (const char *file : {"/office.db", "/office.db-wal", "/office.db-shm"}) {
            QFile::remove(ours.folder.path() + QLatin1String(file));
            QFile::copy(theirs.folder.path() + QLatin1String(file), ours.folder.path() + QLatin1String(file));
        }
        QCOMPARE(app::office::unlock(ours.folder, ours.reference, ours.clock, ours.who, passphrase("counter-2026")).error().code, ErrorCode::DatabaseForeign);
    }
    void aRolledBackDatabaseIsLoud()
    {
        Office office;
        const QString keep = office.dir.filePath(QStringLiteral("old.db"));
        QVERIFY(QFile::copy(office.folder.database(), keep));
        {
            const auto session = office.session();
            office.fill(*session);
            const auto looked = session->write([&](app::office::Writing &w) { return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look); });
            QTRY_VERIFY(looked.isFinished());
        }
        for (const char *file : {"/office.db", "/office.db-wal", "/office.db-shm"})
            QFile::remove(office.folder.path() + QLatin1String(file));
        QVERIFY(QFile::copy(keep, office.folder.database()));
        const auto refused = app::office::unlock(office.folder, office.reference, office.clock, office.who, passphrase("counter-2026"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::DatabaseShortened);
    }
    void theSearchIndexIsMadeAtTheFirstSignInAndSaidSo()
    {
        Office office;
        int said = 0;
        const auto indexing = [&said] { ++said; };
        const auto open = [&] { return app::office::unlock(office.folder, office.reference, office.clock, office.who, passphrase("counter-2026"), indexing); };
        QVERIFY(open());
        QCOMPARE(said, 1);
        QVERIFY(open());
        QCOMPARE(said, 1); // once is enough
    }
    void theHighWaterMarkIsWrittenWhenTheSessionEnds()
    {
        Office office;
        std::uint64_t before = 0;
        {
            const auto session = office.session();
            office.fill(*session);
            before = app::office::operationsIn(session->reader()).value();
        }
        QCOMPARE(core::keys::Vault::open(office.folder.path(), office.clock).value().highWater(), before);
    }
    void fromTheLoginToThePrintedCardByKeysAlone()
    {
        Office office;
        office.fill(*office.session());
        app::look::Languages languages;
        languages.use(app::look::Languages::Language::Chinese);
        const QString papers = office.dir.filePath(QStringLiteral("papers"));
        app::shell::Application application(office.reference, office.clock, office.random, languages,
                                            {.folder = office.folder.path(), .papersFolder = papers, .courier = false});
        QWidget &window = application.window();
        application.start();
        window.resize(1366, 768);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Hands hands(window);
        const auto shoot = [&](const char *name) {
            const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            if (!shots.isEmpty())
                window.grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
        };
        QSignalSpy signedIn(&application, &app::shell::Application::signedIn);
        hands.type(QStringLiteral("counter-2026"));
        hands.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(signedIn.size(), 1, 10'000);
        auto *page = window.findChild<app::counter::CounterPage *>();
        QVERIFY(page != nullptr);
        QSignalSpy failures(page, &app::frame::Page::failed);
        const int before = hands.keys();

        QSignalSpy results(page, &app::frame::Page::resultsFound);
        hands.type(QStringLiteral("heyu"));
        QTRY_VERIFY(!results.isEmpty() && results.last().at(0).value<QList<app::frame::ResultRow>>().size() == 1);
        hands.press(Qt::Key_Return);
        QTRY_COMPARE(page->subject(), office.applicant.name);
        shoot("counter-resident");
        const auto list = [] { return qobject_cast<ChecklistView *>(QApplication::focusWidget()); };
        const auto rowKey = [&] { return list() != nullptr ? list()->rows().value(list()->currentRow()).key : QString(); };
        QVERIFY2(list() != nullptr, "the services have the focus by themselves");
        while (rowKey() != QLatin1String("MZ-01") && list()->currentRow() + 1 < list()->rows().size())
            hands.press(Qt::Key_Down);
        QCOMPARE(rowKey(), QStringLiteral("MZ-01"));
        hands.press(Qt::Key_Return);
        QVERIFY2(rowKey().startsWith(QLatin1String("judge:")), "what a person must judge has the focus by itself");
        shoot("counter-conditions");
        const auto say = [&](Qt::Key key) { // letters are held back for a moment: a scanner might be typing
            const QString asked = rowKey();
            hands.press(key);
            return QTest::qWaitFor([&] { return rowKey() != asked; });
        };
        while (rowKey().startsWith(QLatin1String("judge:")))
            QVERIFY(say(Qt::Key_Y));
        while (rowKey().startsWith(QLatin1String("question:")))
            QVERIFY(say(Qt::Key_N));
        QVERIFY2(list() == page->mainList(), qPrintable(QStringLiteral("then the papers have it, not ") + rowKey()));
        using app::widgets::Mark;
        const auto open = [&] { return list()->rows().at(list()->currentRow()).mark; };
        const auto all = [&] { return page->actions().first().enabled; };
        while (!all() && (open() == Mark::Unknown || open() == Mark::No)) {
            const QString paper = rowKey();
            hands.press(open() == Mark::Unknown ? Qt::Key_N : Qt::Key_Space);
            QTRY_VERIFY(rowKey() != paper || all());
        }
        shoot("counter-ready");
        const auto actions = page->actions();
        QCOMPARE(actions.first().key, QKeySequence(Qt::Key_F12));
        QVERIFY2(actions.first().enabled, "the acceptance is not ready");

        // meanwhile the window stays alive: how long one turn of its event loop took at most
        QElapsedTimer turn;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, turn.restart()); });
        QElapsedTimer timer;
        timer.start();
        turn.start();
        heart.start(0);
        hands.press(Qt::Key_F12);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(papers).entryList({QStringLiteral("*.pdf")}).size() == 2 || !failures.isEmpty(), 20'000);
        const auto took = timer.elapsed();
        heart.stop();
        QCOMPARE(failures.size(), 0);
        qInfo("%d keys from the empty box; %lld ms from the last key to form and card; longest turn of the event loop %lld ms", hands.keys() - before,
              static_cast<long long>(took), static_cast<long long>(longest));
        shoot("counter-accepted");

        const QStringList files = QDir(papers).entryList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Name);
        const QString form = textOf(papers + u'/' + files.filter(QStringLiteral("F-DB-01")).value(0));
        QVERIFY(form.contains(QStringLiteral("贺玉𬭚")));
        QVERIFY(form.contains(QStringLiteral("齐家湾社区3排12号")));
        QVERIFY(QString(form).remove(u' ').contains(office.applicant.documentNumber));
        const QString cardFile = papers + u'/' + files.filter(QStringLiteral("-card")).value(0);
        const QString card = textOf(cardFile);
        QVERIFY(!card.contains(office.applicant.documentNumber));
        QVERIFY(!card.contains(office.applicant.name));
        QProcess render;
        const QString image = office.dir.filePath(QStringLiteral("card"));
        render.start(QStringLiteral("pdftoppm"), {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"), QStringLiteral("-singlefile"), cardFile, image});
        QVERIFY(render.waitForFinished());
        const auto codes = core::cards::QrReader::readFile(image + QStringLiteral(".png"));
        QVERIFY(codes);
        const auto payload = core::cards::CardCode::forHost(QStringLiteral("S.ZICHANG.EXAMPLE"))->parse(codes->first());
        QVERIFY(payload);
        QCOMPARE(payload->keyId, 3);
        QVERIFY(core::crypto::verify(office.enrolled.key.publicKey(), payload->signedMessage(), payload->signature));

        // and nothing of the resident can be read in any file
        QDir folder(office.folder.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(office.applicant.name.toUtf8()) && !bytes.contains(office.applicant.documentNumber.toLatin1()), qPrintable(name));
        }
    }
};

SHOULI_TEST(TestCounterPage)
#include "TestCounterPage.moc"
