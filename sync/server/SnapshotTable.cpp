// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/SnapshotTable.h"

namespace shouli::sync::server {

using core::base::Result;
using core::changes::ScopeId;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Transaction;
using snapshot::Manifest;

namespace {

const Sql manifestOf("SELECT manifest, position FROM snapshot WHERE {county} AND scope = ?");
const Sql putManifest("INSERT INTO snapshot ({county,} scope, position, made_at_ms, manifest) VALUES ({value,} ?, ?, "
                      "?, ?) ON CONFLICT ({county,} scope) DO UPDATE SET position = excluded.position, made_at_ms = "
                      "excluded.made_at_ms, manifest = excluded.manifest");
const Sql chunkOf("SELECT bytes FROM snapshot_chunk WHERE {county} AND scope = ? AND name = ?");
const Sql putChunk("INSERT INTO snapshot_chunk ({county,} scope, name, position, bytes) VALUES ({value,} ?, ?, ?, ?) "
                   "ON CONFLICT ({county,} scope, name) DO UPDATE SET position = excluded.position");
const Sql useChunk("UPDATE snapshot_chunk SET position = ? WHERE {county} AND scope = ? AND name = ?");
const Sql dropChunks("DELETE FROM snapshot_chunk WHERE {county} AND scope = ? AND position < ?");
const Sql dropManifest("DELETE FROM snapshot WHERE {county} AND scope = ?");
const Sql dropAllChunks("DELETE FROM snapshot_chunk WHERE {county} AND scope = ?");
const Sql everyScope("SELECT DISTINCT scope FROM scope_log WHERE {county} ORDER BY scope");

Place placeOf(ScopeId scope, const QByteArray &name)
{
    return {"snapshot_chunk.bytes", 0, 0, scope.toBytes() + name};
}

} // namespace

Result<std::optional<Manifest>> SnapshotTable::newest(const Connection &db, ScopeId scope)
{
    SHOULI_TRY(auto query, db.prepare(manifestOf));
    query.bind(scope);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Manifest>();
    const auto manifest = Manifest::fromCbor(query.blob(0));
    return manifest ? std::optional<Manifest>(*manifest) : std::nullopt; // of another fold: made anew
}

Result<std::optional<QByteArray>> SnapshotTable::chunk(const Connection &db, ScopeId scope, const QByteArray &name)
{
    SHOULI_TRY(auto query, db.prepare(chunkOf));
    query.bindAll(scope, name);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<QByteArray>();
    SHOULI_TRY(QByteArray bytes, query.sealed(0, placeOf(scope, name)));
    return std::optional<QByteArray>(std::move(bytes));
}

Result<void> SnapshotTable::store(Transaction &tx, const snapshot::Builder::Built &built, core::base::Timestamp now)
{
    const Manifest &manifest = built.manifest;
    std::int64_t before = 0;
    {
        SHOULI_TRY(auto query, tx.prepare(manifestOf));
        query.bind(manifest.scope);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            before = query.integer(1);
    }
    for (auto it = built.made.cbegin(); it != built.made.cend(); ++it) {
        SHOULI_TRY(auto insert, tx.prepare(putChunk));
        insert.bindAll(manifest.scope, it.key(), manifest.position)
            .bindSealed(it.value(), placeOf(manifest.scope, it.key()));
        SHOULI_CHECK(insert.run());
    }
    for (const auto &entry : manifest.chunks) {
        SHOULI_TRY(auto use, tx.prepare(useChunk));
        use.bindAll(manifest.position, manifest.scope, entry.name);
        SHOULI_CHECK(use.run());
    }
    {
        SHOULI_TRY(auto old, tx.prepare(dropChunks));
        old.bindAll(manifest.scope, before);
        SHOULI_CHECK(old.run());
    }
    SHOULI_TRY(auto upsert, tx.prepare(putManifest));
    upsert.bindAll(manifest.scope, manifest.position, now.ms, manifest.toCbor());
    return upsert.run();
}

Result<void> SnapshotTable::drop(Transaction &tx, ScopeId scope)
{
    for (const Sql *sql : {&dropManifest, &dropAllChunks}) {
        SHOULI_TRY(auto statement, tx.prepare(*sql));
        statement.bind(scope);
        SHOULI_CHECK(statement.run());
    }
    return {};
}

Result<QList<ScopeId>> SnapshotTable::scopes(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyScope));
    QList<ScopeId> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.id<ScopeId>(0));
    }
}

} // namespace shouli::sync::server
