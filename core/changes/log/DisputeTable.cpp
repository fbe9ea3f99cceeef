// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/DisputeTable.h"

#include "core/base/Mutant.h"
#include "core/changes/Settlement.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace shouli::core::changes::log {

using base::ErrorCode;
using base::Result;
using storage::Database;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr int settledHere = 0; ///< settled_by, while the county has not ordered our Settle

/// A change that was not applied, as far as its place in the list depends on it.
struct Row {
    std::int64_t seq = 0;
    ReplicaId replica;
    std::int64_t lseq = 0;
    std::int64_t baseLseq = 0;
    std::int64_t actFirst = 0;
    Operation operation = Operation::Set;
    EntityRef entity;
    Field field;
    Verdict verdict = Verdict::Parked;
};

Result<QList<Row>> notApplied(const Database &db, EntityId id)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral(
            "SELECT c.seq, c.replica, c.act_first, c.operation, c.kind, c.field, c.verdict, c.lseq, c.base_lseq FROM "
            "change c "
            "WHERE c.entity = ? AND c.seq IS NOT NULL AND c.verdict <> 0 AND c.operation <> 6 AND c.erased = 0 "
            "AND EXISTS (SELECT 1 FROM entity e WHERE e.kind = c.kind AND e.entity = c.entity AND e.erased = 0) ORDER BY c.seq")));
    query.bind(id);
    QList<Row> rows;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return rows;
        Row row;
        row.seq = query.integer(0);
        row.replica = query.id<ReplicaId>(1);
        row.actFirst = query.integer(2);
        row.operation = static_cast<Operation>(query.integer(3));
        row.entity = {Kind{static_cast<std::uint16_t>(query.integer(4))}, id};
        row.field.value = static_cast<std::uint16_t>(query.integer(5));
        row.verdict = static_cast<Verdict>(query.integer(6));
        row.lseq = query.integer(7);
        row.baseLseq = query.integer(8);
        rows.append(row);
    }
}

QString groupOf(const Schema &schema, const Row &row)
{
    const KindSchema *kind = schema.find(row.entity.kind);
    const QString group = kind != nullptr ? kind->fields.value(row.field).group : QString();
    return group.isEmpty() ? QString::number(row.field.value) : group;
}

/// Those with the same key are one decision: what one act did to the thing with a step of it, else
/// the fields that conflict as one.
using ItemKey = std::tuple<ReplicaId, std::int64_t, std::uint16_t, QString>;

ItemKey keyOf(const Schema &schema, const Row &row, bool step)
{
    if (step)
        return {row.replica, row.actFirst, std::uint16_t(0), QString()};
    return {row.replica, row.actFirst, row.entity.kind.value, groupOf(schema, row)};
}

Value columnValue(const Statement &row, int column)
{
    switch (row.type(column)) {
    case Statement::Type::Null:
        return {};
    case Statement::Type::Integer:
        return Value(row.integer(column));
    case Statement::Type::Text:
        return Value(row.text(column));
    case Statement::Type::Blob:
        break;
    }
    return Value(row.blob(column));
}

/// The county's value: under an own edit that waits it is the shadow.
Result<Value> standing(const Database &db, const KindSchema &kind, EntityRef ref, const FieldSchema &field)
{
    {
        SHOULI_TRY(auto query,
                   db.prepare(QStringLiteral("SELECT value FROM shadow WHERE kind = ? AND entity = ? AND field = ?")));
        query.bindAll(ref.kind.value, ref.id, field.field.value);
        SHOULI_TRY(const bool shadowed, query.step());
        if (shadowed)
            return Value::fromCbor(query.blob(0));
    }
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE id = ?").arg(field.column, kind.table)));
    query.bind(ref.id);
    SHOULI_TRY(const bool found, query.step());
    return found ? columnValue(query, 0) : Value();
}

Result<std::optional<LoggedChange>> writerOf(const Database &db, EntityRef ref, Field field)
{
    std::int64_t version = 0;
    {
        SHOULI_TRY(auto query,
                   db.prepare(QStringLiteral("SELECT coalesce((SELECT version FROM field_version WHERE kind = ?1 AND "
                                             "entity = ?2 AND field = ?3), version) FROM entity WHERE kind = ?1 AND "
                                             "entity = ?2")));
        query.bindAll(ref.kind.value, ref.id, field.value);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            version = query.integer(0);
    }
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT replica, lseq FROM change WHERE entity = ? AND kind = ? AND seq = ?")));
    query.bindAll(ref.id, ref.kind.value, version);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<LoggedChange>();
    return ChangeTable::find(db, query.id<ReplicaId>(0), query.integer(1));
}

