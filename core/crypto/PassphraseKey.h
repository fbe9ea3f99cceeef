// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>

#include <cstdint>
#include <functional>

namespace shouli::core::crypto {

/// How dear one guess at a passphrase is: Argon2id (RFC 9106), one lane. The default is what an
/// office PC of ten years ago does in well under a second.
struct PassphraseCost {
    std::uint64_t passes = 3;           ///< libsodium's opslimit
    std::uint64_t memory = 64ULL << 20; ///< bytes, libsodium's memlimit

    bool operator==(const PassphraseCost &) const = default;
};

/// What has to be kept beside a wrapped key to derive its passphrase key again. None of it is secret.
struct PassphraseParameters {
    PassphraseCost cost = {};
    QByteArray salt; ///< 16 random bytes, never used twice

    /// A fresh salt from the kernel.
    [[nodiscard]] static PassphraseParameters create(const PassphraseCost &cost);

    bool operator==(const PassphraseParameters &) const = default;
};

/// Turns what a person can remember into a key. Thread-safe; takes hundreds of milliseconds on
/// purpose, so never call it from the UI thread.
class PassphraseKey {
public:
    static constexpr qsizetype saltSize = 16;
    static constexpr qsizetype keySize = 32;
    /// OWASP's least Argon2id setting (Password Storage Cheat Sheet: 19 MiB, 2 passes). Parameters
    /// below it are refused even where a file asks for them: someone lowered them.
    static constexpr PassphraseCost floor{2, 19ULL << 20};
    /// Parameters above it are refused: a damaged or hostile file must not hang the PC.
    static constexpr PassphraseCost ceiling{24, 1ULL << 30};
    static constexpr std::int64_t wantedMs = 300;  ///< calibrate() goes up to at least this
    static constexpr std::int64_t allowedMs = 800; ///< and down to at most this

    [[nodiscard]] static bool isAllowed(const PassphraseCost &cost);

    /// 32 bytes. KeyMalformed for parameters outside floor..ceiling or a salt of another length;
    /// OutOfMemory where the PC cannot spare the memory.
    [[nodiscard]] static base::Result<SecretBytes> derive(const SecretBytes &passphrase,
                                                          const PassphraseParameters &parameters);

    /// The cost that takes 300 to 800 ms here; the floor where even that is slower. Measures for
    /// up to about two seconds. Run it on the slowest PC that will open the same vault.
    [[nodiscard]] static PassphraseCost calibrate(const base::Clock &clock);

    /// The choice behind it; `measureMs` tells how long one derivation takes.
    [[nodiscard]] static PassphraseCost calibrate(const std::function<std::int64_t(const PassphraseCost &)> &measureMs);
};

} // namespace shouli::core::crypto
