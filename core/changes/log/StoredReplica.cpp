// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/StoredReplica.h"

#include "core/changes/log/ChangeLog.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/Remains.h"
#include "core/changes/log/ReplicaState.h"

namespace shouli::core::changes::log {

using base::Result;

const Schema &StoredReplica::schema() const
{
    return m_log.tables().schema();
}

Result<OwnHead> StoredReplica::ownHead()
{
    SHOULI_TRY(auto query, m_tx.prepare(QStringLiteral("SELECT id, last_lseq, last_hash FROM replica")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return base::failure(base::ErrorCode::InvalidArgument, QStringLiteral("this database belongs to no PC yet"));
    return OwnHead{query.id<ReplicaId>(0), query.integer(1), query.blob(2)};
}

Result<void> StoredReplica::setOwnHead(const OwnHead &head)
{
    SHOULI_TRY(auto update, m_tx.prepare(QStringLiteral("UPDATE replica SET id = ?, last_lseq = ?, last_hash = ?")));
    update.bindAll(head.replica, head.lseq, head.hash);
    return update.run();
}

Result<QMap<std::int64_t, QByteArray>> StoredReplica::checkpoints()
{
    SHOULI_TRY(auto query, m_tx.prepare(QStringLiteral("SELECT seq, token FROM county_token ORDER BY seq")));
    QMap<std::int64_t, QByteArray> tokens;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return tokens;
        tokens.insert(query.integer(0), query.blob(1));
    }
}

Result<void> StoredReplica::setCheckpoints(const QMap<std::int64_t, QByteArray> &tokens)
{
    SHOULI_TRY(const auto before, checkpoints());
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (tokens.contains(it.key()))
            continue;
        SHOULI_TRY(auto remove, m_tx.prepare(QStringLiteral("DELETE FROM county_token WHERE seq = ?")));
        remove.bind(it.key());
        SHOULI_CHECK(remove.run());
    }
    for (auto it = tokens.cbegin(); it != tokens.cend(); ++it) {
        if (before.value(it.key()) == it.value())
            continue;
        SHOULI_TRY(auto upsert,
                   m_tx.prepare(QStringLiteral("INSERT OR REPLACE INTO county_token (seq, token) VALUES (?, ?)")));
        upsert.bindAll(it.key(), it.value());
        SHOULI_CHECK(upsert.run());
    }
    return {};
}

Result<std::optional<LoggedChange>> StoredReplica::at(EntityRef ref, std::int64_t seq)
{
    return ChangeTable::findAt(m_tx.database(), ref, seq);
}

void StoredReplica::noteDispute(const Change &change, Verdict verdict)
{
    if (verdict != Verdict::Applied || change.operation == Operation::Settle)
        m_disputed.insert(change.entity.id);
}

Result<Progress> StoredReplica::progress()
{
    SHOULI_TRY(const ReplicaState state, ReplicaState::load(m_tx.database()));
    return state.progress;
}

Result<void> StoredReplica::setProgress(const Progress &progress)
{
    SHOULI_TRY(const Progress before, this->progress());
    SHOULI_CHECK(ReplicaState::store(m_tx, progress));
    return progress.durable > before.durable ? ChangeTable::forgetDurable(m_tx) : Result<void>();
}

Result<QMap<ScopeId, std::int64_t>> StoredReplica::scopes()
{
    SHOULI_TRY(auto query, m_tx.prepare(QStringLiteral("SELECT scope, cursor FROM replica_scope ORDER BY scope")));
    QMap<ScopeId, std::int64_t> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.insert(query.id<ScopeId>(0), query.integer(1));
    }
}

