// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/WorkingTables.h"

#include "core/base/Mutant.h"
#include "core/changes/log/ColumnValue.h"

#include <QStringList>

namespace shouli::core::changes::log {

using base::ErrorCode;
using base::Result;
using storage::Statement;
using storage::Transaction;

namespace {

void bindRef(Statement &statement, EntityRef ref)
{
    statement.bind(ref.kind.value).bind(ref.id);
}

} // namespace

Result<const KindSchema *> WorkingTables::kind(EntityRef ref) const
{
    const KindSchema *kind = m_schema->find(ref.kind);
    if (kind == nullptr)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("kind %1").arg(ref.kind.value));
    return kind;
}

Result<bool> WorkingTables::holds(Transaction &tx, EntityRef ref) const
{
    SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT 1 FROM entity WHERE kind = ? AND entity = ?")));
    bindRef(query, ref);
    return query.step();
}

Result<void> WorkingTables::insert(Transaction &tx, EntityRef ref, const FieldValues &values,
                                   std::optional<std::int64_t> version) const
{
    SHOULI_TRY(const KindSchema *schema, kind(ref));
    QStringList columns{QStringLiteral("id")};
    QList<Value> bound;
    for (const FieldSchema &field : schema->fields) {
        const auto value = values.constFind(field.field);
        if (value == values.cend())
            continue; // the column's own default
        columns.append(field.column);
        bound.append(*value);
    }
    if (base::mutant(base::Mutant::UniqueBusinessKey) && !bound.isEmpty()) {
        SHOULI_TRY(auto same,
                   tx.prepare(QStringLiteral("SELECT 1 FROM %1 WHERE %2 = ?").arg(schema->table, columns.constLast())));
        bindValue(same, bound.constLast());
        SHOULI_TRY(const bool found, same.step());
        if (found)
            return {};
    }
    const QString marks = QStringList(columns.size(), QStringLiteral("?")).join(u',');
    {
        SHOULI_TRY(
            auto insert,
            tx.prepare(
                QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)").arg(schema->table, columns.join(u','), marks)));
        insert.bind(ref.id);
        for (const Value &value : std::as_const(bound))
            bindValue(insert, value);
        SHOULI_CHECK(insert.run());
    }
    // a stub of what was erased ends here
    SHOULI_TRY(auto known,
               tx.prepare(QStringLiteral("INSERT INTO entity (kind, entity, version) VALUES (?, ?, ?) ON CONFLICT "
                                         "(kind, entity) DO UPDATE SET version = excluded.version, erased = 0 WHERE "
                                         "erased = 1")));
    bindRef(known, ref);
    known.bind(version);
    return known.run();
}

Result<void> WorkingTables::insertErased(Transaction &tx, EntityRef ref, std::optional<std::int64_t> version) const
{
    SHOULI_CHECK(redact(tx, ref));
    SHOULI_TRY(auto stub,
               tx.prepare(QStringLiteral("INSERT INTO entity (kind, entity, version, erased) VALUES (?, ?, ?, 1) ON "
                                         "CONFLICT (kind, entity) DO UPDATE SET version = excluded.version")));
    bindRef(stub, ref);
    stub.bind(version);
    return stub.run();
}

Result<void> WorkingTables::redact(Transaction &tx, EntityRef ref) const
{
    if (const KindSchema *schema = m_schema->find(ref.kind); schema != nullptr) {
        SHOULI_TRY(auto row, tx.prepare(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(schema->table)));
        row.bind(ref.id);
        SHOULI_CHECK(row.run());
    }
    for (const char *sql : {"DELETE FROM field_version WHERE kind = ? AND entity = ?",
                            "DELETE FROM shadow WHERE kind = ? AND entity = ?",
                            "DELETE FROM dispute WHERE kind = ? AND entity = ?",
                            "UPDATE entity SET erased = 1 WHERE kind = ? AND entity = ?"}) {
        SHOULI_TRY(auto statement, tx.prepare(QLatin1String(sql)));
        bindRef(statement, ref);
        SHOULI_CHECK(statement.run());
    }
    return {};
}

Result<bool> WorkingTables::isErased(const storage::Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT erased FROM entity WHERE kind = ? AND entity = ?")));
    bindRef(query, ref);
    SHOULI_TRY(const bool found, query.step());
    return found && query.integer(0) != 0;
}

Result<void> WorkingTables::erase(Transaction &tx, EntityRef ref) const
{
    SHOULI_TRY(const KindSchema *schema, kind(ref));
    {
        SHOULI_TRY(auto row, tx.prepare(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(schema->table)));
        row.bind(ref.id);
        SHOULI_CHECK(row.run());
    }
    for (const char *table : {"entity", "field_version", "shadow", "membership", "dispute"}) {
        SHOULI_TRY(
            auto rows,
            tx.prepare(QStringLiteral("DELETE FROM %1 WHERE kind = ? AND entity = ?").arg(QLatin1String(table))));
        bindRef(rows, ref);
        SHOULI_CHECK(rows.run());
    }
    return {};
}

Result<FieldValues> WorkingTables::values(Transaction &tx, EntityRef ref) const
{
    SHOULI_TRY(const KindSchema *schema, kind(ref));
    QStringList columns;
    for (const FieldSchema &field : schema->fields)
        columns.append(field.column);
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE id = ?").arg(columns.join(u','), schema->table)));
    query.bind(ref.id);
    SHOULI_TRY(const bool found, query.step());
    FieldValues values;
    if (!found)
        return values;
    int column = 0;
    for (const FieldSchema &field : schema->fields)
        values.insert(field.field, columnValue(query, column++));
    return values;
}

Result<Value> WorkingTables::value(Transaction &tx, EntityRef ref, Field field) const
{
    SHOULI_TRY(const KindSchema *schema, kind(ref));
    const auto known = schema->fields.constFind(field);
    if (known == schema->fields.cend())
        return base::failure(ErrorCode::Unsupported, QStringLiteral("%1, field %2").arg(schema->name).arg(field.value));
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE id = ?").arg(known->column, schema->table)));
    query.bind(ref.id);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return base::failure(ErrorCode::InvalidArgument, schema->name + u' ' + ref.id.toString());
    return columnValue(query, 0);
}

Result<FieldState> WorkingTables::state(Transaction &tx, EntityRef ref, Field field) const
{
    FieldState state;
    SHOULI_TRY(const Value working, value(tx, ref, field));
    state.working = working.toCbor();
    SHOULI_TRY(state.version, version(tx, ref));
    {
        SHOULI_TRY(auto query,
                   tx.prepare(QStringLiteral(
                       "SELECT version FROM field_version WHERE kind = ? AND entity = ? AND field = ?")));
        bindRef(query, ref);
        query.bind(field.value);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            state.version = query.integer(0);
    }
    {
        SHOULI_TRY(auto query,
                   tx.prepare(QStringLiteral("SELECT value FROM shadow WHERE kind = ? AND entity = ? AND field = ?")));
        bindRef(query, ref);
        query.bind(field.value);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            state.shadow = query.blob(0);
    }
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral("SELECT count(*) FROM change WHERE entity = ? AND kind = ? AND operation = 2 "
                                         "AND field = ? AND seq IS NULL AND erased = 0")));
    query.bindAll(ref.id, ref.kind.value, field.value);
    SHOULI_CHECK(query.step());
    state.pending = static_cast<int>(query.integer(0));
    return state;
}

