// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/FreshRows.h"

#include "core/changes/log/ColumnValue.h"

#include <QStringList>

namespace shouli::core::changes::log {

using base::Result;
using storage::Statement;

namespace {

QStringList columnsOf(const KindSchema &kind)
{
    QStringList columns;
    for (const FieldSchema &field : kind.fields)
        columns.append(field.column);
    return columns;
}

} // namespace

Result<Statement *> FreshRows::ready(const QByteArray &name, const std::function<QString()> &sql)
{
    auto it = m_statements.find(name);
    if (it == m_statements.end()) {
        SHOULI_TRY(auto made, m_tx.prepare(sql()));
        it = m_statements.emplace(name, std::move(made)).first;
    }
    it->second.reset();
    return &it->second;
}

bool FreshRows::isPlain(const Schema &schema, EntityRef ref, const Image &image)
{
    const KindSchema *kind = schema.find(ref.kind);
    if (kind == nullptr || image.created <= 0 || image.erased || !image.events.isEmpty())
        return false;
    auto known = kind->fields.cbegin();
    for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it) { // both ascend
        while (known != kind->fields.cend() && known.key() < it.key())
            ++known;
        if (known == kind->fields.cend() || known.key() != it.key())
            return false;
    }
    return true;
}

Result<bool> FreshRows::takes(EntityRef ref, const Image &image)
{
    if (!isPlain(m_tables.schema(), ref, image))
        return false;
    SHOULI_TRY(Statement *const known, ready("known", [] {
                   return QStringLiteral(
                       "SELECT EXISTS (SELECT 1 FROM entity WHERE kind = ?1 AND entity = ?2) OR EXISTS (SELECT 1 FROM "
                       "membership WHERE kind = ?1 AND entity = ?2) OR EXISTS (SELECT 1 FROM change WHERE entity = ?2 "
                       "AND kind = ?1)");
               }));
    known->bindAll(ref.kind.value, ref.id);
    SHOULI_CHECK(known->step());
    return known->integer(0) == 0;
}

Result<void> FreshRows::insert(EntityRef ref, const Image &image, const QMap<ScopeId, Holding> &holdings)
{
    const KindSchema &kind = *m_tables.schema().find(ref.kind);
    QByteArray name("row ");
    name += QByteArray::number(ref.kind.value);
    for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it)
        name += ' ' + QByteArray::number(it.key().value);
    SHOULI_TRY(Statement *const row, ready(name, [&] {
                   QStringList columns{QStringLiteral("id")};
                   for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it)
                       columns.append(kind.fields.value(it.key()).column);
                   return QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                       .arg(kind.table, columns.join(u','),
                            QStringList(columns.size(), QStringLiteral("?")).join(u','));
               }));
    row->bind(ref.id);
    for (const Image::Versioned &field : image.fields)
        bindValue(*row, field.value);
    SHOULI_CHECK(row->run());
    SHOULI_TRY(Statement *const entity, ready("entity", [] {
                   return QStringLiteral("INSERT INTO entity (kind, entity, version) VALUES (?, ?, ?)");
               }));
    entity->bindAll(ref.kind.value, ref.id, image.created);
    SHOULI_CHECK(entity->run());
    for (auto it = image.fields.cbegin(); it != image.fields.cend(); ++it) {
        if (it->version == image.created)
            continue;
        SHOULI_TRY(Statement *const later, ready("field", [] {
                       return QStringLiteral(
                           "INSERT INTO field_version (kind, entity, field, version) VALUES (?, ?, ?, ?)");
                   }));
        later->bindAll(ref.kind.value, ref.id, it.key().value, it->version);
        SHOULI_CHECK(later->run());
    }
    for (auto it = holdings.cbegin(); it != holdings.cend(); ++it) {
        SHOULI_TRY(Statement *const member, ready("member", [] {
                       return QStringLiteral("INSERT INTO membership (kind, entity, scope, count, version, waiting) "
                                             "VALUES (?, ?, ?, ?, ?, ?)");
                   }));
        member->bindAll(ref.kind.value, ref.id, it.key(), it->count, it->version, it->waiting);
        SHOULI_CHECK(member->run());
    }
    return {};
}

Result<FreshRows::Row> FreshRows::read(EntityRef ref, ScopeId scope)
{
    const KindSchema &kind = *m_tables.schema().find(ref.kind);
    Row row;
    SHOULI_TRY(Statement *const values, ready("read " + QByteArray::number(ref.kind.value), [&] {
                   return QStringLiteral(
                              "SELECT e.version, m.count, m.version, m.waiting, t.%1 FROM entity e JOIN %2 t "
                              "ON t.id = e.entity LEFT JOIN membership m ON m.kind = e.kind AND m.entity = "
                              "e.entity AND m.scope = ?3 WHERE e.kind = ?1 AND e.entity = ?2")
                       .arg(columnsOf(kind).join(QStringLiteral(",t.")), kind.table);
               }));
    values->bindAll(ref.kind.value, ref.id, scope);
    SHOULI_TRY(const bool found, values->step());
    if (!found)
        return row;
    row.image.created = values->integer(0);
    row.holding = {values->integer(1), values->integer(2), values->integer(3)};
    int column = 4;
    for (const FieldSchema &field : kind.fields)
        row.image.fields.insert(field.field, {row.image.created, columnValue(*values, column++)});
    SHOULI_TRY(Statement *const later, ready("later", [] {
                   return QStringLiteral("SELECT field, version FROM field_version WHERE kind = ? AND entity = ?");
               }));
    later->bindAll(ref.kind.value, ref.id);
    for (;;) {
        SHOULI_TRY(const bool more, later->step());
        if (!more)
            return row;
        const auto field = row.image.fields.find(Field{static_cast<std::uint16_t>(later->integer(0))});
        if (field != row.image.fields.end())
            field->version = later->integer(1);
    }
}

} // namespace shouli::core::changes::log
