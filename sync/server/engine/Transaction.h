// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Retry.h"

#include <type_traits>
#include <utility>

namespace shouli::sync::server::engine {

/// The token every write takes: all of one request commits together or not at all. Rolls back when destroyed without
/// commit(). Not nested. One thread. Must not outlive its Connection.
class Transaction {
public:
    using Purpose = Connection::Purpose;

    /// ServerBusy when it has to wait too long for others who write. DatabaseForeign where the county is not, or not any
    /// more; InvalidArgument to fill where it is already.
    [[nodiscard]] static core::base::Result<Transaction> begin(Connection &connection, Purpose purpose = Purpose::Write)
    {
        SHOULI_CHECK(connection.begin(purpose));
        return Transaction(connection);
    }
    Transaction(Transaction &&other) noexcept
        : m_connection(other.m_connection)
        , m_open(std::exchange(other.m_open, false))
    {
    }
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction()
    {
        if (m_open)
            m_connection->rollback();
    }

    /// Durable when it returns a value.
    [[nodiscard]] core::base::Result<void> commit()
    {
        m_open = false;
        return m_connection->commit();
    }

    [[nodiscard]] Connection &connection() const { return *m_connection; }
    [[nodiscard]] core::base::Result<Statement> prepare(const Sql &sql) const { return m_connection->prepare(sql); }

    /// Runs `job(Transaction &) -> Result<T>` and commits, over again where the database failed it; `job` begins from
    /// nothing each time. An error of the job's own rolls back.
    template <class Job>
    static auto run(Connection &connection, Job job, Again again = Again::IfNothingKept,
                    Purpose purpose = Purpose::Write) -> std::invoke_result_t<Job, Transaction &>
    {
        return repeat(connection, again, [&]() -> std::invoke_result_t<Job, Transaction &> {
            SHOULI_TRY(auto tx, begin(connection, purpose));
            auto outcome = job(tx);
            if (!outcome)
                return outcome;
            SHOULI_CHECK(tx.commit());
            return outcome;
        });
    }

private:
    explicit Transaction(Connection &connection)
        : m_connection(&connection)
    {
    }
    Connection *m_connection;
    bool m_open = true;
};

} // namespace shouli::sync::server::engine
