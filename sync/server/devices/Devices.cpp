// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/devices/Devices.h"

#include "core/changes/Change.h"

namespace shouli::sync::server::devices {

using core::base::Result;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Statement;
using engine::Transaction;

namespace {

#define SHOULI_DEVICE \
    "replica, number, office, ordinal, public_key, machine, revoked, acked_lseq, acked_hash, enrolled_at_ms"
#define SHOULI_DEVICE_READ                                                                                      \
    SHOULI_DEVICE ", (SELECT count(*) FROM erasure_right WHERE {county} AND erasure_right.office = device.office)"

const Sql byName("SELECT " SHOULI_DEVICE_READ " FROM device WHERE {county} AND replica = ?");
const Sql byKey("SELECT " SHOULI_DEVICE_READ " FROM device WHERE {county} AND public_key = ? ORDER BY ordinal");
const Sql everyDevice("SELECT " SHOULI_DEVICE_READ " FROM device WHERE {county} ORDER BY number, ordinal");
const Sql addDevice("INSERT INTO device ({county,} " SHOULI_DEVICE ") VALUES ({value,} ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
const Sql grantErasure("INSERT INTO erasure_right ({county,} office) VALUES ({value,} ?) ON CONFLICT DO NOTHING");
const Sql denyErasure("DELETE FROM erasure_right WHERE {county} AND office = ?");
const Sql everyRight("SELECT office FROM erasure_right WHERE {county}");
const Sql addScope("INSERT INTO device_scope ({county,} replica, scope) VALUES ({value,} ?, ?)");
const Sql setRevoked("UPDATE device SET revoked = 1 WHERE {county} AND replica = ?");
const Sql setAcked("UPDATE device SET acked_lseq = ?, acked_hash = ? WHERE {county} AND replica = ?");
const Sql addFormer("INSERT INTO device_former ({county,} replica, former, last) VALUES ({value,} ?, ?, ?)");
const Sql formersOf("SELECT former, last FROM device_former WHERE {county} AND replica = ?");
const Sql scopesOf("SELECT scope FROM device_scope WHERE {county} AND replica = ?");
const Sql raiseNumber("UPDATE county SET last_device = ? WHERE {county} AND last_device < ?");
const Sql takeNumber("UPDATE county SET last_device = last_device + 1 WHERE {county} RETURNING last_device");
const Sql ordinalOf("SELECT coalesce(max(ordinal), 0) + 1 FROM device WHERE {county} AND office = ?");

Place place(const char *column, ReplicaId replica)
{
    return {column, 0, 0, replica.toBytes()};
}

Result<EnrolledDevice> read(const Statement &row)
{
    EnrolledDevice d;
    d.replica = row.id<ReplicaId>(0);
    d.number = static_cast<int>(row.integer(1));
    d.office = row.id<ScopeId>(2);
    d.ordinal = static_cast<int>(row.integer(3));
    d.publicKey = row.blob(4);
    SHOULI_TRY(const QByteArray machine, row.sealed(5, place("device.machine", d.replica)));
    d.machine = QString::fromUtf8(machine);
    d.revoked = row.integer(6) != 0;
    d.ackedLseq = row.integer(7);
    SHOULI_TRY(d.ackedHash, row.sealed(8, place("device.acked_hash", d.replica)));
    d.enrolledAt.ms = row.integer(9);
    d.mayErase = row.integer(10) != 0;
    return d;
}

Result<std::optional<EnrolledDevice>> one(Statement &query)
{
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<EnrolledDevice>();
    SHOULI_TRY(EnrolledDevice device, read(query));
    return std::optional<EnrolledDevice>(std::move(device));
}

} // namespace

Result<std::optional<EnrolledDevice>> Devices::find(const Connection &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(byName));
    query.bind(replica);
    return one(query);
}

Result<std::optional<EnrolledDevice>> Devices::findByKey(const Connection &db, const QByteArray &publicKey)
{
    SHOULI_TRY(auto query, db.prepare(byKey));
    query.bind(publicKey);
    return one(query);
}

Result<QList<EnrolledDevice>> Devices::all(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyDevice));
    QList<EnrolledDevice> devices;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return devices;
        SHOULI_TRY(const EnrolledDevice device, read(query));
        devices.append(device);
    }
}

