// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/DemonstrationCounty.h"

#include "app/demonstration/Neighbours.h"
#include "app/office/SetUp.h"
#include "app/office/Unlock.h"
#include "core/changes/log/ChangeLog.h"
#include "core/residents/sample/SampleLoader.h"
#include "core/residents/search/SearchIndex.h"
#include "core/storage/Transaction.h"
#include "sync/client/Enrol.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace shouli::app::demonstration {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::crypto::SecretBytes;
using office::OfficeFolder;

namespace {

constexpr quint16 port = 17443;
constexpr int patienceMs = 60'000;
constexpr std::int64_t residents = 8'000; ///< a community in the county's town
constexpr int probeMs = 500;
const QString listenAt = QStringLiteral("127.0.0.1:%1").arg(port);

struct Place {
    const char *folder;
    const char *name;
    const char *nameEn;
    const char *division;
    const char *roles;
    const char *clerk;
    core::staff::Role role;
    int under; ///< the superior office, as an index of this list; -1: none
};

const Place places[DemonstrationCounty::seats] = {
    {"community", "齐家湾社区", "Qijiawan Community", "610681001003", "community", "王秀兰", core::staff::Role::Counter,
     1},
    {"street", "瓦窑堡街道", "Wayaobu Street", "610681001000", "street", "冯志军", core::staff::Role::Reviewer, 2},
    {"bureau", "子长市民政局", "Zichang Civil Affairs Bureau", "610681000000",
     "county,county_check_center,county_federation,county_org", "史延平", core::staff::Role::Approver, -1},
    {"neighbour", "米粮山社区", "Miliangshan Community", "610681001001", "community", "折军",
     core::staff::Role::Counter, 1},
};

const Place &placeOf(DemonstrationCounty::Seat seat)
{
    return places[static_cast<int>(seat)];
}

QString programBeside(const char *name)
{
    return QCoreApplication::applicationDirPath() + u'/' + QLatin1String(name);
}

} // namespace

DemonstrationCounty::DemonstrationCounty(QString folder, const office::Reference &reference,
                                         const core::base::Clock &clock, core::base::Random &random)
    : m_folder(std::move(folder))
    , m_reference(reference)
    , m_clock(clock)
    , m_random(random)
{
}

DemonstrationCounty::~DemonstrationCounty()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    m_server.waitForFinished(patienceMs);
}

SecretBytes DemonstrationCounty::secret()
{
    QByteArray bytes = passphrase().toUtf8();
    return SecretBytes::takeFrom(bytes);
}

std::optional<DemonstrationCounty::Seat> DemonstrationCounty::seatNamed(const QString &name)
{
    for (int i = 0; i < seats; ++i) {
        if (name == QLatin1String(places[i].folder))
            return static_cast<Seat>(i);
    }
    return std::nullopt;
}

QString DemonstrationCounty::nameOf(Seat seat)
{
    return QString::fromUtf8(placeOf(seat).name);
}

OfficeFolder DemonstrationCounty::folderOf(Seat seat) const
{
    return OfficeFolder(m_folder + u'/' + QLatin1String(placeOf(seat).folder));
}

