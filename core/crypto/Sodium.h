// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shouli::core::crypto {

/// Makes libsodium ready; cheap after the first call, thread-safe. Aborts the process where the
/// machine has no source of randomness, since nothing safe can be done then.
void ensureSodium();

} // namespace shouli::core::crypto
