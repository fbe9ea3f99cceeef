// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/Sodium.h"

#include <sodium.h>

#include <cstdlib>

namespace shouli::core::crypto {

void ensureSodium()
{
    static const bool ready = [] {
        if (sodium_init() < 0)
            std::abort();
        return true;
    }();
    (void)ready;
}

} // namespace shouli::core::crypto
