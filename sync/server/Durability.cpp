// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Durability.h"

namespace shouli::sync::server {

using core::base::Result;
using core::storage::Database;
using core::storage::Transaction;

Result<std::int64_t> Durability::position(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT coalesce(max(position), 0) FROM taken_copy WHERE elsewhere = 1")));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<void> Durability::note(Transaction &tx, const Copy &copy)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral(
                   "INSERT INTO taken_copy (made_at_ms, position, name, elsewhere) VALUES (?, ?, ?, ?)")));
    insert.bindAll(copy.madeAt.ms, copy.position, copy.name, copy.elsewhere ? 1 : 0);
    return insert.run();
}

Result<std::optional<Durability::Copy>> Durability::newest(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral(
                   "SELECT made_at_ms, position, name, elsewhere FROM taken_copy ORDER BY rowid DESC LIMIT 1")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Copy>();
    return std::optional<Copy>(Copy{{query.integer(0)}, query.integer(1), query.text(2), query.integer(3) != 0});
}

Result<void> Durability::markRestored(Transaction &tx, const Restoration &restoration)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT INTO restoration (restored_at_ms, position, head_hash, copy_made_ms) "
                                         "VALUES (?, ?, ?, ?)")));
    insert.bindAll(restoration.at.ms, restoration.position, restoration.headHash, restoration.copyMadeAt.ms);
    return insert.run();
}

Result<std::optional<Durability::Restoration>> Durability::restored(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT restored_at_ms, position, head_hash, copy_made_ms FROM restoration "
                                         "ORDER BY rowid DESC LIMIT 1")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Restoration>();
    return std::optional<Restoration>(
        Restoration{{query.integer(0)}, query.integer(1), query.blob(2), {query.integer(3)}});
}

} // namespace shouli::sync::server
