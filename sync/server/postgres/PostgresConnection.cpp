// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/postgres/PostgresConnection.h"

#include "core/base/Mutant.h"
#include "sync/server/postgres/PostgresSchema.h"

#include <QtEndian>

#include <libpq-fe.h>

namespace shouli::sync::server::postgres {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using engine::Place;

namespace {

constexpr int firstPatienceMs = 0; ///< when it starts: say at once what is wrong
constexpr int patienceMs = 4000;   ///< a database server that restarts

class PostgresCursor final : public engine::Cursor {
public:
    PostgresCursor(PostgresLink &link, const RowSeal &seal, const QByteArray &county, const QByteArray &sql,
                   bool mayWait)
        : m_link(link)
        , m_seal(seal)
        , m_sql(sql)
        , m_waits(mayWait || sql.startsWith("SELECT") || sql.startsWith("WITH") || sql.contains(" RETURNING "))
        , m_parameters{PostgresLink::bytes(county)}
    {
    }

    void bindInteger(std::int64_t value) override { m_parameters.append(PostgresLink::integer(value)); }
    void bindText(const QString &value) override { m_parameters.append(PostgresLink::text(value)); }
    void bindBytes(const QByteArray &value) override { m_parameters.append(PostgresLink::bytes(value)); }
    void bindNull() override { m_parameters.append(PostgresLink::Parameter()); }
    void bindSealed(const QByteArray &plain, const Place &place) override
    {
        auto sealed = m_seal.seal(plain, place);
        if (!sealed && !m_failed)
            m_failed = sealed.error();
        m_parameters.append(PostgresLink::bytes(sealed.value_or(QByteArray())));
    }

    Result<bool> step() override
    {
        if (m_failed)
            return tl::unexpected(*m_failed);
        if (!m_asked) {
            m_asked = true;
            if (!m_waits) {
                m_link.send(m_sql, m_parameters);
                return false;
            }
            SHOULI_TRY(m_rows, m_link.ask(m_sql, m_parameters));
            m_count = PQntuples(m_rows.get());
        }
        return ++m_row < m_count;
    }

