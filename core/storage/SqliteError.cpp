// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/SqliteError.h"

#include <sqlite3.h>

#include <cerrno>

namespace shouli::core::storage {

using base::ErrorCode;

namespace {

ErrorCode codeOf(int code, sqlite3 *handle)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_IOERR: {
        // a write cut short by a full disk or a size limit is reported as an I/O error
        const int system = handle != nullptr ? sqlite3_system_errno(handle) : 0;
        const bool full = system == ENOSPC || system == EDQUOT || system == EFBIG;
        return full ? ErrorCode::DiskFull : ErrorCode::StorageFailure;
    }
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::DatabaseDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::DatabaseBusy;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return ErrorCode::FileUnreadable;
    case SQLITE_READONLY:
        return ErrorCode::FileUnwritable;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::StorageFailure;
    }
}

} // namespace

base::Error sqliteError(int code, sqlite3 *handle)
{
    QString words = QString::fromUtf8(sqlite3_errstr(code));
    if (handle != nullptr)
        words += QStringLiteral(": ") + QString::fromUtf8(sqlite3_errmsg(handle));
    return {codeOf(code, handle), words};
}

} // namespace shouli::core::storage
