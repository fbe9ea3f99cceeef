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
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Transaction;
using merge::HeldField;
using merge::HeldThing;
using merge::Holders;

namespace {

#define SHOULI_FIELDS                                                                                         \
    "SELECT field, seq, (SELECT replica FROM writer WHERE {county} AND id = thing_field.writer), value FROM " \
    "thing_field WHERE {county} AND thing = ?"

const Sql thingOf("SELECT created, (SELECT replica FROM writer WHERE {county} AND id = thing.writer), (SELECT min(seq) "
                  "FROM erasure WHERE {county} AND thing = thing.created) FROM thing WHERE {county} AND entity = ? AND "
                  "kind = ?");
const Sql addThing("INSERT INTO thing ({county,} created, kind, entity, writer) VALUES ({value,} ?, ?, ?, ?)");
const Sql entitiesOf("SELECT entity FROM thing WHERE {county} AND kind = ? ORDER BY created");
const Sql everyField(SHOULI_FIELDS);
const Sql oneField(SHOULI_FIELDS " AND field = ?");
const Sql putField("INSERT INTO thing_field ({county,} thing, field, seq, writer, value) VALUES ({value,} ?, ?, ?, ?, "
                   "?) ON CONFLICT ({county,} thing, field) DO UPDATE SET seq = excluded.seq, writer = "
                   "excluded.writer, value = excluded.value");
const Sql putLine("INSERT INTO thing_line ({county,} thing, seq, event) VALUES ({value,} ?, ?, ?)");
const Sql eventsOf("SELECT seq FROM thing_line WHERE {county} AND thing = ? AND event = 1 ORDER BY seq");
const Sql linesOf("SELECT seq FROM thing_line WHERE {county} AND thing = ? ORDER BY seq");
const Sql putStray("INSERT INTO stray_line ({county,} seq, kind, entity) VALUES ({value,} ?, ?, ?)");
const Sql straysOf("SELECT seq FROM stray_line WHERE {county} AND entity = ? AND kind = ? ORDER BY seq");
const Sql putErasure("INSERT INTO erasure ({county,} seq, thing) VALUES ({value,} ?, ?)");
const Sql dropFields("DELETE FROM thing_field WHERE {county} AND thing = ?");
const Sql newestErasure("SELECT coalesce(max(seq), 0) FROM erasure WHERE {county}");
const Sql everyErasure("SELECT seq, thing FROM erasure WHERE {county} ORDER BY seq");
const Sql putHolder("INSERT INTO thing_scope ({county,} thing, scope, count) VALUES ({value,} ?, ?, ?) ON CONFLICT "
                    "({county,} thing, scope) DO UPDATE SET count = excluded.count");
const Sql holdersOf("SELECT scope, count FROM thing_scope WHERE {county} AND thing = ?");

Place place(std::int64_t thing, Field field)
{
    return {"thing_field.value", thing, field.value, {}};
}

} // namespace

Result<std::optional<HeldThing>> HeldStore::find(const Connection &db, EntityRef ref)
{
    SHOULI_TRY(auto query, db.prepare(thingOf));
    query.bindAll(ref.id, ref.kind.value);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<HeldThing>();
    return std::optional<HeldThing>(
        {query.integer(0), query.id<ReplicaId>(1), query.isNull(2) ? 0 : query.integer(2)});
}

Result<QList<core::changes::EntityId>> HeldStore::ofKind(const Connection &db, core::changes::Kind kind)
{
    SHOULI_TRY(auto query, db.prepare(entitiesOf));
    query.bind(kind.value);
    QList<core::changes::EntityId> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.id<core::changes::EntityId>(0));
    }
}

Result<void> HeldStore::create(Transaction &tx, EntityRef ref, std::int64_t created, std::int64_t writer)
{
    SHOULI_TRY(auto insert, tx.prepare(addThing));
    insert.bindAll(created, ref.kind.value, ref.id, writer);
    return insert.run();
}

