// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/Hash.h"

#include "core/crypto/Sha256.h"
#include "core/crypto/Sodium.h"

#include <sodium.h>

namespace shouli::core::crypto {

namespace {
const unsigned char *in(const QByteArray &b)
{
    return reinterpret_cast<const unsigned char *>(b.constData());
}
unsigned char *out(QByteArray &b)
{
    return reinterpret_cast<unsigned char *>(b.data());
}
} // namespace

QByteArray sha256(const QByteArray &bytes)
{
    thread_local Sha256 hash; // making one costs more than a short text does
    hash.add(bytes);
    return hash.result();
}

QByteArray hmacSha256(const SecretBytes &key, const QByteArray &bytes)
{
    QByteArray tag(hashSize, Qt::Uninitialized);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), static_cast<size_t>(key.size()));
    crypto_auth_hmacsha256_update(&state, in(bytes), static_cast<unsigned long long>(bytes.size()));
    crypto_auth_hmacsha256_final(&state, out(tag));
    sodium_memzero(&state, sizeof state);
    return tag;
}

bool sameBytes(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && sodium_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

} // namespace shouli::core::crypto
