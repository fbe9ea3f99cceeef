// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/storage/Transaction.h"

#include <QList>

#include <optional>

namespace shouli::core::changes {

/// One row of the change table.
struct LoggedChange {
    std::optional<std::int64_t> seq; ///< county position; none while only here
    ReplicaId replica;
    Change change;
    std::optional<Verdict> verdict;
    QByteArray hash; ///< own changes only

    bool operator==(const LoggedChange &) const = default;
};

/// The SQL of the change table. Reads take any connection of the office database.
class ChangeTable {
public:
    [[nodiscard]] static base::Result<void> append(storage::Transaction &tx, const LoggedChange &line);

    /// Own changes after `lseq` that the county has not ordered, oldest first, whole acts, at most
    /// about `limit` changes.
    [[nodiscard]] static base::Result<QList<LoggedChange>> pending(const storage::Database &db, std::int64_t afterLseq,
                                                                   int limit);
    [[nodiscard]] static base::Result<std::int64_t> pendingCount(const storage::Database &db);
    /// Fields of one thing that own edits wait for; not those of its creation.
    [[nodiscard]] static base::Result<QList<Field>> pendingFields(const storage::Database &db, EntityRef ref);

    /// Everything known of one thing: county order first, then what is only here.
    [[nodiscard]] static base::Result<QList<LoggedChange>> history(const storage::Database &db, EntityRef ref);
    /// The same, events only: what a fold reads.
    [[nodiscard]] static base::Result<QList<LoggedChange>> events(const storage::Database &db, EntityRef ref);

    [[nodiscard]] static base::Result<std::optional<LoggedChange>> find(const storage::Database &db, ReplicaId replica,
                                                                        std::int64_t lseq);
    /// What became of `ref` at a county position.
    [[nodiscard]] static base::Result<std::optional<LoggedChange>> findAt(const storage::Database &db, EntityRef ref,
                                                                          std::int64_t seq);
};

} // namespace shouli::core::changes