Result<void> Devices::add(Transaction &tx, const EnrolledDevice &d, const QSet<ScopeId> &scopes)
{
    {
        SHOULI_TRY(auto insert, tx.prepare(addDevice));
        insert.bindAll(d.replica, d.number, d.office, d.ordinal, d.publicKey)
            .bindSealed(d.machine.toUtf8(), place("device.machine", d.replica))
            .bindAll(d.revoked ? 1 : 0, d.ackedLseq)
            .bindSealed(d.ackedHash, place("device.acked_hash", d.replica))
            .bind(d.enrolledAt.ms);
        SHOULI_CHECK(insert.run());
    }
    for (const ScopeId &scope : scopes) {
        SHOULI_TRY(auto grant, tx.prepare(addScope));
        grant.bindAll(d.replica, scope);
        SHOULI_CHECK(grant.run());
    }
    return {};
}

Result<void> Devices::revoke(Transaction &tx, ReplicaId replica)
{
    SHOULI_TRY(auto update, tx.prepare(setRevoked));
    update.bind(replica);
    return update.run();
}

Result<void> Devices::acknowledge(Transaction &tx, ReplicaId replica, std::int64_t lseq, const QByteArray &hash)
{
    SHOULI_TRY(auto update, tx.prepare(setAcked));
    update.bind(lseq).bindSealed(hash, place("device.acked_hash", replica)).bind(replica);
    return update.run();
}

Result<void> Devices::rename(Transaction &tx, ReplicaId name, ReplicaId former, std::int64_t last)
{
    SHOULI_TRY(const auto known, find(tx.connection(), name));
    SHOULI_TRY(const auto before, find(tx.connection(), former));
    if (known || !before)
        return {};
    EnrolledDevice device = *before;
    device.replica = name;
    device.ackedLseq = 0;
    device.ackedHash = core::changes::chainStart();
    SHOULI_TRY(device.ordinal, nextOrdinal(tx.connection(), device.office));
    SHOULI_TRY(const auto received, scopes(tx.connection(), former));
    SHOULI_CHECK(add(tx, device, received));
    SHOULI_TRY(auto names, formers(tx.connection(), former));
    names.insert(former, last);
    return addFormers(tx, name, names);
}

Result<void> Devices::addFormers(Transaction &tx, ReplicaId replica, const QMap<ReplicaId, std::int64_t> &formers)
{
    for (auto it = formers.cbegin(); it != formers.cend(); ++it) {
        SHOULI_TRY(auto insert, tx.prepare(addFormer));
        insert.bindAll(replica, it.key(), it.value());
        SHOULI_CHECK(insert.run());
    }
    return {};
}

Result<QMap<ReplicaId, std::int64_t>> Devices::formers(const Connection &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(formersOf));
    query.bind(replica);
    QMap<ReplicaId, std::int64_t> names;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return names;
        names.insert(query.id<ReplicaId>(0), query.integer(1));
    }
}

Result<QSet<ScopeId>> Devices::scopes(const Connection &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(scopesOf));
    query.bind(replica);
    QSet<ScopeId> scopes;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return scopes;
        scopes.insert(query.id<ScopeId>(0));
    }
}

Result<int> Devices::nextNumber(Transaction &tx)
{
    SHOULI_TRY(auto next, tx.prepare(takeNumber));
    SHOULI_CHECK(next.step());
    const int number = static_cast<int>(next.integer(0));
    SHOULI_CHECK(next.step());
    return number;
}

Result<void> Devices::keepNumber(Transaction &tx, int number)
{
    SHOULI_TRY(auto update, tx.prepare(raiseNumber));
    update.bindAll(number, number);
    return update.run();
}

Result<int> Devices::nextOrdinal(const Connection &db, ScopeId office)
{
    SHOULI_TRY(auto query, db.prepare(ordinalOf));
    query.bind(office);
    SHOULI_CHECK(query.step());
    return static_cast<int>(query.integer(0));
}

Result<QSet<ScopeId>> Devices::mayErase(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyRight));
    QSet<ScopeId> offices;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return offices;
        offices.insert(query.id<ScopeId>(0));
    }
}

Result<void> Devices::setMayErase(Transaction &tx, ScopeId office, bool may)
{
    SHOULI_TRY(auto statement, tx.prepare(may ? grantErasure : denyErasure));
    statement.bind(office);
    return statement.run();
}

} // namespace shouli::sync::server::devices
