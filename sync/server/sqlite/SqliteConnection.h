// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Database.h"
#include "sync/server/engine/Connection.h"

namespace shouli::sync::server::sqlite {

/// A county in a SQLCipher file of its own. The file is encrypted as a whole: sealed values lie in it as they are.
class SqliteConnection final : public engine::Connection {
public:
    explicit SqliteConnection(core::storage::Database database)
        : m_database(std::move(database))
    {
    }
    [[nodiscard]] static std::unique_ptr<engine::Connection> over(core::storage::Database database)
    {
        return std::make_unique<SqliteConnection>(std::move(database));
    }

    [[nodiscard]] core::storage::Database &database() { return m_database; }

    [[nodiscard]] core::base::Result<void> begin(Purpose purpose) override;
    [[nodiscard]] core::base::Result<void> commit() override;
    void rollback() override;
    /// Every page and SQLite's own structure check.
    [[nodiscard]] core::base::Result<void> verify() override;
    [[nodiscard]] core::base::Result<void> scrub() override;
    void settle() override;
    [[nodiscard]] core::base::Result<qint64> size() const override;

protected:
    [[nodiscard]] core::base::Result<std::unique_ptr<engine::Cursor>> cursor(const engine::Sql &sql) const override;

private:
    core::storage::Database m_database;
};

} // namespace shouli::sync::server::sqlite
