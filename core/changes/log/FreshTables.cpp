// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/FreshTables.h"

#include "core/changes/log/ColumnValue.h"

#include <QStringList>

#include <algorithm>

namespace shouli::core::changes::log {

using base::Result;
using storage::Database;
using storage::Statement;

namespace {

/// Sorted, and written one after the other through one statement.
template <class Row, class Bind>
Result<void> writeInOrder(storage::Transaction &tx, std::vector<Row> rows, const QString &sql, Bind bind)
{
    std::sort(rows.begin(), rows.end());
    SHOULI_TRY(auto insert, tx.prepare(sql));
    for (const Row &row : rows) {
        insert.reset();
        bind(insert, row);
        SHOULI_CHECK(insert.run());
    }
    return {};
}

struct Known {
    EntityId id;
    std::int64_t created = 0;
    std::int64_t count = 0;
};

struct Version {
    EntityId id;
    Field field;
    std::int64_t version = 0;
};

/// Ascending by id, as all three tables are.
Result<std::vector<Known>> knownOf(const Database &db, Kind kind, ScopeId scope)
{
    std::vector<Known> all;
    SHOULI_TRY(auto entities,
               db.prepare(QStringLiteral("SELECT entity, version FROM entity WHERE kind = ? ORDER BY entity")));
    entities.bind(kind.value);
    for (;;) {
        SHOULI_TRY(const bool row, entities.step());
        if (!row)
            break;
        all.push_back({entities.id<EntityId>(0), entities.integer(1), 0});
    }
    SHOULI_TRY(auto members,
               db.prepare(QStringLiteral(
                   "SELECT entity, count FROM membership WHERE kind = ? AND scope = ? ORDER BY entity")));
    members.bindAll(kind.value, scope);
    for (auto at = all.begin();;) {
        SHOULI_TRY(const bool row, members.step());
        if (!row)
            return all;
        const EntityId id = members.id<EntityId>(0);
        while (at != all.end() && at->id < id)
            ++at;
        if (at != all.end() && at->id == id)
            at->count = members.integer(1);
    }
}

Result<std::vector<Version>> versionsOf(const Database &db, Kind kind)
{
    std::vector<Version> all;
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral(
                   "SELECT entity, field, version FROM field_version WHERE kind = ? ORDER BY entity, field")));
    query.bind(kind.value);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.push_back({query.id<EntityId>(0), Field{static_cast<std::uint16_t>(query.integer(1))}, query.integer(2)});
    }
}

} // namespace

Result<FreshTables::Into *> FreshTables::into(Kind kind)
{
    auto at = m_into.find(kind);
    if (at != m_into.end())
        return &at->second;
    const KindSchema &schema = *m_tables.schema().find(kind);
    QStringList columns{QStringLiteral("id")};
    QList<std::pair<Field, Value>> fields;
    for (const FieldSchema &field : schema.fields) {
        columns.append(field.column);
        SHOULI_TRY(const QByteArray unset, m_tables.unset(m_tx, kind, field.field));
        SHOULI_TRY(const Value value, Value::fromCbor(unset));
        fields.append({field.field, value});
    }
    SHOULI_TRY(auto statement,
               m_tx.prepare(QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                                .arg(schema.table, columns.join(u','),
                                     QStringList(columns.size(), QStringLiteral("?")).join(u','))));
    at = m_into.emplace(kind, Into{std::move(statement), fields}).first;
    return &at->second;
}

Result<void> FreshTables::insert(EntityRef ref, const Image &image)
{
    SHOULI_TRY(Into *const to, into(ref.kind));
    Statement &statement = to->statement;
    statement.reset();
    statement.bind(ref.id);
    auto is = image.fields.cbegin();
    for (const auto &[field, unset] : std::as_const(to->fields)) { // both ascend
        const bool set = is != image.fields.cend() && is.key() == field;
        bindValue(statement, set ? is->value : unset);
        if (!set)
            continue;
        if (is->version != image.created)
            m_later.push_back({ref, field, is->version});
        ++is;
    }
    m_created.push_back({ref, image.created});
    return statement.run();
}

void FreshTables::hold(EntityRef ref, ScopeId scope, const Holding &holding)
{
    m_held.push_back({ref, scope, holding.count, holding.version, holding.waiting});
}

Result<void> FreshTables::finish()
{
    SHOULI_CHECK(writeInOrder(
        m_tx, std::exchange(m_created, {}),
        QStringLiteral("INSERT INTO entity (kind, entity, version) VALUES (?, ?, ?)"),
        [](Statement &insert, const Created &row) { insert.bindAll(row.ref.kind.value, row.ref.id, row.version); }));
    SHOULI_CHECK(
        writeInOrder(m_tx, std::exchange(m_later, {}),
                     QStringLiteral("INSERT INTO field_version (kind, entity, field, version) VALUES (?, ?, ?, ?)"),
                     [](Statement &insert, const Later &row) {
                         insert.bindAll(row.ref.kind.value, row.ref.id, row.field.value, row.version);
                     }));
    return writeInOrder(m_tx, std::exchange(m_held, {}),
                        QStringLiteral("INSERT INTO membership (kind, entity, scope, count, version, waiting) VALUES "
                                       "(?, ?, ?, ?, ?, ?)"),
                        [](Statement &insert, const Held &row) {
                            insert.bindAll(row.ref.kind.value, row.ref.id, row.scope, row.count, row.version,
                                           row.waiting);
                        });
}

Result<void> FreshTables::each(const WorkingTables &tables, const Database &db, Kind kind, ScopeId scope,
                               const Look &look)
{
    const KindSchema *schema = tables.schema().find(kind);
    if (schema == nullptr)
        return {};
    SHOULI_TRY(const auto known, knownOf(db, kind, scope));
    SHOULI_TRY(const auto versions, versionsOf(db, kind));
    QStringList columns{QStringLiteral("id")};
    Sight sight;
    for (const FieldSchema &field : schema->fields) {
        columns.append(field.column);
        sight.fields.emplace_back().first = field.field;
    }
    // in the order of the pages: each is opened once
    SHOULI_TRY(auto rows,
               db.prepare(QStringLiteral("SELECT %1 FROM %2 NOT INDEXED").arg(columns.join(u','), schema->table)));
    for (;;) {
        SHOULI_TRY(const bool row, rows.step());
        if (!row)
            return {};
        sight.id = rows.id<EntityId>(0);
        const auto at = std::lower_bound(known.begin(), known.end(), sight.id,
                                         [](const Known &one, EntityId id) { return one.id < id; });
        if (at == known.end() || at->id != sight.id)
            continue;
        sight.created = at->created;
        sight.count = at->count;
        auto later = std::lower_bound(versions.begin(), versions.end(), sight.id,
                                      [](const Version &one, EntityId id) { return one.id < id; });
        int column = 1;
        for (auto &[field, is] : sight.fields) {
            is.value = columnValue(rows, column++);
            is.version = sight.created;
            if (later != versions.end() && later->id == sight.id && later->field == field)
                is.version = (later++)->version;
        }
        SHOULI_CHECK(look(sight));
    }
}

} // namespace shouli::core::changes::log
