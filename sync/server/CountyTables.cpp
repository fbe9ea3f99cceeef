// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/CountyTables.h"

#include "core/crypto/Sha256.h"

#include <QtEndian>

#include <optional>
#include <variant>

namespace shouli::sync::server {

using core::base::Result;
using core::crypto::Sha256;
using engine::Connection;
using engine::Place;
using engine::Sql;
using engine::Statement;
using engine::Transaction;
using Column = CountyTables::Column;
using Table = CountyTables::Table;
using Kind = Column::Kind;

namespace {

constexpr int rowsAtOnce = 1000;

using Cell = std::variant<std::monostate, std::int64_t, QByteArray>; ///< text as UTF-8
using Row = QList<Cell>;

/// The statements of one table, and the names of its sealed columns' places.
class Reading {
public:
    explicit Reading(const Table &table)
        : m_table(table)
        , m_first(select(false).constData())
        , m_next(select(true).constData())
        , m_insert(insert().constData())
    {
        for (const Column &column : table.columns)
            m_places.append(table.name + '.' + column.name);
    }

    [[nodiscard]] const Table &table() const { return m_table; }

    /// The rows after `last`, or the first ones.
    [[nodiscard]] Result<QList<Row>> page(const Connection &db, const std::optional<Row> &last) const
    {
        if (last && m_table.keys == 0)
            return QList<Row>();
        SHOULI_TRY(Statement query, db.prepare(last ? m_next : m_first));
        for (int i = 0; last && i < m_table.keys; ++i)
            bind(query, last->at(i), m_table.columns.at(i).kind, {});
        query.bind(rowsAtOnce);
        QList<Row> rows;
        for (;;) {
            SHOULI_TRY(const bool found, query.step());
            if (!found)
                return rows;
            Row row;
            for (int i = 0; i < m_table.columns.size(); ++i) {
                SHOULI_TRY(Cell cell, read(query, i, row));
                row.append(std::move(cell));
            }
            rows.append(std::move(row));
        }
    }

    [[nodiscard]] Result<void> write(const Transaction &tx, const Row &row) const
    {
        SHOULI_TRY(Statement statement, tx.prepare(m_insert));
        for (int i = 0; i < m_table.columns.size(); ++i)
            bind(statement, row.at(i), m_table.columns.at(i).kind, place(i, row));
        return statement.run();
    }

private:
    [[nodiscard]] QByteArray names(qsizetype count) const
    {
        QByteArray list;
        for (qsizetype i = 0; i < count; ++i)
            list += (i > 0 ? ", " : "") + m_table.columns.at(i).name;
        return list;
    }
    static QByteArray marks(qsizetype count) { return QByteArray("?, ").repeated(count).chopped(2); }

    [[nodiscard]] QByteArray select(bool after) const
    {
        QByteArray sql = "SELECT " + names(m_table.columns.size()) + " FROM " + m_table.name + " WHERE {county}";
        if (m_table.keys == 0)
            return sql + " LIMIT ?";
        if (after)
            sql += " AND (" + names(m_table.keys) + ") > (" + marks(m_table.keys) + ')';
        return sql + " ORDER BY " + names(m_table.keys) + " LIMIT ?";
    }
    [[nodiscard]] QByteArray insert() const
    {
        const bool own = m_table.keys == 0; // has the county's id as a column of its own everywhere
        return "INSERT INTO " + m_table.name + (own ? " (" : " ({county,} ") + names(m_table.columns.size())
            + (own ? ") VALUES (" : ") VALUES ({value,} ") + marks(m_table.columns.size()) + ')';
    }

    /// As whoever wrote it said: the key's numbers in order, and its bytes.
    [[nodiscard]] Place place(int column, const Row &row) const
    {
        Place at{m_places.at(column).constData(), 0, 0, {}};
        bool second = false;
        for (int i = 0; i < m_table.keys; ++i) {
            if (const auto *number = std::get_if<std::int64_t>(&row.at(i))) {
                (second ? at.second : at.first) = *number;
                second = true;
            } else if (const auto *bytes = std::get_if<QByteArray>(&row.at(i))) {
                at.name += *bytes;
            }
        }
        return at;
    }

    [[nodiscard]] Result<Cell> read(const Statement &query, int i, const Row &before) const
    {
        if (query.isNull(i))
            return Cell();
        switch (m_table.columns.at(i).kind) {
        case Kind::Integer:
            return Cell(query.integer(i));
        case Kind::Text:
            return Cell(query.text(i).toUtf8());
        case Kind::Bytes:
            return Cell(query.blob(i));
        case Kind::Sealed:
            break;
        }
        SHOULI_TRY(QByteArray plain, query.sealed(i, place(i, before)));
        return Cell(std::move(plain));
    }

    static void bind(Statement &statement, const Cell &cell, Kind kind, const Place &at)
    {
        if (const auto *number = std::get_if<std::int64_t>(&cell))
            statement.bind(*number);
        else if (const auto *bytes = std::get_if<QByteArray>(&cell))
            kind == Kind::Sealed     ? statement.bindSealed(*bytes, at)
                : kind == Kind::Text ? statement.bind(QString::fromUtf8(*bytes))
                                     : statement.bind(*bytes);
        else
            statement.bind(std::nullopt);
    }

