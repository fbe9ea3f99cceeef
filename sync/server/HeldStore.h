// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Image.h"
#include "core/storage/Transaction.h"
#include "sync/merge/Judge.h"

#include <QList>
#include <QMap>

#include <optional>

namespace shouli::sync::server {

/// What exists in the county as of the log's head, and who holds it: derived from the log, kept so
/// that verdicts and images cost one look-up. SQL only; all calls on the server's writer thread.
class HeldStore {
public:
    using Scopes = QMap<core::changes::ScopeId, std::int64_t>; ///< how often each holds a thing
    using Fields = QMap<core::changes::Field, merge::HeldField>;
    struct Held {
        std::int64_t created = 0;
        Fields fields;
        bool operator==(const Held &) const = default;
    };

    [[nodiscard]] static core::base::Result<std::optional<Held>> find(const core::storage::Database &db,
                                                                      core::changes::EntityRef ref);
    [[nodiscard]] static core::base::Result<void> put(core::storage::Transaction &tx, core::changes::EntityRef ref,
                                                      const Held &held);
    [[nodiscard]] static core::base::Result<void> addEvent(core::storage::Transaction &tx, core::changes::EntityRef ref,
                                                           std::int64_t seq);

    /// Changes how often `scope` holds the thing; never below 0. The new count.
    [[nodiscard]] static core::base::Result<std::int64_t> count(core::storage::Transaction &tx,
                                                                core::changes::EntityRef ref,
                                                                core::changes::ScopeId scope, int by);
    /// Scopes with their counts; 0 for those that held it once.
    [[nodiscard]] static core::base::Result<Scopes> scopes(const core::storage::Database &db,
                                                           core::changes::EntityRef ref);

    /// The whole thing with its events, as of now.
    [[nodiscard]] static core::base::Result<core::changes::Image> image(const core::storage::Database &db,
                                                                        core::changes::EntityRef ref);
};

} // namespace shouli::sync::server
