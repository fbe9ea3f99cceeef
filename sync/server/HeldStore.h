// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Transaction.h"
#include "sync/merge/CountyStore.h"

#include <QList>
#include <QMap>

#include <optional>

namespace shouli::sync::server {

/// What exists in the county as of the log's head, and who holds it: derived from the log, kept so
/// that verdicts and images cost one look-up. SQL only; all calls on the server's writer thread.
class HeldStore {
public:
    using Fields = QMap<core::changes::Field, merge::HeldField>;

    [[nodiscard]] static core::base::Result<std::optional<merge::HeldThing>> find(const engine::Connection &db,
                                                                                  core::changes::EntityRef ref);
    /// In the order of their creation.
    [[nodiscard]] static core::base::Result<QList<core::changes::EntityId>> ofKind(const engine::Connection &db,
                                                                                   core::changes::Kind kind);
    /// From here on its number, `thing` below, is `created`.
    [[nodiscard]] static core::base::Result<void> create(engine::Transaction &tx, core::changes::EntityRef ref,
                                                         std::int64_t created, std::int64_t writer);

    /// Fields set after the creation: those of `only`, or all.
    [[nodiscard]] static core::base::Result<Fields> fields(const engine::Connection &db, std::int64_t thing,
                                                           const QList<core::changes::Field> &only);
    [[nodiscard]] static core::base::Result<void> setField(engine::Transaction &tx, std::int64_t thing,
                                                           const merge::HeldField &field, std::int64_t writer);

    [[nodiscard]] static core::base::Result<void> addEvent(engine::Transaction &tx, std::int64_t thing,
                                                           std::int64_t seq);
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> events(const engine::Connection &db,
                                                                        std::int64_t thing);

    [[nodiscard]] static core::base::Result<void> setHolder(engine::Transaction &tx, std::int64_t thing,
                                                            core::changes::ScopeId scope, std::int64_t count);
    [[nodiscard]] static core::base::Result<merge::Holders> holders(const engine::Connection &db, std::int64_t thing);

    /// All values of a thing as they stand, by field.
    [[nodiscard]] static core::base::Result<std::optional<core::changes::FieldValues>> values(
        const engine::Connection &db, core::changes::EntityRef ref);
};

} // namespace shouli::sync::server
