// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Settlement.h"

#include "core/changes/Cbor.h"

#include <algorithm>
#include <limits>

namespace shouli::core::changes {

QByteArray settlementToCbor(QList<Origin> origins)
{
    std::sort(origins.begin(), origins.end());
    origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
    CborWriter out;
    out.array(origins.size());
    for (const Origin &origin : std::as_const(origins)) {
        out.array(2);
        out.id(origin.replica);
        out.number(origin.lseq);
    }
    return out.bytes();
}

base::Result<QList<Origin>> settlementFromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    QList<Origin> origins;
    const qint64 count = in.array();
    for (qint64 i = 0; i < count && in.ok(); ++i) {
        in.arrayOf(2);
        const auto replica = in.id<ReplicaId>();
        origins.append({replica, in.numberIn(1, std::numeric_limits<std::int64_t>::max())});
    }
    if (!in.atEnd() || origins.isEmpty() || settlementToCbor(origins) != bytes)
        return base::failure(base::ErrorCode::ChangeMalformed, QStringLiteral("settled changes"));
    return origins;
}

} // namespace shouli::core::changes
