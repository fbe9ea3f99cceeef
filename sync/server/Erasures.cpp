// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Erasures.h"

#include "core/changes/Value.h"
#include "sync/server/CountyLog.h"
#include "sync/server/HeldStore.h"

#include <QMap>
#include <QSet>

#include <algorithm>
#include <utility>

namespace shouli::sync::server {

using core::base::Result;
using core::changes::Operation;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Value;
using devices::DeviceHistory;
using devices::Devices;
using engine::Connection;
using engine::Sql;

namespace {

const Sql rewritten("SELECT position FROM rewriting WHERE {county} AND number = 1");
const Sql putRewriting("INSERT INTO rewriting ({county,} number, rewritten_at_ms, position) VALUES ({value,} 1, ?, ?) "
                       "ON CONFLICT ({county,} number) DO UPDATE SET rewritten_at_ms = excluded.rewritten_at_ms, "
                       "position = excluded.position");

/// A PC and what it receives.
struct Receiver {
    Erasures::Waiting pc;
    QSet<ScopeId> scopes;
};

Result<QList<Receiver>> receivers(const Connection &db)
{
    SHOULI_TRY(const auto devices, Devices::all(db));
    SHOULI_TRY(const auto visits, DeviceHistory::visits(db));
    QList<Receiver> all;
    for (const auto &device : devices) {
        Receiver one{{device, std::nullopt}, {}};
        if (const auto visit = visits.constFind(device.replica); visit != visits.cend())
            one.pc.visit = *visit;
        SHOULI_TRY(one.scopes, Devices::scopes(db, device.replica));
        all.append(std::move(one));
    }
    return all;
}

/// One act with everybody who ever held what it erased.
struct Gathered {
    Erasures::Act act;
    QSet<ScopeId> holders;
};

using Gathering = QMap<std::pair<ReplicaId, std::int64_t>, Gathered>;

Result<Gathering> gather(const Connection &db)
{
    Gathering acts;
    SHOULI_TRY(const auto erased, HeldStore::erasures(db));
    for (auto it = erased.cbegin(); it != erased.cend(); ++it) {
        SHOULI_TRY(const auto line, CountyLog::at(db, it.key()));
        const core::changes::Change &change = line.entry.change;
        if (change.operation != Operation::Redact) // its creation, brought again to a county that was put back
            continue;
        Gathered &one = acts[{line.entry.replica, change.actFirst}];
        one.act.replica = line.entry.replica;
        one.act.first = change.actFirst;
        one.act.position = it.key();
        one.act.at = change.stamp.wall;
        ++one.act.things;
        SHOULI_TRY(const Value grounds, Value::fromCbor(change.payload));
        one.act.grounds = grounds.text();
        SHOULI_TRY(const auto holders, HeldStore::holders(db, it.value()));
        for (auto holder = holders.cbegin(); holder != holders.cend(); ++holder)
            one.holders.insert(holder.key());
    }
    return acts;
}

} // namespace

Result<QList<Erasures::Act>> Erasures::all(const Connection &db)
{
    SHOULI_TRY(const Gathering gathered, gather(db));
    SHOULI_TRY(const auto pcs, receivers(db));
    QList<Act> acts;
    for (const Gathered &one : gathered) {
        Act act = one.act;
        for (const Receiver &receiver : pcs) {
            if (!receiver.scopes.intersects(one.holders))
                continue;
            const auto &visit = receiver.pc.visit;
            if (visit && visit->taken >= act.position)
                ++act.confirmed;
            else
                act.waiting.append(receiver.pc);
        }
        acts.append(std::move(act));
    }
    std::ranges::sort(acts, std::ranges::greater(), &Act::position);
    return acts;
}

Result<std::int64_t> Erasures::rewrittenUpTo(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(rewritten));
    SHOULI_TRY(const bool found, query.step());
    return found ? query.integer(0) : 0;
}

Result<void> Erasures::noteRewriting(engine::Transaction &tx, core::base::Timestamp at, std::int64_t position)
{
    SHOULI_TRY(auto upsert, tx.prepare(putRewriting));
    upsert.bindAll(at.ms, position);
    return upsert.run();
}

} // namespace shouli::sync::server
