// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/SecretBytes.h"

#include <QByteArray>

namespace shouli::core::crypto {

inline constexpr qsizetype hashSize = 32;

/// SHA-256 (FIPS 180-4): 32 bytes.
[[nodiscard]] QByteArray sha256(const QByteArray &bytes);

/// HMAC-SHA-256 (RFC 2104). `key` of any length.
[[nodiscard]] QByteArray hmacSha256(const SecretBytes &key, const QByteArray &bytes);

/// Compares in constant time.
[[nodiscard]] bool sameBytes(const QByteArray &a, const QByteArray &b);

} // namespace shouli::core::crypto
