// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SigningKey.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

namespace shouli::core::crypto {

using base::ErrorCode;
using base::Result;

SigningKey SigningKey::generate()
{
    return std::move(*fromSeed(SecretBytes::random(crypto_sign_SEEDBYTES)));
}

Result<SigningKey> SigningKey::fromSeed(const SecretBytes &seed)
{
    ensureSodium();
    if (seed.size() != crypto_sign_SEEDBYTES)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("signing seed"));
    SigningKey key;
    key.m_secret = SecretBytes(crypto_sign_SECRETKEYBYTES);
    key.m_public.resize(publicKeySize);
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(key.m_public.data()), key.m_secret.data(), seed.data());
    return key;
}

SecretBytes SigningKey::seed() const
{
    SecretBytes out(crypto_sign_SEEDBYTES);
    crypto_sign_ed25519_sk_to_seed(out.data(), m_secret.data());
    return out;
}

QByteArray SigningKey::sign(const QByteArray &message) const
{
    QByteArray signature(signatureSize, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char *>(message.constData()),
                         static_cast<unsigned long long>(message.size()), m_secret.data());
    return signature;
}

bool verify(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature)
{
    ensureSodium();
    return publicKey.size() == publicKeySize && signature.size() == signatureSize
        && crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signature.constData()),
                                       reinterpret_cast<const unsigned char *>(message.constData()),
                                       static_cast<unsigned long long>(message.size()),
                                       reinterpret_cast<const unsigned char *>(publicKey.constData()))
        == 0;
}

} // namespace shouli::core::crypto
