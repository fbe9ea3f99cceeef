// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Timestamp.h"
#include "sync/server/engine/Transaction.h"
#include "sync/snapshot/Builder.h"

#include <optional>

namespace shouli::sync::server {

/// The newest snapshot of each scope, and its chunks. SQL only.
class SnapshotTable {
public:
    [[nodiscard]] static core::base::Result<std::optional<snapshot::Manifest>> newest(const engine::Connection &db,
                                                                                      core::changes::ScopeId scope);
    /// None where there is no chunk of that name, or none any more.
    [[nodiscard]] static core::base::Result<std::optional<QByteArray>> chunk(const engine::Connection &db,
                                                                             core::changes::ScopeId scope,
                                                                             const QByteArray &name);
    /// Takes the place of the one before; chunks that neither of the two has go.
    [[nodiscard]] static core::base::Result<void> store(engine::Transaction &tx,
                                                        const snapshot::Builder::Built &built,
                                                        core::base::Timestamp now);
    /// All there is of a scope.
    [[nodiscard]] static core::base::Result<void> drop(engine::Transaction &tx, core::changes::ScopeId scope);
    /// Every scope that receives anything.
    [[nodiscard]] static core::base::Result<QList<core::changes::ScopeId>> scopes(const engine::Connection &db);
};

} // namespace shouli::sync::server
