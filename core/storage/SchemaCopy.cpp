// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/SchemaCopy.h"

#include "core/storage/SqliteError.h"

#include <sqlite3.h>

#include <memory>

namespace shouli::core::storage {

using base::ErrorCode;
using base::Result;

namespace {

/// What SQLite keeps for itself has no text.
Result<QStringList> texts(const Database &db, const QString &which)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE "
                                         "'sqlite\\_%' ESCAPE '\\' AND type %1 ORDER BY rowid")
                              .arg(which)));
    QStringList all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.text(0));
    }
}

Result<void> make(Database &db, const QStringList &texts)
{
    for (const QString &text : texts)
        SHOULI_CHECK(db.execute(text));
    return {};
}

using Compiled = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Result<Compiled> compile(const Database &db, const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(db.handle(), sql.toUtf8().constData(), -1, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(code, db.handle()));
    return Compiled(statement, &sqlite3_finalize);
}

} // namespace

Result<void> SchemaCopy::tables(const Database &from, Database &to)
{
    SHOULI_TRY(const QStringList there, names(to));
    if (!there.isEmpty())
        return base::failure(ErrorCode::DatabaseDamaged, to.path());
    SHOULI_TRY(const QStringList made, texts(from, QStringLiteral("= 'table'")));
    SHOULI_CHECK(make(to, made));
    SHOULI_TRY(auto version, from.prepare(QStringLiteral("PRAGMA user_version")));
    SHOULI_CHECK(version.step());
    return to.execute(QStringLiteral("PRAGMA user_version = %1").arg(version.integer(0)));
}

Result<void> SchemaCopy::rest(const Database &from, Database &to)
{
    SHOULI_TRY(const QStringList made, texts(from, QStringLiteral("<> 'table'")));
    return make(to, made);
}

Result<QStringList> SchemaCopy::names(const Database &db)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                                         "'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")));
    QStringList all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(query.text(0));
    }
}

Result<std::int64_t> SchemaCopy::rows(const Database &from, Transaction &to, const QString &table)
{
    QStringList columns;
    QStringList key;
    {
        SHOULI_TRY(
            auto query,
            from.prepare(QStringLiteral("SELECT name, pk FROM pragma_table_info('%1') ORDER BY cid").arg(table)));
        for (;;) {
            SHOULI_TRY(const bool row, query.step());
            if (!row)
                break;
            if (query.integer(1) > 0)
                key.append(query.text(0));
            if (query.text(0) != QLatin1String("row"))
                columns.append(query.text(0));
        }
    }
    if (columns.isEmpty())
        return base::failure(ErrorCode::DatabaseDamaged, table);
    const QString order = key.isEmpty() ? QString() : QStringLiteral(" ORDER BY ") + key.join(u',');
    SHOULI_TRY(const Compiled read,
               compile(from, QStringLiteral("SELECT %1 FROM %2%3").arg(columns.join(u','), table, order)));
    SHOULI_TRY(
        const Compiled write,
        compile(to.database(),
                QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                    .arg(table, columns.join(u','), QStringList(columns.size(), QStringLiteral("?")).join(u','))));
    std::int64_t count = 0;
    for (;;) {
        const int got = sqlite3_step(read.get());
        if (got == SQLITE_DONE)
            return count;
        if (got != SQLITE_ROW)
            return tl::unexpected(sqliteError(got, from.handle()));
        for (int i = 0; i < columns.size(); ++i)
            sqlite3_bind_value(write.get(), i + 1, sqlite3_column_value(read.get(), i));
        const int put = sqlite3_step(write.get());
        if (put != SQLITE_DONE)
            return tl::unexpected(sqliteError(put, to.database().handle()));
        sqlite3_reset(write.get());
        ++count;
    }
}

} // namespace shouli::core::storage
