// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Devices.h"

#include "core/changes/Change.h"

namespace shouli::sync::server {

using core::base::Result;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::storage::Database;
using core::storage::Statement;
using core::storage::Transaction;

namespace {

const QString columns = QStringLiteral(
    "replica, number, office, ordinal, public_key, machine, revoked, acked_lseq, acked_hash, enrolled_at_ms");

EnrolledDevice read(const Statement &row)
{
    EnrolledDevice d;
    d.replica = row.id<ReplicaId>(0);
    d.number = static_cast<int>(row.integer(1));
    d.office = row.id<ScopeId>(2);
    d.ordinal = static_cast<int>(row.integer(3));
    d.publicKey = row.blob(4);
    d.machine = row.text(5);
    d.revoked = row.integer(6) != 0;
    d.ackedLseq = row.integer(7);
    d.ackedHash = row.blob(8);
    d.enrolledAt.ms = row.integer(9);
    return d;
}

Result<std::optional<EnrolledDevice>> one(Statement &query)
{
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional<EnrolledDevice>(read(query)) : std::nullopt;
}

} // namespace

Result<std::optional<EnrolledDevice>> Devices::find(const Database &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT %1 FROM device WHERE replica = ?").arg(columns)));
    query.bind(replica);
    return one(query);
}

Result<std::optional<EnrolledDevice>> Devices::findByKey(const Database &db, const QByteArray &publicKey)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT %1 FROM device WHERE public_key = ?").arg(columns)));
    query.bind(publicKey);
    return one(query);
}

Result<QList<EnrolledDevice>> Devices::all(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT %1 FROM device ORDER BY number").arg(columns)));
    QList<EnrolledDevice> devices;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return devices;
        devices.append(read(query));
    }
}

Result<void> Devices::add(Transaction &tx, const EnrolledDevice &d, const QSet<ScopeId> &scopes)
{
    {
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral("INSERT INTO device (%1) VALUES (?,?,?,?,?,?,?,?,?,?)").arg(columns)));
        insert.bindAll(d.replica, d.number, d.office, d.ordinal, d.publicKey, d.machine, d.revoked ? 1 : 0, d.ackedLseq,
                       d.ackedHash, d.enrolledAt.ms);
        SHOULI_CHECK(insert.run());
    }
    for (const ScopeId &scope : scopes) {
        SHOULI_TRY(auto grant, tx.prepare(QStringLiteral("INSERT INTO device_scope (replica, scope) VALUES (?, ?)")));
        grant.bindAll(d.replica, scope);
        SHOULI_CHECK(grant.run());
    }
    return {};
}

Result<void> Devices::revoke(Transaction &tx, ReplicaId replica)
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE device SET revoked = 1 WHERE replica = ?")));
    update.bind(replica);
    return update.run();
}

Result<void> Devices::acknowledge(Transaction &tx, ReplicaId replica, std::int64_t lseq, const QByteArray &hash)
{
    SHOULI_TRY(auto update,
               tx.prepare(QStringLiteral("UPDATE device SET acked_lseq = ?, acked_hash = ? WHERE replica = ?")));
    update.bindAll(lseq, hash, replica);
    return update.run();
}

Result<void> Devices::rename(Transaction &tx, ReplicaId name, ReplicaId former, std::int64_t last)
{
    SHOULI_TRY(const auto known, find(tx.database(), name));
    SHOULI_TRY(const auto before, find(tx.database(), former));
    if (known || !before)
        return {};
    EnrolledDevice device = *before;
    device.replica = name;
    device.ackedLseq = 0;
    device.ackedHash = core::changes::chainStart();
    SHOULI_TRY(device.ordinal, nextOrdinal(tx.database(), device.office));
    SHOULI_TRY(const auto received, scopes(tx.database(), former));
    SHOULI_CHECK(add(tx, device, received));
    SHOULI_TRY(auto names, formers(tx.database(), former));
    names.insert(former, last);
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral("INSERT INTO device_former (replica, former, last) VALUES (?, ?, ?)")));
        insert.bindAll(name, it.key(), it.value());
        SHOULI_CHECK(insert.run());
    }
    return {};
}

Result<QMap<ReplicaId, std::int64_t>> Devices::formers(const Database &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT former, last FROM device_former WHERE replica = ?")));
    query.bind(replica);
    QMap<ReplicaId, std::int64_t> names;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return names;
        names.insert(query.id<ReplicaId>(0), query.integer(1));
    }
}

Result<QSet<ScopeId>> Devices::scopes(const Database &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT scope FROM device_scope WHERE replica = ?")));
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
    SHOULI_TRY(auto next,
               tx.prepare(QStringLiteral("UPDATE county SET last_device = last_device + 1 RETURNING last_device")));
    SHOULI_CHECK(next.step());
    const int number = static_cast<int>(next.integer(0));
    SHOULI_CHECK(next.step());
    return number;
}

Result<int> Devices::nextOrdinal(const Database &db, ScopeId office)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT coalesce(max(ordinal), 0) + 1 FROM device WHERE office = ?")));
    query.bind(office);
    SHOULI_CHECK(query.step());
    return static_cast<int>(query.integer(0));
}

} // namespace shouli::sync::server
