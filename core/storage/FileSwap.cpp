// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/FileSwap.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace shouli::core::storage {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr const char *parts[] = {"", "-wal", "-shm", "-journal"};

Result<void> told(int code, const QString &path)
{
    if (code == 0)
        return {};
    const int reason = errno;
    const bool full = reason == ENOSPC || reason == EDQUOT || reason == EMLINK;
    return base::failure(full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
                         path + QStringLiteral(": ") + QString::fromLocal8Bit(strerror(reason)));
}

/// A name in a folder is on the disk when the folder is.
Result<void> syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int dir = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return told(-1, path);
    const auto synced = told(::fsync(dir), path);
    ::close(dir);
    return synced;
}

int move(const QString &from, const QString &to)
{
    return ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData());
}

void removeAll(const QString &path)
{
    for (const char *part : parts)
        QFile::remove(path + QLatin1String(part));
}

} // namespace

QString FileSwap::freshOf(const QString &database)
{
    return database + QStringLiteral(".fresh");
}

QString FileSwap::previousOf(const QString &database)
{
    return database + QStringLiteral(".prev");
}

void FileSwap::clear(const QString &database)
{
    removeAll(freshOf(database));
}

void FileSwap::forgetPrevious(const QString &database)
{
    QFile::remove(previousOf(database));
}

FileSwap::FileSwap(Database &living, Database fresh)
    : m_living(living)
    , m_fresh(std::move(fresh))
    , m_path(living.path())
{
}

Result<void> FileSwap::settle()
{
    SHOULI_CHECK(m_fresh.checkpoint()); // which syncs it
    SHOULI_CHECK(m_living.checkpoint());
    {
        const std::optional<Database> closed(std::move(m_fresh));
    }
    if (QFileInfo(freshOf(m_path) + QStringLiteral("-wal")).size() > 0) // somebody else has it open
        return base::failure(ErrorCode::DatabaseBusy, freshOf(m_path));
    for (const char *part : {"-wal", "-shm"})
        QFile::remove(freshOf(m_path) + QLatin1String(part));
    return {};
}

Result<void> FileSwap::keepPrevious()
{
    const QByteArray old = QFile::encodeName(m_path);
    const QByteArray kept = QFile::encodeName(previousOf(m_path));
    ::unlink(kept.constData());
    return told(::link(old.constData(), kept.constData()), previousOf(m_path));
}

Result<void> FileSwap::rename()
{
    SHOULI_CHECK(told(move(freshOf(m_path), m_path), m_path));
    const auto synced = syncFolderOf(m_path);
    if (!synced) // a power cut could bring the old name back, and what was written since would be gone
        putBack();
    return synced;
}

Result<void> FileSwap::dropJournals()
{
    for (const char *part :
         {"-wal", "-shm"}) { // of the old one; empty since settle(), with either file they mean nothing
        const QString name = m_path + QLatin1String(part);
        if (QFile::exists(name) && !QFile::remove(name)) {
            putBack();
            return base::failure(ErrorCode::FileUnwritable, name);
        }
    }
    m_living.abandon();
    return {};
}

Result<void> FileSwap::reopen()
{
    SHOULI_CHECK(dropJournals());
    SHOULI_TRY(m_living, m_living.openLike(m_path, Database::Access::Writer));
    return {};
}

Result<void> FileSwap::leave()
{
    return dropJournals();
}

void FileSwap::putBack()
{
    (void)move(previousOf(m_path), m_path);
    (void)syncFolderOf(m_path);
}

Result<void> FileSwap::run()
{
    SHOULI_CHECK(settle());
    SHOULI_CHECK(keepPrevious());
    SHOULI_CHECK(rename());
    return reopen();
}

} // namespace shouli::core::storage
