// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>

namespace shouli::core::crypto {

/// Wraps a secret under a key: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a random 24-byte
/// nonce before the ciphertext. `associated` is not stored, but must be the same at opening: it
/// ties the box to where it belongs. Nonces come straight from the kernel, never from an injected
/// source, because one used twice gives the secret away. Thread-safe.
class SecretBox {
public:
    static constexpr qsizetype keySize = 32;
    static constexpr qsizetype overhead = 24 + 16; ///< a box is this much longer than its secret

    /// KeyMalformed unless `key` has 32 bytes.
    [[nodiscard]] static base::Result<QByteArray> seal(const SecretBytes &key, const SecretBytes &secret,
                                                       const QByteArray &associated);

    /// KeyMalformed as above; DecryptionFailed for another key, other associated data, or a box
    /// that was changed or cut.
    [[nodiscard]] static base::Result<SecretBytes> open(const SecretBytes &key, const QByteArray &box,
                                                        const QByteArray &associated);

    /// The same for what is no key and need not lie in guarded memory, which is slow to get.
    [[nodiscard]] static base::Result<QByteArray> sealBytes(const SecretBytes &key, const QByteArray &plain,
                                                            const QByteArray &associated);
    [[nodiscard]] static base::Result<QByteArray> openBytes(const SecretBytes &key, const QByteArray &box,
                                                            const QByteArray &associated);
};

} // namespace shouli::core::crypto
