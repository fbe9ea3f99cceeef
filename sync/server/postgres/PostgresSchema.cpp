// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/postgres/PostgresSchema.h"

#include <QFile>
#include <QtEndian>

#include <libpq-fe.h>

namespace shouli::sync::server::postgres {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

constexpr qint64 version = 1;
const QString file = QStringLiteral(":/schema/postgres/0001_county.sql");

Result<bool> isThere(PostgresLink &link)
{
    SHOULI_TRY(const auto rows,
               link.ask("SELECT count(*) FROM information_schema.tables WHERE table_name = 'shouli_schema' AND "
                        "table_schema = current_schema()"));
    return qFromBigEndian<qint64>(PQgetvalue(rows.get(), 0, 0)) > 0;
}

} // namespace

Result<void> PostgresSchema::make(PostgresLink &link)
{
    SHOULI_TRY(const bool there, isThere(link));
    if (there)
        return {};
    QFile sql(file);
    if (!sql.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileMissing, file);
    const auto made = link.runScript("BEGIN;" + sql.readAll() + "COMMIT");
    if (made)
        return {};
    (void)link.runScript("ROLLBACK");
    SHOULI_TRY(const bool now, isThere(link)); // somebody else was quicker
    return now ? Result<void>() : made;
}

Result<void> PostgresSchema::check(PostgresLink &link)
{
    SHOULI_TRY(const bool there, isThere(link));
    if (!there)
        return failure(ErrorCode::DatabaseMissing, QStringLiteral("no tables of Shouli in this PostgreSQL database"));
    SHOULI_TRY(const auto rows, link.ask("SELECT max(version) FROM shouli_schema"));
    const qint64 found = PQgetisnull(rows.get(), 0, 0) != 0 ? 0 : qFromBigEndian<qint64>(PQgetvalue(rows.get(), 0, 0));
    if (found == version)
        return {};
    return failure(found > version ? ErrorCode::DatabaseTooNew : ErrorCode::StorageFailure,
                   QStringLiteral("tables of version %1, this is for %2").arg(found).arg(version));
}

} // namespace shouli::sync::server::postgres
