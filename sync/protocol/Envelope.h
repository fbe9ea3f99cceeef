// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/crypto/SigningKey.h"

#include <QByteArray>

namespace shouli::sync::protocol {

inline constexpr int protocolVersion = 1;
inline constexpr int oldestProtocolVersion = 1;

/// What a device sends: [version, replica, zstd(body), signature]. The signature is Ed25519 over
/// "shouli-sync" ‖ version ‖ replica ‖ compressed body, so that a batch proves its origin also
/// behind a gateway that ends TLS, in a log, and on a USB stick. Bytes in PROTOCOL.md.
struct Envelope {
    int version = protocolVersion;
    core::changes::ReplicaId replica;
    QByteArray compressed;
    QByteArray signature;

    bool operator==(const Envelope &) const = default;

    [[nodiscard]] static Envelope seal(core::changes::ReplicaId replica, const QByteArray &body,
                                       const core::crypto::SigningKey &key);

    /// The body. SignatureWrong; MessageMalformed, MessageTooLarge from unpacking.
    [[nodiscard]] core::base::Result<QByteArray> open(const QByteArray &publicKey) const;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed; ProtocolTooOld for a version below the oldest, Unsupported for one above ours.
    [[nodiscard]] static core::base::Result<Envelope> fromCbor(const QByteArray &bytes);

private:
    [[nodiscard]] QByteArray signedBytes() const;
};

} // namespace shouli::sync::protocol
