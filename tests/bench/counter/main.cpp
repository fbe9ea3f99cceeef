// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CasePapers.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/office/SetUp.h"
#include "app/printing/PaperPress.h"
#include "app/shell/Application.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SystemRandom.h"
#include "core/residents/ResidentStore.h"
#include "core/residents/sample/SampleLoader.h"
#include "tests/bench/support/BenchReport.h"

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace shouli;
using core::base::Result;
using core::crypto::SecretBytes;
using core::residents::Resident;
using tests::bench::BenchReport;
using tests::bench::millisecondsOf;

namespace {

const QString community = u"610681001003"_s;
const QString service = u"MZ-01"_s; ///< 最低生活保障: the longest form

SecretBytes passphrase()
{
    QByteArray bytes("counter-2026");
    return SecretBytes::takeFrom(bytes);
}

/// A community office's PC as enrolment and set-up leave it, in a folder beside the program, its register filled.
class Counter {
public:
    static Result<std::unique_ptr<Counter>> make(std::int64_t people, std::uint64_t seed)
    {
        SHOULI_TRY(auto reference, app::office::Reference::load());
        std::unique_ptr<Counter> counter(new Counter(std::move(reference)));
        SHOULI_CHECK(counter->setUp(people, seed));
        return counter;
    }

    Result<std::unique_ptr<app::office::Session>> session()
    {
        SHOULI_TRY(auto unlocked, app::office::unlock(folder, reference, clock, who, passphrase()));
        return app::office::Session::begin(std::move(unlocked), reference, clock, random);
    }

    core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    QTemporaryDir dir{QCoreApplication::applicationDirPath() + u"/bench-counter-XXXXXX"_s};
    app::office::Reference reference;
    app::office::OfficeFolder folder;
    core::staff::StaffId who;

private:
    explicit Counter(app::office::Reference loaded)
        : reference(std::move(loaded))
        , folder(dir.filePath(u"office"_s))
    {
    }

