// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/keys/DatabaseId.h"
#include "core/keys/VaultSlot.h"
#include "core/staff/OfficeId.h"

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::core::keys {

/// Which database of which office a vault belongs to.
struct VaultIdentity {
    staff::OfficeId office;
    DatabaseId database;

    bool operator==(const VaultIdentity &) const = default;
};

/// What one copy of the vault holds. As bytes: deterministic CBOR (RFC 8949 4.2.1), an array of the
/// encoded body and its SHA-256. Bytes that would not be written just so are refused, therefore
/// every changed bit is noticed.
struct VaultContents {
    static constexpr int version = 1;
    static constexpr qsizetype sizeLimit = 64 << 10; ///< bytes
    static constexpr qsizetype slotLimit = 200;

    std::uint64_t generation = 0; ///< rises with every save
    VaultIdentity identity;
    std::uint64_t highWater = 0; ///< the database once held this many operations
    QByteArray keyCheck;         ///< tells the right data key from a wrong one
    QByteArray recoveryKey;      ///< the county's X25519 public key
    QByteArray recoveryBox;      ///< database id and data key, sealed to it
    QByteArray previousKey;      ///< under the data key, the one that the database is still under; empty: none
    QList<VaultSlot> slots;

    [[nodiscard]] QByteArray toBytes() const;
    /// VaultDamaged for anything but what toBytes() gives, and for Argon2id parameters out of
    /// bounds; Unsupported for a later version.
    [[nodiscard]] static base::Result<VaultContents> fromBytes(const QByteArray &bytes);

    bool operator==(const VaultContents &) const = default;
};

} // namespace shouli::core::keys
