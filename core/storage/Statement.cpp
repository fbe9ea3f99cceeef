// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Statement.h"

#include "core/storage/SqliteError.h"
#include "core/storage/StatementCache.h"

#include <sqlite3.h>

#include <utility>

namespace shouli::core::storage {

using base::Result;

Statement::Statement(sqlite3_stmt *statement, StatementCache *cache)
    : m_statement(statement)
    , m_cache(cache)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_cache(other.m_cache)
    , m_next(other.m_next)
    , m_bindError(other.m_bindError)
{
}

Statement::~Statement()
{
    if (m_statement != nullptr)
        m_cache->takeBack(m_statement);
}

Statement &Statement::check(int code)
{
    if (code != SQLITE_OK && m_bindError == SQLITE_OK)
        m_bindError = code; // told by the next step()
    ++m_next;
    return *this;
}

Statement &Statement::bind(std::int64_t value)
{
    return check(sqlite3_bind_int64(m_statement, m_next, value));
}

Statement &Statement::bind(double value)
{
    return check(sqlite3_bind_double(m_statement, m_next, value));
}

Statement &Statement::bind(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return check(
        sqlite3_bind_text(m_statement, m_next, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT));
}

Statement &Statement::bind(const QByteArray &blob)
{
    return check(sqlite3_bind_blob(m_statement, m_next, blob.isNull() ? "" : blob.constData(),
                                   static_cast<int>(blob.size()), SQLITE_TRANSIENT));
}

Statement &Statement::bind(QDate date)
{
    return date.isValid() ? bind(date.toString(Qt::ISODate)) : bind(std::nullopt);
}

Statement &Statement::bind(std::nullopt_t)
{
    return check(sqlite3_bind_null(m_statement, m_next));
}

Result<bool> Statement::step()
{
    sqlite3 *handle = sqlite3_db_handle(m_statement);
    if (m_bindError != SQLITE_OK)
        return tl::unexpected(sqliteError(m_bindError, nullptr));
    switch (const int code = sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default: {
        const base::Error why = sqliteError(
            sqlite3_extended_errcode(handle) != SQLITE_OK ? sqlite3_extended_errcode(handle) : code, handle);
        sqlite3_reset(m_statement);
        return tl::unexpected(why);
    }
    }
}

Result<void> Statement::run()
{
    SHOULI_TRY(const bool row, step());
    if (row)
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("run() on a statement that returns rows"));
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_next = 1;
    m_bindError = SQLITE_OK;
}

Statement::Type Statement::type(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_NULL:
        return Type::Null;
    case SQLITE_INTEGER:
        return Type::Integer;
    case SQLITE_TEXT:
        return Type::Text;
    default:
        return Type::Blob;
    }
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QString Statement::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

QDate Statement::date(int column) const
{
    return isNull(column) ? QDate() : QDate::fromString(text(column), Qt::ISODate);
}

} // namespace shouli::core::storage