Result<void> StoredReplica::setScope(ScopeId scope, std::optional<std::int64_t> cursor)
{
    if (cursor) {
        SHOULI_TRY(auto upsert,
                   m_tx.prepare(QStringLiteral("INSERT OR REPLACE INTO replica_scope (scope, cursor) VALUES (?, ?)")));
        upsert.bindAll(scope, *cursor);
        return upsert.run();
    }
    SHOULI_TRY(auto remove, m_tx.prepare(QStringLiteral("DELETE FROM replica_scope WHERE scope = ?")));
    remove.bind(scope);
    return remove.run();
}

Result<bool> StoredReplica::holds(EntityRef ref)
{
    return m_log.tables().holds(m_tx, ref);
}

Result<void> StoredReplica::insert(EntityRef ref, const FieldValues &values, std::optional<std::int64_t> version)
{
    return m_log.tables().insert(m_tx, ref, values, version);
}

Result<std::int64_t> StoredReplica::version(EntityRef ref)
{
    return m_log.tables().version(m_tx, ref);
}

Result<void> StoredReplica::setVersion(EntityRef ref, std::int64_t version)
{
    return m_log.tables().setVersion(m_tx, ref, version);
}

Result<FieldState> StoredReplica::field(EntityRef ref, Field field)
{
    return m_log.tables().state(m_tx, ref, field);
}

Result<void> StoredReplica::setField(EntityRef ref, Field field, const FieldState &before, const FieldState &after)
{
    return m_log.tables().store(m_tx, ref, field, before, after);
}

Result<QByteArray> StoredReplica::unset(Kind kind, Field field)
{
    return m_log.tables().unset(m_tx, kind, field);
}

Result<void> StoredReplica::erase(EntityRef ref)
{
    SHOULI_CHECK(m_log.tables().erase(m_tx, ref));
    return ChangeTable::forget(m_tx, ref);
}

Result<void> StoredReplica::redact(EntityRef ref)
{
    m_disputed.insert(ref.id);
    SHOULI_CHECK(m_log.tables().redact(m_tx, ref));
    SHOULI_CHECK(ChangeTable::redact(m_tx, ref));
    SHOULI_CHECK(Remains::mark(m_tx));
    return m_log.tellErasure(m_tx, ref);
}

Result<void> StoredReplica::insertErased(EntityRef ref, std::optional<std::int64_t> version)
{
    return m_log.tables().insertErased(m_tx, ref, version);
}

Result<bool> StoredReplica::isErased(EntityRef ref)
{
    return WorkingTables::isErased(m_tx.database(), ref);
}

Result<Image> StoredReplica::image(EntityRef ref)
{
    SHOULI_TRY(Image image, m_log.tables().image(m_tx, ref));
    SHOULI_TRY(image.events, ChangeTable::remarkable(m_tx.database(), ref));
    return image;
}

Result<Holding> StoredReplica::holding(EntityRef ref, ScopeId scope)
{
    return m_log.tables().holding(m_tx, ref, scope);
}

Result<void> StoredReplica::setHolding(EntityRef ref, ScopeId scope, const Holding &after)
{
    return m_log.tables().setHolding(m_tx, ref, scope, after);
}

Result<QList<EntityRef>> StoredReplica::heldBy(ScopeId scope)
{
    SHOULI_TRY(
        auto query,
        m_tx.prepare(QStringLiteral(
            "SELECT kind, entity FROM membership WHERE scope = ? AND max(count, count + waiting) > 0 ORDER BY 1, 2")));
    query.bind(scope);
    QList<EntityRef> held;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return held;
        held.append({Kind{static_cast<std::uint16_t>(query.integer(0))}, query.id<EntityId>(1)});
    }
}

Result<QSet<EntityRef>> StoredReplica::known()
{
    SHOULI_TRY(auto query,
               m_tx.prepare(QStringLiteral("SELECT kind, entity FROM entity UNION SELECT kind, entity FROM membership "
                                           "UNION SELECT kind, entity FROM change")));
    QSet<EntityRef> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.insert({Kind{static_cast<std::uint16_t>(query.integer(0))}, query.id<EntityId>(1)});
    }
}

