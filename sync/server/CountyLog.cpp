// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyLog.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"

namespace shouli::sync::server {

using core::base::ErrorCode;
using core::base::mutant;
using core::base::Mutant;
using core::base::Result;
using core::changes::Change;
using core::changes::LogEntry;
using core::changes::ReplicaId;
using core::changes::ScopeId;
using core::changes::Verdict;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Statement;
using engine::Transaction;
using merge::LogHead;
using merge::LogLine;

namespace {

constexpr int linesAtOnce = 1000;

#define SHOULI_LOG_LINE                                                                                              \
    "SELECT seq, (SELECT replica FROM writer WHERE {county} AND id = log.writer), verdict, act_end, change, image, " \
    "chain_hash, log_hash, stands FROM log WHERE {county} "

const Sql headOf("SELECT epoch, head, head_hash FROM county WHERE {county}");
const Sql setHead("UPDATE county SET epoch = ?, head = ?, head_hash = ? WHERE {county}");
const Sql writerOf("SELECT id FROM writer WHERE {county} AND replica = ?");
const Sql addWriter("INSERT INTO writer ({county,} id, replica) VALUES ({value,} (SELECT coalesce(max(id), 0) + 1 FROM "
                    "writer WHERE {county}), ?) RETURNING id");
const Sql addLine("INSERT INTO log ({county,} seq, writer, lseq, verdict, stands, act_end, change, image, chain_hash, "
                  "log_hash) VALUES ({value,} ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
const Sql setLine("UPDATE log SET change = ?, image = ? WHERE {county} AND seq = ?");
const Sql addReceiver("INSERT INTO scope_log ({county,} scope, seq) VALUES ({value,} ?, ?)");
const Sql lineAt(SHOULI_LOG_LINE "AND seq = ?");
const Sql lineOf(SHOULI_LOG_LINE "AND writer = (SELECT id FROM writer WHERE {county} AND replica = ?) AND lseq = ?");
const Sql everyLine(SHOULI_LOG_LINE "AND seq > ? ORDER BY seq LIMIT ?");
const Sql hashOf("SELECT log_hash FROM log WHERE {county} AND seq = ?");
const Sql scopePositions("SELECT seq FROM scope_log WHERE {county} AND scope = ? AND seq > ? ORDER BY seq LIMIT ?");
// lseq order is seq order within a replica; the index on (writer, lseq) serves once the first is found
const Sql replicaPositions(
    "WITH me AS (SELECT id FROM writer WHERE {county} AND replica = ?) SELECT seq FROM log WHERE {county} AND writer = "
    "(SELECT id FROM me) AND lseq > coalesce((SELECT max(lseq) FROM log WHERE {county} AND writer = (SELECT id FROM "
    "me) "
    "AND seq <= ?), 0) ORDER BY lseq LIMIT ?");

Place place(const char *column, std::int64_t seq)
{
    return {column, seq, 0, {}};
}

Result<LogLine> read(const Statement &row)
{
    LogLine line;
    line.entry.seq = row.integer(0);
    line.entry.replica = row.id<ReplicaId>(1);
    line.entry.verdict = static_cast<Verdict>(row.integer(2));
    line.actEnd = row.integer(3);
    const std::int64_t seq = line.entry.seq;
    SHOULI_TRY(const QByteArray change, row.sealed(4, place("log.change", seq)));
    SHOULI_TRY(line.entry.change, Change::fromCbor(change));
    if (!row.isNull(5)) {
        SHOULI_TRY(line.entry.image, row.sealed(5, place("log.image", seq)));
    }
    SHOULI_TRY(line.chainHash, row.sealed(6, place("log.chain_hash", seq)));
    SHOULI_TRY(line.logHash, row.sealed(7, place("log.log_hash", seq)));
    line.entry.stands = row.integer(8);
    return line;
}

Result<QList<std::int64_t>> positions(Statement &query)
{
    QList<std::int64_t> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.integer(0));
    }
}

const Sql positionKeyOf("SELECT position_key FROM county WHERE {county}");

} // namespace

Result<merge::LogHead> CountyLog::head(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(headOf));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::DatabaseForeign, QStringLiteral("no county"));
    SHOULI_TRY(const QByteArray hash, query.sealed(2, {"county.head_hash", 0, 0, {}}));
    return LogHead{query.blob(0), query.integer(1), hash};
}

Result<QByteArray> CountyLog::positionKey(const Connection &db)
{
    SHOULI_TRY(auto query, db.prepare(positionKeyOf));
    SHOULI_CHECK(query.step());
    return query.sealed(0, {"county.position_key", 0, 0, {}});
}

Result<void> CountyLog::moveHead(Transaction &tx, const LogHead &head)
{
    SHOULI_TRY(auto move, tx.prepare(setHead));
    move.bindAll(head.epoch, head.seq).bindSealed(head.hash, {"county.head_hash", 0, 0, {}});
    return move.run();
}

