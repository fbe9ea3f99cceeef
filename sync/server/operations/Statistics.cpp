// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Statistics.h"

#include "sync/server/CountyLog.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/Durability.h"

#include <QJsonArray>

namespace shouli::sync::server::operations {

using core::base::Result;
using core::base::Timestamp;
using core::changes::Verdict;
using devices::DeviceHistory;
using devices::Devices;
using devices::EnrolledDevice;
using engine::Connection;
using engine::Sql;
using engine::Transaction;

namespace {

QString timeText(Timestamp at)
{
    return at.inChina().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

const Sql ofVerdict("SELECT count(*) FROM log WHERE {county} AND verdict = ?");
const Sql codesWaiting("SELECT count(*) FROM enrolment_code WHERE {county} AND used_by IS NULL AND expires_at_ms > ?");

Result<qint64> number(const Connection &db, const Sql &sql, std::int64_t argument)
{
    SHOULI_TRY(auto query, db.prepare(sql));
    query.bind(argument);
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<QJsonObject> counts(const Connection &db, const core::base::Clock &clock)
{
    QJsonObject json;
    SHOULI_TRY(const auto itself, County::describe(db));
    json.insert(QStringLiteral("county"), itself.name);
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(db));
    json.insert(QStringLiteral("entries"), static_cast<qint64>(head.seq));
    SHOULI_TRY(const std::int64_t durable, Durability::position(db));
    json.insert(QStringLiteral("durable"), static_cast<qint64>(durable));
    json.insert(QStringLiteral("not_durable"), static_cast<qint64>(head.seq - durable));
    static constexpr std::pair<const char *, Verdict> verdicts[] = {
        {"parked", Verdict::Parked}, {"suggestions", Verdict::Suggestion}, {"refused", Verdict::Refused}};
    for (const auto &[key, verdict] : verdicts) {
        SHOULI_TRY(const qint64 count, number(db, ofVerdict, static_cast<int>(verdict)));
        json.insert(QLatin1String(key), count);
    }
    SHOULI_TRY(const qint64 codes, number(db, codesWaiting, clock.now().ms));
    json.insert(QStringLiteral("codes_waiting"), codes);
    SHOULI_TRY(const auto copy, Durability::newest(db));
    if (copy)
        json.insert(QStringLiteral("copy"),
                    QJsonObject{{QStringLiteral("name"), copy->name},
                                {QStringLiteral("made_at"), timeText(copy->madeAt)},
                                {QStringLiteral("position"), qint64(copy->position)},
                                {QStringLiteral("elsewhere"), copy->elsewhere}});
    SHOULI_TRY(const auto restored, Durability::restored(db));
    if (restored)
        json.insert(QStringLiteral("restored"),
                    QJsonObject{{QStringLiteral("at"), timeText(restored->at)},
                                {QStringLiteral("position"), qint64(restored->position)}});
    return json;
}

} // namespace

Result<QJsonObject> Statistics::collect(CountyHouse &house)
{
    SHOULI_TRY(const auto reader, house.reader());
    const Connection &db = *reader;
    SHOULI_TRY(QJsonObject json, counts(db, house.clock()));
    SHOULI_TRY(const auto offices, house.server().administer([](County &county, Transaction &tx) {
        return county.offices(tx.connection());
    }));
    SHOULI_TRY(const auto devices, Devices::all(db));
    SHOULI_TRY(const auto visits, DeviceHistory::visits(db));
    const QDate today = house.clock().today();
    int revoked = 0;
    int seenToday = 0;
    QJsonArray list;
    for (const EnrolledDevice &device : devices) {
        QJsonObject one{{QStringLiteral("number"), device.number},
                        {QStringLiteral("office"), offices.value(device.office).name},
                        {QStringLiteral("machine"), device.machine},
                        {QStringLiteral("revoked"), device.revoked}};
        if (const auto seen = visits.constFind(device.replica); seen != visits.cend()) {
            one.insert(QStringLiteral("seen_at"), timeText(seen->at));
            one.insert(QStringLiteral("behind"),
                       std::max<qint64>(0, json.value(u"entries").toInteger() - seen->position));
            seenToday += seen->at.dateInChina() == today ? 1 : 0;
        }
        if (device.revoked) {
            ++revoked;
            SHOULI_TRY(const auto why, DeviceHistory::revocation(db, device.replica));
            if (why) {
                one.insert(QStringLiteral("revoked_at"), timeText(why->at));
                one.insert(QStringLiteral("reason"), why->reason);
            }
        }
        list.append(one);
    }
    json.insert(QStringLiteral("offices"), static_cast<int>(offices.size()));
    json.insert(QStringLiteral("pcs"), static_cast<int>(devices.size()) - revoked);
    json.insert(QStringLiteral("pcs_revoked"), revoked);
    json.insert(QStringLiteral("pcs_seen_today"), seenToday);
    SHOULI_TRY(const qint64 size, db.size());
    json.insert(QStringLiteral("database_bytes"), size);
    json.insert(QStringLiteral("devices"), list);
    return json;
}

QString Statistics::toText(const QJsonObject &json)
{
    const auto count = [&](const char *key) { return QString::number(json.value(QLatin1String(key)).toInteger()); };
    QString out = json.value(u"county").toString() + u'\n';
    const auto line = [&out](const QString &zh, const QString &en, const QString &value) {
        out += QStringLiteral("  %1 %2: %3\n").arg(zh, en, value);
    };
    line(QStringLiteral("办公点"), QStringLiteral("offices"), count("offices"));
    line(QStringLiteral("电脑"), QStringLiteral("PCs"),
         QStringLiteral("%1（今日在线 seen today %2，已停用 revoked %3）")
             .arg(count("pcs"), count("pcs_seen_today"), count("pcs_revoked")));
    line(QStringLiteral("待用注册码"), QStringLiteral("codes not used yet"), count("codes_waiting"));
    line(QStringLiteral("日志"), QStringLiteral("log entries"),
         QStringLiteral("%1（待核对 parked %2，建议 suggestions %3，拒绝 refused %4）")
             .arg(count("entries"), count("parked"), count("suggestions"), count("refused")));
    line(QStringLiteral("数据库"), QStringLiteral("database"),
         QStringLiteral("%1 MB").arg(json.value(u"database_bytes").toDouble() / 1e6, 0, 'f', 1));
    const QJsonObject copy = json.value(u"copy").toObject();
    line(QStringLiteral("最近备份"), QStringLiteral("last copy"),
         copy.isEmpty() ? QStringLiteral("无！请运行 backup。none! run: shouli-server backup --into DIR")
                        : copy.value(u"made_at").toString() + QStringLiteral("  ") + copy.value(u"name").toString()
                 + (copy.value(u"elsewhere").toBool() ? QString() : QStringLiteral("（在本机 on this machine）")));
    line(QStringLiteral("未备份的日志"), QStringLiteral("entries in no copy off this machine"), count("not_durable"));
    if (const QJsonObject restored = json.value(u"restored").toObject(); !restored.isEmpty())
        line(QStringLiteral("曾从备份恢复"), QStringLiteral("restored from a copy"),
             QStringLiteral("%1  @%2")
                 .arg(restored.value(u"at").toString())
                 .arg(restored.value(u"position").toInteger()));
    const QJsonArray devices = json.value(u"devices").toArray();
    for (const auto &value : devices) {
        const QJsonObject one = value.toObject();
        QString state = one.value(u"seen_at").toString(QStringLiteral("从未 never"));
        if (const qint64 behind = one.value(u"behind").toInteger(); behind > 0)
            state += QStringLiteral("  此后新增 since then %1").arg(behind);
        if (one.value(u"revoked").toBool())
            state = QStringLiteral("已停用 revoked %1 %2")
                        .arg(one.value(u"revoked_at").toString(), one.value(u"reason").toString());
        out += QStringLiteral("  %1  %2  %3  %4\n")
                   .arg(one.value(u"number").toInteger(), 5)
                   .arg(one.value(u"office").toString(), one.value(u"machine").toString(), state);
    }
    return out;
}

} // namespace shouli::sync::server::operations
