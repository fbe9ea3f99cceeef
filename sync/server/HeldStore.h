// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Transaction.h"
#include "sync/merge/CountyStore.h"

#include <QList>
#include <QMap>

#include <optional>

namespace shouli::sync::server {

/// What exists in the county as of the log's head, and who holds it: derived from the log, kept so
/// that verdicts and images cost one look-up. SQL only; all calls on the server's writer thread.
class HeldStore {
public:
    /// A thing with its number here.
    struct Numbered {
        std::int64_t number = 0;
        merge::HeldThing thing;
    };
    using Fields = QMap<core::changes::Field, merge::HeldField>;

    [[nodiscard]] static core::base::Result<std::optional<Numbered>> find(const core::storage::Database &db,
                                                                          core::changes::EntityRef ref);
    /// The number given.
    [[nodiscard]] static core::base::Result<std::int64_t> create(core::storage::Transaction &tx,
                                                                 core::changes::EntityRef ref, std::int64_t seq,
                                                                 std::int64_t writer);

    /// Fields set after the creation: those of `only`, or all.
    [[nodiscard]] static core::base::Result<Fields> fields(const core::storage::Database &db, std::int64_t thing,
                                                           const QList<core::changes::Field> &only);
    [[nodiscard]] static core::base::Result<void> setField(core::storage::Transaction &tx, std::int64_t thing,
                                                           const merge::HeldField &field, std::int64_t writer);

    [[nodiscard]] static core::base::Result<void> addEvent(core::storage::Transaction &tx, std::int64_t thing,
                                                           std::int64_t seq);
    [[nodiscard]] static core::base::Result<QList<std::int64_t>> events(const core::storage::Database &db,
                                                                        std::int64_t thing);

    [[nodiscard]] static core::base::Result<void> setHolder(core::storage::Transaction &tx, std::int64_t thing,
                                                            core::changes::ScopeId scope, std::int64_t count);
    [[nodiscard]] static core::base::Result<merge::Holders> holders(const core::storage::Database &db,
                                                                    std::int64_t thing);

    /// All values of a thing as they stand, by field.
    [[nodiscard]] static core::base::Result<std::optional<core::changes::FieldValues>> values(
        const core::storage::Database &db, core::changes::EntityRef ref);
};

} // namespace shouli::sync::server
