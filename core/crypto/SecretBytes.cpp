// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SecretBytes.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace shouli::core::crypto {

SecretBytes::SecretBytes(qsizetype size)
    : m_size(size)
{
    ensureSodium();
    if (size == 0)
        return;
    m_data = static_cast<unsigned char *>(sodium_malloc(static_cast<size_t>(size)));
    if (m_data == nullptr)
        throw std::bad_alloc();
    sodium_memzero(m_data, static_cast<size_t>(size));
}

SecretBytes SecretBytes::takeFrom(QByteArray &bytes)
{
    SecretBytes secret(bytes.size());
    if (secret.m_data != nullptr) {
        std::memcpy(secret.m_data, bytes.constData(), static_cast<size_t>(bytes.size()));
        sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
    }
    bytes.clear();
    return secret;
}

SecretBytes SecretBytes::random(qsizetype size)
{
    SecretBytes secret(size);
    if (secret.m_data != nullptr)
        randombytes_buf(secret.m_data, static_cast<size_t>(size));
    return secret;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    wipe();
}

SecretBytes SecretBytes::clone() const
{
    SecretBytes copy(m_size);
    if (m_size > 0)
        std::memcpy(copy.m_data, m_data, static_cast<size_t>(m_size));
    return copy;
}

bool operator==(const SecretBytes &a, const SecretBytes &b)
{
    return a.m_size == b.m_size
        && (a.m_size == 0 || sodium_memcmp(a.m_data, b.m_data, static_cast<size_t>(a.m_size)) == 0);
}

void SecretBytes::wipe()
{
    if (m_data != nullptr)
        sodium_free(m_data); // zeroes first
    m_data = nullptr;
    m_size = 0;
}

} // namespace shouli::core::crypto
