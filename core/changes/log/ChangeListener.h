// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/storage/Transaction.h"

#include <QList>
#include <QStringList>

namespace shouli::core::changes::log {

/// Keeps what a module derives from its rows (search keys, the fold of a case) in step with them.
/// Called once per act or pulled batch, in the same transaction, for changes made here and changes
/// that arrived alike; on the writer thread. An error undoes the whole transaction.
class ChangeListener {
public:
    virtual ~ChangeListener() = default;

    [[nodiscard]] virtual Kind kind() const = 0;
    /// These were created, edited, or had an event. Each id once.
    [[nodiscard]] virtual base::Result<void> changed(storage::Transaction &tx, const QList<EntityId> &ids) = 0;
    /// These are no longer held here; their rows are gone already.
    [[nodiscard]] virtual base::Result<void> erased(storage::Transaction &tx, const QList<EntityId> &ids) = 0;

    /// Tables that fill() makes from the rows alone, quicker than changed() would for all of them; none where it
    /// cannot.
    [[nodiscard]] virtual QStringList fills() const { return {}; }
    /// Makes them anew in a new database. Unlike the others on any thread, while they go on in another database.
    [[nodiscard]] virtual base::Result<void> fill(storage::Transaction &) const { return {}; }
};

} // namespace shouli::core::changes::log
