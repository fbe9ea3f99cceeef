// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/devices/DeviceHistory.h"

namespace shouli::sync::server::devices {

using core::base::Result;
using core::changes::ReplicaId;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Transaction;

namespace {

const Sql putRevocation("INSERT INTO device_revocation ({county,} replica, revoked_at_ms, reason, erase) VALUES "
                        "({value,} ?, ?, ?, ?) ON CONFLICT ({county,} replica) DO UPDATE SET revoked_at_ms = "
                        "excluded.revoked_at_ms, reason = excluded.reason, erase = excluded.erase");
const Sql revocationOf("SELECT revoked_at_ms, reason, erase FROM device_revocation WHERE {county} AND replica = ?");
const Sql everyRevocation("SELECT revoked_at_ms, reason, erase, replica FROM device_revocation WHERE {county}");
const Sql putVisit("INSERT INTO device_seen ({county,} replica, seen_at_ms, position, taken) VALUES ({value,} ?, ?, ?, "
                   "?) ON CONFLICT ({county,} replica) DO UPDATE SET seen_at_ms = excluded.seen_at_ms, position = "
                   "excluded.position, taken = excluded.taken");
const Sql everyVisit("SELECT replica, seen_at_ms, position, taken FROM device_seen WHERE {county}");

Place reasonOf(ReplicaId replica)
{
    return {"device_revocation.reason", 0, 0, replica.toBytes()};
}

Result<DeviceHistory::Revocation> read(const engine::Statement &row, ReplicaId replica)
{
    SHOULI_TRY(const QByteArray reason, row.sealed(1, reasonOf(replica)));
    return DeviceHistory::Revocation{{row.integer(0)}, QString::fromUtf8(reason), row.integer(2) != 0};
}

} // namespace

Result<void> DeviceHistory::noteRevocation(Transaction &tx, ReplicaId replica, const Revocation &revocation)
{
    SHOULI_TRY(auto insert, tx.prepare(putRevocation));
    insert.bindAll(replica, revocation.at.ms)
        .bindSealed(revocation.reason.toUtf8(), reasonOf(replica))
        .bind(revocation.erase ? 1 : 0);
    return insert.run();
}

Result<std::optional<DeviceHistory::Revocation>> DeviceHistory::revocation(const Connection &db, ReplicaId replica)
{
    SHOULI_TRY(auto query, db.prepare(revocationOf));
    query.bind(replica);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Revocation>();
    SHOULI_TRY(Revocation noted, read(query, replica));
    return std::optional<Revocation>(std::move(noted));
}

Result<DeviceHistory::Revocations> DeviceHistory::revocations(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyRevocation));
    Revocations all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        const auto replica = query.id<ReplicaId>(3);
        SHOULI_TRY(const Revocation noted, read(query, replica));
        all.insert(replica, noted);
    }
}

Result<void> DeviceHistory::noteVisits(Transaction &tx, const Visits &visits)
{
    for (auto it = visits.cbegin(); it != visits.cend(); ++it) {
        SHOULI_TRY(auto upsert, tx.prepare(putVisit));
        upsert.bindAll(it.key(), it->at.ms, it->position, it->taken);
        SHOULI_CHECK(upsert.run());
    }
    return {};
}

Result<DeviceHistory::Visits> DeviceHistory::visits(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyVisit));
    Visits visits;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return visits;
        visits.insert(query.id<ReplicaId>(0), {{query.integer(1)}, query.integer(2), query.integer(3)});
    }
}

} // namespace shouli::sync::server::devices
