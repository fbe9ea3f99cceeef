// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::protocol {

/// POST /agree, up: a replica that was told *epoch changed* shows what it was told of the county's log.
struct Checkpoints {
    static constexpr qsizetype tokenSize = 16;
    static constexpr qsizetype mostPositions = 256;

    /// A position with the token that came with it.
    struct Position {
        std::int64_t seq = 0;
        QByteArray token;
        bool operator==(const Position &) const = default;
    };

    QByteArray epoch;          ///< the one it knows; empty: none
    QList<Position> positions; ///< ascending
    UnknownKeys unknown;

    bool operator==(const Checkpoints &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<Checkpoints> fromCbor(const QByteArray &bytes);
};

/// POST /agree, down.
struct Agreement {
    std::int64_t agreed = 0; ///< up to there the replica and the county's log went together
    QByteArray epoch;        ///< in which it is so; empty: not told, by a server of before
    UnknownKeys unknown;

    bool operator==(const Agreement &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<Agreement> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
