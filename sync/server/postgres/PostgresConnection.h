// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/postgres/PostgresLink.h"
#include "sync/server/postgres/RowSeal.h"

namespace shouli::sync::server::postgres {

/// One county's rows in a PostgreSQL database that other counties and other server processes use as well. Whoever
/// writes locks the county's row first, so that positions become visible in their order: never a sequence, whose
/// numbers are taken before the commit. A connection that was lost is made again at the next transaction.
class PostgresConnection final : public engine::Connection {
public:
    /// `county`: its id's bytes. `countyKey`: 32 bytes, of which the key of sealed values follows.
    PostgresConnection(PostgresSettings settings, const QByteArray &county, const core::crypto::SecretBytes &countyKey);

    /// Connects, and finds the tables this version knows. Errors as PostgresLink::reach; DatabaseMissing without the
    /// tables, DatabaseTooNew for a newer version's.
    [[nodiscard]] core::base::Result<void> open();
    /// The same, making the tables where there are none (PostgresSchema).
    [[nodiscard]] core::base::Result<void> openOrMake();

    /// DatabaseForeign: the county is not here, or was moved away. To fill a county that was moved away takes what is
    /// left of it here.
    [[nodiscard]] core::base::Result<void> begin(Purpose purpose) override;
    /// From now on nobody reads or writes the county here, until it is filled anew. In a transaction.
    [[nodiscard]] core::base::Result<void> close();
    /// Takes that back.
    [[nodiscard]] core::base::Result<void> reopen();
    /// DatabaseForeign: the county is not here.
    [[nodiscard]] core::base::Result<bool> isClosed() const;
    [[nodiscard]] core::base::Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] Aftermath aftermath() const override { return m_link.aftermath(); }
    /// PostgreSQL's own check of its pages is its administrators' (data checksums, pg_amcheck).
    [[nodiscard]] core::base::Result<void> verify() override { return {}; }
    /// Values are sealed with the county's key, the old versions of rows too; this gives their room to others.
    [[nodiscard]] core::base::Result<void> scrub() override;
    void settle() override { }
    [[nodiscard]] core::base::Result<qint64> size() const override;

protected:
    [[nodiscard]] core::base::Result<std::unique_ptr<engine::Cursor>> cursor(const engine::Sql &sql) const override;

private:
    [[nodiscard]] core::base::Result<void> reach() const;
    [[nodiscard]] core::base::Result<void> makeRoom(bool here, bool closed);

    QByteArray m_county;
    RowSeal m_seal;
    mutable PostgresLink m_link; ///< a statement is prepared on a connection that is const to its users
    bool m_inTransaction = false;
};

} // namespace shouli::sync::server::postgres