/// Everything but the proposals. Values of a newer version's fields cannot be shown: a step then.
Result<void> complete(const Database &db, const Schema &schema, Dispute &dispute)
{
    const auto step = std::find_if(dispute.proposals.cbegin(), dispute.proposals.cend(),
                                   [](const LoggedChange &p) { return p.change.operation != Operation::Set; });
    const LoggedChange &head = step != dispute.proposals.cend() ? *step : dispute.proposals.constFirst();
    dispute.entity = head.change.entity;
    dispute.verdict = head.verdict.value_or(Verdict::Applied);
    const KindSchema *kind = schema.find(dispute.entity.kind);
    if (step != dispute.proposals.cend() || kind == nullptr)
        return {};
    for (const LoggedChange &proposal : std::as_const(dispute.proposals)) {
        const auto field = kind->fields.constFind(proposal.change.field);
        if (field == kind->fields.cend())
            continue;
        Dispute::Part part;
        part.field = proposal.change.field;
        SHOULI_TRY(part.was, Value::fromCbor(proposal.change.baseValue));
        SHOULI_TRY(part.proposed, Value::fromCbor(proposal.change.payload));
        SHOULI_TRY(part.stands, standing(db, *kind, dispute.entity, *field));
        SHOULI_TRY(part.standsFrom, writerOf(db, dispute.entity, part.field));
        const auto same = std::find_if(dispute.parts.begin(), dispute.parts.end(),
                                       [&part](const Dispute::Part &p) { return p.field == part.field; });
        if (same == dispute.parts.end())
            dispute.parts.append(part);
        else
            same->proposed = part.proposed; // written twice: the last word
    }
    return {};
}

} // namespace

Result<int> DisputeTable::openCount(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT count(DISTINCT item) FROM dispute WHERE settled_by IS NULL")));
    SHOULI_CHECK(query.step());
    return static_cast<int>(query.integer(0));
}

Result<QList<Dispute>> DisputeTable::open(const Database &db, const Schema &schema)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral(
                   "SELECT d.item, c.replica, c.lseq FROM dispute d JOIN change c ON c.entity = d.entity AND "
                   "c.kind = d.kind AND c.seq = d.seq WHERE d.settled_by IS NULL ORDER BY d.item, d.seq")));
    QList<Dispute> disputes;
    std::int64_t item = 0;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            break;
        SHOULI_TRY(const auto line, ChangeTable::find(db, query.id<ReplicaId>(1), query.integer(2)));
        if (!line)
            continue;
        if (disputes.isEmpty() || item != query.integer(0))
            disputes.append(Dispute());
        item = query.integer(0);
        disputes.last().proposals.append(*line);
    }
    for (Dispute &dispute : disputes)
        SHOULI_CHECK(complete(db, schema, dispute));
    return disputes;
}

Result<int> DisputeTable::openCount(const Database &db, EntityId id)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT count(DISTINCT item) FROM dispute WHERE entity = ? AND "
                                         "settled_by IS NULL")));
    query.bind(id);
    SHOULI_CHECK(query.step());
    return static_cast<int>(query.integer(0));
}

Result<void> DisputeTable::group(Transaction &tx, const Schema &schema, EntityId id)
{
    SHOULI_TRY(const QList<Row> rows, notApplied(tx.database(), id));
    std::set<std::pair<ReplicaId, std::int64_t>> steps;
    for (const Row &row : rows) {
        if (row.operation != Operation::Set)
            steps.insert({row.replica, row.actFirst});
    }
    QMap<ItemKey, std::int64_t> items;
    QMap<std::pair<ReplicaId, std::int64_t>, std::int64_t> ofChange;
    for (const Row &row : rows) {
        const bool step = steps.contains({row.replica, row.actFirst});
        const ItemKey key = keyOf(schema, row, step);
        if (!items.contains(key)) // who corrects an own proposal proposes once: the last word
            items.insert(key, step ? row.seq : ofChange.value({row.replica, row.baseLseq}, row.seq));
        if (!step)
            ofChange.insert({row.replica, row.lseq}, items.value(key));
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral("INSERT INTO dispute (seq, item, kind, entity, field, verdict) "
                                             "VALUES (?, ?, ?, ?, ?, ?)")));
        insert.bindAll(row.seq, items.value(key), row.entity.kind.value, id, row.field.value,
                       static_cast<int>(row.verdict));
        SHOULI_CHECK(insert.run());
    }
    return {};
}

