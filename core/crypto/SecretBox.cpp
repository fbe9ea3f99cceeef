// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SecretBox.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

namespace shouli::core::crypto {

using base::ErrorCode;
using base::Result;

namespace {
constexpr qsizetype nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(SecretBox::overhead == nonceSize + crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(SecretBox::keySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char *in(const QByteArray &b)
{
    return reinterpret_cast<const unsigned char *>(b.constData());
}
} // namespace

Result<QByteArray> SecretBox::seal(const SecretBytes &key, const SecretBytes &secret, const QByteArray &associated)
{
    ensureSodium();
    if (key.size() != keySize)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("secret box key"));
    QByteArray box(secret.size() + overhead, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(box.data());
    randombytes_buf(nonce, nonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + nonceSize, nullptr, secret.data(), static_cast<unsigned long long>(secret.size()), in(associated),
        static_cast<unsigned long long>(associated.size()), nullptr, nonce, key.data());
    return box;
}

Result<SecretBytes> SecretBox::open(const SecretBytes &key, const QByteArray &box, const QByteArray &associated)
{
    ensureSodium();
    if (key.size() != keySize)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("secret box key"));
    if (box.size() < overhead)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("secret box cut short"));
    SecretBytes secret(box.size() - overhead);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.data(), nullptr, nullptr, in(box) + nonceSize,
                                                   static_cast<unsigned long long>(box.size() - nonceSize),
                                                   in(associated), static_cast<unsigned long long>(associated.size()),
                                                   in(box), key.data())
        != 0)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("secret box"));
    return secret;
}

} // namespace shouli::core::crypto
