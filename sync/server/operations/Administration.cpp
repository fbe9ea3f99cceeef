// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Administration.h"

#include "sync/server/CountyLog.h"
#include "sync/server/CountyTables.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/Erasures.h"
#include "sync/server/gateway/StickPost.h"
#include "sync/server/HeldStore.h"
#include "sync/server/operations/Backup.h"
#include "sync/server/operations/RevokedList.h"
#include "sync/server/operations/Statistics.h"
#include "sync/transport/Refusal.h"

#include <QJsonArray>

#include <algorithm>

namespace shouli::sync::server::operations {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ScopeId;
using core::changes::Value;
using devices::DeviceHistory;
using devices::Devices;
using devices::EnrolledDevice;
using engine::Transaction;

namespace {

QString text(const QJsonObject &request, const char *key)
{
    return request.value(QLatin1String(key)).toString();
}

Result<QJsonObject> addOffice(CountyServer &server, const QJsonObject &request)
{
    County::OfficeDescription office;
    office.name = text(request, "name");
    office.nameEn = text(request, "name_en");
    office.division = text(request, "division");
    office.phone = text(request, "phone");
    const QJsonArray roles = request.value(u"roles").toArray();
    for (const auto &role : roles)
        office.roles.append(role.toString());
    if (!text(request, "parent").isEmpty()) {
        SHOULI_TRY(office.parent, ScopeId::parse(text(request, "parent")));
    }
    if (office.name.isEmpty() || office.division.size() != 12 || office.roles.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("an office needs a name, a division of 12 digits and roles"));
    SHOULI_TRY(const ScopeId id,
               server.administer([office](County &county, Transaction &tx) { return county.addOffice(tx, office); }));
    return QJsonObject{{QStringLiteral("office"), id.toString()}};
}

Result<QJsonObject> issueCode(CountyServer &server, const QJsonObject &request)
{
    SHOULI_TRY(const ScopeId office, ScopeId::parse(text(request, "office")));
    SHOULI_TRY(const auto code,
               server.administer([office](County &county, Transaction &tx) { return county.issueCode(tx, office); }));
    return QJsonObject{{QStringLiteral("code"), code.toString()}, {QStringLiteral("hours"), 24}};
}

/// One word, as refusals travel.
QString reasonOf(const core::base::Error &error)
{
    if (error.code == ErrorCode::DatabaseForeign)
        return QStringLiteral("another-county");
    if (error.code == ErrorCode::DecryptionFailed || error.code == ErrorCode::FileUnreadable)
        return QStringLiteral("damaged");
    return QString::fromLatin1(transport::refusal(error.code).body);
}

/// By its number, or by its machine's name where only one PC has that.
Result<EnrolledDevice> named(const engine::Connection &db, const QJsonObject &request)
{
    const int number = request.value(u"device").toInt();
    const QString machine = text(request, "machine");
    if (number <= 0 && machine.isEmpty())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("say which PC: --device NUMBER or --machine NAME"));
    SHOULI_TRY(const auto devices, Devices::all(db));
    QList<EnrolledDevice> fitting;
    std::copy_if(devices.cbegin(), devices.cend(), std::back_inserter(fitting), [&](const EnrolledDevice &device) {
        return !device.revoked && (number > 0 ? device.number == number : device.machine == machine);
    });
    if (fitting.size() == 1)
        return fitting.first();
    QString what = number > 0 ? QStringLiteral("no active device %1").arg(number)
                              : QStringLiteral("no active device is called '%1'").arg(machine);
    if (!fitting.isEmpty()) {
        what = QStringLiteral("several devices are called '%1':").arg(machine);
        for (const EnrolledDevice &device : std::as_const(fitting))
            what += QStringLiteral(" %1").arg(device.number);
    }
    return failure(ErrorCode::InvalidArgument, what);
}

Result<QJsonObject> revoke(CountyHouse &house, const QJsonObject &request)
{
    const bool erase = !request.value(u"keep_keys").toBool();
    const QString reason = text(request, "reason").left(200);
    SHOULI_TRY(const EnrolledDevice device,
               house.server().administer([&](County &county, Transaction &tx) -> Result<EnrolledDevice> {
                   SHOULI_TRY(const EnrolledDevice found, named(tx.connection(), request));
                   SHOULI_CHECK(county.revoke(tx, found.number));
                   SHOULI_CHECK(DeviceHistory::noteRevocation(tx, found.replica, {house.clock().now(), reason, erase}));
                   return found;
               }));
    SHOULI_TRY(const bool beside, RevokedList::keep(house.folder(), house.server()));
    SHOULI_TRY(const auto db, house.reader());
    SHOULI_TRY(const auto visits, DeviceHistory::visits(*db));
    QJsonObject answer{{QStringLiteral("device"), device.number},
                       {QStringLiteral("machine"), device.machine},
                       {QStringLiteral("office"), device.office.toString()},
                       {QStringLiteral("erase"), erase},
                       {QStringLiteral("beside_copies"), beside}};
    if (visits.contains(device.replica))
        answer.insert(QStringLiteral("seen_at"), visits.value(device.replica).at.inChina().toString(Qt::ISODate));
    return answer;
}

/// The office itself, or that of the PC that is named.
Result<QJsonObject> setMayErase(CountyServer &server, const QJsonObject &request)
{
    const bool may = !request.value(u"off").toBool();
    return server.administer([&](County &county, Transaction &tx) -> Result<QJsonObject> {
        ScopeId office;
        if (request.contains(u"office")) {
            SHOULI_TRY(office, ScopeId::parse(text(request, "office")));
        } else {
            SHOULI_TRY(const EnrolledDevice device, named(tx.connection(), request));
            office = device.office;
        }
        SHOULI_TRY(const auto offices, county.offices(tx.connection()));
        if (!offices.contains(office))
            return failure(ErrorCode::InvalidArgument, QStringLiteral("no office ") + office.toString());
        SHOULI_CHECK(Devices::setMayErase(tx, office, may));
        return QJsonObject{{QStringLiteral("office"), office.toString()},
                           {QStringLiteral("name"), offices.value(office).name},
                           {QStringLiteral("may_erase"), may}};
    });
}

using Offices = QMap<ScopeId, County::OfficeDescription>;

QJsonObject jsonOf(const Erasures::Waiting &pc, const Offices &offices)
{
    QJsonObject one{{QStringLiteral("number"), pc.device.number},
                    {QStringLiteral("machine"), pc.device.machine},
                    {QStringLiteral("office"), offices.value(pc.device.office).name},
                    {QStringLiteral("revoked"), pc.device.revoked}};
    if (pc.visit)
        one.insert(QStringLiteral("seen_at"), pc.visit->at.inChina().toString(Qt::ISODate));
    return one;
}

Result<QJsonObject> listErasures(CountyServer &server, const QJsonObject &request)
{
    if (request.value(u"rewrite").toBool())
        SHOULI_CHECK(server.scrub());
    return server.administer([](County &county, Transaction &tx) -> Result<QJsonObject> {
        const auto &db = tx.connection();
        SHOULI_TRY(const auto offices, county.offices(db));
        SHOULI_TRY(const auto acts, Erasures::all(db));
        QJsonArray list;
        for (const Erasures::Act &act : acts) {
            SHOULI_TRY(const auto author, Devices::find(db, act.replica));
            QJsonArray waiting;
            for (const Erasures::Waiting &pc : act.waiting)
                waiting.append(jsonOf(pc, offices));
            list.append(QJsonObject{
                {QStringLiteral("position"), static_cast<qint64>(act.position)},
                {QStringLiteral("at"), act.at.inChina().toString(Qt::ISODate)},
                {QStringLiteral("pc"), author ? author->number : 0},
                {QStringLiteral("office"), author ? offices.value(author->office).name : QString()},
                {QStringLiteral("things"), act.things},
                {QStringLiteral("grounds"), act.grounds},
                {QStringLiteral("confirmed"), act.confirmed},
                {QStringLiteral("waiting"), waiting}});
        }
        SHOULI_TRY(const auto rights, Devices::mayErase(db));
        QJsonArray may;
        for (auto it = offices.cbegin(); it != offices.cend(); ++it) {
            if (rights.contains(it.key()))
                may.append(QJsonObject{{QStringLiteral("office"), it.key().toString()},
                                       {QStringLiteral("name"), it->name}});
        }
        SHOULI_TRY(const std::int64_t last, HeldStore::lastErasure(db));
        SHOULI_TRY(const std::int64_t rewritten, Erasures::rewrittenUpTo(db));
        return QJsonObject{{QStringLiteral("erasures"), list},
                           {QStringLiteral("rewritten"), rewritten >= last},
                           {QStringLiteral("may_erase"), may}};
    });
}

Result<QJsonObject> listDevices(CountyServer &server)
{
    SHOULI_TRY(const auto visits,
               server.administer([](County &, Transaction &tx) { return DeviceHistory::visits(tx.connection()); }));
    SHOULI_TRY(const auto devices,
               server.administer([](County &, Transaction &tx) { return Devices::all(tx.connection()); }));
    QJsonArray list;
    for (const EnrolledDevice &device : devices) {
        QJsonObject one{{QStringLiteral("number"), device.number},
                        {QStringLiteral("office"), device.office.toString()},
                        {QStringLiteral("machine"), device.machine},
                        {QStringLiteral("revoked"), device.revoked}};
        if (visits.contains(device.replica))
            one.insert(QStringLiteral("seen_at"), visits.value(device.replica).at.inChina().toString(Qt::ISODate));
        list.append(one);
    }
    return QJsonObject{{QStringLiteral("devices"), list}};
}

Result<QJsonObject> listOffices(CountyServer &server)
{
    SHOULI_TRY(const auto offices,
               server.administer([](County &county, Transaction &tx) { return county.offices(tx.connection()); }));
    QJsonArray list;
    for (auto it = offices.cbegin(); it != offices.cend(); ++it)
        list.append(QJsonObject{{QStringLiteral("office"), it.key().toString()},
                                {QStringLiteral("name"), it->name},
                                {QStringLiteral("division"), it->division}});
    return QJsonObject{{QStringLiteral("offices"), list}};
}

Result<QJsonObject> verify(CountyHouse &house)
{
    // pages under the writer's lock: nothing moves them meanwhile
    SHOULI_CHECK(house.server().administer([](County &, Transaction &tx) { return tx.connection().verify(); }));
    SHOULI_TRY(const auto db, house.reader());
    SHOULI_TRY(const auto moment, Transaction::begin(*db, Transaction::Purpose::Read));
    SHOULI_TRY(const std::int64_t entries, CountyLog::verify(*db));
    // opens every sealed value too; two engines that hold the same rows give the same
    SHOULI_TRY(const QByteArray checksum, CountyTables::checksum(*db));
    const bool postgres = house.database().keeping().engine == keeping::Engine::Postgres;
    return QJsonObject{{QStringLiteral("entries"), static_cast<qint64>(entries)},
                       {QStringLiteral("checksum"), QString::fromLatin1(checksum.toHex())},
                       {QStringLiteral("pages"), postgres ? QStringLiteral("PostgreSQL's own") : QStringLiteral("ok")}};
}

Result<QJsonObject> backup(CountyHouse &house, const QJsonObject &request)
{
    const Backup::Order order{text(request, "into"), request.value(u"keep").toInt(14),
                              request.value(u"elsewhere").toBool()};
    SHOULI_TRY(const auto made, Backup(house.folder(), house.database(), house.server(), house.clock()).run(order));
    SHOULI_CHECK(RevokedList::keep(house.folder(), house.server(), order.into));
    return QJsonObject{{QStringLiteral("folder"), made.folder},
                       {QStringLiteral("position"), static_cast<qint64>(made.about.position)},
                       {QStringLiteral("bytes"), made.bytes},
                       {QStringLiteral("durable"), made.elsewhere},
                       {QStringLiteral("removed"), QJsonArray::fromStringList(made.removed)}};
}

Result<QJsonObject> exchangeByStick(CountyHouse &house, const QJsonObject &request)
{
    const QString folder = text(request, "folder");
    SHOULI_TRY(const auto lines, gateway::StickPost(house.server(), house.certificate(), house.clock()).run(folder));
    QJsonArray pcs;
    for (const gateway::StickPost::Line &line : lines) {
        QJsonObject one{{QStringLiteral("pc"), line.number},
                        {QStringLiteral("machine"), line.machine},
                        {QStringLiteral("office"), line.office.toString()},
                        {QStringLiteral("changes"), static_cast<qint64>(line.changes)},
                        {QStringLiteral("entries"), static_cast<qint64>(line.entries)},
                        {QStringLiteral("snapshots"), line.snapshots},
                        {QStringLiteral("bytes"), line.bytes}};
        if (line.trouble)
            one.insert(QStringLiteral("refused"), reasonOf(*line.trouble));
        pcs.append(one);
    }
    return QJsonObject{{QStringLiteral("folder"), stick::StickFolder(folder).path()}, {QStringLiteral("pcs"), pcs}};
}

Result<QJsonObject> makeSnapshots(CountyServer &server)
{
    SHOULI_TRY(const auto summary, server.snapshots().makeAll());
    return QJsonObject{{QStringLiteral("offices"), summary.scopes},
                       {QStringLiteral("made"), summary.made},
                       {QStringLiteral("rows"), static_cast<qint64>(summary.rows)},
                       {QStringLiteral("bytes"), static_cast<qint64>(summary.bytes)}};
}

} // namespace

Result<QJsonObject> Administration::run(const QJsonObject &request)
{
    CountyServer &server = m_house.server();
    const QString what = text(request, "do");
    if (what == QLatin1String("office"))
        return addOffice(server, request);
    if (what == QLatin1String("offices"))
        return listOffices(server);
    if (what == QLatin1String("enrol"))
        return issueCode(server, request);
    if (what == QLatin1String("devices"))
        return listDevices(server);
    if (what == QLatin1String("revoke"))
        return revoke(m_house, request);
    if (what == QLatin1String("may-erase"))
        return setMayErase(server, request);
    if (what == QLatin1String("erasures"))
        return listErasures(server, request);
    if (what == QLatin1String("verify"))
        return verify(m_house);
    if (what == QLatin1String("backup"))
        return backup(m_house, request);
    if (what == QLatin1String("snapshot"))
        return makeSnapshots(server);
    if (what == QLatin1String("stick"))
        return exchangeByStick(m_house, request);
    if (what == QLatin1String("stats"))
        return Statistics::collect(m_house);
    return failure(ErrorCode::InvalidArgument, QStringLiteral("unknown request '%1'").arg(what));
}

} // namespace shouli::sync::server::operations
