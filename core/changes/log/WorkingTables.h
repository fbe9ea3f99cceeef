// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/FieldLaw.h"
#include "core/changes/HoldingLaw.h"
#include "core/changes/Image.h"
#include "core/changes/Schema.h"
#include "core/storage/Transaction.h"

#include <optional>

namespace shouli::core::changes::log {

/// The tables that pages read (resident, case_file, …), written only from here, by the schema:
/// a row cannot change without its line in the change log. Holds no state; one thread.
class WorkingTables {
public:
    explicit WorkingTables(const Schema &schema)
        : m_schema(&schema)
    {
    }

    [[nodiscard]] base::Result<bool> holds(storage::Transaction &tx, EntityRef ref) const;
    [[nodiscard]] base::Result<void> insert(storage::Transaction &tx, EntityRef ref, const FieldValues &values,
                                            std::optional<std::int64_t> version) const;
    /// Lawful erasure: row, versions, shadows and disputes go, the thing stays as a stub where it is here.
    [[nodiscard]] base::Result<void> redact(storage::Transaction &tx, EntityRef ref) const;
    [[nodiscard]] base::Result<void> insertErased(storage::Transaction &tx, EntityRef ref,
                                                  std::optional<std::int64_t> version) const;
    [[nodiscard]] static base::Result<bool> isErased(const storage::Database &db, EntityRef ref);
    /// Row, versions, shadows and disputes; not the log.
    [[nodiscard]] base::Result<void> erase(storage::Transaction &tx, EntityRef ref) const;

    /// All fields that the schema knows.
    [[nodiscard]] base::Result<FieldValues> values(storage::Transaction &tx, EntityRef ref) const;
    [[nodiscard]] base::Result<Value> value(storage::Transaction &tx, EntityRef ref, Field field) const;

    [[nodiscard]] base::Result<FieldState> state(storage::Transaction &tx, EntityRef ref, Field field) const;
    [[nodiscard]] base::Result<void> store(storage::Transaction &tx, EntityRef ref, Field field,
                                           const FieldState &before, const FieldState &after) const;

    /// CBOR of the column's default.
    [[nodiscard]] base::Result<QByteArray> unset(storage::Transaction &tx, Kind kind, Field field) const;

    /// County position of creation or arrival; 0 while only here.
    [[nodiscard]] base::Result<std::int64_t> version(storage::Transaction &tx, EntityRef ref) const;
    [[nodiscard]] base::Result<void> setVersion(storage::Transaction &tx, EntityRef ref, std::int64_t version) const;

    /// The county's side of a thing: values with their versions. Empty where there is no such thing.
    [[nodiscard]] base::Result<Image> image(storage::Transaction &tx, EntityRef ref) const;

    [[nodiscard]] base::Result<Holding> holding(storage::Transaction &tx, EntityRef ref, ScopeId scope) const;
    [[nodiscard]] base::Result<void> setHolding(storage::Transaction &tx, EntityRef ref, ScopeId scope,
                                                const Holding &after) const;

    [[nodiscard]] const Schema &schema() const { return *m_schema; }

private:
    [[nodiscard]] base::Result<const KindSchema *> kind(EntityRef ref) const;
    [[nodiscard]] base::Result<void> write(storage::Transaction &tx, EntityRef ref, const FieldSchema &field,
                                           const KindSchema &kind, const Value &value) const;

    const Schema *m_schema;
};

} // namespace shouli::core::changes::log
