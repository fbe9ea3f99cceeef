// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/Sha256.h"

#include "core/crypto/Hash.h"

#include <openssl/evp.h>

#include <new>

namespace shouli::core::crypto {

namespace {

/// OpenSSL fails here only for want of memory.
void expect(bool done)
{
    if (!done)
        throw std::bad_alloc();
}

/// Looked up once: that costs more than hashing a short text.
const EVP_MD *method()
{
    static EVP_MD *const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    expect(found != nullptr);
    return found;
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st *state) const
{
    EVP_MD_CTX_free(state);
}

Sha256::Sha256()
    : m_state(EVP_MD_CTX_new())
{
    expect(m_state != nullptr);
    start();
}

Sha256::~Sha256() = default;

void Sha256::start()
{
    expect(EVP_DigestInit_ex2(m_state.get(), method(), nullptr) == 1);
}

void Sha256::add(QByteArrayView bytes)
{
    expect(EVP_DigestUpdate(m_state.get(), bytes.data(), static_cast<size_t>(bytes.size())) == 1);
}

QByteArray Sha256::result()
{
    QByteArray digest(hashSize, Qt::Uninitialized);
    expect(EVP_DigestFinal_ex(m_state.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr) == 1);
    start();
    return digest;
}

} // namespace shouli::core::crypto