    [[nodiscard]] bool isNull(int column) const override { return PQgetisnull(m_rows.get(), m_row, column) != 0; }
    [[nodiscard]] std::int64_t integer(int column) const override
    {
        const char *value = PQgetvalue(m_rows.get(), m_row, column);
        switch (PQgetlength(m_rows.get(), m_row, column)) {
        case 8:
            return qFromBigEndian<qint64>(value);
        case 4:
            return qFromBigEndian<qint32>(value);
        default:
            return 0;
        }
    }
    [[nodiscard]] QString text(int column) const override { return QString::fromUtf8(bytes(column)); }
    [[nodiscard]] QByteArray bytes(int column) const override
    {
        return {PQgetvalue(m_rows.get(), m_row, column), PQgetlength(m_rows.get(), m_row, column)};
    }
    [[nodiscard]] Result<QByteArray> sealed(int column, const Place &place) const override
    {
        return m_seal.open(bytes(column), place);
    }

private:
    PostgresLink &m_link;
    const RowSeal &m_seal;
    const QByteArray &m_sql;
    bool m_waits;
    QList<PostgresLink::Parameter> m_parameters;
    std::optional<core::base::Error> m_failed;
    PostgresLink::Rows m_rows;
    bool m_asked = false;
    int m_row = -1;
    int m_count = 0;
};

const QByteArray lockHead = QByteArrayLiteral("SELECT closed FROM county WHERE county = $1 FOR UPDATE");
const QByteArray lookAtHead = QByteArrayLiteral("SELECT closed FROM county WHERE county = $1");
const QByteArray lock = QByteArrayLiteral("BEGIN");
const QByteArray look = QByteArrayLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

} // namespace

PostgresConnection::PostgresConnection(PostgresSettings settings, const QByteArray &county,
                                       const core::crypto::SecretBytes &countyKey)
    : m_county(county)
    , m_seal(countyKey, county)
    , m_link(std::move(settings))
{
}

Result<void> PostgresConnection::open()
{
    SHOULI_CHECK(m_link.reach(firstPatienceMs));
    return PostgresSchema::check(m_link);
}

Result<void> PostgresConnection::openOrMake()
{
    SHOULI_CHECK(m_link.reach(firstPatienceMs));
    SHOULI_CHECK(PostgresSchema::make(m_link));
    return PostgresSchema::check(m_link);
}

Result<void> PostgresConnection::reach() const
{
    return m_link.reach(patienceMs);
}

Result<std::unique_ptr<engine::Cursor>> PostgresConnection::cursor(const engine::Sql &sql) const
{
    if (!m_inTransaction)
        SHOULI_CHECK(reach());
    return std::unique_ptr<engine::Cursor>(
        std::make_unique<PostgresCursor>(m_link, m_seal, m_county, sql.postgres(), !m_inTransaction));
}

Result<void> PostgresConnection::begin(Purpose purpose)
{
    SHOULI_CHECK(reach());
    const bool reads = purpose == Purpose::Read;
    const bool waits = !reads && !core::base::mutant(core::base::Mutant::IdentityColumnOrder);
    m_link.send(reads ? look : lock);
    const auto rows = m_link.ask(waits ? lockHead : lookAtHead, {PostgresLink::bytes(m_county)});
    if (!rows) {
        m_link.rollback();
        return core::base::failure(rows);
    }
    const bool here = PQntuples(rows->get()) == 1;
    const bool closed = here && qFromBigEndian<qint64>(PQgetvalue(rows->get(), 0, 0)) != 0;
    Result<void> begun;
    if (purpose == Purpose::Fill)
        begun = makeRoom(here, closed);
    else if (!here || closed)
        begun = failure(ErrorCode::DatabaseForeign,
                        here ? QStringLiteral("the county was moved to another database")
                             : QStringLiteral("this county is not in the database"));
    if (!begun)
        m_link.rollback();
    m_inTransaction = begun.has_value();
    return begun;
}

Result<void> PostgresConnection::makeRoom(bool here, bool closed)
{
    if (here && !closed)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("this county is in the database already"));
    if (here) {
        for (const char *table : PostgresSchema::tables)
            m_link.send(QByteArray("DELETE FROM ") + table + " WHERE county = $1", {PostgresLink::bytes(m_county)});
    }
    return {};
}

Result<void> PostgresConnection::close()
{
    return m_link.ask("UPDATE county SET closed = 1 WHERE county = $1", {PostgresLink::bytes(m_county)})
        .map([](const auto &) {});
}

Result<void> PostgresConnection::reopen()
{
    SHOULI_CHECK(reach());
    return m_link.ask("UPDATE county SET closed = 0 WHERE county = $1", {PostgresLink::bytes(m_county)})
        .map([](const auto &) {});
}

Result<bool> PostgresConnection::isClosed() const
{
    SHOULI_CHECK(reach());
    SHOULI_TRY(const auto rows, m_link.ask(lookAtHead, {PostgresLink::bytes(m_county)}));
    const auto found = PostgresLink::integers(rows);
    if (found.isEmpty())
        return failure(ErrorCode::DatabaseForeign, QStringLiteral("this county is not in the database"));
    return found.first() != 0;
}

Result<void> PostgresConnection::commit()
{
    m_inTransaction = false;
    const auto committed = m_link.commit();
    if (!committed)
        m_link.rollback();
    return committed;
}

void PostgresConnection::rollback()
{
    m_inTransaction = false;
    m_link.rollback();
}

Result<void> PostgresConnection::scrub()
{
    SHOULI_CHECK(reach());
    return m_link.runScript("VACUUM log, thing_field, snapshot, snapshot_chunk");
}

Result<qint64> PostgresConnection::size() const
{
    static const engine::Sql whole("SELECT pg_database_size(current_database())");
    SHOULI_TRY(auto query, prepare(whole));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

} // namespace shouli::sync::server::postgres
