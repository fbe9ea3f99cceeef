// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Durability.h"

namespace shouli::sync::server {

using core::base::Result;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Transaction;

namespace {

const Sql durable("SELECT coalesce(max(position), 0) FROM taken_copy WHERE {county} AND elsewhere = 1");
const Sql addCopy("INSERT INTO taken_copy ({county,} number, made_at_ms, position, name, elsewhere) VALUES ({value,} "
                  "(SELECT coalesce(max(number), 0) + 1 FROM taken_copy WHERE {county}), ?, ?, ?, ?)");
const Sql newestCopy("SELECT made_at_ms, position, name, elsewhere FROM taken_copy WHERE {county} ORDER BY number DESC "
                     "LIMIT 1");
const Sql restorations("SELECT coalesce(max(number), 0) FROM restoration WHERE {county}");
const Sql addRestoration("INSERT INTO restoration ({county,} number, restored_at_ms, position, head_hash, "
                         "copy_made_ms) VALUES ({value,} ?, ?, ?, ?, ?)");
const Sql newestRestoration("SELECT number, restored_at_ms, position, head_hash, copy_made_ms FROM restoration WHERE "
                            "{county} ORDER BY number DESC LIMIT 1");

Place headHashOf(std::int64_t number)
{
    return {"restoration.head_hash", number, 0, {}};
}

} // namespace

Result<std::int64_t> Durability::position(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(durable));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<void> Durability::note(Transaction &tx, const Copy &copy)
{
    SHOULI_TRY(auto insert, tx.prepare(addCopy));
    insert.bindAll(copy.madeAt.ms, copy.position, copy.name, copy.elsewhere ? 1 : 0);
    return insert.run();
}

Result<std::optional<Durability::Copy>> Durability::newest(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(newestCopy));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Copy>();
    return std::optional<Copy>(Copy{{query.integer(0)}, query.integer(1), query.text(2), query.integer(3) != 0});
}

Result<void> Durability::markRestored(Transaction &tx, const Restoration &restoration)
{
    std::int64_t number = 0;
    {
        SHOULI_TRY(auto query, tx.prepare(restorations));
        SHOULI_CHECK(query.step());
        number = query.integer(0) + 1;
    }
    SHOULI_TRY(auto insert, tx.prepare(addRestoration));
    insert.bindAll(number, restoration.at.ms, restoration.position)
        .bindSealed(restoration.headHash, headHashOf(number))
        .bind(restoration.copyMadeAt.ms);
    return insert.run();
}

Result<std::optional<Durability::Restoration>> Durability::restored(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(newestRestoration));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Restoration>();
    SHOULI_TRY(const QByteArray hash, query.sealed(3, headHashOf(query.integer(0))));
    return std::optional<Restoration>(Restoration{{query.integer(1)}, query.integer(2), hash, {query.integer(4)}});
}

} // namespace shouli::sync::server