Result<void> StoredReplica::append(const LoggedChange &line)
{
    noteDispute(line.change, line.verdict.value_or(Verdict::Applied));
    return ChangeTable::append(m_tx, line);
}

Result<std::optional<LoggedChange>> StoredReplica::find(ReplicaId replica, std::int64_t lseq)
{
    return ChangeTable::find(m_tx.database(), replica, lseq);
}

Result<void> StoredReplica::judged(ReplicaId replica, std::int64_t lseq, std::int64_t seq, Verdict verdict)
{
    SHOULI_TRY(auto update,
               m_tx.prepare(QStringLiteral("UPDATE change SET seq = ?, verdict = ? WHERE replica = ? AND lseq = ?")));
    update.bindAll(seq, static_cast<int>(verdict), replica, lseq);
    SHOULI_CHECK(update.run());
    SHOULI_TRY(const auto line, find(replica, lseq));
    if (line)
        noteDispute(line->change, verdict);
    return {};
}

Result<void> StoredReplica::unorder(ReplicaId replica, std::int64_t lseq)
{
    SHOULI_TRY(auto update,
               m_tx.prepare(QStringLiteral("UPDATE change SET seq = NULL, verdict = NULL, placed = NULL, forgotten = 0 "
                                           "WHERE replica = ? AND lseq = ?")));
    update.bindAll(replica, lseq);
    SHOULI_CHECK(update.run());
    SHOULI_TRY(const auto line, find(replica, lseq));
    if (line)
        m_disputed.insert(line->change.entity.id); // what the county said of it counts no more
    return {};
}

Result<void> StoredReplica::remove(ReplicaId replica, std::int64_t lseq)
{
    SHOULI_TRY(auto remove, m_tx.prepare(QStringLiteral("DELETE FROM change WHERE replica = ? AND lseq = ?")));
    remove.bindAll(replica, lseq);
    return remove.run();
}

Result<QList<LoggedChange>> StoredReplica::ordered()
{
    return ChangeTable::ordered(m_tx.database());
}

Result<std::int64_t> StoredReplica::lastOrdered(ReplicaId replica)
{
    SHOULI_TRY(auto query,
               m_tx.prepare(QStringLiteral("SELECT lseq FROM change WHERE replica = ? AND seq IS NOT NULL "
                                           "ORDER BY lseq DESC LIMIT 1")));
    query.bind(replica);
    SHOULI_TRY(const bool found, query.step());
    return found ? query.integer(0) : 0;
}

Result<QSet<EntityRef>> StoredReplica::rewind(std::int64_t agreed)
{
    SHOULI_TRY(auto query,
               m_tx.prepare(QStringLiteral("SELECT kind, entity FROM change WHERE hash IS NULL AND seq > ?1 "
                                           "UNION SELECT kind, entity FROM entity WHERE version > ?1 "
                                           "UNION SELECT kind, entity FROM field_version WHERE version > ?1 "
                                           "UNION SELECT kind, entity FROM membership WHERE version > ?1")));
    query.bind(agreed);
    QSet<EntityRef> touched;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            break;
        touched.insert({Kind{static_cast<std::uint16_t>(query.integer(0))}, query.id<EntityId>(1)});
    }
    for (const EntityRef &ref : std::as_const(touched))
        m_disputed.insert(ref.id);
    for (const char *sql :
         {"DELETE FROM change WHERE hash IS NULL AND seq > ?1", "UPDATE entity SET version = -1 WHERE version > ?1",
          "UPDATE field_version SET version = -1 WHERE version > ?1",
          "UPDATE membership SET version = -1 WHERE version > ?1"}) {
        SHOULI_TRY(auto statement, m_tx.prepare(QLatin1String(sql)));
        statement.bind(agreed);
        SHOULI_CHECK(statement.run());
    }
    return touched;
}

