// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Act.h"
#include "core/residents/Resident.h"
#include "core/storage/Database.h"

#include <QList>

#include <functional>

namespace shouli::core::residents {

/// Persons in the office database. Writes go through the change log, reads take any connection.
/// Holds nothing; a look at an open record is logged by whoever shows it (core/audit).
class ResidentStore {
public:
    /// A new person, held by the office `home` from here on. ResidentIncomplete without a name.
    [[nodiscard]] static base::Result<void> create(changes::Act &act, changes::ScopeId home, const Resident &resident);

    /// Writes the fields in which `wanted` differs from `seen`, what the person at the counter had
    /// before them, and no others: what arrived from elsewhere meanwhile stays.
    [[nodiscard]] static base::Result<void> update(changes::Act &act, const Resident &seen, const Resident &wanted);

    /// ResidentUnknown if not held here.
    [[nodiscard]] static base::Result<Resident> find(const storage::Database &db, ResidentId id);

    /// All with that number, in stored form: duplicates exist until a person has merged them.
    [[nodiscard]] static base::Result<QList<Resident>> findByDocument(const storage::Database &db,
                                                                      const QString &number);

    /// Head first, then spouse, children and the others, each by age.
    [[nodiscard]] static base::Result<QList<Resident>> inHousehold(const storage::Database &db, HouseholdId household);

    /// Those who name `parent` as father or mother, wherever they live; oldest first.
    [[nodiscard]] static base::Result<QList<Resident>> childrenOf(const storage::Database &db, ResidentId parent);

    [[nodiscard]] static base::Result<std::int64_t> count(const storage::Database &db);

    /// Every person in order of registration here, until `visit` returns false. One row in memory.
    [[nodiscard]] static base::Result<void> each(const storage::Database &db,
                                                 const std::function<bool(const Resident &)> &visit);
};

} // namespace shouli::core::residents
