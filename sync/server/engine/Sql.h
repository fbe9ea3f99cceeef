// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace shouli::sync::server::engine {

/// One statement, in the words of every engine. Made once, for both:
///   ?          a parameter
///   {county}   in a condition: the county's own rows. True where a database holds one county only
///   {county,}  before the columns of an INSERT or of a key: the county's column, if there is one
///   {value,}   before the values of an INSERT: the same
/// Beyond that only what SQLite and PostgreSQL understand alike: INSERT … ON CONFLICT … DO UPDATE, RETURNING, WITH,
/// coalesce. No sequences, no rowid.
class Sql {
public:
    explicit Sql(const char *text);

    [[nodiscard]] const QString &sqlite() const { return m_sqlite; }
    /// Parameters are $2, $3, …; $1 is the county.
    [[nodiscard]] const QByteArray &postgres() const { return m_postgres; }

private:
    QString m_sqlite;
    QByteArray m_postgres;
};

} // namespace shouli::sync::server::engine
