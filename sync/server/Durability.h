// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "sync/server/engine/Transaction.h"

#include <QString>

#include <optional>

namespace shouli::sync::server {

/// What of the log survives the loss of this machine, and whether this database is itself a copy put back. SQL only.
class Durability {
public:
    struct Copy {
        core::base::Timestamp madeAt;
        std::int64_t position = 0; ///< of the log's head in it
        QString name;
        bool elsewhere = false; ///< not on the server's own disk
        bool operator==(const Copy &) const = default;
    };
    struct Restoration {
        core::base::Timestamp at;
        std::int64_t position = 0; ///< the head it began again from
        QByteArray headHash;
        core::base::Timestamp copyMadeAt;
        bool operator==(const Restoration &) const = default;
    };

    /// The position up to which a verified copy off this machine exists; 0 for none. Told to offices, who keep what is
    /// later than that.
    [[nodiscard]] static core::base::Result<std::int64_t> position(const engine::Connection &db);
    /// A copy was made, read back and found whole.
    [[nodiscard]] static core::base::Result<void> note(engine::Transaction &tx, const Copy &copy);
    [[nodiscard]] static core::base::Result<std::optional<Copy>> newest(const engine::Connection &db);

    /// This database is a copy put back: offices may know of positions after `restoration.position` that it has not.
    [[nodiscard]] static core::base::Result<void> markRestored(engine::Transaction &tx, const Restoration &restoration);
    [[nodiscard]] static core::base::Result<std::optional<Restoration>> restored(const engine::Connection &db);
};

} // namespace shouli::sync::server