Result<void> StoredReplica::clear()
{
    for (const KindSchema &kind : schema().kinds())
        SHOULI_CHECK(m_tx.database().execute(QStringLiteral("DELETE FROM %1").arg(kind.table)));
    for (const char *table : {"entity", "field_version", "shadow", "membership", "dispute"})
        SHOULI_CHECK(m_tx.database().execute(QStringLiteral("DELETE FROM %1").arg(QLatin1String(table))));
    SHOULI_CHECK(m_tx.database().execute(QStringLiteral("DELETE FROM change WHERE hash IS NULL")));
    return m_tx.database().execute(QStringLiteral("UPDATE change SET forgotten = 2 WHERE seq IS NOT NULL AND forgotten "
                                                  "= 0 AND verdict <> %1")
                                       .arg(static_cast<int>(Verdict::Refused)));
}

Result<void> StoredReplica::refill(ReplicaId replica, const Change &change)
{
    SHOULI_TRY(auto update,
               m_tx.prepare(QStringLiteral("UPDATE change SET payload = ?, base_value = ?, extension = ?, forgotten = "
                                           "0, erased = ? WHERE replica = ? AND lseq = ?")));
    update.bindAll(change.payload, change.baseValue);
    change.extension.isEmpty() ? update.bind(std::nullopt) : update.bind(change.extension);
    update.bindAll(change.erased ? 1 : 0, replica, change.lseq);
    SHOULI_CHECK(update.run());
    SHOULI_TRY(const auto line, find(replica, change.lseq));
    if (line)
        noteDispute(change, line->verdict.value_or(Verdict::Applied));
    return {};
}

Result<QList<LoggedChange>> StoredReplica::waiting(ReplicaId replica, int limit)
{
    return ChangeTable::pending(m_tx.database(), replica, limit);
}

Result<std::int64_t> StoredReplica::waitingCount()
{
    return ChangeTable::pendingCount(m_tx.database());
}

Result<QList<ReplicaId>> StoredReplica::waitingNames()
{
    SHOULI_TRY(
        auto query,
        m_tx.prepare(QStringLiteral(
            "SELECT replica FROM change INDEXED BY change_pending WHERE seq IS NULL AND placed IS NULL GROUP BY "
            "replica ORDER BY min(row)")));
    QList<ReplicaId> names;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return names;
        names.append(query.id<ReplicaId>(0));
    }
}

Result<std::int64_t> StoredReplica::pending(EntityRef ref)
{
    SHOULI_TRY(
        auto query,
        m_tx.prepare(QStringLiteral("SELECT count(*) FROM change WHERE entity = ? AND kind = ? AND seq IS NULL")));
    query.bindAll(ref.id, ref.kind.value);
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<QList<Field>> StoredReplica::pendingFields(EntityRef ref)
{
    return ChangeTable::pendingFields(m_tx.database(), ref);
}

Result<std::optional<LoggedChange>> StoredReplica::lastPending(EntityRef ref, Field field)
{
    return ChangeTable::lastPending(m_tx.database(), ref, field);
}

Result<void> StoredReplica::place(ReplicaId replica, std::int64_t lseq, std::optional<std::int64_t> seq)
{
    SHOULI_TRY(auto update,
               m_tx.prepare(QStringLiteral("UPDATE change SET placed = ? WHERE replica = ? AND lseq = ?")));
    update.bindAll(seq, replica, lseq);
    return update.run();
}

Result<QList<LoggedChange>> StoredReplica::placed()
{
    return ChangeTable::placed(m_tx.database());
}

Result<void> StoredReplica::notify(const QSet<EntityRef> &changed, const QSet<EntityRef> &erased)
{
    for (const EntityId &id : std::as_const(m_disputed))
        SHOULI_CHECK(DisputeTable::refresh(m_tx, schema(), id));
    m_disputed.clear();
    return m_log.notify(m_tx, changed, erased);
}

} // namespace shouli::core::changes::log
