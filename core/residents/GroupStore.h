// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Act.h"
#include "core/residents/GroupMembership.h"
#include "core/storage/Database.h"

#include <QList>

#include <functional>

namespace shouli::core::residents {

/// Memberships of groups in the office database. A membership is ended, never deleted: what
/// somebody received, and until when, is asked for years later.
class GroupStore {
public:
    /// InvalidArgument unless exactly one of resident and household, and a group, are given.
    [[nodiscard]] static base::Result<void> create(changes::Act &act, changes::ScopeId home,
                                                   const GroupMembership &membership);
    /// As ResidentStore::update.
    [[nodiscard]] static base::Result<void> update(changes::Act &act, const GroupMembership &seen,
                                                   const GroupMembership &wanted);

    [[nodiscard]] static base::Result<GroupMembership> find(const storage::Database &db, MembershipId id);

    /// A person's own and those of their household (may be null), newest first; ended ones too.
    [[nodiscard]] static base::Result<QList<GroupMembership>> of(const storage::Database &db, ResidentId resident,
                                                                 HouseholdId household);

    /// Every membership of a group, or of all groups for an empty one, until `visit` returns false.
    [[nodiscard]] static base::Result<void> each(const storage::Database &db, const QString &group,
                                                 const std::function<bool(const GroupMembership &)> &visit);
};

} // namespace shouli::core::residents