    Result<void> setUp(std::int64_t people, std::uint64_t seed)
    {
        sync::client::Enrolled enrolled{{}, {}, core::crypto::SigningKey::generate()};
        enrolled.answer.replica = core::changes::ReplicaId::create(clock, random);
        enrolled.answer.deviceNumber = 3;
        enrolled.answer.office = core::changes::ScopeId::create(clock, random);
        enrolled.answer.recoveryKey = core::crypto::SealedBox::generateKeys().publicKey;
        enrolled.installation = {u"127.0.0.1"_s, 9, QByteArray(32, 'p'), u"子长市"_s, u"S.ZICHANG.EXAMPLE"_s, 1};
        const app::office::SetUp setUp(reference, clock, random);
        SHOULI_TRY(const auto first,
                   setUp.run(folder, enrolled, {u"王秀兰"_s, core::staff::Role::Counter}, passphrase(),
                             core::crypto::PassphraseKey::floor));
        who = first.id;
        SHOULI_TRY(auto unlocked, app::office::unlock(folder, reference, clock, who, passphrase()));
        core::changes::log::ChangeLog log(reference.schema, clock, random);
        {
            core::staff::Office office; // every stage here, so that any case finds its way
            office.id = core::base::idCast<core::staff::OfficeId>(enrolled.answer.office);
            office.name = u"齐家湾社区"_s;
            office.division = community;
            office.roles = {u"community"_s, u"street"_s, u"county"_s, u"county_check_center"_s};
            SHOULI_TRY(auto tx, core::storage::Transaction::begin(unlocked.writer));
            SHOULI_TRY(auto act, log.begin(tx, first.author()));
            SHOULI_CHECK(act.create(office.ref(), core::changes::commonScope(), office.values()));
            SHOULI_CHECK(act.finish());
            SHOULI_CHECK(tx.commit());
        }
        namespace sample = core::residents::sample;
        sample::SampleRegister::Settings settings;
        settings.people = people;
        settings.seed = seed;
        SHOULI_TRY(settings.places, sample::SamplePlace::load());
        settings.places.removeIf([](const sample::SamplePlace &place) { return place.division != community; });
        SHOULI_TRY(auto names, sample::NamePool::load());
        sample::SampleLoader loader(log, first.author(), enrolled.answer.office);
        SHOULI_CHECK(loader.load(unlocked.writer, sample::SampleRegister(std::move(names)), settings));
        return {};
    }
};

/// What F12 does until form and card lie in the papers folder: the case with its audit line committed, its papers
/// filled in from the register, laid out and written, on the threads that do it at the counter.
Result<void> accepting(BenchReport &report)
{
    SHOULI_TRY(const auto counter, Counter::make(report.count(8'000, 100), report.seed()));
    SHOULI_TRY(const auto session, counter->session());
    SHOULI_TRY(const auto catalogue, counter->reference.catalogues->current(counter->clock.today()));
    const auto *wanted = catalogue->byCode(service);
    if (wanted == nullptr)
        return core::base::failure(core::base::ErrorCode::ServiceUnknown, service);
    QList<Resident> applicants;
    const int rounds = report.count(60, 2);
    SHOULI_CHECK(core::residents::ResidentStore::each(session->reader(), [&](const Resident &resident) {
        if (resident.relation == core::residents::codes::head && !resident.isGone())
            applicants.append(resident);
        return applicants.size() <= rounds;
    }));
    app::printing::PaperPress press(
        counter->clock, {counter->dir.filePath(u"papers"_s), {}, {[] { return QStringList(); }, {}}}, u"王秀兰"_s);
    QList<double> commits;
    QList<double> totals;
    for (qsizetype i = 0; i < std::min<qsizetype>(applicants.size(), rounds + 1); ++i) {
        core::cases::Acceptance acceptance;
        acceptance.service = service;
        acceptance.catalogue = catalogue->version();
        acceptance.applicant = applicants.at(i).id;
        acceptance.household = applicants.at(i).household;
        for (const auto &material : wanted->materials)
            acceptance.step.materials.append({material.material, core::cases::MaterialStatus::Brought, {}});
        Result<QStringList> papers;
        double commit = 0;
        const double total = millisecondsOf([&] {
            Result<QList<app::printing::PaperJob>> jobs;
            commit = millisecondsOf([&] {
                auto written = session->write([&, making = app::counter::CasePapers(*session)](
                                                  app::office::Writing &w) -> Result<QList<app::printing::PaperJob>> {
                    SHOULI_TRY(const auto file, w.desk.accept(w.tx, w.actor, acceptance));
                    return making.of(w.tx.database(), file.id);
                });
                while (!written.isFinished())
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
                jobs = written.result();
            });
            if (!jobs) {
                papers = core::base::failure(jobs);
                return;
            }
            auto made = press.make(*jobs);
            made.waitForFinished();
            papers = made.result();
        });
        SHOULI_CHECK(papers);
        if (papers->size() != 2)
            return core::base::failure(core::base::ErrorCode::InvalidArgument, papers->join(u' '));
        if (i == 0)
            continue; // fonts are loaded with the first, while the clerk still reads the login page
        commits.append(commit);
        totals.append(total);
    }
    report.add(u"accept.commit_ms"_s, u"ms"_s, commits);
    report.add(u"accept.total_ms"_s, u"ms"_s, totals);
    return {};
}

/// As app/shell/main.cpp, until the login page is painted; then "painted" on standard output.
int showLogin(QApplication &qt, const QString &folder)
{
    app::look::Theme::apply(qt, app::look::Theme::Contrast::Calm);
    app::look::Languages languages;
    languages.use(app::look::Languages::Language::Chinese);
    const auto reference = app::office::Reference::load();
    if (!reference)
        return 1;
    const core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    app::shell::Application::Options options;
    options.folder = folder;
    options.papersFolder = folder + u"/papers"_s;
    app::shell::Application application(*reference, clock, random, languages, options);
    application.start();
    application.window().resize(1366, 768);
    application.window().show();
    QCoreApplication::processEvents();
    const bool painted = !application.window().grab().isNull();
    std::puts(painted ? "painted" : "nothing");
    std::fflush(stdout);
    return painted ? 0 : 1;
}

/// A new process until its login page is painted; its files in the disk cache, as every time but the morning's first.
Result<void> starting(BenchReport &report)
{
    SHOULI_TRY(const auto counter, Counter::make(report.count(8'000, 100), report.seed()));
    QList<double> times;
    for (int i = 0; i < report.count(20, 2); ++i) {
        QProcess process;
        bool painted = false;
        const double ms = millisecondsOf([&] {
            process.start(QCoreApplication::applicationFilePath(), {u"--login"_s, counter->folder.path()});
            painted = process.waitForReadyRead(30'000) && process.readAllStandardOutput().startsWith("painted");
        });
        process.waitForFinished();
        if (!painted)
            return core::base::failure(core::base::ErrorCode::Cancelled, u"the login page"_s);
        times.append(ms);
    }
    report.add(u"start.cold_ms"_s, u"ms"_s, times);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication qt(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--login")
        return showLogin(qt, QString::fromLocal8Bit(argv[2]));
    return tests::bench::runBenches(argc, argv,
                                    {
                                        {{u"accept.commit_ms"_s, u"accept.total_ms"_s}, accepting},
                                        {{u"start.cold_ms"_s}, starting},
                                    });
}
