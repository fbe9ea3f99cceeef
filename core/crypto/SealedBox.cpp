// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SealedBox.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

namespace shouli::core::crypto {

using base::ErrorCode;
using base::Result;

static_assert(SealedBox::keySize == crypto_box_PUBLICKEYBYTES);
static_assert(SealedBox::keySize == crypto_box_SECRETKEYBYTES);
static_assert(SealedBox::overhead == crypto_box_SEALBYTES);

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

SealedBox::KeyPair SealedBox::generateKeys()
{
    ensureSodium();
    KeyPair pair{QByteArray(keySize, Qt::Uninitialized), SecretBytes(keySize)};
    crypto_box_keypair(out(pair.publicKey), pair.secretKey.data());
    return pair;
}

Result<SealedBox::KeyPair> SealedBox::keysOf(const SecretBytes &secretKey)
{
    ensureSodium();
    if (secretKey.size() != keySize)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("X25519 secret key"));
    KeyPair pair{QByteArray(keySize, Qt::Uninitialized), secretKey.clone()};
    crypto_scalarmult_base(out(pair.publicKey), pair.secretKey.data());
    return pair;
}

Result<QByteArray> SealedBox::seal(const QByteArray &publicKey, const SecretBytes &secret)
{
    ensureSodium();
    QByteArray box(secret.size() + overhead, Qt::Uninitialized);
    if (publicKey.size() != keySize
        || crypto_box_seal(out(box), secret.data(), static_cast<unsigned long long>(secret.size()), in(publicKey)) != 0)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("X25519 public key"));
    return box;
}

Result<SecretBytes> SealedBox::open(const SecretBytes &secretKey, const QByteArray &box)
{
    SHOULI_TRY(const KeyPair pair, keysOf(secretKey));
    if (box.size() < overhead)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("sealed box cut short"));
    SecretBytes secret(box.size() - overhead);
    if (crypto_box_seal_open(secret.data(), in(box), static_cast<unsigned long long>(box.size()), in(pair.publicKey),
                             pair.secretKey.data())
        != 0)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("sealed box"));
    return secret;
}

} // namespace shouli::core::crypto
