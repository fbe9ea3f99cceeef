// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Change.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::sync::protocol {

/// An own change comes back: where the county put it and what it made of it. The sender has the rest.
struct Echo {
    std::int64_t seq = 0;
    std::int64_t lseq = 0;
    core::changes::Verdict verdict = core::changes::Verdict::Applied;
    bool operator==(const Echo &) const = default;
};

/// One thing of the pulled stream: somebody else's entry whole, or an own one as an echo.
struct Arrival {
    std::int64_t seq = 0;
    QByteArray entry; ///< LogEntry as CBOR; empty for an echo
    Echo echo;        ///< when `entry` is empty
    bool operator==(const Arrival &) const = default;
};

/// One round trip, down.
struct SyncResponse {
    QByteArray epoch;
    std::int64_t fence = 0;
    core::base::Timestamp serverTime;
    std::int64_t head = 0;                ///< newest county position
    std::int64_t durable = 0;             ///< position covered by a copy off the server
    std::int64_t acknowledged = 0;        ///< my newest lseq that the county has
    QList<Echo> verdicts;                 ///< of what this request pushed; the same come again in `arrivals`, in order
    QList<core::changes::ScopeId> scopes; ///< what this replica receives
    QList<Arrival> arrivals;              ///< in county order
    std::int64_t to = 0;                  ///< all of the scopes up to here is now with the replica
    QByteArray toHash;                    ///< the log's hash there
    bool more = false;                    ///< ask again at once
    int pollSeconds = 30;

    bool operator==(const SyncResponse &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static core::base::Result<SyncResponse> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
