// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Change.h"
#include "core/storage/Transaction.h"

#include <optional>

namespace shouli::core::changes {

/// Who this PC is and how far it and the county know of each other: the one row of `replica`.
struct ReplicaState {
    ReplicaId id;
    ScopeId office;
    int deviceNumber = 0;
    std::int64_t lastLseq = 0;
    QByteArray lastHash;
    QByteArray epoch; ///< of the county log; empty before the first round trip
    std::int64_t fence = 0;
    std::int64_t cursor = 0;
    QByteArray cursorHash;
    std::int64_t durable = 0;
    std::optional<base::Timestamp> syncedAt;

    bool operator==(const ReplicaState &) const = default;

    /// DatabaseForeign when the database belongs to no PC.
    [[nodiscard]] static base::Result<ReplicaState> load(const storage::Database &db);
    /// What a round trip moves: epoch, fence, cursor, durable, syncedAt.
    [[nodiscard]] base::Result<void> storeProgress(storage::Transaction &tx) const;
};

} // namespace shouli::core::changes
