// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/cards/CardPayload.h"
#include "core/crypto/SigningKey.h"

namespace shouli::core::cards {

/// Signs cards with the key of this PC (Ed25519, RFC 8032: the same facts always give the same
/// signature, so a reprint is the same code but for its flag). Thread-safe.
class CardSigner {
public:
    /// `key` must outlive the signer. `keyId`: the device number the county gave this PC, 1..65535.
    CardSigner(const crypto::SigningKey &key, std::uint16_t keyId);

    /// InvalidArgument for a null token, a day outside 2020-01-01..2199-06-06, a service above 1023 or
    /// flags above 63.
    [[nodiscard]] base::Result<CardPayload> sign(const CardToken &token, QDate issued, std::uint16_t service,
                                                 std::uint8_t flags) const;

private:
    const crypto::SigningKey *m_key;
    std::uint16_t m_keyId;
};

} // namespace shouli::core::cards
