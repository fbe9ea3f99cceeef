// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/keeping/CountyMove.h"

#include "sync/server/CountyLog.h"
#include "sync/server/CountyTables.h"
#include "sync/server/postgres/PostgresConnection.h"
#include "sync/server/sqlite/SqliteConnection.h"

#include <QDateTime>
#include <QFile>
#include <QLockFile>

namespace shouli::sync::server::keeping {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::crypto::SecretBytes;
using core::storage::Database;
using engine::Again;
using engine::Connection;
using engine::Transaction;
using postgres::PostgresConnection;
using sqlite::SqliteConnection;

namespace {

Result<void> agree(const QByteArray &here, const QByteArray &there)
{
    return here == there ? Result<void>()
                         : failure(ErrorCode::ChainBroken, QStringLiteral("the rows that arrived are not those sent"));
}

Result<CountyMove::Done> describe(const Connection &db, const QByteArray &checksum)
{
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(db));
    return CountyMove::Done{head.seq, checksum, {}};
}

void removeFile(const QString &path)
{
    for (const char *end : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(end));
}

} // namespace

Result<QString> CountyMove::setFileAside() const
{
    const QString aside = m_folder.database()
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("'.moved-'yyyyMMdd-HHmmss"));
    for (const char *end : {"-shm", "-wal"}) // settled: the WAL is empty
        QFile::remove(m_folder.database() + QLatin1String(end));
    if (!QFile::rename(m_folder.database(), aside))
        return failure(ErrorCode::FileUnwritable, aside);
    return aside;
}

Result<CountyMove::Done> CountyMove::toPostgres(const Settle &settle) const
{
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    PostgresConnection target(m_to.postgres, m_to.county.toBytes(), key);
    SHOULI_CHECK(target.openOrMake());
    Done done;
    {
        SHOULI_TRY(const auto source, CountyDatabase(m_folder, m_from).open());
        SHOULI_CHECK(CountyLog::verify(*source));
        SHOULI_TRY(const QByteArray sent, CountyTables::checksum(*source));
        const auto fill = [&](Transaction &tx) -> Result<void> {
            SHOULI_CHECK(CountyTables::copy(*source, tx));
            SHOULI_CHECK(target.close()); // until the change is made nobody may write there
            SHOULI_TRY(const QByteArray arrived, CountyTables::checksum(target));
            return agree(sent, arrived);
        };
        SHOULI_CHECK(Transaction::run(target, fill, Again::IfNothingKept, Transaction::Purpose::Fill));
        SHOULI_TRY(done, describe(*source, sent));
        source->settle();
    }
    SHOULI_CHECK(settle(m_to));
    SHOULI_CHECK(target.reopen());
    SHOULI_TRY(done.setAside, setFileAside());
    return done;
}

/// The change is made, and it is not known whether what follows it was.
Result<CountyMove::Done> CountyMove::goOnToPostgres() const
{
    if (!QFile::exists(m_folder.database()))
        return failure(ErrorCode::InvalidArgument, QStringLiteral("the county is kept in PostgreSQL already"));
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    PostgresConnection target(m_to.postgres, m_to.county.toBytes(), key);
    SHOULI_CHECK(target.open());
    Done done;
    {
        Keeping file = m_from;
        file.engine = Engine::Sqlite;
        SHOULI_TRY(const auto source, CountyDatabase(m_folder, file).open());
        SHOULI_TRY(const QByteArray sent, CountyTables::checksum(*source));
        SHOULI_TRY(const bool closed, target.isClosed());
        if (closed) { // else offices may have written there since
            SHOULI_TRY(const QByteArray arrived, CountyTables::checksum(target));
            SHOULI_CHECK(agree(sent, arrived));
        }
        SHOULI_TRY(done, describe(*source, sent));
        source->settle();
    }
    SHOULI_CHECK(target.reopen());
    SHOULI_TRY(done.setAside, setFileAside());
    return done;
}

Result<CountyMove::Done> CountyMove::toFile(const Settle &settle) const
{
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    PostgresConnection source(m_from.postgres, m_from.county.toBytes(), key);
    SHOULI_CHECK(source.open());
    SHOULI_TRY(const bool closed, source.isClosed());
    if (closed)
        return goOnToFile(settle);
    if (QFile::exists(m_folder.database()))
        return failure(ErrorCode::InvalidArgument, m_folder.database() + QStringLiteral(" exists"));
    removeFile(arriving());                            // of an attempt that was interrupted
    SHOULI_TRY(auto held, Transaction::begin(source)); // nobody writes from here on
    SHOULI_CHECK(CountyLog::verify(source));
    SHOULI_TRY(const QByteArray sent, CountyTables::checksum(source));
    {
        SHOULI_TRY(const auto target, CountyDatabase::makeFile(arriving(), key));
        SHOULI_CHECK(Transaction::run(
            *target, [&](Transaction &tx) -> Result<void> { return CountyTables::copy(source, tx).map([](auto) {}); },
            Again::IfNothingKept, Transaction::Purpose::Fill));
        SHOULI_TRY(const QByteArray arrived, CountyTables::checksum(*target));
        SHOULI_CHECK(agree(sent, arrived));
        target->settle();
    }
    SHOULI_CHECK(source.close());
    SHOULI_CHECK(held.commit());
    return goOnToFile(settle);
}

/// All has arrived in the file that has not its name yet, or has it, and the rows are closed.
Result<CountyMove::Done> CountyMove::goOnToFile(const Settle &settle) const
{
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    PostgresConnection source(m_from.postgres, m_from.county.toBytes(), key);
    SHOULI_CHECK(source.open());
    Done done;
    const bool named = !QFile::exists(arriving());
    {
        SHOULI_TRY(const QByteArray sent, CountyTables::checksum(source));
        SHOULI_TRY(Database db,
                   Database::open(named ? m_folder.database() : arriving(), key, Database::Access::Writer));
        SqliteConnection arrived(std::move(db));
        SHOULI_TRY(const QByteArray there, CountyTables::checksum(arrived));
        SHOULI_CHECK(agree(sent, there));
        SHOULI_CHECK(arrived.verify());
        SHOULI_TRY(done, describe(arrived, sent));
        arrived.settle();
    }
    if (!named && !QFile::rename(arriving(), m_folder.database()))
        return failure(ErrorCode::FileUnwritable, m_folder.database());
    SHOULI_CHECK(settle(m_to));
    return done;
}

Result<CountyMove::Done> CountyMove::run(const Settle &settle) const
{
    QLockFile lock(m_folder.lock());
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        return failure(ErrorCode::DatabaseBusy, m_folder.path());
    if (m_to.engine == Engine::Postgres)
        return m_from.engine == Engine::Postgres ? goOnToPostgres() : toPostgres(settle);
    if (m_from.engine == Engine::Sqlite)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("the county is kept in a file already"));
    return toFile(settle);
}

} // namespace shouli::sync::server::keeping