Result<std::int64_t> CountyLog::writer(Transaction &tx, ReplicaId replica)
{
    {
        SHOULI_TRY(auto query, tx.prepare(writerOf));
        query.bind(replica);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            return query.integer(0);
    }
    SHOULI_TRY(auto insert, tx.prepare(addWriter));
    insert.bind(replica);
    SHOULI_CHECK(insert.step());
    const std::int64_t id = insert.integer(0);
    SHOULI_CHECK(insert.step());
    return id;
}

Result<void> CountyLog::append(Transaction &tx, LogHead &head, LogEntry entry, std::int64_t writer, std::int64_t actEnd,
                               const QByteArray &chainHash, const QSet<ScopeId> &receivers)
{
    entry.seq = ++head.seq;
    head.hash = core::changes::logNext(head.hash, entry);
    {
        SHOULI_TRY(auto insert, tx.prepare(addLine));
        insert.bindAll(entry.seq, writer, entry.change.lseq, static_cast<int>(entry.verdict), entry.stands, actEnd);
        insert.bindSealed(entry.change.toCbor(), place("log.change", entry.seq));
        entry.image.isEmpty() ? insert.bind(std::nullopt)
                              : insert.bindSealed(entry.image, place("log.image", entry.seq));
        insert.bindSealed(chainHash, place("log.chain_hash", entry.seq));
        insert.bindSealed(head.hash, place("log.log_hash", entry.seq));
        SHOULI_CHECK(insert.run());
    }
    for (const ScopeId &scope : receivers) {
        SHOULI_TRY(auto receive, tx.prepare(addReceiver));
        receive.bindAll(scope, entry.seq);
        SHOULI_CHECK(receive.run());
    }
    return {};
}

Result<void> CountyLog::rewrite(Transaction &tx, std::int64_t seq, const Change &change, const QByteArray &image)
{
    SHOULI_TRY(auto update, tx.prepare(setLine));
    update.bindSealed(change.toCbor(), place("log.change", seq));
    image.isEmpty() ? update.bind(std::nullopt) : update.bindSealed(image, place("log.image", seq));
    update.bind(seq);
    return update.run();
}

Result<merge::LogLine> CountyLog::at(const Connection &db, std::int64_t seq)
{
    SHOULI_TRY(auto query, db.prepare(lineAt));
    query.bind(seq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("position %1").arg(seq));
    return read(query);
}

Result<std::optional<merge::LogLine>> CountyLog::find(const Connection &db, ReplicaId replica, std::int64_t lseq)
{
    SHOULI_TRY(auto query, db.prepare(lineOf));
    query.bindAll(replica, lseq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<LogLine>();
    SHOULI_TRY(LogLine line, read(query));
    return std::optional<LogLine>(std::move(line));
}

Result<std::optional<QByteArray>> CountyLog::hashAt(const Connection &db, std::int64_t seq)
{
    if (seq == 0)
        return std::optional<QByteArray>(core::changes::chainStart());
    SHOULI_TRY(auto query, db.prepare(hashOf));
    query.bind(seq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<QByteArray>();
    SHOULI_TRY(QByteArray hash, query.sealed(0, place("log.log_hash", seq)));
    return std::optional<QByteArray>(std::move(hash));
}

Result<QList<std::int64_t>> CountyLog::ofScope(const Connection &db, ScopeId scope, std::int64_t cursor, int limit)
{
    SHOULI_TRY(auto query, db.prepare(scopePositions));
    query.bindAll(scope, cursor, limit);
    return positions(query);
}

Result<QList<std::int64_t>> CountyLog::ofReplica(const Connection &db, ReplicaId replica, std::int64_t cursor,
                                                 int limit)
{
    SHOULI_TRY(auto query, db.prepare(replicaPositions));
    query.bindAll(replica, cursor, limit);
    return positions(query);
}

Result<std::int64_t> CountyLog::verify(const Connection &db)
{
    QByteArray hash = core::changes::chainStart();
    std::int64_t seq = 0;
    for (bool more = true; more;) { // a part at a time: an engine may hold all rows of a statement in memory
        SHOULI_TRY(auto query, db.prepare(everyLine));
        query.bindAll(seq, linesAtOnce);
        const std::int64_t before = seq;
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            const auto line = read(query);
            ++seq;
            if (!line || line->entry.seq != seq
                || (core::changes::logNext(hash, line->entry) != line->logHash && !mutant(Mutant::ChainNotChecked)))
                return core::base::failure(ErrorCode::ChainBroken, QStringLiteral("log position %1").arg(seq));
            hash = line->logHash;
        }
        more = seq == before + linesAtOnce;
    }
    SHOULI_TRY(const LogHead last, head(db));
    if (last.seq != seq || last.hash != hash)
        return core::base::failure(ErrorCode::ChainBroken, QStringLiteral("log head"));
    return seq;
}

} // namespace shouli::sync::server
