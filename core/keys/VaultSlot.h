// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/PassphraseKey.h"
#include "core/keys/Lockout.h"
#include "core/staff/StaffId.h"

#include <QByteArray>

namespace shouli::core::keys {

/// One staff member's way to the data key: the passphrase opens the slot's own secret key, that one the data key. So
/// a colleague can seal another data key to everybody who stays without knowing anybody's passphrase.
struct VaultSlot {
    staff::StaffId staff;
    crypto::PassphraseParameters parameters;
    QByteArray wrappedKey; ///< the slot's secret key (X25519), SecretBox under the passphrase key
    QByteArray publicKey;  ///< belongs to it
    QByteArray keyBox;     ///< database, person and data key, sealed to the public key
    bool given = false;    ///< somebody else chose the passphrase: another one is due
    Lockout lockout;

    bool operator==(const VaultSlot &) const = default;
};

} // namespace shouli::core::keys
