// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/log/ChangeTable.h"

namespace shouli::core::changes::log {

using base::Result;
using storage::Database;
using storage::Statement;
using storage::Transaction;

namespace {

const QString columns = QStringLiteral(
    "seq, replica, lseq, act_first, act_size, operation, kind, entity, field, event, payload, base_seq, base_lseq, "
    "base_value, scope, author, wall_ms, monotonic_ms, boot_id, extension, verdict, hash, forgotten, placed, salt, "
    "erased, commitment");

LoggedChange read(const Statement &row)
{
    LoggedChange line;
    if (!row.isNull(0))
        line.seq = row.integer(0);
    line.replica = row.id<ReplicaId>(1);
    Change &c = line.change;
    c.lseq = row.integer(2);
    c.actFirst = row.integer(3);
    c.actSize = static_cast<std::int32_t>(row.integer(4));
    c.operation = static_cast<Operation>(row.integer(5));
    c.entity.kind.value = static_cast<std::uint16_t>(row.integer(6));
    c.entity.id = row.id<EntityId>(7);
    c.field.value = static_cast<std::uint16_t>(row.integer(8));
    c.event.value = static_cast<std::uint16_t>(row.integer(9));
    c.payload = row.blob(10);
    c.base.seq = row.integer(11);
    c.base.lseq = row.integer(12);
    c.baseValue = row.blob(13);
    c.scope = row.id<ScopeId>(14);
    c.author = row.id<AuthorId>(15);
    c.stamp.wall.ms = row.integer(16);
    c.stamp.monotonicMs = row.integer(17);
    c.stamp.bootId = static_cast<std::uint64_t>(row.integer(18));
    c.extension = row.blob(19);
    if (!row.isNull(20))
        line.verdict = static_cast<Verdict>(row.integer(20));
    line.hash = row.blob(21);
    line.forgotten = row.integer(22) != 0;
    if (!row.isNull(23))
        line.placed = row.integer(23);
    c.salt = row.blob(24);
    c.erased = row.integer(25) != 0;
    c.commitment = row.blob(26);
    return line;
}

Result<QList<LoggedChange>> readAll(Statement &query)
{
    QList<LoggedChange> lines;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return lines;
        lines.append(read(query));
    }
}

void bindSecrets(Statement &statement, const Change &change)
{
    change.salt.isEmpty() ? statement.bind(std::nullopt) : statement.bind(change.salt);
    statement.bind(change.erased ? 1 : 0);
    change.commitment.isEmpty() ? statement.bind(std::nullopt) : statement.bind(change.commitment);
}

} // namespace

Result<void> ChangeTable::append(Transaction &tx, const LoggedChange &line)
{
    static const QString insert =
        QStringLiteral("INSERT INTO change (%1) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)").arg(columns);
    SHOULI_TRY(auto statement, tx.prepare(insert));
    const Change &c = line.change;
    statement.bindAll(line.seq, line.replica, c.lseq, c.actFirst, c.actSize, static_cast<int>(c.operation),
                      c.entity.kind.value, c.entity.id, c.field.value, c.event.value, c.payload, c.base.seq,
                      c.base.lseq, c.baseValue, c.scope, c.author, c.stamp.wall.ms, c.stamp.monotonicMs,
                      static_cast<std::int64_t>(c.stamp.bootId));
    c.extension.isEmpty() ? statement.bind(std::nullopt) : statement.bind(c.extension);
    line.verdict ? statement.bind(static_cast<int>(*line.verdict)) : statement.bind(std::nullopt);
    line.hash.isEmpty() ? statement.bind(std::nullopt) : statement.bind(line.hash);
    statement.bindAll(line.forgotten ? 1 : 0, line.placed);
    bindSecrets(statement, c);
    return statement.run();
}