Result<void> WorkingTables::write(Transaction &tx, EntityRef ref, const FieldSchema &field, const KindSchema &schema,
                                  const Value &value) const
{
    SHOULI_TRY(auto update,
               tx.prepare(QStringLiteral("UPDATE %1 SET %2 = ? WHERE id = ?").arg(schema.table, field.column)));
    bindValue(update, value);
    update.bind(ref.id);
    return update.run();
}

Result<void> WorkingTables::store(Transaction &tx, EntityRef ref, Field field, const FieldState &before,
                                  const FieldState &after) const
{
    SHOULI_TRY(const KindSchema *schema, kind(ref));
    if (after.working != before.working) {
        SHOULI_TRY(const Value value, Value::fromCbor(after.working));
        SHOULI_CHECK(write(tx, ref, schema->fields[field], *schema, value));
    }
    if (after.version != before.version) {
        SHOULI_TRY(auto upsert,
                   tx.prepare(QStringLiteral(
                       "INSERT OR REPLACE INTO field_version (kind, entity, field, version) VALUES (?, ?, ?, ?)")));
        bindRef(upsert, ref);
        upsert.bindAll(field.value, after.version);
        SHOULI_CHECK(upsert.run());
    }
    if (after.shadow == before.shadow)
        return {};
    if (after.shadow) {
        SHOULI_TRY(auto upsert,
                   tx.prepare(QStringLiteral(
                       "INSERT OR REPLACE INTO shadow (kind, entity, field, value) VALUES (?, ?, ?, ?)")));
        bindRef(upsert, ref);
        upsert.bindAll(field.value, *after.shadow);
        return upsert.run();
    }
    SHOULI_TRY(auto remove,
               tx.prepare(QStringLiteral("DELETE FROM shadow WHERE kind = ? AND entity = ? AND field = ?")));
    bindRef(remove, ref);
    remove.bind(field.value);
    return remove.run();
}

