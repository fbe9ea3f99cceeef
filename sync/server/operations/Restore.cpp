// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Restore.h"

#include "core/base/AtomicFile.h"
#include "core/storage/DatabaseCopy.h"
#include "core/storage/Migrations.h"
#include "sync/server/CountyLog.h"
#include "sync/server/Durability.h"
#include "sync/server/operations/RevokedList.h"
#include "sync/server/operations/ServerConfig.h"
#include "sync/server/sqlite/SqliteConnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>

namespace shouli::sync::server::operations {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::crypto::SecretBytes;
using core::storage::Database;
using core::storage::DatabaseCopy;
using engine::Transaction;
using keeping::ServerFolder;
using sqlite::SqliteConnection;

namespace {

const QString stagingName = QStringLiteral(".restoring");

/// What belongs to a county and gives way to the copy: not the lock, not the recovery key, not what IT keeps beside it.
QStringList occupied(const ServerFolder &folder)
{
    QStringList paths;
    for (const QString &path :
         {folder.database(), folder.database() + QStringLiteral("-wal"), folder.database() + QStringLiteral("-shm"),
          folder.databaseKey(), folder.certificate(), folder.configuration(), folder.revoked()}) {
        if (QFile::exists(path))
            paths.append(path);
    }
    return paths;
}

bool moveInto(const QStringList &paths, const QString &folder)
{
    return std::all_of(paths.cbegin(), paths.cend(), [&](const QString &path) {
        return QFile::rename(path, folder + u'/' + path.section(u'/', -1));
    });
}

QString copiesOf(const CountyCopy &copy)
{
    return QFileInfo(copy.folder()).absoluteDir().absolutePath();
}

} // namespace

Result<void> Restore::prepare(const CountyCopy &copy, const CountyCopy::About &about,
                              const CountyCopy::Secrets &secrets, const ServerFolder &staging) const
{
    // the copy may lie on something that cannot be written to, which an open database needs
    const QString brought = staging.path() + QStringLiteral("/brought.db");
    if (!QFile::copy(copy.database(), brought))
        return failure(ErrorCode::FileUnwritable, brought);
    QFile::setPermissions(brought, QFile::ReadOwner | QFile::WriteOwner);
    const SecretBytes key = SecretBytes::random(32);
    {
        SHOULI_TRY(Database opened, Database::open(brought, secrets.databaseKey, Database::Access::Writer));
        SqliteConnection from(std::move(opened));
        SHOULI_CHECK(CountyCopy::check(from, about));
        SHOULI_TRY(Database to, Database::create(staging.database(), key));
        SHOULI_CHECK(DatabaseCopy::copy(from.database(), to));
        SHOULI_TRY(const auto migrations, core::storage::Migrations::load(QStringLiteral(":/schema/server")));
        SHOULI_CHECK(migrations.apply(to));
        SqliteConnection county(std::move(to));
        const auto mark = [&](Transaction &tx) -> Result<void> {
            SHOULI_CHECK(Durability::markRestored(tx, {m_clock.now(), about.position, about.headHash, about.madeAt}));
            // the copy it came from is one that exists elsewhere
            return Durability::note(tx, {about.madeAt, about.position, QFileInfo(copy.folder()).fileName(), true});
        };
        SHOULI_CHECK(Transaction::run(county, mark));
        // this copy was made before the last of them; the server does them again when it starts
        SHOULI_TRY(const QByteArray countySecret, CountyLog::positionKey(county));
        SHOULI_TRY(const auto itself, County::describe(county));
        RevokedList::Entries revoked = RevokedList::read(m_folder.revoked(), countySecret);
        revoked.insert(RevokedList::read(RevokedList::among(copiesOf(copy), itself.id), countySecret));
        SHOULI_CHECK(AtomicFile::write(staging.revoked(), RevokedList::seal(revoked, countySecret)));
        SHOULI_CHECK(county.database().checkpoint());
    }
    QFile::remove(brought);
    SHOULI_CHECK(staging.storeSecret(staging.databaseKey(), key));
    SHOULI_CHECK(AtomicFile::write(staging.certificate(), secrets.certificate));
    if (QFile::exists(copy.configuration())) {
        SHOULI_TRY(const QByteArray configuration, AtomicFile::read(copy.configuration(), 1 << 20));
        SHOULI_CHECK(AtomicFile::write(staging.configuration(), ServerConfig::withKeeping(configuration, {})));
    }
    return {};
}

Result<Restore::Done> Restore::run(const CountyCopy &copy, const QString &recoveryKey) const
{
    SHOULI_TRY(const CountyCopy::About about, copy.inspect());
    SHOULI_TRY(const QByteArray hex, AtomicFile::read(recoveryKey, 1024));
    QByteArray bytes = QByteArray::fromHex(hex.trimmed());
    const SecretBytes secretKey = SecretBytes::takeFrom(bytes);
    SHOULI_TRY(const CountyCopy::Secrets secrets, copy.unseal(secretKey));

    if (!QDir().mkpath(m_folder.path()))
        return failure(ErrorCode::FileUnwritable, m_folder.path());
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QLockFile lock(m_folder.lock());
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        return failure(ErrorCode::DatabaseBusy, m_folder.path());

    const ServerFolder staging(m_folder.path() + u'/' + stagingName);
    QDir(staging.path()).removeRecursively(); // of an attempt that a power cut ended
    SHOULI_CHECK(staging.make());
    if (const auto prepared = prepare(copy, about, secrets, staging); !prepared) {
        QDir(staging.path()).removeRecursively();
        return core::base::failure(prepared);
    }

    Done done{about, {}};
    const QStringList old = occupied(m_folder);
    if (!old.isEmpty()) {
        done.setAside = m_folder.path() + QStringLiteral("/set-aside-")
            + m_clock.now().inChina().toString(QStringLiteral("yyyyMMdd-HHmmsszzz"));
        if (!QDir().mkpath(done.setAside) || !moveInto(old, done.setAside)) {
            moveInto(occupied(ServerFolder(done.setAside)), m_folder.path());
            return failure(ErrorCode::FileUnwritable, done.setAside);
        }
        QFile::setPermissions(done.setAside, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (!moveInto(occupied(staging), m_folder.path()))
        return failure(ErrorCode::FileUnwritable, m_folder.path());
    QDir(staging.path()).removeRecursively();
    SHOULI_CHECK(AtomicFile::write(m_folder.copies(), copiesOf(copy).toUtf8() + '\n'));
    return done;
}

} // namespace shouli::sync::server::operations