Result<void> ChangeTable::rewrite(Transaction &tx, ReplicaId replica, const Change &change)
{
    SHOULI_TRY(auto update,
               tx.prepare(QStringLiteral("UPDATE change SET payload = ?, base_value = ?, extension = ?, salt = ?, "
                                         "erased = ?, commitment = ? WHERE replica = ? AND lseq = ?")));
    update.bindAll(change.payload, change.baseValue);
    change.extension.isEmpty() ? update.bind(std::nullopt) : update.bind(change.extension);
    bindSecrets(update, change);
    update.bindAll(replica, change.lseq);
    return update.run();
}

Result<void> ChangeTable::redact(Transaction &tx, EntityRef ref)
{
    SHOULI_TRY(const auto lines, history(tx.database(), ref));
    for (const LoggedChange &known : lines) {
        // those of one act may be of one thing: the one before may have given this one a salt of its own
        SHOULI_TRY(const auto now, find(tx.database(), known.replica, known.change.lseq));
        const LoggedChange line = now.value_or(known);
        if (line.change.erased || !line.change.hasContents())
            continue;
        const bool mine = !line.hash.isEmpty();
        Change bare = line.change.withoutContents();
        if (!mine || (line.forgotten && line.change.salt.isEmpty())) { // given up: the county has it in a safe place
            bare = bare.forOthers();
            bare.commitment = line.change.commitment;
        } else {
            SHOULI_CHECK(partSalts(
                line.change,
                [&](std::int64_t lseq) -> Result<std::optional<Change>> {
                    SHOULI_TRY(const auto next, find(tx.database(), line.replica, lseq));
                    return next ? std::optional<Change>(next->change) : std::nullopt;
                },
                [&](const Change &next) { return rewrite(tx, line.replica, next); }));
        }
        SHOULI_CHECK(rewrite(tx, line.replica, bare));
    }
    return {};
}

Result<QList<LoggedChange>> ChangeTable::pending(const Database &db, ReplicaId replica, int limit)
{
    SHOULI_TRY(
        auto query,
        db.prepare(
            QStringLiteral("SELECT %1 FROM change INDEXED BY change_pending WHERE seq IS NULL AND placed IS NULL AND "
                           "replica = ? ORDER BY lseq")
                .arg(columns)));
    query.bind(replica);
    QList<LoggedChange> lines;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return lines;
        LoggedChange line = read(query);
        const bool startsAct = line.change.lseq == line.change.actFirst;
        if (startsAct && lines.size() >= limit)
            return lines;
        lines.append(std::move(line));
    }
}

Result<std::optional<LoggedChange>> ChangeTable::lastPending(const Database &db, EntityRef ref, Field field)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM change WHERE entity = ? AND kind = ? AND seq IS NULL AND "
                                         "erased = 0 AND (operation = 1 OR (operation = 2 AND field = ?)) ORDER BY row DESC LIMIT 1")
                              .arg(columns)));
    query.bindAll(ref.id, ref.kind.value, field.value);
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional<LoggedChange>(read(query)) : std::nullopt;
}

Result<QList<LoggedChange>> ChangeTable::placed(const Database &db)
{
    SHOULI_TRY(
        auto query,
        db.prepare(
            QStringLiteral("SELECT %1 FROM change INDEXED BY change_pending WHERE seq IS NULL AND placed IS NOT NULL "
                           "ORDER BY lseq")
                .arg(columns)));
    return readAll(query);
}

Result<QList<LoggedChange>> ChangeTable::ordered(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM change WHERE hash IS NOT NULL AND seq IS NOT "
                                         "NULL ORDER BY seq")
                              .arg(columns)));
    return readAll(query);
}

Result<std::int64_t> ChangeTable::pendingCount(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT count(*) FROM change WHERE seq IS NULL")));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<QList<Field>> ChangeTable::pendingFields(const Database &db, EntityRef ref)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral(
            "SELECT DISTINCT field FROM change WHERE entity = ? AND kind = ? AND operation = 2 AND seq IS NULL "
            "AND erased = 0")));
    query.bindAll(ref.id, ref.kind.value);
    QList<Field> fields;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return fields;
        fields.append(Field{static_cast<std::uint16_t>(query.integer(0))});
    }
}

