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

    /// A line about it after its creation; `event`: one that its images have.
    [[nodiscard]] static core::base::Result<void> addLine(engine::Transaction &tx, std::int64_t thing,
                                                          std::int64_t seq, bool event);
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> events(const engine::Connection &db,
                                                                        std::int64_t thing);
    /// All of them, its creation first.
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> lines(const engine::Connection &db,
                                                                       std::int64_t thing);

    /// A line about what was no thing then, and may be one later.
    [[nodiscard]] static core::base::Result<void> addStray(engine::Transaction &tx, core::changes::EntityRef ref,
                                                           std::int64_t seq);
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> strays(const engine::Connection &db,
                                                                        core::changes::EntityRef ref);

    /// It was lawfully erased at `seq`: its fields go.
    [[nodiscard]] static core::base::Result<void> markErased(engine::Transaction &tx, std::int64_t thing,
                                                             std::int64_t seq);
    /// The newest position at which anything was; 0 for none.
    [[nodiscard]] static core::base::Result<std::int64_t> lastErasure(const engine::Connection &db);
    /// Position of each erasure -> number of the thing.
    [[nodiscard]] static core::base::Result<QMap<std::int64_t, std::int64_t>> erasures(const engine::Connection &db);

    [[nodiscard]] static core::base::Result<void> setHolder(engine::Transaction &tx, std::int64_t thing,
                                                            core::changes::ScopeId scope, std::int64_t count);
    [[nodiscard]] static core::base::Result<merge::Holders> holders(const engine::Connection &db, std::int64_t thing);

    /// All values of a thing as they stand, by field.
    [[nodiscard]] static core::base::Result<std::optional<core::changes::FieldValues>> values(
        const engine::Connection &db, core::changes::EntityRef ref);

private:
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> positions(const engine::Connection &db,
                                                                           const engine::Sql &sql, std::int64_t thing);
};

} // namespace shouli::sync::server
