// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/ReplicaStore.h"
#include "core/storage/Transaction.h"

#include <QList>

#include <optional>

namespace shouli::core::changes::log {

/// The SQL of the change table. Reads take any connection of the office database.
class ChangeTable {
public:
    [[nodiscard]] static base::Result<void> append(storage::Transaction &tx, const LoggedChange &line);

    /// Changes made under `replica` that the county has not ordered, oldest first, whole acts, at most
    /// about `limit`.
    [[nodiscard]] static base::Result<QList<LoggedChange>> pending(const storage::Database &db, ReplicaId replica,
                                                                   int limit);
    /// The newest own change that the county has not ordered and that created the thing or set `field`.
    [[nodiscard]] static base::Result<std::optional<LoggedChange>> lastPending(const storage::Database &db,
                                                                               EntityRef ref, Field field);
    /// Own changes of which the county said that it has them, and which have not come.
    [[nodiscard]] static base::Result<QList<LoggedChange>> placed(const storage::Database &db);
    /// Own changes that are ordered, oldest first.
    [[nodiscard]] static base::Result<QList<LoggedChange>> ordered(const storage::Database &db);
    [[nodiscard]] static base::Result<std::int64_t> pendingCount(const storage::Database &db);
    /// Fields of one thing that own edits wait for; not those of its creation.
    [[nodiscard]] static base::Result<QList<Field>> pendingFields(const storage::Database &db, EntityRef ref);

    /// The line by which the thing was lawfully erased, or is to be: the newest that is not refused, else the newest.
    [[nodiscard]] static base::Result<std::optional<LoggedChange>> redaction(const storage::Database &db,
                                                                             EntityRef ref);
    /// Everything known of one thing: county order first, then what is only here.
    [[nodiscard]] static base::Result<QList<LoggedChange>> history(const storage::Database &db, EntityRef ref);
    /// The same, events only: what a fold reads.
    [[nodiscard]] static base::Result<QList<LoggedChange>> events(const storage::Database &db, EntityRef ref);

    /// What the county ordered of it but applied values and moves, in its order.
    [[nodiscard]] static base::Result<QList<LogEntry>> remarkable(const storage::Database &db, EntityRef ref);

    [[nodiscard]] static base::Result<std::optional<LoggedChange>> find(const storage::Database &db, ReplicaId replica,
                                                                        std::int64_t lseq);
    /// What became of `ref` at a county position.
    [[nodiscard]] static base::Result<std::optional<LoggedChange>> findAt(const storage::Database &db, EntityRef ref,
                                                                          std::int64_t seq);
    /// Writes contents, salt and marks of a line anew.
    [[nodiscard]] static base::Result<void> rewrite(storage::Transaction &tx, ReplicaId replica, const Change &change);
    /// Lawful erasure: contents of all lines of the thing go; the chain over own ones stays.
    [[nodiscard]] static base::Result<void> redact(storage::Transaction &tx, EntityRef ref);
    /// The thing left: others' lines of it go, own ones keep their place in the chain without contents, as
    /// soon as the county has them in a safe place.
    [[nodiscard]] static base::Result<void> forget(storage::Transaction &tx, EntityRef ref);
    /// Gives up the contents of such lines once they are durable.
    [[nodiscard]] static base::Result<void> forgetDurable(storage::Transaction &tx);
};

} // namespace shouli::core::changes::log
