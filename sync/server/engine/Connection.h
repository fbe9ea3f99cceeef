// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Sql.h"
#include "sync/server/engine/Statement.h"

namespace shouli::sync::server::engine {

/// One connection to where one county is kept: a database file of its own, or its rows in a database server.
/// One thread at a time. Statements and transactions must not outlive it.
class Connection {
public:
    Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    virtual ~Connection() = default;

    [[nodiscard]] core::base::Result<Statement> prepare(const Sql &sql) const
    {
        SHOULI_TRY(auto opened, cursor(sql));
        return Statement(std::move(opened));
    }

    enum class Purpose {
        Read,  ///< all of it sees the county as of one moment; nobody waits for it
        Write, ///< takes the county's head first, against all who write, in this process and others
        Fill,  ///< puts a county where none is yet
    };
    // Called by Transaction.
    [[nodiscard]] virtual core::base::Result<void> begin(Purpose purpose) = 0;
    [[nodiscard]] virtual core::base::Result<void> commit() = 0; ///< durable when it returns a value
    virtual void rollback() = 0;

    /// What the last error left behind.
    enum class Aftermath {
        Final,       ///< the same would happen again
        NothingKept, ///< the database or the way to it failed; nothing was committed, and the next try may succeed
        Unknown,     ///< it failed while committing: kept or not, only looking will tell
    };
    [[nodiscard]] virtual Aftermath aftermath() const { return Aftermath::Final; }

    /// What the engine can say about its own storage being whole; DatabaseDamaged. Between transactions.
    [[nodiscard]] virtual core::base::Result<void> verify() = 0;
    /// After an erasure: what was deleted is in no page and no log of the engine's any more, as far as it can tell.
    /// Between transactions; takes long, and memory of the size of the county. Nothing is lost by an error.
    [[nodiscard]] virtual core::base::Result<void> scrub() = 0;
    /// Makes what is open small, before it is closed.
    virtual void settle() = 0;
    /// Bytes on disk; the whole database's where several counties share it.
    [[nodiscard]] virtual core::base::Result<qint64> size() const = 0;

protected:
    [[nodiscard]] virtual core::base::Result<std::unique_ptr<Cursor>> cursor(const Sql &sql) const = 0;
};

} // namespace shouli::sync::server::engine
