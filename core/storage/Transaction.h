// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Database.h"

namespace shouli::core::storage {

/// The token every write takes: domain rows, change-log entries and the audit record of one act
/// commit together or not at all. Rolls back when destroyed without commit(). Only on a Writer;
/// not nested. One thread. Must not outlive its Database.
///
///     SHOULI_TRY(auto tx, Transaction::begin(db));
///     SHOULI_CHECK(residents.update(tx, draft));
///     return tx.commit();
class Transaction {
public:
    /// Takes the write lock at once (BEGIN IMMEDIATE). DatabaseBusy when another process holds it.
    [[nodiscard]] static base::Result<Transaction> begin(Database &database);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Durable when it returns a value. On an error nothing was kept.
    [[nodiscard]] base::Result<void> commit();

    [[nodiscard]] Database &database() const { return *m_database; }
    [[nodiscard]] base::Result<Statement> prepare(const QString &sql) const { return m_database->prepare(sql); }

private:
    explicit Transaction(Database &database);

    Database *m_database;
    bool m_open = true;
};

} // namespace shouli::core::storage
