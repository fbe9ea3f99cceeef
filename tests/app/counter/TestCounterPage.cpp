// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CounterPage.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/office/SetUp.h"
#include "app/office/Unlock.h"
#include "app/shell/MainFrame.h"
#include "app/widgets/ChecklistView.h"
#include "core/base/SystemClock.h"
#include "core/cards/CardCode.h"
#include "core/cards/QrReader.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SystemRandom.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace shouli;
using app::office::OfficeFolder;
using app::office::Reference;
using app::office::Session;
using core::base::ErrorCode;
using core::base::Result;
using core::crypto::SecretBytes;
using core::residents::Resident;

namespace {

SecretBytes passphrase(const char *text)
{
    QByteArray bytes(text);
    return SecretBytes::takeFrom(bytes);
}

template <class T>
void expect(const Result<T> &result)
{
    if (!result)
        qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
}

/// An office PC as enrolment and set-up leave it, with two neighbours in its register.
class Office {
public:
    Office()
        : reference(Reference::load().value())
        , folder(dir.filePath(QStringLiteral("office")))
        , enrolled{{}, {}, core::crypto::SigningKey::generate()}
    {
        enrolled.answer.replica = core::changes::ReplicaId::create(clock, random);
        enrolled.answer.deviceNumber = 3;
        enrolled.answer.office = core::changes::ScopeId::create(clock, random);
        enrolled.answer.recoveryKey = core::crypto::SealedBox::generateKeys().publicKey;
        enrolled.installation = {QStringLiteral("127.0.0.1"), 9, QByteArray(32, 'p'), QStringLiteral("子长市"), QStringLiteral("S.ZICHANG.EXAMPLE"), 1};
        const app::office::SetUp setUp(reference, clock, random);
        const auto first = setUp.run(folder, enrolled, {QStringLiteral("王秀兰"), core::staff::Role::Counter}, passphrase("counter-2026"), core::crypto::PassphraseKey::floor);
        expect(first);
        who = first->id;
    }
    std::unique_ptr<Session> session()
    {
        auto unlocked = app::office::unlock(folder, reference, clock, who, passphrase("counter-2026"));
        expect(unlocked);
        auto begun = Session::begin(std::move(*unlocked), reference, clock, random);
        expect(begun);
        return std::move(*begun);
    }
    void fill(Session &session)
    {
        core::staff::Office community;
        community.id = core::base::idCast<core::staff::OfficeId>(enrolled.answer.office);
        community.name = QStringLiteral("齐家湾社区");
        community.division = QStringLiteral("610681001003");
        community.roles = {QStringLiteral("community"), QStringLiteral("street"), QStringLiteral("county"), QStringLiteral("county_check_center")};
        core::residents::Household household;
        household.id = core::residents::HouseholdId::create(clock, random);
        applicant.id = core::residents::ResidentId::create(clock, random);
        applicant.name = QStringLiteral("贺玉𬭚");
        applicant.sex = core::residents::Sex::Female;
        applicant.birthDate = core::residents::PartialDate(1959, 3, 7);
        applicant.documentType = *core::residents::DocumentTypeCode::parse(QStringLiteral("10"));
        applicant.documentNumber = QStringLiteral("610699195903079426");
        applicant.phone = QStringLiteral("13900005127");
        applicant.hukouDivision = applicant.livingDivision = community.division;
        applicant.hukouAddress = applicant.livingAddress = QStringLiteral("齐家湾社区3排12号");
        applicant.household = household.id;
        applicant.relation = core::residents::codes::head;
        const auto written = session
                                 .write([&](app::office::Writing &w) -> Result<void> {
                                     SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
                                     SHOULI_CHECK(act.create(community.ref(), core::changes::commonScope(), community.values()));
                                     SHOULI_CHECK(core::residents::HouseholdStore::create(act, enrolled.answer.office, household));
                                     SHOULI_CHECK(core::residents::ResidentStore::create(act, enrolled.answer.office, applicant));
                                     return act.finish();
                                 });
        QTRY_VERIFY(written.isFinished());
        expect(written.result());
    }

    core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    QTemporaryDir dir;
    Reference reference;
    OfficeFolder folder;
    sync::client::Enrolled enrolled;
    core::staff::StaffId who;
    Resident applicant;
};

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

    static void press(int key, int &count)
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key));
        ++count;
    }

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
    void fromTheEmptyBoxToTheCardByKeysAlone()
    {
        Office office;
        app::look::Languages languages;
        languages.use(app::look::Languages::Language::Chinese);
        const auto session = office.session();
        office.fill(*session);
        // the office's own row is read with the next session: roles and division come from it
        auto again = std::unique_ptr<Session>();
        const_cast<std::unique_ptr<Session> &>(session).reset();
        again = office.session();

        const QString papers = office.dir.filePath(QStringLiteral("papers"));
        app::shell::MainFrame frame(office.clock);
        auto *page = new app::counter::CounterPage(*again, papers);
        frame.addPage(page);
        frame.resize(1366, 768);
        frame.show();
        QVERIFY(QTest::qWaitForWindowExposed(&frame));
        QApplication::setActiveWindow(&frame);
        QSignalSpy failures(page, &app::frame::Page::failed);

        int keys = 0;
        QSignalSpy results(page, &app::frame::Page::resultsFound);
        for (const char c : {'h', 'e', 'y', 'u'}) {
            QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &frame, c);
            ++keys;
        }
        QTRY_VERIFY(!results.isEmpty() && results.last().at(0).value<QList<app::frame::ResultRow>>().size() == 1);
        press(Qt::Key_Return, keys);
        QTRY_COMPARE(page->subject(), office.applicant.name);
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        const auto shoot = [&](const char *name) {
            if (!shots.isEmpty())
                frame.grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
        };
        shoot("counter-resident");
        auto *services = qobject_cast<app::widgets::ChecklistView *>(page->mainList());
        QVERIFY(services != nullptr);
        for (int row = 0; row < services->rows().size(); ++row) {
            if (services->rows().at(row).key == QLatin1String("MZ-01"))
                services->setCurrentRow(row);
        }
        services->setFocus();
        press(Qt::Key_Return, keys);
        auto *list = qobject_cast<app::widgets::ChecklistView *>(page->mainList());
        QVERIFY(list != nullptr && list != services);
        list->setFocus();
        for (int row = 0; row < list->rows().size(); ++row) {
            list->setCurrentRow(row);
            const auto mark = list->rows().at(row).mark;
            if (mark == app::widgets::Mark::Unknown)
                press(Qt::Key_N, keys);
            else if (mark == app::widgets::Mark::No)
                press(Qt::Key_Space, keys);
            press(Qt::Key_Down, keys);
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
        press(Qt::Key_F12, keys);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(papers).entryList({QStringLiteral("*.pdf")}).size() == 2 || !failures.isEmpty(), 20'000);
        const auto took = timer.elapsed();
        QCOMPARE(failures.size(), 0);
        heart.stop();
        qInfo("%d keys; %lld ms from the last key to form and card; longest turn of the event loop %lld ms", keys, static_cast<long long>(took), static_cast<long long>(longest));
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
