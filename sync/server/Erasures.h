// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "sync/server/devices/DeviceHistory.h"
#include "sync/server/devices/Devices.h"

#include <QList>
#include <QString>

#include <optional>

namespace shouli::sync::server {

/// What was lawfully erased in the county, and which PCs have yet to say that they have done it. A PC says so by asking
/// from a later position on. What it says is about its tables: it writes its file anew before it asks again, and where
/// it cannot (a full disk), as soon as it can. SQL only.
class Erasures {
public:
    /// A PC that may have something left of it.
    struct Waiting {
        devices::EnrolledDevice device;
        std::optional<devices::DeviceHistory::Visit> visit; ///< the last one; none: it never came
    };
    /// What one person did at once.
    struct Act {
        core::changes::ReplicaId replica;
        std::int64_t first = 0;    ///< lseq of the act's first change
        std::int64_t position = 0; ///< of its last line: a PC that has the log up to here has done it
        int things = 0;            ///< erased by it
        core::base::Timestamp at;  ///< the PC's clock, right or wrong
        QString grounds;
        int confirmed = 0;      ///< PCs
        QList<Waiting> waiting; ///< revoked ones too: nobody can tell what is left on those
    };

    /// The newest first.
    [[nodiscard]] static core::base::Result<QList<Act>> all(const engine::Connection &db);

    /// Up to which position the county's own file was written anew since something was erased; 0: never.
    [[nodiscard]] static core::base::Result<std::int64_t> rewrittenUpTo(const engine::Connection &db);
    [[nodiscard]] static core::base::Result<void> noteRewriting(engine::Transaction &tx, core::base::Timestamp at,
                                                                std::int64_t position);
};

} // namespace shouli::sync::server
