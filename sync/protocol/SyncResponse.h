// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Change.h"
#include "sync/protocol/Placed.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>
#include <QList>

#include <cstdint>
#include <optional>

namespace shouli::sync::protocol {

/// An own change comes back: what the county made of it. The sender has the rest.
struct Echo {
    std::int64_t lseq = 0;
    core::changes::Verdict verdict = core::changes::Verdict::Applied;
    std::int64_t stands = 0; ///< as LogEntry::stands
    bool operator==(const Echo &) const = default;
};

/// One thing of the pulled stream: somebody else's entry whole, or an own one as an echo.
struct Arrival {
    std::int64_t seq = 0;
    std::optional<core::changes::LogEntry> entry; ///< none: an own change
    Echo echo;                                    ///< when there is no `entry`
    bool operator==(const Arrival &) const = default;
};

/// The 8 bytes of a chain's hash that come with each answer: enough to see that two histories differ.
[[nodiscard]] inline QByteArray chainMark(const QByteArray &hash)
{
    return hash.left(8);
}

/// One round trip, down.
struct SyncResponse {
    static constexpr int usualPollSeconds = 30;

    QByteArray epoch; ///< empty: the one of the request's place
    core::base::Timestamp serverTime;     ///< whole seconds
    std::int64_t head = 0;                ///< newest county position
    std::int64_t durable = 0;             ///< position covered by a copy off the server
    core::changes::ReplicaId missing;     ///< a former name of whose changes the county lost some; nothing was pushed
    core::changes::ReplicaId formerName;  ///< as in the request; `acknowledged` and `placed` are of that name
    std::int64_t acknowledged = 0;        ///< my newest lseq that the county has
    QByteArray acknowledgedHash;          ///< chainMark() of my chain there: two histories under one name differ in it
    QList<Placed> placed;                 ///< of what was pushed under a former name
    QList<core::changes::ScopeId> scopes; ///< what this replica receives; empty: those of the request's name
    QList<Arrival> arrivals;              ///< in county order
    std::int64_t to = 0;                  ///< all of the scopes up to here is now with the replica
    QByteArray toHash;                    ///< shortHash() of the log there; empty where `to` has not moved
    bool more = false;                    ///< ask again at once
    bool spellOut = false;                ///< nothing was done: ask again without names and positions
    int pollSeconds = usualPollSeconds;
    int dictionary = 0; ///< newest that both have, told together with:
    QByteArray pollKey; ///< where it was asked for
    QByteArray ticket;  ///< to keep, where `scopes` are told: opaque; it brings the PC back where the county lost it
    QList<core::changes::ScopeId> bySnapshot; ///< of `scopes`, those whose past comes as a snapshot, and not here
    UnknownKeys unknown;

    bool operator==(const SyncResponse &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static core::base::Result<SyncResponse> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
