// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/log/Dispute.h"
#include "core/changes/Schema.h"
#include "core/storage/Transaction.h"

#include <QList>

namespace shouli::core::changes::log {

/// The table of what waits for a person: derived from the change table alone, so the same on every
/// PC of a scope at the same cursor, and can be thrown away and made again. A change that the county
/// did not apply is open until an entry of Operation::Settle that was applied names its position;
/// an own Settle counts from the moment it is made. Own refused changes, which nobody else knows,
/// are settled by any Settle of this PC. What is no longer held here is nobody's to decide here.
/// Holds no state. Writes on the writer thread; reads take any connection.
class DisputeTable {
public:
    /// How many decisions wait. Cost: what is open, not what there is.
    [[nodiscard]] static base::Result<int> openCount(const storage::Database &db);
    /// The same of one thing.
    [[nodiscard]] static base::Result<int> openCount(const storage::Database &db, EntityId id);
    /// Those that wait, the oldest in county order first.
    [[nodiscard]] static base::Result<QList<Dispute>> open(const storage::Database &db, const Schema &schema);

    /// Reads anew what the log says of one thing; after a verdict that is not Applied, or a Settle.
    [[nodiscard]] static base::Result<void> refresh(storage::Transaction &tx, const Schema &schema, EntityId id);
    /// For those who fold events: all applied events of `ref` that turned out to be without effect,
    /// by county position. Those not named any more leave the list.
    [[nodiscard]] static base::Result<void> flag(storage::Transaction &tx, EntityRef ref,
                                                 const QList<std::int64_t> &positions);
    /// The whole table but for what was flagged, which its owner folds anew.
    [[nodiscard]] static base::Result<void> rebuild(storage::Transaction &tx, const Schema &schema);

private:
    [[nodiscard]] static base::Result<void> group(storage::Transaction &tx, const Schema &schema, EntityId id);
    [[nodiscard]] static base::Result<void> markSettled(storage::Transaction &tx, EntityId id);
};

} // namespace shouli::core::changes::log
