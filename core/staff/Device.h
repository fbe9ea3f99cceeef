// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/staff/DeviceId.h"
#include "core/staff/OfficeId.h"

#include <QByteArray>
#include <QDate>

namespace shouli::core::staff {

/// An enrolled PC and the key it signs with: change batches and acceptance cards. County-wide data,
/// so that any office can check any card without a line.
struct Device {
    DeviceId id;
    int number = 0; ///< 1..65535: key id on acceptance cards
    OfficeId office;
    QByteArray publicKey; ///< Ed25519
    QDate validFrom;
    QDate revokedFrom; ///< invalid: not revoked

    bool operator==(const Device &) const = default;

    static constexpr changes::Kind kind{2};
    static constexpr changes::Field numberField{1}, officeField{2}, publicKeyField{3}, validFromField{4},
        revokedFromField{5};

    [[nodiscard]] changes::EntityRef ref() const { return {kind, base::idCast<changes::EntityId>(id)}; }
    [[nodiscard]] changes::FieldValues values() const;
};

} // namespace shouli::core::staff
