// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Backup.h"

#include "core/base/AtomicFile.h"
#include "core/storage/DatabaseCopy.h"
#include "sync/server/CountyLog.h"
#include "sync/server/CountyTables.h"
#include "sync/server/Durability.h"
#include "sync/server/sqlite/SqliteConnection.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shouli::sync::server::operations {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::base::Timestamp;
using core::crypto::SecretBytes;
using core::storage::Database;
using engine::Transaction;
using sqlite::SqliteConnection;

namespace {

const QString partial = QStringLiteral(".partial");

bool onOneDisk(const QString &a, const QString &b)
{
    struct stat first { };
    struct stat second { };
    return ::stat(QFile::encodeName(a).constData(), &first) != 0
        || ::stat(QFile::encodeName(b).constData(), &second) != 0 || first.st_dev == second.st_dev;
}

bool flushFolder(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool flushed = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    return flushed;
}

qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (QDirIterator it(folder, QDir::Files); it.hasNext();) {
        it.next();
        bytes += it.fileInfo().size();
    }
    return bytes;
}

} // namespace

keeping::CountyDatabase::Opened Backup::bring(const QString &into, const SecretBytes &key) const
{
    if (m_database.keeping().engine == keeping::Engine::Sqlite) { // page by page
        SHOULI_TRY(const SecretBytes countyKey, m_folder.loadKey());
        SHOULI_TRY(const Database source, Database::open(m_folder.database(), countyKey, Database::Access::Reader));
        SHOULI_TRY(Database target, Database::create(into, key));
        SHOULI_CHECK(core::storage::DatabaseCopy::copy(source, target));
        return SqliteConnection::over(std::move(target));
    }
    SHOULI_TRY(const auto source, m_database.reader());
    SHOULI_TRY(auto target, keeping::CountyDatabase::makeFile(into, key));
    SHOULI_TRY(const auto moment, Transaction::begin(*source, Transaction::Purpose::Read));
    const auto copyRows = [&](Transaction &tx) { return CountyTables::copy(moment.connection(), tx).map([](auto) {}); };
    SHOULI_CHECK(Transaction::run(*target, copyRows, engine::Again::IfNothingKept, Transaction::Purpose::Fill));
    return target;
}

Result<CountyCopy::About> Backup::fill(const CountyCopy &copy, Timestamp now) const
{
    CountyCopy::Secrets secrets{SecretBytes::random(32), {}};
    SHOULI_TRY(secrets.certificate, AtomicFile::read(m_folder.certificate(), 1 << 20));
    if (QFile::exists(m_folder.configuration())) {
        SHOULI_TRY(const QByteArray configuration, AtomicFile::read(m_folder.configuration(), 1 << 20));
        SHOULI_CHECK(AtomicFile::write(copy.configuration(), configuration));
    }
    CountyCopy::About about;
    about.madeAt = now;
    QByteArray recoveryKey;
    {
        SHOULI_TRY(const auto brought, bring(copy.database(), secrets.databaseKey));
        const engine::Connection &filled = *brought;
        SHOULI_TRY(const merge::LogHead head, CountyLog::head(filled));
        about.position = head.seq;
        about.headHash = head.hash;
        about.epoch = head.epoch;
        SHOULI_TRY(const auto county, County::describe(filled));
        about.county = county.name;
        recoveryKey = county.recoveryKey;
    }
    { // what is on the disk now, not what was meant to be
        SHOULI_TRY(Database database, Database::open(copy.database(), secrets.databaseKey, Database::Access::Writer));
        SqliteConnection written(std::move(database));
        SHOULI_CHECK(CountyCopy::check(written, about));
    }
    SHOULI_CHECK(copy.seal(about, secrets, recoveryKey));
    SHOULI_TRY(const auto readBack, copy.inspect());
    if (readBack != about)
        return failure(ErrorCode::DatabaseDamaged, copy.manifest());
    return about;
}

Result<Backup::Made> Backup::run(const Order &order) const
{
    if (order.keep < 1)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("at least one copy is kept"));
    if (!QFileInfo(order.into).isDir())
        return failure(ErrorCode::FileMissing, order.into);
    const Timestamp now = m_clock.now();
    const QString name = CountyCopy::nameFor(now);
    const QString target = order.into + u'/' + name;
    if (QFileInfo::exists(target))
        return failure(ErrorCode::InvalidArgument, target + QStringLiteral(" exists"));
    const QStringList left = QDir(order.into).entryList({QStringLiteral("shouli-*") + partial}, QDir::Dirs);
    for (const QString &half : left) // of an attempt that a power cut ended
        QDir(order.into + u'/' + half).removeRecursively();
    const CountyCopy copy(target + partial);
    if (!QDir().mkpath(copy.folder()))
        return failure(ErrorCode::FileUnwritable, copy.folder());
    QFile::setPermissions(copy.folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto filled = fill(copy, now);
    if (!filled) {
        QDir(copy.folder()).removeRecursively();
        return core::base::failure(filled);
    }
    if (!flushFolder(copy.folder()) || !QDir().rename(copy.folder(), target) || !flushFolder(order.into)) {
        QDir(copy.folder()).removeRecursively();
        return failure(ErrorCode::FileUnwritable, target);
    }
    Made made{target, *filled, order.elsewhere || !onOneDisk(m_folder.path(), target), {}, bytesIn(target)};
    SHOULI_CHECK(m_server.administer([&made, name](County &, engine::Transaction &tx) {
        return Durability::note(tx, {made.about.madeAt, made.about.position, name, made.elsewhere});
    }));
    const QStringList copies = CountyCopy::namesIn(order.into, made.about.county);
    for (const QString &old : copies.mid(order.keep)) {
        if (QDir(order.into + u'/' + old).removeRecursively())
            made.removed.append(old);
    }
    return made;
}

} // namespace shouli::sync::server::operations
