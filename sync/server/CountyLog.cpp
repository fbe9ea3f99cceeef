// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyLog.h"

#include "core/base/Mutant.h"
#include "core/changes/Image.h"
#include "core/crypto/Hash.h"

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
using core::storage::Database;
using core::storage::Statement;
using core::storage::Transaction;
using merge::LogHead;
using merge::LogLine;

namespace {

const QString select = QStringLiteral(
    "SELECT seq, (SELECT replica FROM writer WHERE id = log.writer), verdict, act_end, change, image, chain_hash, "
    "log_hash, stands FROM log ");

QByteArray nextHash(const QByteArray &previous, const LogEntry &entry)
{
    LogEntry bare = entry;
    bare.image.clear(); // derived: an erased image must not break the chain
    return core::crypto::sha256(previous + core::changes::toCbor(bare));
}

Result<LogLine> read(const Statement &row)
{
    LogLine line;
    line.entry.seq = row.integer(0);
    line.entry.replica = row.id<ReplicaId>(1);
    line.entry.verdict = static_cast<Verdict>(row.integer(2));
    line.actEnd = row.integer(3);
    SHOULI_TRY(line.entry.change, Change::fromCbor(row.blob(4)));
    line.entry.image = row.blob(5);
    line.chainHash = row.blob(6);
    line.logHash = row.blob(7);
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

} // namespace

Result<merge::LogHead> CountyLog::head(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT epoch, head, head_hash FROM county")));
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::DatabaseForeign, QStringLiteral("no county"));
    return LogHead{query.blob(0), query.integer(1), query.blob(2)};
}

Result<void> CountyLog::moveHead(Transaction &tx, const LogHead &head)
{
    SHOULI_TRY(auto move, tx.prepare(QStringLiteral("UPDATE county SET epoch = ?, head = ?, head_hash = ?")));
    move.bindAll(head.epoch, head.seq, head.hash);
    return move.run();
}

Result<std::int64_t> CountyLog::writer(Transaction &tx, ReplicaId replica)
{
    {
        SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT id FROM writer WHERE replica = ?")));
        query.bind(replica);
        SHOULI_TRY(const bool found, query.step());
        if (found)
            return query.integer(0);
    }
    SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT INTO writer (replica) VALUES (?) RETURNING id")));
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
    head.hash = nextHash(head.hash, entry);
    {
        SHOULI_TRY(auto insert,
                   tx.prepare(QStringLiteral("INSERT INTO log (seq, writer, lseq, verdict, stands, act_end, change, "
                                             "image, chain_hash, log_hash) VALUES (?,?,?,?,?,?,?,?,?,?)")));
        insert.bindAll(entry.seq, writer, entry.change.lseq, static_cast<int>(entry.verdict), entry.stands, actEnd,
                       entry.change.toCbor());
        entry.image.isEmpty() ? insert.bind(std::nullopt) : insert.bind(entry.image);
        insert.bindAll(chainHash, head.hash);
        SHOULI_CHECK(insert.run());
    }
    for (const ScopeId &scope : receivers) {
        SHOULI_TRY(auto receive, tx.prepare(QStringLiteral("INSERT INTO scope_log (scope, seq) VALUES (?, ?)")));
        receive.bindAll(scope, entry.seq);
        SHOULI_CHECK(receive.run());
    }
    return {};
}

Result<merge::LogLine> CountyLog::at(const Database &db, std::int64_t seq)
{
    SHOULI_TRY(auto query, db.prepare(select + QStringLiteral("WHERE seq = ?")));
    query.bind(seq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("position %1").arg(seq));
    return read(query);
}

Result<std::optional<merge::LogLine>> CountyLog::find(const Database &db, ReplicaId replica, std::int64_t lseq)
{
    SHOULI_TRY(
        auto query,
        db.prepare(select + QStringLiteral("WHERE writer = (SELECT id FROM writer WHERE replica = ?) AND lseq = ?")));
    query.bindAll(replica, lseq);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<LogLine>();
    SHOULI_TRY(LogLine line, read(query));
    return std::optional<LogLine>(std::move(line));
}

Result<std::optional<QByteArray>> CountyLog::hashAt(const Database &db, std::int64_t seq)
{
    if (seq == 0)
        return std::optional<QByteArray>(core::changes::chainStart());
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT log_hash FROM log WHERE seq = ?")));
    query.bind(seq);
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional<QByteArray>(query.blob(0)) : std::nullopt;
}

Result<QList<std::int64_t>> CountyLog::ofScope(const Database &db, ScopeId scope, std::int64_t cursor, int limit)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT seq FROM scope_log WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?")));
    query.bindAll(scope, cursor, limit);
    return positions(query);
}

Result<QList<std::int64_t>> CountyLog::ofReplica(const Database &db, ReplicaId replica, std::int64_t cursor, int limit)
{
    // lseq order is seq order within a replica; the index on (writer, lseq) serves once the first is found
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral(
                   "WITH me AS (SELECT id FROM writer WHERE replica = ?) SELECT seq FROM log WHERE writer = (SELECT id "
                   "FROM me) AND lseq > coalesce((SELECT max(lseq) FROM log WHERE writer = (SELECT id FROM me) AND seq "
                   "<= ?), 0) ORDER BY lseq LIMIT ?")));
    query.bindAll(replica, cursor, limit);
    return positions(query);
}

Result<std::int64_t> CountyLog::verify(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(select + QStringLiteral("ORDER BY seq")));
    QByteArray hash = core::changes::chainStart();
    std::int64_t seq = 0;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            break;
        const auto line = read(query);
        ++seq;
        if (!line || line->entry.seq != seq
            || (nextHash(hash, line->entry) != line->logHash && !mutant(Mutant::ChainNotChecked)))
            return core::base::failure(ErrorCode::ChainBroken, QStringLiteral("log position %1").arg(seq));
        hash = line->logHash;
    }
    SHOULI_TRY(const LogHead last, head(db));
    if (last.seq != seq || last.hash != hash)
        return core::base::failure(ErrorCode::ChainBroken, QStringLiteral("log head"));
    return seq;
}

} // namespace shouli::sync::server