Result<QJsonObject> DemonstrationCounty::server(const QStringList &arguments) const
{
    QProcess process;
    process.start(programBeside("shouli-server"),
                  QStringList{arguments.first(), QStringLiteral("--data"), m_folder + QStringLiteral("/county")}
                      + arguments.mid(1));
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        return failure(ErrorCode::ServerFailure, QString::fromUtf8(process.readAllStandardError()).trimmed());
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

Result<void> DemonstrationCounty::serve()
{
    QLocalSocket other; // of a server that another window of this county started
    other.connectToServer(m_folder + QStringLiteral("/county/control.sock"));
    if (other.waitForConnected(probeMs))
        return {};
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(programBeside("shouli-server"),
                   {QStringLiteral("serve"), QStringLiteral("--data"), m_folder + QStringLiteral("/county"),
                    QStringLiteral("--listen"), listenAt});
    QByteArray said;
    while (!said.contains("listening on")) {
        if (!m_server.waitForReadyRead(patienceMs))
            return failure(ErrorCode::ServerFailure, QString::fromUtf8(said));
        said += m_server.readAll();
        if (m_server.state() == QProcess::NotRunning)
            return failure(ErrorCode::ServerFailure, QString::fromUtf8(said));
    }
    return {};
}

Result<void> DemonstrationCounty::start()
{
    const bool fresh = !QDir(m_folder + QStringLiteral("/county")).exists();
    if (fresh) {
        QDir().mkpath(m_folder);
        SHOULI_CHECK(server({QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("子长市"),
                             QStringLiteral("--host"), QStringLiteral("S.ZICHANG.EXAMPLE"), QStringLiteral("--address"),
                             QStringLiteral("localhost")}));
    }
    SHOULI_CHECK(serve());
    QStringList offices(seats);
    for (const Seat seat : {Seat::Bureau, Seat::Street, Seat::Neighbour, Seat::Community}) { // superiors first
        if (folderOf(seat).isSetUp())
            continue;
        const Place &place = placeOf(seat);
        QStringList arguments{QStringLiteral("office"),
                              QStringLiteral("--name"),
                              QString::fromUtf8(place.name),
                              QStringLiteral("--name-en"),
                              QString::fromUtf8(place.nameEn),
                              QStringLiteral("--division"),
                              QString::fromLatin1(place.division),
                              QStringLiteral("--roles"),
                              QString::fromLatin1(place.roles),
                              QStringLiteral("--phone"),
                              QStringLiteral("0911-7000000")};
        if (place.under >= 0 && !offices.at(place.under).isEmpty())
            arguments += {QStringLiteral("--parent"), offices.at(place.under)};
        SHOULI_TRY(const QJsonObject added, server(arguments));
        QString &office = offices[static_cast<int>(seat)];
        office = added.value(u"office").toString();
        SHOULI_CHECK(setUp(seat, office));
    }
    return {};
}

Result<void> DemonstrationCounty::setUp(Seat seat, const QString &office)
{
    SHOULI_TRY(const QJsonObject issued, server({QStringLiteral("enrol"), QStringLiteral("--office"), office}));
    SHOULI_TRY(const auto code, sync::protocol::EnrolmentCode::parse(issued.value(u"code").toString()));
    SHOULI_TRY(
        const auto enrolled,
        sync::client::enrol(QStringLiteral("127.0.0.1"), port, code, QString::fromUtf8(placeOf(seat).name), m_random));
    const office::SetUp setUp(m_reference, m_clock, m_random);
    SHOULI_CHECK(setUp.run(folderOf(seat), enrolled, {QString::fromUtf8(placeOf(seat).clerk), placeOf(seat).role},
                           secret(), core::crypto::PassphraseKey::floor));
    return seat == Seat::Community ? settle() : Result<void>();
}

Result<void> DemonstrationCounty::settle()
{
    const OfficeFolder folder = folderOf(Seat::Community);
    SHOULI_TRY(const auto names, folder.names());
    SHOULI_TRY(auto unlocked, office::unlock(folder, m_reference, m_clock, names.first().id, secret()));
    core::changes::log::ChangeLog log(m_reference.schema, m_clock, m_random);
    const auto author = core::base::idCast<core::changes::AuthorId>(names.first().id);
    const auto home = core::base::idCast<core::changes::ScopeId>(unlocked.vault->identity().office);
    const QString division = QString::fromLatin1(placeOf(Seat::Community).division);
    QElapsedTimer timer;
    timer.start();
    { // those whom the story names come first, so that they are found first
        SHOULI_TRY(auto tx, core::storage::Transaction::begin(unlocked.writer));
        SHOULI_TRY(auto act, log.begin(tx, author));
        SHOULI_CHECK(Neighbours::moveIn(act, home, division, m_clock, m_random));
        SHOULI_CHECK(act.finish());
        SHOULI_CHECK(tx.commit());
    }
    namespace sample = core::residents::sample;
    sample::SampleRegister::Settings settings;
    settings.people = residents - Neighbours::count();
    settings.today = m_clock.today();
    SHOULI_TRY(settings.places, sample::SamplePlace::load());
    settings.places.removeIf([&](const sample::SamplePlace &place) { return place.division != division; });
    SHOULI_TRY(auto pool, sample::NamePool::load());
    SHOULI_TRY(const std::int64_t moved,
               sample::SampleLoader(log, author, home)
                   .load(unlocked.writer, sample::SampleRegister(std::move(pool)), settings));
    { // unlocking made the index of an empty register; the office's own area it learns from the county
        SHOULI_TRY(auto tx, core::storage::Transaction::begin(unlocked.writer));
        SHOULI_CHECK(core::residents::search::SearchIndex(m_reference.pinyin, QString()).rebuild(tx));
        SHOULI_CHECK(tx.commit());
    }
    m_settled = {moved + Neighbours::count(), timer.elapsed()};
    return {};
}

} // namespace shouli::app::demonstration
