// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditLog.h"

#include "core/base/Mutant.h"
#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

namespace shouli::core::audit {

using base::ErrorCode;
using base::Result;
using storage::Database;
using storage::Statement;
using storage::Transaction;

namespace {

const QString columns = QStringLiteral("number, at_ms, who, action, kind, subject, salt, details, commitment, hash");

QByteArray commitmentOf(const QByteArray &salt, const QString &details)
{
    return crypto::sha256(salt + details.toUtf8());
}

QByteArray hashOf(const QByteArray &previous, const AuditRecord &record, const QByteArray &commitment)
{
    changes::CborWriter out;
    out.array(8);
    out.blob(previous);
    out.number(record.number);
    out.number(record.at.ms);
    out.id(record.who);
    out.number(static_cast<int>(record.action));
    out.number(record.subject.kind.value);
    out.id(record.subject.id);
    out.blob(commitment);
    return crypto::sha256(out.bytes());
}

AuditRecord read(const Statement &row)
{
    AuditRecord record;
    record.number = row.integer(0);
    record.at.ms = row.integer(1);
    record.who = row.id<changes::AuthorId>(2);
    record.action = static_cast<Action>(row.integer(3));
    record.subject.kind.value = static_cast<std::uint16_t>(row.integer(4));
    record.subject.id = row.id<changes::EntityId>(5);
    record.details = row.text(7);
    return record;
}

Result<QList<AuditRecord>> readAll(Statement &query)
{
    QList<AuditRecord> records;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return records;
        records.append(read(query));
    }
}

} // namespace

AuditLog::AuditLog(const base::Clock &clock, base::Random &random)
    : m_clock(clock)
    , m_random(random)
{
}

Result<void> AuditLog::record(Transaction &tx, changes::AuthorId who, Action action, changes::EntityRef subject,
                              const QString &details)
{
    AuditRecord record;
    QByteArray previous(crypto::hashSize, '\0');
    {
        SHOULI_TRY(auto last,
                   tx.prepare(QStringLiteral("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")));
        SHOULI_TRY(const bool found, last.step());
        record.number = found ? last.integer(0) + 1 : 1;
        if (found)
            previous = last.blob(1);
    }
    record.at = m_clock.now();
    record.who = who;
    record.action = action;
    record.subject = subject;
    const QByteArray salt = m_random.bytes(16);
    const QByteArray commitment = commitmentOf(salt, details);
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT INTO audit (%1) VALUES (?,?,?,?,?,?,?,?,?,?)").arg(columns)));
    insert.bindAll(record.number, record.at.ms, who, static_cast<int>(action), subject.kind.value, subject.id, salt,
                   details, commitment, hashOf(previous, record, commitment));
    return insert.run();
}

Result<QList<AuditRecord>> AuditLog::newest(const Database &db, int limit)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM audit ORDER BY number DESC LIMIT ?").arg(columns)));
    query.bind(limit);
    return readAll(query);
}

Result<QList<AuditRecord>> AuditLog::about(const Database &db, changes::EntityRef subject, int limit)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT %1 FROM audit WHERE subject = ? AND kind = ? ORDER BY number DESC LIMIT ?")
                       .arg(columns)));
    query.bindAll(subject.id, subject.kind.value, limit);
    return readAll(query);
}

Result<std::int64_t> AuditLog::verify(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT %1 FROM audit ORDER BY number").arg(columns)));
    QByteArray previous(crypto::hashSize, '\0');
    std::int64_t count = 0;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return count;
        const AuditRecord record = read(query);
        const QByteArray salt = query.blob(6);
        const QByteArray commitment = query.blob(8);
        const bool erased = query.isNull(6) && query.isNull(7);
        const bool follows = query.blob(9) == hashOf(previous, record, commitment)
            || base::mutant(base::Mutant::AuditChainNotChecked);
        const bool fits = record.number == count + 1 && (erased || commitment == commitmentOf(salt, record.details))
            && follows;
        if (!fits)
            return base::failure(ErrorCode::ChainBroken, QStringLiteral("audit line %1").arg(count + 1));
        previous = query.blob(9);
        ++count;
    }
}

Result<void> AuditLog::eraseDetails(Transaction &tx, changes::EntityRef subject)
{
    SHOULI_TRY(
        auto update,
        tx.prepare(QStringLiteral("UPDATE audit SET salt = NULL, details = NULL WHERE subject = ? AND kind = ? AND action "
                                  "<> ?")));
    update.bindAll(subject.id, subject.kind.value, static_cast<int>(Action::Erase));
    return update.run();
}

} // namespace shouli::core::audit
