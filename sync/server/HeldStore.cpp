// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/HeldStore.h"

#include "core/changes/Cbor.h"
#include "sync/server/CountyLog.h"

#include <algorithm>

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::Result;
using core::changes::CborReader;
using core::changes::CborWriter;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::Image;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Value;
using core::storage::Database;
using core::storage::Transaction;
using merge::HeldField;

namespace {

QByteArray toCbor(const HeldStore::Fields &fields)
{
    CborWriter out;
    out.map(fields.size());
    for (const HeldField &held : fields) {
        out.number(held.field.value);
        out.array(3);
        out.number(held.seq);
        out.id(held.writer);
        out.blob(held.value);
    }
    return out.bytes();
}

Result<HeldStore::Fields> fieldsFromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    HeldStore::Fields fields;
    const qint64 count = in.map();
    for (qint64 i = 0; i < count && in.ok(); ++i) {
        HeldField held;
        held.field.value = static_cast<std::uint16_t>(in.numberIn(1, 0xffff));
        in.arrayOf(3);
        held.seq = in.number();
        held.writer = in.id<ReplicaId>();
        held.value = in.blob();
        fields.insert(held.field, held);
    }
    if (!in.atEnd())
        return core::base::failure(ErrorCode::DatabaseDamaged, QStringLiteral("held fields"));
    return fields;
}

} // namespace

Result<std::optional<HeldStore::Held>> HeldStore::find(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT created, fields FROM held WHERE entity = ? AND kind = ?")));
    query.bindAll(ref.id, ref.kind.value);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Held>();
    Held held;
    held.created = query.integer(0);
    SHOULI_TRY(held.fields, fieldsFromCbor(query.blob(1)));
    return std::optional<Held>(held);
}

Result<void> HeldStore::put(Transaction &tx, EntityRef ref, const Held &held)
{
    SHOULI_TRY(
        auto upsert,
        tx.prepare(QStringLiteral("INSERT OR REPLACE INTO held (kind, entity, created, fields) VALUES (?, ?, ?, ?)")));
    upsert.bindAll(ref.kind.value, ref.id, held.created, toCbor(held.fields));
    return upsert.run();
}

Result<void> HeldStore::addEvent(Transaction &tx, EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT INTO held_event (kind, entity, seq) VALUES (?, ?, ?)")));
    insert.bindAll(ref.kind.value, ref.id, seq);
    return insert.run();
}

Result<std::int64_t> HeldStore::count(Transaction &tx, EntityRef ref, ScopeId scope, int by)
{
    SHOULI_TRY(auto upsert,
               tx.prepare(QStringLiteral(
                   "INSERT INTO held_scope (kind, entity, scope, count) VALUES (?, ?, ?, max(0, ?)) "
                   "ON CONFLICT (entity, kind, scope) DO UPDATE SET count = max(0, count + ?) RETURNING count")));
    upsert.bindAll(ref.kind.value, ref.id, scope, by, by);
    SHOULI_CHECK(upsert.step());
    const std::int64_t now = upsert.integer(0);
    SHOULI_CHECK(upsert.step());
    return now;
}

Result<HeldStore::Scopes> HeldStore::scopes(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT scope, count FROM held_scope WHERE entity = ? AND kind = ?")));
    query.bindAll(ref.id, ref.kind.value);
    Scopes scopes;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return scopes;
        scopes.insert(query.id<ScopeId>(0), query.integer(1));
    }
}

Result<Image> HeldStore::image(const Database &db, EntityRef ref)
{
    SHOULI_TRY(const auto held, find(db, ref));
    Image image;
    if (!held)
        return image;
    image.created = held->created;
    for (const HeldField &field : held->fields) {
        SHOULI_TRY(const Value value, Value::fromCbor(field.value));
        image.fields.insert(field.field, {field.seq, value});
    }
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT seq FROM held_event WHERE entity = ? AND kind = ? ORDER BY seq")));
    query.bindAll(ref.id, ref.kind.value);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return image;
        SHOULI_TRY(const auto line, CountyLog::at(db, query.integer(0)));
        image.events.append(line.entry);
    }
}

} // namespace shouli::sync::server
