// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Administration.h"

#include "sync/server/CountyLog.h"
#include "sync/server/HeldStore.h"

#include <QJsonArray>

namespace shouli::sync::server::operations {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::ScopeId;
using core::changes::Value;
using core::storage::Transaction;

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

Result<QJsonObject> revoke(CountyServer &server, const QJsonObject &request)
{
    const int number = request.value(u"device").toInt();
    SHOULI_CHECK(server.administer([number](County &county, Transaction &tx) { return county.revoke(tx, number); }));
    return QJsonObject();
}

Result<QJsonObject> listDevices(CountyServer &server)
{
    SHOULI_TRY(const auto devices,
               server.administer([](County &, Transaction &tx) { return Devices::all(tx.database()); }));
    QJsonArray list;
    for (const EnrolledDevice &device : devices)
        list.append(QJsonObject{{QStringLiteral("number"), device.number},
                                {QStringLiteral("office"), device.office.toString()},
                                {QStringLiteral("machine"), device.machine},
                                {QStringLiteral("revoked"), device.revoked}});
    return QJsonObject{{QStringLiteral("devices"), list}};
}

Result<QJsonObject> listOffices(CountyServer &server)
{
    SHOULI_TRY(const auto offices,
               server.administer([](County &county, Transaction &tx) { return county.offices(tx.database()); }));
    QJsonArray list;
    for (auto it = offices.cbegin(); it != offices.cend(); ++it)
        list.append(QJsonObject{{QStringLiteral("office"), it.key().toString()},
                                {QStringLiteral("name"), it->name},
                                {QStringLiteral("division"), it->division}});
    return QJsonObject{{QStringLiteral("offices"), list}};
}

Result<QJsonObject> verify(CountyServer &server)
{
    SHOULI_TRY(const std::int64_t entries,
               server.administer([](County &, Transaction &tx) { return CountyLog::verify(tx.database()); }));
    return QJsonObject{{QStringLiteral("entries"), static_cast<qint64>(entries)}};
}

} // namespace

Result<QJsonObject> Administration::run(const QJsonObject &request)
{
    const QString what = text(request, "do");
    if (what == QLatin1String("office"))
        return addOffice(m_server, request);
    if (what == QLatin1String("offices"))
        return listOffices(m_server);
    if (what == QLatin1String("enrol"))
        return issueCode(m_server, request);
    if (what == QLatin1String("devices"))
        return listDevices(m_server);
    if (what == QLatin1String("revoke"))
        return revoke(m_server, request);
    if (what == QLatin1String("verify"))
        return verify(m_server);
    return failure(ErrorCode::InvalidArgument, QStringLiteral("unknown request '%1'").arg(what));
}

} // namespace shouli::sync::server::operations
