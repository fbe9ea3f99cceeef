// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/storage/Transaction.h"

#include <QList>

namespace shouli::core::audit {

/// The append-only audit log of one PC. Each line's hash covers the line before and a commitment
/// to its content: H(previous ‖ number ‖ time ‖ who ‖ action ‖ subject ‖ H(salt ‖ details)). Salt and
/// details can be erased by law (PIPL art. 47) without breaking the chain; nothing else can change
/// unseen. Written in the transaction of the act that it records. Writer thread.
class AuditLog {
public:
    AuditLog(const base::Clock &clock, base::Random &random);

    [[nodiscard]] base::Result<void> record(storage::Transaction &tx, changes::AuthorId who, Action action,
                                            changes::EntityRef subject = {}, const QString &details = {});

    /// Newest first.
    [[nodiscard]] static base::Result<QList<AuditRecord>> newest(const storage::Database &db, int limit);
    [[nodiscard]] static base::Result<QList<AuditRecord>> about(const storage::Database &db, changes::EntityRef subject,
                                                                int limit);

    /// Recomputes the whole chain: the number of lines, or ChainBroken naming the first bad one.
    [[nodiscard]] static base::Result<std::int64_t> verify(const storage::Database &db);

    /// Erases the details of every line about `subject` but the grounds of its erasure; the chain still verifies.
    [[nodiscard]] static base::Result<void> eraseDetails(storage::Transaction &tx, changes::EntityRef subject);

private:
    const base::Clock &m_clock;
    base::Random &m_random;
};

} // namespace shouli::core::audit
