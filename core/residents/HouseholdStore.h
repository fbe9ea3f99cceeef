// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Act.h"
#include "core/residents/Household.h"
#include "core/storage/Database.h"

#include <QList>

#include <functional>

namespace shouli::core::residents {

/// Households in the office database. Their members: ResidentStore::inHousehold.
class HouseholdStore {
public:
    [[nodiscard]] static base::Result<void> create(changes::Act &act, changes::ScopeId home,
                                                   const Household &household);
    /// As ResidentStore::update.
    [[nodiscard]] static base::Result<void> update(changes::Act &act, const Household &seen, const Household &wanted);

    /// ResidentUnknown if not held here.
    [[nodiscard]] static base::Result<Household> find(const storage::Database &db, HouseholdId id);
    /// By the number printed in the book; several where two villages used one number.
    [[nodiscard]] static base::Result<QList<Household>> findByNumber(const storage::Database &db,
                                                                     const QString &number);

    /// Every household, until `visit` returns false.
    [[nodiscard]] static base::Result<void> each(const storage::Database &db,
                                                 const std::function<bool(const Household &)> &visit);
};

} // namespace shouli::core::residents
