// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>

namespace shouli::core::crypto {

/// A secret that anyone can seal and only the holder of the secret key can open: libsodium's
/// sealed boxes (ephemeral X25519, XSalsa20-Poly1305). Says nothing about who sealed it.
/// Thread-safe.
class SealedBox {
public:
    static constexpr qsizetype keySize = 32;       ///< of either key
    static constexpr qsizetype overhead = 32 + 16; ///< a box is this much longer than its secret

    struct KeyPair {
        QByteArray publicKey;
        SecretBytes secretKey;
    };

    [[nodiscard]] static KeyPair generateKeys();
    /// The pair that `secretKey` belongs to. KeyMalformed unless it has 32 bytes.
    [[nodiscard]] static base::Result<KeyPair> keysOf(const SecretBytes &secretKey);

    /// KeyMalformed for a public key of another length, or one that X25519 cannot use.
    [[nodiscard]] static base::Result<QByteArray> seal(const QByteArray &publicKey, const SecretBytes &secret);

    /// KeyMalformed as above; DecryptionFailed for another key, or a box that was changed or cut.
    [[nodiscard]] static base::Result<SecretBytes> open(const SecretBytes &secretKey, const QByteArray &box);
};

} // namespace shouli::core::crypto
