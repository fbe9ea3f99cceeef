// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SystemRandom.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

namespace shouli::core::crypto {

SystemRandom::SystemRandom()
{
    ensureSodium();
}

QByteArray SystemRandom::bytes(qsizetype count)
{
    QByteArray out(count, Qt::Uninitialized);
    randombytes_buf(out.data(), static_cast<size_t>(count));
    return out;
}

std::uint32_t SystemRandom::below(std::uint32_t bound)
{
    return randombytes_uniform(bound);
}

} // namespace shouli::core::crypto
