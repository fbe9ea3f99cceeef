// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/ReplicaStore.h"
#include "core/storage/Transaction.h"

#include <optional>

namespace shouli::core::changes::log {

/// Who this PC is and how far it and the county know of each other: the one row of `replica`.
struct ReplicaState {
    ReplicaId id;
    ScopeId office;
    int deviceNumber = 0;
    std::int64_t lastLseq = 0;
    QByteArray lastHash;
    Progress progress;

    bool operator==(const ReplicaState &) const = default;

    /// DatabaseForeign when the database belongs to no PC.
    [[nodiscard]] static base::Result<ReplicaState> load(const storage::Database &db);
    /// The county knows this PC's signing key by another number now.
    [[nodiscard]] static base::Result<void> setDeviceNumber(storage::Transaction &tx, int number);
    /// What a round trip moves.
    [[nodiscard]] static base::Result<void> store(storage::Transaction &tx, const Progress &progress);
};

} // namespace shouli::core::changes::log
