// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Names.h"
#include "sync/server/engine/Transaction.h"

#include <QMap>
#include <QString>

#include <optional>

namespace shouli::sync::server::devices {

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
    struct Visit {
        core::base::Timestamp at;
        std::int64_t position = 0; ///< up to which it was given the log
        std::int64_t taken = 0;    ///< up to which it said that it has the log
        bool operator==(const Visit &) const = default;
    };
    using Visits = QMap<core::changes::ReplicaId, Visit>;

    [[nodiscard]] static core::base::Result<void> noteRevocation(engine::Transaction &tx,
                                                                 core::changes::ReplicaId replica,
                                                                 const Revocation &revocation);
    [[nodiscard]] static core::base::Result<std::optional<Revocation>> revocation(const engine::Connection &db,
                                                                                  core::changes::ReplicaId replica);
    /// All that were ever noted, of PCs that the county may have lost since.
    using Revocations = QMap<core::changes::ReplicaId, Revocation>;
    [[nodiscard]] static core::base::Result<Revocations> revocations(const engine::Connection &db);

    [[nodiscard]] static core::base::Result<void> noteVisits(engine::Transaction &tx, const Visits &visits);
    [[nodiscard]] static core::base::Result<Visits> visits(const engine::Connection &db);
};

} // namespace shouli::sync::server::devices
