// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/filling/ScopeFill.h"

#include "core/changes/log/StoredReplica.h"

namespace shouli::sync::filling {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::EntityRef;
using core::changes::Holding;
using core::changes::ScopeId;
using core::changes::log::FreshRows;
using core::changes::log::StoredReplica;
using core::storage::Database;
using core::storage::Transaction;
using snapshot::Chunk;
using snapshot::Loader;
using snapshot::Thing;

namespace {

constexpr std::int64_t fillCacheKib = 96 * 1024; ///< so that a page that many rows go to stays at hand

} // namespace

Result<bool> ScopeFill::isEmptyHere(Transaction &tx)
{
    SHOULI_TRY(auto count, tx.prepare(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM entity LIMIT ?)")));
    count.bind(nextToNothing);
    SHOULI_CHECK(count.step());
    return count.integer(0) < nextToNothing;
}

Result<void> ScopeFill::put(Transaction &tx, Loader &loader, const QList<Thing> &things) const
{
    FreshRows rows(m_log.tables(), tx);
    QList<Thing> fresh;
    QList<Thing> known;
    for (const Thing &thing : things) {
        SHOULI_TRY(const bool isFresh, rows.takes(thing.ref, thing.image));
        (isFresh ? fresh : known).append(thing);
    }
    SHOULI_CHECK(putFresh(tx, rows, fresh));
    SHOULI_CHECK(loader.take(known));
    for (const Thing &thing : std::as_const(known)) {
        SHOULI_TRY(const bool agrees, loader.agrees(thing));
        if (!agrees)
            return failure(ErrorCode::DatabaseDamaged, QStringLiteral("thing ") + thing.ref.id.toString());
    }
    return {};
}

Result<void> ScopeFill::putFresh(Transaction &tx, FreshRows &rows, const QList<Thing> &things) const
{
    QSet<EntityRef> refs;
    for (const Thing &thing : things) {
        QMap<ScopeId, Holding> holdings;
        for (auto it = thing.holders.cbegin(); it != thing.holders.cend(); ++it) {
            const Holding after = it.key() == m_manifest.scope ? Holding{it->count, it->position, 0}
                                                               : Holding().arrived(it->position, it->count);
            if (after != Holding())
                holdings.insert(it.key(), after);
        }
        SHOULI_CHECK(rows.insert(thing.ref, thing.image, holdings));
        refs.insert(thing.ref);
    }
    QList<Thing> mine;
    for (const Thing &thing : things) {
        SHOULI_TRY(const FreshRows::Row row, rows.read(thing.ref, m_manifest.scope));
        mine.append({thing.ref, row.image, {{m_manifest.scope, {row.holding.count, row.holding.version}}}});
    }
    if (snapshot::stateOf(mine, m_manifest.scope) != snapshot::stateOf(things, m_manifest.scope))
        return failure(ErrorCode::DatabaseDamaged, QStringLiteral("rows read back"));
    return m_log.notify(tx, refs, {});
}

Result<void> ScopeFill::fill(Database &db, const QList<Chunk> &chunks, const std::atomic<bool> &stop) const
{
    const auto cache = [&db](std::int64_t size) {
        return db.execute(QStringLiteral("PRAGMA cache_size = %1").arg(size));
    };
    std::int64_t usual = 0;
    {
        SHOULI_TRY(auto query, db.prepare(QStringLiteral("PRAGMA cache_size")));
        SHOULI_CHECK(query.step());
        usual = query.integer(0);
    }
    SHOULI_CHECK(cache(-fillCacheKib));
    const auto filled = [&]() -> Result<void> {
        SHOULI_TRY(auto tx, Transaction::begin(db));
        StoredReplica store(m_log, tx);
        SHOULI_TRY(Loader loader, Loader::begin(store, m_manifest));
        for (const Chunk &chunk : chunks) {
            if (stop)
                return failure(ErrorCode::Cancelled);
            SHOULI_CHECK(put(tx, loader, chunk.things));
        }
        return tx.commit();
    }();
    SHOULI_CHECK(cache(usual));
    return filled;
}

} // namespace shouli::sync::filling