Result<QList<LoggedChange>> ChangeTable::history(const Database &db, EntityRef ref)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT %1 FROM change WHERE entity = ? AND kind = ? ORDER BY seq IS NULL, seq, lseq")
                       .arg(columns)));
    query.bindAll(ref.id, ref.kind.value);
    return readAll(query);
}

Result<std::optional<LoggedChange>> ChangeTable::redaction(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM change WHERE entity = ? AND kind = ? AND operation = ? ORDER BY "
                                         "coalesce(verdict, 0) = 0 DESC, row DESC LIMIT 1")
                              .arg(columns)));
    query.bindAll(ref.id, ref.kind.value, static_cast<int>(Operation::Redact));
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional<LoggedChange>(read(query)) : std::nullopt;
}

Result<QList<LoggedChange>> ChangeTable::events(const Database &db, EntityRef ref)
{
    SHOULI_TRY(
        auto query,
        db.prepare(
            QStringLiteral(
                "SELECT %1 FROM change WHERE entity = ? AND kind = ? AND operation = 3 AND erased = 0 ORDER BY seq IS "
                "NULL, seq, lseq")
                .arg(columns)));
    query.bindAll(ref.id, ref.kind.value);
    return readAll(query);
}

Result<QList<LogEntry>> ChangeTable::remarkable(const Database &db, EntityRef ref)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM change WHERE entity = ? AND kind = ? AND seq IS NOT NULL AND "
                                         "(verdict <> 0 OR operation NOT IN (1, 2, 4, 5)) ORDER BY seq")
                              .arg(columns)));
    query.bindAll(ref.id, ref.kind.value);
    QList<LogEntry> lines;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return lines;
        const LoggedChange line = read(query);
        lines.append({*line.seq, line.replica, line.change.forOthers(), line.verdict.value_or(Verdict::Applied), {}, 0});
    }
}

Result<std::optional<LoggedChange>> ChangeTable::find(const Database &db, ReplicaId replica, std::int64_t lseq)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM change WHERE replica = ? AND lseq = ?").arg(columns)));
    query.bindAll(replica, lseq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<LoggedChange>();
    return std::optional<LoggedChange>(read(query));
}

Result<std::optional<LoggedChange>> ChangeTable::findAt(const Database &db, EntityRef ref, std::int64_t seq)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT %1 FROM change WHERE entity = ? AND kind = ? AND seq = ?").arg(columns)));
    query.bindAll(ref.id, ref.kind.value, seq);
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional<LoggedChange>(read(query)) : std::nullopt;
}

Result<void> ChangeTable::forget(Transaction &tx, EntityRef ref)
{
    {
        SHOULI_TRY(auto others,
                   tx.prepare(QStringLiteral("DELETE FROM change WHERE entity = ? AND kind = ? AND hash IS "
                                             "NULL")));
        others.bindAll(ref.id, ref.kind.value);
        SHOULI_CHECK(others.run());
    }
    // an own change that only this PC and an undamaged county have may be needed to heal the county
    SHOULI_TRY(auto own,
               tx.prepare(QStringLiteral("UPDATE change SET forgotten = 2 WHERE entity = ? AND kind = ? AND "
                                         "seq IS NOT NULL")));
    own.bindAll(ref.id, ref.kind.value);
    SHOULI_CHECK(own.run());
    return forgetDurable(tx);
}

Result<void> ChangeTable::forgetDurable(Transaction &tx)
{
    SHOULI_TRY(
        auto blank,
        tx.prepare(QStringLiteral("UPDATE change SET payload = x'', base_value = x'', extension = NULL, salt = NULL, "
                                  "forgotten = 1 "
                                  "WHERE forgotten = 2 AND seq <= (SELECT durable FROM replica)")));
    return blank.run();
}

} // namespace shouli::core::changes::log