Result<std::int64_t> WorkingTables::version(Transaction &tx, EntityRef ref) const
{
    SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT version FROM entity WHERE kind = ? AND entity = ?")));
    bindRef(query, ref);
    SHOULI_TRY(const bool found, query.step());
    return found ? query.integer(0) : 0;
}

Result<void> WorkingTables::setVersion(Transaction &tx, EntityRef ref, std::int64_t version) const
{
    SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE entity SET version = ? WHERE kind = ? AND entity = ?")));
    update.bind(version);
    bindRef(update, ref);
    return update.run();
}

Result<QByteArray> WorkingTables::unset(Transaction &tx, Kind kind, Field field) const
{
    const KindSchema *schema = m_schema->find(kind);
    if (schema == nullptr || !schema->fields.contains(field))
        return Value().toCbor();
    SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT dflt_value FROM pragma_table_info(?) WHERE name = ?")));
    query.bindAll(schema->table, schema->fields[field].column);
    SHOULI_TRY(const bool found, query.step());
    if (!found || query.isNull(0))
        return Value().toCbor();
    SHOULI_TRY(auto evaluated, tx.prepare(QStringLiteral("SELECT ") + query.text(0)));
    SHOULI_CHECK(evaluated.step());
    return columnValue(evaluated, 0).toCbor();
}

Result<Image> WorkingTables::image(Transaction &tx, EntityRef ref) const
{
    Image image;
    SHOULI_TRY(image.created, version(tx, ref));
    SHOULI_TRY(image.erased, isErased(tx.database(), ref));
    if (m_schema->find(ref.kind) == nullptr || image.created == 0 || image.erased)
        return image;
    SHOULI_TRY(const FieldValues working, values(tx, ref));
    for (auto it = working.cbegin(); it != working.cend(); ++it)
        image.fields.insert(it.key(), {image.created, *it});
    for (const bool shadows : {false, true}) {
        SHOULI_TRY(auto query,
                   tx.prepare(shadows ? QStringLiteral("SELECT field, value FROM shadow WHERE kind = ? AND entity = ?")
                                      : QStringLiteral(
                                          "SELECT field, version FROM field_version WHERE kind = ? AND entity = ?")));
        bindRef(query, ref);
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            const auto field = image.fields.find(Field{static_cast<std::uint16_t>(query.integer(0))});
            if (field == image.fields.end())
                continue;
            if (!shadows) {
                field->version = query.integer(1);
                continue;
            }
            SHOULI_TRY(field->value, Value::fromCbor(query.blob(1)));
        }
    }
    return image;
}

Result<Holding> WorkingTables::holding(Transaction &tx, EntityRef ref, ScopeId scope) const
{
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral("SELECT count, version, waiting FROM membership WHERE kind = ? "
                                         "AND entity = ? AND scope = ?")));
    bindRef(query, ref);
    query.bind(scope);
    SHOULI_TRY(const bool found, query.step());
    return found ? Holding{query.integer(0), query.integer(1), query.integer(2)} : Holding();
}

Result<void> WorkingTables::setHolding(Transaction &tx, EntityRef ref, ScopeId scope, const Holding &after) const
{
    SHOULI_TRY(auto upsert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO membership (kind, entity, scope, count, version, "
                                         "waiting) VALUES (?, ?, ?, ?, ?, ?)")));
    bindRef(upsert, ref);
    upsert.bindAll(scope, after.count, after.version, after.waiting);
    return upsert.run();
}

} // namespace shouli::core::changes::log
