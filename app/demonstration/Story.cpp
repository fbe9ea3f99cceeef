// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Story.h"

#include "app/demonstration/Eyes.h"
#include "app/demonstration/Hands.h"
#include "app/frame/ResultModel.h"
#include "app/shell/Application.h"
#include "app/widgets/ChecklistView.h"
#include "core/residents/ResidentStore.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

namespace shouli::app::demonstration {

using core::base::ErrorCode;
using core::base::Result;
using core::base::failure;
using widgets::ChecklistView;

namespace {

constexpr int patienceMs = 30'000;
const QString form = QStringLiteral("F-DB-01"); ///< the story prints this one

/// The service that this form belongs to, as the catalogue says.
QString serviceWith(const core::catalogue::CatalogueLibrary &catalogues, QDate today)
{
    const auto current = catalogues.current(today);
    if (!current)
        return {};
    for (const auto &service : (*current)->services()) {
        if (service.forms.contains(form))
            return service.code;
    }
    return {};
}

bool waitFor(const std::function<bool()> &come)
{
    return QTest::qWaitFor(come, patienceMs);
}

} // namespace

Story::Story(DemonstrationCounty &county, const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random, look::Languages &languages, QString folder)
    : m_county(county)
    , m_reference(reference)
    , m_clock(clock)
    , m_random(random)
    , m_languages(languages)
    , m_folder(std::move(folder))
    , m_transcript(m_folder + QStringLiteral("/transcript.txt"))
{
}

void Story::tell(const QString &line)
{
    const QByteArray bytes = m_clock.now().inChina().toString(QStringLiteral("HH:mm:ss ")).toUtf8() + line.toUtf8() + '\n';
    m_transcript.write(bytes);
    m_transcript.flush();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

Result<void> Story::play()
{
    if (!m_transcript.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failure(ErrorCode::FileUnwritable, m_transcript.fileName());
    tell(QStringLiteral("the county's server and three offices, on this machine"));
    SHOULI_CHECK(m_county.start());
    if (const auto &settled = m_county.settled(); settled.people > 0)
        tell(QStringLiteral("%1 residents moved into the community in %2 ms").arg(settled.people).arg(settled.milliseconds));
    SHOULI_CHECK(counter());
    return street();
}

Result<void> Story::counter()
{
    const QString service = serviceWith(*m_reference.catalogues, m_clock.today());
    shell::Application::Options options;
    options.folder = m_county.folderOf(DemonstrationCounty::Seat::Community).path();
    options.papersFolder = m_folder + QStringLiteral("/papers");
    shell::Application application(m_reference, m_clock, m_random, m_languages, options);
    QWidget &window = application.window();
    application.start();
    window.resize(1366, 768);
    window.show();
    if (!QTest::qWaitForWindowActive(&window))
        return failure(ErrorCode::Cancelled, QStringLiteral("the window"));
    Hands hands(window);
    const Eyes eyes(window);
    const auto picture = [&](const char *name) { (void)eyes.shoot(m_folder + u'/' + QLatin1String(name) + QStringLiteral(".png")); };

    picture("1-login");
    QElapsedTimer timer;
    timer.start();
    hands.type(DemonstrationCounty::passphrase());
    hands.press(Qt::Key_Return);
    if (!waitFor([&] { return application.isSynced(); }))
        return failure(ErrorCode::Cancelled, QStringLiteral("sign in and first sync"));
    tell(QStringLiteral("signed in at the community counter; the office is at the county's state after %1 ms").arg(timer.elapsed()));

    hands.type(QStringLiteral("heyumei"));
    const auto found = [&window] {
        const auto *results = window.findChild<const frame::ResultModel *>();
        return results != nullptr && results->rowCount() > 0;
    };
    if (!waitFor(found))
        return failure(ErrorCode::Cancelled, QStringLiteral("finding the resident"));
    picture("2-search");
    hands.press(Qt::Key_Return);
    ChecklistView *list = nullptr;
    if (!waitFor([&] { return (list = qobject_cast<ChecklistView *>(QApplication::focusWidget())) != nullptr; }))
        return failure(ErrorCode::Cancelled, QStringLiteral("opening the resident"));
    picture("3-resident");
    for (int row = 0; row < list->rows().size() && list->rows().at(list->currentRow()).key != service; ++row)
        hands.press(Qt::Key_Down);
    hands.press(Qt::Key_Return);
    const auto current = [] { // the focus goes from question to question, then from paper to paper, by itself
        const auto *focused = qobject_cast<ChecklistView *>(QApplication::focusWidget());
        return focused != nullptr ? focused->rows().value(focused->currentRow()) : widgets::ChecklistRow();
    };
    const auto isOpen = [](const widgets::ChecklistRow &row) { return row.mark == widgets::Mark::Unknown || row.mark == widgets::Mark::No; };
    if (!waitFor([&] { return isOpen(current()); }))
        return failure(ErrorCode::Cancelled, QStringLiteral("choosing the service"));
    for (widgets::ChecklistRow row = current(); isOpen(row); row = current()) {
        if (row.key.startsWith(QLatin1String("judge:")))
            hands.press(Qt::Key_Y);
        else
            hands.press(row.mark == widgets::Mark::Unknown ? Qt::Key_N : Qt::Key_Space);
        if (!waitFor([&] { return current() != row; }))
            return failure(ErrorCode::Cancelled, QStringLiteral("saying what is here: ") + row.text);
    }
    picture("4-papers");
    hands.press(Qt::Key_F12);
    if (!waitFor([&] { return QDir(options.papersFolder).entryList({QStringLiteral("*-card.pdf")}).size() > 0 && !application.isWriting(); }))
        return failure(ErrorCode::Cancelled, QStringLiteral("accepting and printing"));
    picture("5-accepted");
    tell(QStringLiteral("accepted %1 with %2 keys; printed: %3").arg(service).arg(hands.keys()).arg(QDir(options.papersFolder).entryList({QStringLiteral("*.pdf")}).join(QStringLiteral(", "))));
    application.syncNow();
    if (!waitFor([&] { return application.isSynced(); }))
        return failure(ErrorCode::Cancelled, QStringLiteral("sending the case"));
    tell(QStringLiteral("the county has it"));
    return {};
}

Result<void> Story::street()
{
    const auto folder = m_county.folderOf(DemonstrationCounty::Seat::Street);
    SHOULI_TRY(const auto names, folder.names());
    SHOULI_TRY(auto unlocked, office::unlock(folder, m_reference, m_clock, names.first().id, DemonstrationCounty::secret()));
    SHOULI_TRY(const auto session, office::Session::begin(std::move(unlocked), m_reference, m_clock, m_random));
    session->startCourier();
    core::cases::Queue queue;
    const bool came = waitFor([&] {
        const auto now = session->caseStore().queue(session->reader(), session->office().id, m_clock.today());
        queue = now.value_or(core::cases::Queue());
        return queue.mine > 0;
    });
    if (!came)
        return failure(ErrorCode::Cancelled, QStringLiteral("the case at the street office"));
    SHOULI_TRY(const auto people, core::residents::ResidentStore::count(session->reader()));
    tell(QStringLiteral("the street office holds the records of %1 residents").arg(people));
    for (const auto &item : std::as_const(queue.items))
        tell(QStringLiteral("the street office has %1, %2, stage %3, due %4").arg(item.number, item.applicantName, item.stage, item.deadline.due.date.toString(Qt::ISODate)));
    return {};
}

} // namespace shouli::app::demonstration
