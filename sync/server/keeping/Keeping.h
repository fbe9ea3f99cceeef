// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Names.h"
#include "sync/server/postgres/PostgresSettings.h"

namespace shouli::sync::server::keeping {

enum class Engine {
    Sqlite,   ///< county.db in the server's folder
    Postgres, ///< rows of a database server
};

/// Where a county is kept.
struct Keeping {
    Engine engine = Engine::Sqlite;
    postgres::PostgresSettings postgres; ///< for Postgres
    core::changes::EntityId county;      ///< for Postgres: whose rows; several counties may share them
    bool operator==(const Keeping &) const = default;
};

} // namespace shouli::sync::server::keeping
