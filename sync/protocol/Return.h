// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/SyncRequest.h"

#include <QByteArray>

namespace shouli::sync::protocol {

/// POST /return, up: a PC that the county does not know any more shows the ticket that the county gave it, and signs.
struct ReturnRequest {
    QByteArray ticket;   ///< opaque, at most 8 KiB
    QByteArray envelope; ///< Envelope::toCbor() about the SHA-256 of the ticket
    UnknownKeys unknown;

    bool operator==(const ReturnRequest &) const = default;

    [[nodiscard]] static ReturnRequest seal(core::changes::ReplicaId replica, const QByteArray &ticket,
                                            const core::crypto::SigningKey &key);
    /// SignatureWrong unless it is about this ticket and by this key.
    [[nodiscard]] core::base::Result<void> verify(core::changes::ReplicaId replica, const QByteArray &publicKey) const;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<ReturnRequest> fromCbor(const QByteArray &bytes);
};

/// POST /return, down.
struct ReturnAnswer {
    int number = 0;  ///< of its signing key, as on cards
    int ordinal = 0; ///< its place within the office
    UnknownKeys unknown;

    bool operator==(const ReturnAnswer &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed.
    [[nodiscard]] static core::base::Result<ReturnAnswer> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
