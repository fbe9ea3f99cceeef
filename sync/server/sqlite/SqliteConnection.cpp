// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/sqlite/SqliteConnection.h"

#include "core/storage/Scrub.h"

#include <QFileInfo>

namespace shouli::sync::server::sqlite {

using core::base::Result;
using engine::Place;

namespace {

class SqliteCursor final : public engine::Cursor {
public:
    explicit SqliteCursor(core::storage::Statement statement)
        : m_statement(std::move(statement))
    {
    }

    void bindInteger(std::int64_t value) override { m_statement.bind(value); }
    void bindText(const QString &value) override { m_statement.bind(value); }
    void bindBytes(const QByteArray &value) override { m_statement.bind(value); }
    void bindNull() override { m_statement.bind(std::nullopt); }
    void bindSealed(const QByteArray &plain, const Place &) override { m_statement.bind(plain); }
    Result<bool> step() override { return m_statement.step(); }
    [[nodiscard]] bool isNull(int column) const override { return m_statement.isNull(column); }
    [[nodiscard]] std::int64_t integer(int column) const override { return m_statement.integer(column); }
    [[nodiscard]] QString text(int column) const override { return m_statement.text(column); }
    [[nodiscard]] QByteArray bytes(int column) const override { return m_statement.blob(column); }
    [[nodiscard]] Result<QByteArray> sealed(int column, const Place &) const override
    {
        return m_statement.blob(column);
    }

private:
    core::storage::Statement m_statement;
};

} // namespace

Result<std::unique_ptr<engine::Cursor>> SqliteConnection::cursor(const engine::Sql &sql) const
{
    SHOULI_TRY(auto statement, m_database.prepare(sql.sqlite()));
    return std::unique_ptr<engine::Cursor>(std::make_unique<SqliteCursor>(std::move(statement)));
}

Result<void> SqliteConnection::begin(Purpose purpose)
{
    return m_database.execute(purpose == Purpose::Read ? QStringLiteral("BEGIN") : QStringLiteral("BEGIN IMMEDIATE"));
}

Result<void> SqliteConnection::commit()
{
    const auto committed = m_database.execute(QStringLiteral("COMMIT"));
    if (!committed)
        rollback();
    return committed;
}

void SqliteConnection::rollback()
{
    (void)m_database.execute(QStringLiteral("ROLLBACK")); // fails, harmlessly, where SQLite did it (disk full)
}

Result<void> SqliteConnection::verify()
{
    return m_database.verify();
}

Result<void> SqliteConnection::scrub()
{
    return core::storage::Scrub::run(m_database);
}

void SqliteConnection::settle()
{
    (void)m_database.checkpoint(); // fails harmlessly while readers are open: the WAL is then recovered later
}

Result<qint64> SqliteConnection::size() const
{
    return QFileInfo(m_database.path()).size() + QFileInfo(m_database.path() + QStringLiteral("-wal")).size();
}

} // namespace shouli::sync::server::sqlite
