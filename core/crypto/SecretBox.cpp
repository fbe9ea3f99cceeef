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

QByteArray sealed(const SecretBytes &key, const unsigned char *plain, qsizetype size, const QByteArray &associated)
{
    QByteArray box(size + SecretBox::overhead, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(box.data());
    randombytes_buf(nonce, nonceSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceSize, nullptr, plain,
                                               static_cast<unsigned long long>(size), in(associated),
                                               static_cast<unsigned long long>(associated.size()), nullptr, nonce,
                                               key.data());
    return box;
}

/// Into `plain`, which has room for it.
Result<void> opened(const SecretBytes &key, const QByteArray &box, const QByteArray &associated, unsigned char *plain)
{
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, nullptr, nullptr, in(box) + nonceSize,
                                                   static_cast<unsigned long long>(box.size() - nonceSize),
                                                   in(associated), static_cast<unsigned long long>(associated.size()),
                                                   in(box), key.data())
        != 0)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("secret box"));
    return {};
}

Result<void> check(const SecretBytes &key)
{
    ensureSodium();
    return key.size() == SecretBox::keySize ? Result<void>()
                                            : base::failure(ErrorCode::KeyMalformed, QStringLiteral("secret box key"));
}

Result<void> check(const SecretBytes &key, const QByteArray &box)
{
    SHOULI_CHECK(check(key));
    if (box.size() < SecretBox::overhead)
        return base::failure(ErrorCode::DecryptionFailed, QStringLiteral("secret box cut short"));
    return {};
}

} // namespace

Result<QByteArray> SecretBox::seal(const SecretBytes &key, const SecretBytes &secret, const QByteArray &associated)
{
    SHOULI_CHECK(check(key));
    return sealed(key, secret.data(), secret.size(), associated);
}

Result<SecretBytes> SecretBox::open(const SecretBytes &key, const QByteArray &box, const QByteArray &associated)
{
    SHOULI_CHECK(check(key, box));
    SecretBytes secret(box.size() - overhead);
    SHOULI_CHECK(opened(key, box, associated, secret.data()));
    return secret;
}

Result<QByteArray> SecretBox::sealBytes(const SecretBytes &key, const QByteArray &plain, const QByteArray &associated)
{
    SHOULI_CHECK(check(key));
    return sealed(key, in(plain), plain.size(), associated);
}

Result<QByteArray> SecretBox::openBytes(const SecretBytes &key, const QByteArray &box, const QByteArray &associated)
{
    SHOULI_CHECK(check(key, box));
    QByteArray plain(box.size() - overhead, Qt::Uninitialized);
    SHOULI_CHECK(opened(key, box, associated, reinterpret_cast<unsigned char *>(plain.data())));
    return plain;
}

} // namespace shouli::core::crypto
