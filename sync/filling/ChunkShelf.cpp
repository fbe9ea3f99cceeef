// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/filling/ChunkShelf.h"

#include "core/storage/Transaction.h"

#include <QFile>

namespace shouli::sync::filling {

using core::base::Result;
using core::storage::Database;
using core::storage::Transaction;

namespace {

QString pathOf(const QString &database)
{
    return database + QStringLiteral(".chunks");
}

Result<Database> make(const Database &living)
{
    {
        SHOULI_TRY(const Database made, living.createLike(pathOf(living.path())));
        SHOULI_CHECK(made.execute(
            QStringLiteral("CREATE TABLE chunk (name BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID")));
    }
    return living.openLike(pathOf(living.path()), Database::Access::Writer);
}

/// As it was left; whatever is wrong with it is a reason to begin anew.
Result<Database> openOld(const Database &living)
{
    SHOULI_TRY(Database db, living.openLike(pathOf(living.path()), Database::Access::Writer));
    SHOULI_CHECK(db.execute(QStringLiteral("SELECT count(name) FROM chunk")));
    return db;
}

} // namespace

ChunkShelf::ChunkShelf(Database db)
    : m_db(std::move(db))
{
}

Result<ChunkShelf> ChunkShelf::open(const Database &living)
{
    auto db = openOld(living);
    if (!db) {
        remove(living.path());
        db = make(living);
    }
    if (!db)
        return core::base::failure(db);
    return ChunkShelf(*std::move(db));
}

void ChunkShelf::remove(const QString &database)
{
    for (const char *part : {"", "-wal", "-shm", "-journal"})
        QFile::remove(pathOf(database) + QLatin1String(part));
}

Result<QByteArray> ChunkShelf::find(const QByteArray &name) const
{
    SHOULI_TRY(auto query, m_db.prepare(QStringLiteral("SELECT bytes FROM chunk WHERE name = ?")));
    query.bind(name);
    SHOULI_TRY(const bool found, query.step());
    return found ? query.blob(0) : QByteArray();
}

Result<void> ChunkShelf::put(const QByteArray &name, const QByteArray &bytes)
{
    SHOULI_TRY(auto tx, Transaction::begin(m_db));
    {
        SHOULI_TRY(auto insert, tx.prepare(QStringLiteral("INSERT OR REPLACE INTO chunk (name, bytes) VALUES (?, ?)")));
        insert.bindAll(name, bytes);
        SHOULI_CHECK(insert.run());
    }
    return tx.commit();
}

Result<void> ChunkShelf::keepOnly(const QSet<QByteArray> &names)
{
    SHOULI_TRY(auto tx, Transaction::begin(m_db));
    QList<QByteArray> old;
    {
        SHOULI_TRY(auto query, tx.prepare(QStringLiteral("SELECT name FROM chunk")));
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            if (const QByteArray name = query.blob(0); !names.contains(name))
                old.append(name);
        }
    }
    for (const QByteArray &name : std::as_const(old)) {
        SHOULI_TRY(auto remove, tx.prepare(QStringLiteral("DELETE FROM chunk WHERE name = ?")));
        remove.bind(name);
        SHOULI_CHECK(remove.run());
    }
    return tx.commit();
}

} // namespace shouli::sync::filling
