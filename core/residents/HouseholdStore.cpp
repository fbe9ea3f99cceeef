// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/HouseholdStore.h"

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
    return QStringLiteral("SELECT %1 FROM household %2").arg(detail::columns(householdFields()), rest);
}

Household read(const Statement &row)
{
    return detail::readRow<Household, HouseholdField, HouseholdId>(row, householdFields());
}

} // namespace

Result<void> HouseholdStore::create(Act &act, changes::ScopeId home, const Household &household)
{
    if (household.id.isNull())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("household without id"));
    return act.create(household.ref(), home, household.values());
}

Result<void> HouseholdStore::update(Act &act, const Household &seen, const Household &wanted)
{
    if (seen.id != wanted.id)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("two households"));
    for (const HouseholdField field : householdFields()) {
        if (const changes::Value value = wanted.value(field); value != seen.value(field))
            SHOULI_CHECK(act.set(wanted.ref(), fieldOf(field), value));
    }
    return {};
}

Result<Household> HouseholdStore::find(const Database &db, HouseholdId id)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE id = ?"))));
    query.bind(id);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return failure(ErrorCode::ResidentUnknown, QStringLiteral("household ") + id.toString());
    return read(query);
}

Result<QList<Household>> HouseholdStore::findByNumber(const Database &db, const QString &number)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE number = ? ORDER BY id"))));
    query.bind(number);
    QList<Household> all;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return all;
        all.append(read(query));
    }
}

Result<void> HouseholdStore::each(const Database &db, const std::function<bool(const Household &)> &visit)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("ORDER BY id"))));
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found || !visit(read(query)))
            return {};
    }
}

} // namespace shouli::core::residents
