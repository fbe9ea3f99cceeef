// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/DeviceHistory.h"

namespace shouli::sync::server {

using core::base::Result;
using core::changes::ReplicaId;
using core::storage::Database;
using core::storage::Transaction;

Result<void> DeviceHistory::noteRevocation(Transaction &tx, ReplicaId replica, const Revocation &revocation)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO device_revocation (replica, revoked_at_ms, reason, "
                                         "erase) VALUES (?, ?, ?, ?)")));
    insert.bindAll(replica, revocation.at.ms, revocation.reason, revocation.erase ? 1 : 0);
    return insert.run();
}

Result<std::optional<DeviceHistory::Revocation>> DeviceHistory::revocation(const Database &db, ReplicaId replica)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT revoked_at_ms, reason, erase FROM device_revocation WHERE replica = ?")));
    query.bind(replica);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Revocation>();
    return std::optional<Revocation>(Revocation{{query.integer(0)}, query.text(1), query.integer(2) != 0});
}

Result<void> DeviceHistory::noteVisits(Transaction &tx, const Visits &visits)
{
    for (auto it = visits.cbegin(); it != visits.cend(); ++it) {
        SHOULI_TRY(
            auto upsert,
            tx.prepare(QStringLiteral("INSERT OR REPLACE INTO device_seen (replica, seen_at_ms) VALUES (?, ?)")));
        upsert.bindAll(it.key(), it->ms);
        SHOULI_CHECK(upsert.run());
    }
    return {};
}

Result<DeviceHistory::Visits> DeviceHistory::visits(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT replica, seen_at_ms FROM device_seen")));
    Visits visits;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return visits;
        visits.insert(query.id<ReplicaId>(0), {query.integer(1)});
    }
}

} // namespace shouli::sync::server
