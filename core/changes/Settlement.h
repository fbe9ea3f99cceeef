// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::core::changes {

/// A change by who made it: the same in every epoch of the county's log, unlike its position.
struct Origin {
    ReplicaId replica;
    std::int64_t lseq = 0;
    auto operator<=>(const Origin &) const = default;
};

/// What a Settle says: which changes need nobody any more. Ascending, each once; at least one.
[[nodiscard]] QByteArray settlementToCbor(QList<Origin> origins);
/// ChangeMalformed for what settlementToCbor() would not have written.
[[nodiscard]] base::Result<QList<Origin>> settlementFromCbor(const QByteArray &bytes);

} // namespace shouli::core::changes
