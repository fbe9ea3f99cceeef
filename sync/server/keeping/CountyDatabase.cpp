// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/keeping/CountyDatabase.h"

#include "core/storage/Migrations.h"
#include "sync/server/postgres/PostgresConnection.h"
#include "sync/server/sqlite/SqliteConnection.h"

namespace shouli::sync::server::keeping {

using core::base::Result;
using core::crypto::SecretBytes;
using core::storage::Database;
using core::storage::Migrations;
using postgres::PostgresConnection;
using sqlite::SqliteConnection;

namespace {

const QString schemaFolder = QStringLiteral(":/schema/server");

} // namespace

CountyDatabase::Opened CountyDatabase::makeFile(const QString &path, const SecretBytes &key)
{
    SHOULI_TRY(Database db, Database::create(path, key));
    SHOULI_TRY(const auto migrations, Migrations::load(schemaFolder));
    SHOULI_CHECK(migrations.apply(db));
    return SqliteConnection::over(std::move(db));
}

CountyDatabase::Opened CountyDatabase::make(const SecretBytes &key) const
{
    if (m_keeping.engine == Engine::Sqlite)
        return makeFile(m_folder.database(), key);
    auto made = std::make_unique<PostgresConnection>(m_keeping.postgres, m_keeping.county.toBytes(), key);
    SHOULI_CHECK(made->openOrMake());
    return made;
}

CountyDatabase::Opened CountyDatabase::open() const
{
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    if (m_keeping.engine == Engine::Sqlite) {
        SHOULI_TRY(Database db, Database::open(m_folder.database(), key, Database::Access::Writer));
        SHOULI_TRY(const auto migrations, Migrations::load(schemaFolder));
        SHOULI_CHECK(migrations.apply(db));
        SHOULI_CHECK(db.checkpoint());
        return SqliteConnection::over(std::move(db));
    }
    auto opened = std::make_unique<PostgresConnection>(m_keeping.postgres, m_keeping.county.toBytes(), key);
    SHOULI_CHECK(opened->open());
    return opened;
}

CountyDatabase::Opened CountyDatabase::reader() const
{
    if (m_keeping.engine != Engine::Sqlite)
        return open();
    SHOULI_TRY(const SecretBytes key, m_folder.loadKey());
    SHOULI_TRY(Database db, Database::open(m_folder.database(), key, Database::Access::Reader));
    return SqliteConnection::over(std::move(db));
}

} // namespace shouli::sync::server::keeping