Result<HeldStore::Fields> HeldStore::fields(const Connection &db, std::int64_t thing, const QList<Field> &only)
{
    Fields fields;
    const auto read = [&](const engine::Statement &row) -> Result<void> {
        const Field field{static_cast<std::uint16_t>(row.integer(0))};
        SHOULI_TRY(const QByteArray value, row.sealed(3, place(thing, field)));
        fields.insert(field, {field, row.integer(1), row.id<ReplicaId>(2), value});
        return {};
    };
    if (only.size() == 1) {
        SHOULI_TRY(auto query, db.prepare(oneField));
        query.bindAll(thing, only.first().value);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            SHOULI_CHECK(read(query));
        return fields;
    }
    SHOULI_TRY(auto query, db.prepare(everyField));
    query.bind(thing);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            break;
        SHOULI_CHECK(read(query));
    }
    if (!only.isEmpty())
        fields.removeIf([&only](const auto &it) { return !only.contains(it.key()); });
    return fields;
}

Result<void> HeldStore::setField(Transaction &tx, std::int64_t thing, const HeldField &field, std::int64_t writer)
{
    SHOULI_TRY(auto upsert, tx.prepare(putField));
    upsert.bindAll(thing, field.field.value, field.seq, writer).bindSealed(field.value, place(thing, field.field));
    return upsert.run();
}

Result<void> HeldStore::addLine(Transaction &tx, std::int64_t thing, std::int64_t seq, bool event)
{
    SHOULI_TRY(auto insert, tx.prepare(putLine));
    insert.bindAll(thing, seq, event ? 1 : 0);
    return insert.run();
}

Result<void> HeldStore::addStray(Transaction &tx, EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(auto insert, tx.prepare(putStray));
    insert.bindAll(seq, ref.kind.value, ref.id);
    return insert.run();
}

Result<QList<std::int64_t>> HeldStore::strays(const Connection &db, EntityRef ref)
{
    SHOULI_TRY(auto query, db.prepare(straysOf));
    query.bindAll(ref.id, ref.kind.value);
    QList<std::int64_t> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.integer(0));
    }
}

Result<void> HeldStore::markErased(Transaction &tx, std::int64_t thing, std::int64_t seq)
{
    SHOULI_TRY(auto fields, tx.prepare(dropFields));
    fields.bind(thing);
    SHOULI_CHECK(fields.run());
    SHOULI_TRY(auto insert, tx.prepare(putErasure));
    insert.bindAll(seq, thing);
    return insert.run();
}

Result<std::int64_t> HeldStore::lastErasure(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(newestErasure));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<QMap<std::int64_t, std::int64_t>> HeldStore::erasures(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(everyErasure));
    QMap<std::int64_t, std::int64_t> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.insert(query.integer(0), query.integer(1));
    }
}

Result<QList<std::int64_t>> HeldStore::events(const Connection &db, std::int64_t thing)
{
    return positions(db, eventsOf, thing);
}

Result<QList<std::int64_t>> HeldStore::lines(const Connection &db, std::int64_t thing)
{
    SHOULI_TRY(auto all, positions(db, linesOf, thing));
    all.prepend(thing); // its creation
    return all;
}

Result<QList<std::int64_t>> HeldStore::positions(const Connection &db, const Sql &sql, std::int64_t thing)
{
    SHOULI_TRY(auto query, db.prepare(sql));
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
    SHOULI_TRY(auto upsert, tx.prepare(putHolder));
    upsert.bindAll(thing, scope, count);
    return upsert.run();
}

Result<Holders> HeldStore::holders(const Connection &db, std::int64_t thing)
{
    SHOULI_TRY(auto query, db.prepare(holdersOf));
    query.bind(thing);
    Holders holders;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return holders;
        holders.insert(query.id<ScopeId>(0), query.integer(1));
    }
}

Result<std::optional<FieldValues>> HeldStore::values(const Connection &db, EntityRef ref)
{
    SHOULI_TRY(const auto known, find(db, ref));
    if (!known || known->erased > 0)
        return std::optional<FieldValues>();
    SHOULI_TRY(const auto line, CountyLog::at(db, known->created));
    SHOULI_TRY(FieldValues values, core::changes::fieldValuesFromCbor(line.entry.change.payload));
    SHOULI_TRY(const Fields later, fields(db, known->created, {}));
    for (const HeldField &field : later) {
        SHOULI_TRY(values[field.field], Value::fromCbor(field.value));
    }
    return std::optional<FieldValues>(values);
}

} // namespace shouli::sync::server
