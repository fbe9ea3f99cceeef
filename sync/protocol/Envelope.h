// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/crypto/SigningKey.h"

#include <QByteArray>

namespace shouli::sync::protocol {

/// Grows with every addition; whatever is unknown is read over. A server refuses only what is below the oldest.
inline constexpr int protocolVersion = 1;
inline constexpr int oldestProtocolVersion = 1;

/// What a device sends: [version, replica, compressed body, proof]. The proof is an Ed25519 signature
/// over "shouli-sync" ‖ version ‖ replica ‖ compressed body, so that a batch proves its origin also
/// behind a gateway that ends TLS, in a log, and on a USB stick. A poll, which brings nothing, may instead
/// carry 16 bytes of HMAC-SHA-256 under a key that the county gave to a signed request. PROTOCOL.md.
struct Envelope {
    int version = protocolVersion;
    core::changes::ReplicaId replica;
    QByteArray compressed;
    QByteArray proof;

    bool operator==(const Envelope &) const = default;

    /// `dictionary`: 0, or one that the county is known to have.
    [[nodiscard]] static Envelope seal(core::changes::ReplicaId replica, const QByteArray &body,
                                       const core::crypto::SigningKey &key, int dictionary = 0);
    [[nodiscard]] static Envelope sealPoll(core::changes::ReplicaId replica, const QByteArray &body,
                                           const QByteArray &pollKey);

    [[nodiscard]] bool isPoll() const { return proof.size() == pollProofSize; }
    /// The body. SignatureWrong; MessageMalformed, MessageTooLarge, Unsupported from unpacking. `pollKey`
    /// empty: no poll is taken.
    [[nodiscard]] core::base::Result<QByteArray> open(const QByteArray &publicKey,
                                                      const QByteArray &pollKey = {}) const;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed; ProtocolTooOld for a version below the oldest.
    [[nodiscard]] static core::base::Result<Envelope> fromCbor(const QByteArray &bytes);

    static constexpr qsizetype pollProofSize = 16;

private:
    [[nodiscard]] QByteArray provenBytes(const char *purpose) const;
};

} // namespace shouli::sync::protocol
