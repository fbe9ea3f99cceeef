// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Change.h"

#include <cstdint>

using shouli::core::changes::Change;

/// A change is signed and hashed as bytes: what is accepted must be exactly what toCbor() would have written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto change = Change::fromCbor(bytes);
    if (change && change->toCbor() != bytes)
        __builtin_trap();
    return 0;
}
