// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/staff/OfficeId.h"

#include <QByteArray>
#include <QDate>

#include <cstdint>
#include <optional>

namespace shouli::core::cards {

/// The public half of a device's signing key, as the county published it.
struct CardKey {
    QByteArray publicKey;                  ///< Ed25519, 32 bytes
    std::optional<QDate> revokedFrom = {}; ///< first day whose cards are not believed any more
    staff::OfficeId office;

    bool operator==(const CardKey &) const = default;
};

/// The keys this PC knows of. They travel by sync, revocations too. Thread-safety: its maker's.
class CardKeyring {
public:
    virtual ~CardKeyring() = default;
    [[nodiscard]] virtual std::optional<CardKey> find(std::uint16_t keyId) const = 0;
};

} // namespace shouli::core::cards
