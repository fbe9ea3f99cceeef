// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/GroupStore.h"

#include "core/residents/RowReading.h"

namespace shouli::core::residents {

using base::ErrorCode;
using base::failure;
using base::Result;
using changes::Act;
using storage::Database;
using storage::Statement;

namespace {

QString select(const QString &rest)
{
    return QStringLiteral("SELECT %1 FROM group_membership %2").arg(detail::columns(membershipFields()), rest);
}

GroupMembership read(const Statement &row)
{
    return detail::readRow<GroupMembership, MembershipField, MembershipId>(row, membershipFields());
}

} // namespace

Result<void> GroupStore::create(Act &act, changes::ScopeId home, const GroupMembership &membership)
{
    if (membership.resident.isNull() == membership.household.isNull() || membership.group.isEmpty()
        || membership.id.isNull())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("membership of nobody, of two, or of nothing"));
    return act.create(membership.ref(), home, membership.values());
}

Result<void> GroupStore::update(Act &act, const GroupMembership &seen, const GroupMembership &wanted)
{
    if (seen.id != wanted.id)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("two memberships"));
    for (const MembershipField field : membershipFields()) {
        if (const changes::Value value = wanted.value(field); value != seen.value(field))
            SHOULI_CHECK(act.set(wanted.ref(), fieldOf(field), value));
    }
    return {};
}

Result<GroupMembership> GroupStore::find(const Database &db, MembershipId id)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE id = ?"))));
    query.bind(id);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return failure(ErrorCode::ResidentUnknown, QStringLiteral("membership ") + id.toString());
    return read(query);
}

Result<QList<GroupMembership>> GroupStore::of(const Database &db, ResidentId resident, HouseholdId household)
{
    // a null id binds NULL, which equals nothing
    SHOULI_TRY(
        auto query,
        db.prepare(select(QStringLiteral("WHERE resident = ? OR household = ? ORDER BY valid_from DESC, id DESC"))));
    query.bindAll(resident, household);
    QList<GroupMembership> all;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return all;
        all.append(read(query));
    }
}

Result<void> GroupStore::each(const Database &db, const QString &group,
                              const std::function<bool(const GroupMembership &)> &visit)
{
    SHOULI_TRY(auto query,
               db.prepare(select(group.isEmpty() ? QStringLiteral("ORDER BY id")
                                                 : QStringLiteral("WHERE group_code = ? ORDER BY id"))));
    if (!group.isEmpty())
        query.bind(group);
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found || !visit(read(query)))
            return {};
    }
}

} // namespace shouli::core::residents
