// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/PassphraseKey.h"
#include "core/keys/Lockout.h"
#include "core/staff/StaffId.h"

#include <QByteArray>

namespace shouli::core::keys {

/// One staff member's way to the data key.
struct VaultSlot {
    staff::StaffId staff;
    crypto::PassphraseParameters parameters;
    QByteArray wrappedKey; ///< SecretBox under the passphrase key
    Lockout lockout;

    bool operator==(const VaultSlot &) const = default;
};

} // namespace shouli::core::keys
