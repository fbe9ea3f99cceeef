// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "sync/protocol/Placed.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::protocol {

/// POST /part, up: a replica that was told *fork* shows its own history since it was last certain of it.
struct Chain {
    static constexpr qsizetype hashSize = 32;
    static constexpr qsizetype mostHashes = 8192; ///< 256 KiB; what comes after them is asked for again

    std::int64_t first = 1;
    QByteArray before;        ///< its chain before `first`
    QList<QByteArray> hashes; ///< after `first`, `first` + 1, …
    bool more = false;        ///< its history goes on after them
    UnknownKeys unknown;

    bool operator==(const Chain &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<Chain> fromCbor(const QByteArray &bytes);
};

/// POST /part, down: where that history parts from the one that the county has under the same name.
struct Parting {
    std::int64_t common = 0;       ///< newest own change that both have
    QList<Placed> placed;          ///< where those from Chain::first to there are
    core::changes::ReplicaId name; ///< under which the replica goes on; null: it has not parted yet, there is more
    int ordinal = 0;               ///< its place within the office from then on: which block of case numbers is its
    UnknownKeys unknown;

    bool operator==(const Parting &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<Parting> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
