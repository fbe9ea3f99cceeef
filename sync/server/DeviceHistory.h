// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Names.h"
#include "sync/server/engine/Transaction.h"

#include <QMap>
#include <QString>

#include <optional>

namespace shouli::sync::server {

/// What IT wants to know of a PC besides what letting it in needs: when it was last here, and why it was shut out.
/// SQL only.
class DeviceHistory {
public:
    struct Revocation {
        core::base::Timestamp at;
        QString reason;
        bool erase = true; ///< the PC is ordered to erase the keys of its staff
        bool operator==(const Revocation &) const = default;
    };
    using Visits = QMap<core::changes::ReplicaId, core::base::Timestamp>;

    [[nodiscard]] static core::base::Result<void> noteRevocation(engine::Transaction &tx,
                                                                 core::changes::ReplicaId replica,
                                                                 const Revocation &revocation);
    [[nodiscard]] static core::base::Result<std::optional<Revocation>> revocation(const engine::Connection &db,
                                                                                  core::changes::ReplicaId replica);

    [[nodiscard]] static core::base::Result<void> noteVisits(engine::Transaction &tx, const Visits &visits);
    [[nodiscard]] static core::base::Result<Visits> visits(const engine::Connection &db);
};

} // namespace shouli::sync::server
