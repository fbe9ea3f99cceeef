// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/StatementCache.h"

#include "core/storage/SqliteError.h"

#include <sqlite3.h>

namespace shouli::core::storage {

using base::Result;

StatementCache::StatementCache(sqlite3 *handle)
    : m_handle(handle)
{
}

StatementCache::~StatementCache()
{
    for (const auto &idle : std::as_const(m_idle)) {
        for (sqlite3_stmt *statement : idle)
            sqlite3_finalize(statement);
    }
}

Result<sqlite3_stmt *> StatementCache::lend(const QByteArray &sql)
{
    if (const auto it = m_idle.find(sql); it != m_idle.end() && !it->empty()) {
        sqlite3_stmt *statement = it->back();
        it->pop_back();
        return statement;
    }
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.constData(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(code, m_handle));
    if (statement == nullptr)
        return base::failure(base::ErrorCode::InvalidArgument, QStringLiteral("empty statement"));
    return statement;
}

void StatementCache::takeBack(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement); // no personal data stays in SQLite longer than needed
    m_idle[QByteArray(sqlite3_sql(statement))].push_back(statement);
}

} // namespace shouli::core::storage
