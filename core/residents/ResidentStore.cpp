// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentStore.h"

#include "core/residents/RowReading.h"

#include <algorithm>

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
    static const QString columns = detail::columns(residentFields());
    return QStringLiteral("SELECT %1 FROM resident %2").arg(columns, rest);
}

Resident read(const Statement &row)
{
    return detail::readRow<Resident, ResidentField, ResidentId>(row, residentFields());
}

Result<QList<Resident>> readAll(Statement &query)
{
    QList<Resident> all;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return all;
        all.append(read(query));
    }
}

/// Where a member stands in the household's list.
int place(const Resident &member)
{
    const int code = member.relation.value();
    if (code == codes::head.value() || code == codes::self.value())
        return 0;
    return code < 0 ? 100 : code; // the standard's order: spouse, children, grandchildren, parents, ...
}

void sortByAge(QList<Resident> &residents)
{
    std::stable_sort(residents.begin(), residents.end(),
                     [](const Resident &a, const Resident &b) { return a.birthDate < b.birthDate; });
}

} // namespace

Result<void> ResidentStore::create(Act &act, changes::ScopeId home, const Resident &resident)
{
    if (resident.name.trimmed().isEmpty() || resident.id.isNull())
        return failure(ErrorCode::ResidentIncomplete);
    return act.create(resident.ref(), home, resident.values());
}

Result<void> ResidentStore::update(Act &act, const Resident &seen, const Resident &wanted)
{
    if (seen.id != wanted.id)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("two persons"));
    if (wanted.name.trimmed().isEmpty())
        return failure(ErrorCode::ResidentIncomplete);
    for (const ResidentField field : residentFields()) {
        if (const changes::Value value = wanted.value(field); value != seen.value(field))
            SHOULI_CHECK(act.set(wanted.ref(), fieldOf(field), value));
    }
    return {};
}

Result<Resident> ResidentStore::find(const Database &db, ResidentId id)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE id = ?"))));
    query.bind(id);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return failure(ErrorCode::ResidentUnknown, id.toString());
    return read(query);
}

Result<QList<Resident>> ResidentStore::findByDocument(const Database &db, const QString &number)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE document_number = ? ORDER BY row"))));
    query.bind(number);
    return readAll(query);
}

Result<QList<Resident>> ResidentStore::inHousehold(const Database &db, HouseholdId household)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE household = ?"))));
    query.bind(household);
    SHOULI_TRY(QList<Resident> members, readAll(query));
    sortByAge(members);
    std::stable_sort(members.begin(), members.end(),
                     [](const Resident &a, const Resident &b) { return place(a) < place(b); });
    return members;
}

Result<QList<Resident>> ResidentStore::childrenOf(const Database &db, ResidentId parent)
{
    // two index look-ups; an OR over both columns would read the table
    SHOULI_TRY(
        auto query,
        db.prepare(select(QStringLiteral("WHERE father = ?1 UNION ")) + select(QStringLiteral("WHERE mother = ?1"))));
    query.bind(parent);
    SHOULI_TRY(QList<Resident> children, readAll(query));
    sortByAge(children);
    return children;
}

Result<std::int64_t> ResidentStore::count(const Database &db)
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT count(*) FROM resident")));
    SHOULI_CHECK(query.step());
    return query.integer(0);
}

Result<void> ResidentStore::each(const Database &db, const std::function<bool(const Resident &)> &visit)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("ORDER BY row"))));
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found || !visit(read(query)))
            return {};
    }
}

} // namespace shouli::core::residents
