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

const Sql thingOf("SELECT created, (SELECT replica FROM writer WHERE {county} AND id = thing.writer) FROM thing WHERE "
                  "{county} AND entity = ? AND kind = ?");
const Sql addThing("INSERT INTO thing ({county,} created, kind, entity, writer) VALUES ({value,} ?, ?, ?, ?)");
const Sql entitiesOf("SELECT entity FROM thing WHERE {county} AND kind = ? ORDER BY created");
const Sql everyField(SHOULI_FIELDS);
const Sql oneField(SHOULI_FIELDS " AND field = ?");
const Sql putField("INSERT INTO thing_field ({county,} thing, field, seq, writer, value) VALUES ({value,} ?, ?, ?, ?, "
                   "?) ON CONFLICT ({county,} thing, field) DO UPDATE SET seq = excluded.seq, writer = "
                   "excluded.writer, value = excluded.value");
const Sql putEvent("INSERT INTO thing_event ({county,} thing, seq) VALUES ({value,} ?, ?)");
const Sql eventsOf("SELECT seq FROM thing_event WHERE {county} AND thing = ? ORDER BY seq");
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
    return std::optional<HeldThing>({query.integer(0), query.id<ReplicaId>(1)});
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

Result<void> HeldStore::addEvent(Transaction &tx, std::int64_t thing, std::int64_t seq)
{
    SHOULI_TRY(auto insert, tx.prepare(putEvent));
    insert.bindAll(thing, seq);
    return insert.run();
}

Result<QList<std::int64_t>> HeldStore::events(const Connection &db, std::int64_t thing)
{
    SHOULI_TRY(auto query, db.prepare(eventsOf));
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
    if (!known)
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
