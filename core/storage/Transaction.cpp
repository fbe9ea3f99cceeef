// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Transaction.h"

#include "core/base/Mutant.h"

#include <utility>

namespace shouli::core::storage {

using base::Result;

Transaction::Transaction(Database &database)
    : m_database(&database)
{
}

Result<Transaction> Transaction::begin(Database &database)
{
    SHOULI_CHECK(database.execute(QStringLiteral("BEGIN IMMEDIATE")));
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(other.m_database)
    , m_open(std::exchange(other.m_open, false))
{
}

Transaction::~Transaction()
{
    if (m_open) // SQLite may have rolled back by itself (disk full): then this fails, harmlessly
        (void)m_database->execute(QStringLiteral("ROLLBACK"));
}

Result<void> Transaction::commit()
{
    const auto committed = m_database->execute(QStringLiteral("COMMIT"));
    if (!committed) {
        (void)m_database->execute(QStringLiteral("ROLLBACK"));
        m_open = false;
        if (base::mutant(base::Mutant::CommitErrorIgnored))
            return {};
        return committed;
    }
    m_open = false;
    return {};
}

} // namespace shouli::core::storage