    const Table &m_table;
    Sql m_first;
    Sql m_next;
    Sql m_insert;
    QList<QByteArray> m_places;
};

/// Every row in order to `take(reading, row) -> Result<void>`.
template <class Take>
Result<std::int64_t> eachRow(const Connection &db, Take take)
{
    std::int64_t count = 0;
    for (const Table &table : CountyTables::all()) {
        const Reading reading(table);
        std::optional<Row> last;
        for (bool more = true; more;) {
            SHOULI_TRY(const QList<Row> rows, reading.page(db, last));
            for (const Row &row : rows)
                SHOULI_CHECK(take(reading, row));
            count += rows.size();
            more = rows.size() == rowsAtOnce;
            if (more)
                last = rows.last();
        }
    }
    return count;
}

void addNumber(Sha256 &hash, char tag, std::int64_t number)
{
    const auto big = qToBigEndian(number);
    hash.add(QByteArrayView(&tag, 1));
    hash.add(QByteArrayView(reinterpret_cast<const char *>(&big), sizeof big));
}

} // namespace

const QList<Table> &CountyTables::all()
{
    constexpr Kind integer = Kind::Integer;
    constexpr Kind bytes = Kind::Bytes;
    constexpr Kind text = Kind::Text;
    constexpr Kind sealed = Kind::Sealed;
    static const QList<Table> tables{
        {"county",
         0,
         {{"county", bytes},
          {"name", text},
          {"host", text},
          {"epoch", bytes},
          {"position_key", sealed},
          {"head", integer},
          {"head_hash", sealed},
          {"recovery_key", bytes},
          {"replica", bytes},
          {"last_lseq", integer},
          {"last_hash", sealed},
          {"last_device", integer}}},
        {"device",
         1,
         {{"replica", bytes},
          {"number", integer},
          {"office", bytes},
          {"ordinal", integer},
          {"public_key", bytes},
          {"machine", sealed},
          {"revoked", integer},
          {"acked_lseq", integer},
          {"acked_hash", sealed},
          {"enrolled_at_ms", integer}}},
        {"device_former", 2, {{"replica", bytes}, {"former", bytes}, {"last", integer}}},
        {"device_scope", 2, {{"replica", bytes}, {"scope", bytes}}},
        {"enrolment_code",
         1,
         {{"name", bytes},
          {"code", sealed},
          {"office", bytes},
          {"expires_at_ms", integer},
          {"tries", integer},
          {"used_by", bytes}}},
        {"writer", 1, {{"id", integer}, {"replica", bytes}}},
        {"log",
         1,
         {{"seq", integer},
          {"writer", integer},
          {"lseq", integer},
          {"verdict", integer},
          {"stands", integer},
          {"act_end", integer},
          {"change", sealed},
          {"image", sealed},
          {"chain_hash", sealed},
          {"log_hash", sealed}}},
        {"scope_log", 2, {{"scope", bytes}, {"seq", integer}}},
        {"thing", 1, {{"created", integer}, {"kind", integer}, {"entity", bytes}, {"writer", integer}}},
        {"thing_field",
         2,
         {{"thing", integer}, {"field", integer}, {"seq", integer}, {"writer", integer}, {"value", sealed}}},
        {"thing_scope", 2, {{"thing", integer}, {"scope", bytes}, {"count", integer}}},
        {"thing_line", 2, {{"thing", integer}, {"seq", integer}, {"event", integer}}},
        {"stray_line", 1, {{"seq", integer}, {"kind", integer}, {"entity", bytes}}},
        {"erasure", 1, {{"seq", integer}, {"thing", integer}}},
        {"erasure_right", 1, {{"office", bytes}}},
        {"taken_copy",
         1,
         {{"number", integer}, {"made_at_ms", integer}, {"position", integer}, {"name", text}, {"elsewhere", integer}}},
        {"restoration",
         1,
         {{"number", integer},
          {"restored_at_ms", integer},
          {"position", integer},
          {"head_hash", sealed},
          {"copy_made_ms", integer}}},
        {"device_revocation",
         1,
         {{"replica", bytes}, {"revoked_at_ms", integer}, {"reason", sealed}, {"erase", integer}}},
        {"device_seen", 1, {{"replica", bytes}, {"seen_at_ms", integer}, {"position", integer}, {"taken", integer}}},
        {"rewriting", 1, {{"number", integer}, {"rewritten_at_ms", integer}, {"position", integer}}},
    };
    return tables;
}

Result<std::int64_t> CountyTables::copy(const Connection &from, const Transaction &to)
{
    return eachRow(from, [&to](const Reading &reading, const Row &row) { return reading.write(to, row); });
}

Result<QByteArray> CountyTables::checksum(const Connection &db)
{
    Sha256 hash;
    SHOULI_CHECK(eachRow(db, [&](const Reading &reading, const Row &row) -> Result<void> {
        hash.add(reading.table().name);
        for (const Cell &cell : row) {
            if (const auto *number = std::get_if<std::int64_t>(&cell)) {
                addNumber(hash, 'i', *number);
            } else if (const auto *content = std::get_if<QByteArray>(&cell)) {
                addNumber(hash, 'b', content->size());
                hash.add(*content);
            } else {
                addNumber(hash, 'n', 0);
            }
        }
        return {};
    }));
    return hash.result();
}

} // namespace shouli::sync::server
