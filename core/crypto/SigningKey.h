// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>

namespace shouli::core::crypto {

inline constexpr qsizetype signatureSize = 64;
inline constexpr qsizetype publicKeySize = 32;

/// An Ed25519 key pair (RFC 8032): signs change batches and acceptance cards of one device.
/// The secret half is the 32-byte seed.
class SigningKey {
public:
    [[nodiscard]] static SigningKey generate();
    /// KeyMalformed unless `seed` has 32 bytes.
    [[nodiscard]] static base::Result<SigningKey> fromSeed(const SecretBytes &seed);

    [[nodiscard]] SecretBytes seed() const;
    [[nodiscard]] QByteArray publicKey() const { return m_public; }
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;

private:
    SigningKey() = default;

    SecretBytes m_secret; // libsodium's 64 bytes: seed and public key
    QByteArray m_public;
};

/// False as well for a key or signature of the wrong length.
[[nodiscard]] bool verify(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature);

} // namespace shouli::core::crypto