Result<void> DisputeTable::markSettled(Transaction &tx, EntityId id)
{
    {
        SHOULI_TRY(auto all, tx.prepare(QStringLiteral("UPDATE dispute SET settled_by = NULL WHERE entity = ?")));
        all.bind(id);
        SHOULI_CHECK(all.run());
    }
    SHOULI_TRY(auto settles,
               tx.prepare(QStringLiteral("SELECT kind, payload, seq, verdict FROM change WHERE entity = ? AND "
                                         "operation = 6 ORDER BY seq IS NULL, seq, lseq")));
    settles.bind(id);
    for (;;) {
        SHOULI_TRY(const bool found, settles.step());
        if (!found)
            return {};
        const auto origins = settlementFromCbor(settles.blob(1));
        if (!origins)
            continue; // of a newer version, or taken out when the thing left: nothing to go by
        const auto verdict = static_cast<Verdict>(settles.isNull(3) ? 0 : settles.integer(3));
        for (const Origin &origin : *origins) {
            const QString set = base::mutant(base::Mutant::SettlingTwiceReopens)
                ? QStringLiteral("CASE WHEN settled_by IS NULL THEN ? END")
                : QStringLiteral("coalesce(settled_by, ?)");
            SHOULI_TRY(auto update,
                       tx.prepare(QStringLiteral("UPDATE dispute SET settled_by = %1 WHERE seq = (SELECT seq FROM "
                                                 "change WHERE replica = ? AND lseq = ?) AND entity = ? AND kind = ? "
                                                 "AND (? OR verdict = 3)")
                                      .arg(set)));
            update.bindAll(settles.isNull(2) ? settledHere : settles.integer(2), origin.replica, origin.lseq, id,
                           settles.integer(0), verdict == Verdict::Applied);
            SHOULI_CHECK(update.run());
        }
    }
}

Result<void> DisputeTable::refresh(Transaction &tx, const Schema &schema, EntityId id)
{
    {
        SHOULI_TRY(auto before, tx.prepare(QStringLiteral("DELETE FROM dispute WHERE entity = ? AND verdict <> 0")));
        before.bind(id);
        SHOULI_CHECK(before.run());
    }
    SHOULI_CHECK(group(tx, schema, id));
    return markSettled(tx, id);
}

Result<void> DisputeTable::flag(Transaction &tx, EntityRef ref, const QList<std::int64_t> &positions)
{
    {
        SHOULI_TRY(auto before,
                   tx.prepare(QStringLiteral("DELETE FROM dispute WHERE entity = ? AND kind = ? AND verdict = 0")));
        before.bindAll(ref.id, ref.kind.value);
        SHOULI_CHECK(before.run());
    }
    if (positions.isEmpty())
        return {};
    for (const std::int64_t position : positions) {
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral("INSERT INTO dispute (seq, item, kind, entity, field, verdict) "
                                             "VALUES (?, ?, ?, ?, 0, 0)")));
        insert.bindAll(position, position, ref.kind.value, ref.id);
        SHOULI_CHECK(insert.run());
    }
    return markSettled(tx, ref.id);
}

Result<void> DisputeTable::rebuild(Transaction &tx, const Schema &schema)
{
    QList<EntityId> ids;
    {
        SHOULI_TRY(auto query,
                   tx.prepare(QStringLiteral("SELECT entity FROM change WHERE verdict <> 0 OR operation = 6 "
                                             "UNION SELECT entity FROM dispute")));
        for (;;) {
            SHOULI_TRY(const bool found, query.step());
            if (!found)
                break;
            ids.append(query.id<EntityId>(0));
        }
    }
    for (const EntityId &id : std::as_const(ids))
        SHOULI_CHECK(refresh(tx, schema, id));
    return {};
}

} // namespace shouli::core::changes::log
