// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/HeldStore.h"

#include "core/changes/Value.h"
#include "sync/server/CountyLog.h"

namespace shouli::sync::server {

using core::base::Result;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::FieldValues;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Value;
using core::storage::Database;
using core::storage::Transaction;
using merge::HeldField;
using merge::Holders;

Result<std::optional<HeldStore::Numbered>> HeldStore::find(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT id, created, (SELECT replica FROM writer WHERE id = thing.writer) "
                                         "FROM thing WHERE entity = ? AND kind = ?")));
    query.bindAll(ref.id, ref.kind.value);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Numbered>();
    return std::optional<Numbered>({query.integer(0), {query.integer(1), query.id<ReplicaId>(2)}});
}

Result<std::int64_t> HeldStore::create(Transaction &tx, EntityRef ref, std::int64_t seq, std::int64_t writer)
{
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral(
                   "INSERT INTO thing (kind, entity, created, writer) VALUES (?, ?, ?, ?) RETURNING id")));
    insert.bindAll(ref.kind.value, ref.id, seq, writer);
    SHOULI_CHECK(insert.step());
    const std::int64_t number = insert.integer(0);
    SHOULI_CHECK(insert.step());
    return number;
}

Result<HeldStore::Fields> HeldStore::fields(const Database &db, std::int64_t thing, const QList<Field> &only)
{
    const QString all = QStringLiteral("SELECT field, seq, (SELECT replica FROM writer WHERE id = thing_field.writer), "
                                       "value FROM thing_field WHERE thing = ?");
    Fields fields;
    const auto read = [&fields](const core::storage::Statement &row) {
        const Field field{static_cast<std::uint16_t>(row.integer(0))};
        fields.insert(field, {field, row.integer(1), row.id<ReplicaId>(2), row.blob(3)});
    };
    if (only.isEmpty()) {
        SHOULI_TRY(auto query, db.prepare(all));
        query.bind(thing);
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                return fields;
            read(query);
        }
    }
    for (const Field field : only) {
        SHOULI_TRY(auto query, db.prepare(all + QStringLiteral(" AND field = ?")));
        query.bindAll(thing, field.value);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            read(query);
    }
    return fields;
}

Result<void> HeldStore::setField(Transaction &tx, std::int64_t thing, const HeldField &field, std::int64_t writer)
{
    SHOULI_TRY(auto upsert,
               tx.prepare(QStringLiteral(
                   "INSERT OR REPLACE INTO thing_field (thing, field, seq, writer, value) VALUES (?, ?, ?, ?, ?)")));
    upsert.bindAll(thing, field.field.value, field.seq, writer, field.value);
    return upsert.run();
}

Result<void> HeldStore::addEvent(Transaction &tx, std::int64_t thing, std::int64_t seq)
{
    SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT INTO thing_event (thing, seq) VALUES (?, ?)")));
    insert.bindAll(thing, seq);
    return insert.run();
}

Result<QList<std::int64_t>> HeldStore::events(const Database &db, std::int64_t thing)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT seq FROM thing_event WHERE thing = ? ORDER BY seq")));
    query.bind(thing);
    QList<std::int64_t> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.integer(0));
    }
}

Result<void> HeldStore::setHolder(Transaction &tx, std::int64_t thing, ScopeId scope, std::int64_t count)
{
    SHOULI_TRY(auto upsert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO thing_scope (thing, scope, count) VALUES (?, ?, ?)")));
    upsert.bindAll(thing, scope, count);
    return upsert.run();
}

Result<Holders> HeldStore::holders(const Database &db, std::int64_t thing)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT scope, count FROM thing_scope WHERE thing = ?")));
    query.bind(thing);
    Holders holders;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return holders;
        holders.insert(query.id<ScopeId>(0), query.integer(1));
    }
}

Result<std::optional<FieldValues>> HeldStore::values(const Database &db, EntityRef ref)
{
    SHOULI_TRY(const auto known, find(db, ref));
    if (!known)
        return std::optional<FieldValues>();
    SHOULI_TRY(const auto line, CountyLog::at(db, known->thing.created));
    SHOULI_TRY(FieldValues values, core::changes::fieldValuesFromCbor(line.entry.change.payload));
    SHOULI_TRY(const Fields later, fields(db, known->number, {}));
    for (const HeldField &field : later) {
        SHOULI_TRY(values[field.field], Value::fromCbor(field.value));
    }
    return std::optional<FieldValues>(values);
}

} // namespace shouli::sync::server
