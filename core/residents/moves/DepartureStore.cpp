// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/moves/DepartureStore.h"

#include "core/residents/RowReading.h"

#include <algorithm>

namespace shouli::core::residents::moves {

using base::ErrorCode;
using base::failure;
using base::Result;
using storage::Database;
using storage::Statement;

namespace {

constexpr int fieldCount = 12;
constexpr int shortestText = 2; ///< the shortest whole name

QString select(const QString &rest)
{
    return QStringLiteral("SELECT d.id, d.subject_kind, d.subject, d.masked_name, d.salt, d.number_mark, d.name_mark, "
                          "d.to_office, d.to_name, d.left_on, d.reason, d.case_number, d.service FROM departure d ")
        + rest;
}

Departure read(const Statement &row)
{
    Departure departure;
    departure.id = row.id<DepartureId>(0);
    for (int field = 1; field <= fieldCount; ++field)
        departure.setValue({static_cast<std::uint16_t>(field)}, detail::columnValue(row, field));
    return departure;
}

} // namespace

Result<void> DepartureStore::create(changes::Act &act, changes::ScopeId home, const Departure &departure)
{
    if (departure.id.isNull() || departure.subject.id.isNull() || departure.to.isNull() || !departure.leftOn.isValid())
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("a departure of nobody, to nowhere, or without a day"));
    return act.create(departure.ref(), home, departure.values());
}

Result<QList<Departure>> DepartureStore::matching(const Database &db, const QString &typed, QDate today)
{
    QList<Departure> found;
    if (typed.trimmed().size() < shortestText)
        return found;
    SHOULI_TRY(auto query,
               db.prepare(select(QStringLiteral(
                   "WHERE d.left_on >= ? AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.kind = d.subject_kind "
                   "AND e.entity = d.subject) ORDER BY d.left_on DESC, d.id DESC"))));
    query.bind(today.addYears(-keepYears).toString(Qt::ISODate));
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return found;
        const Departure one = read(query);
        const bool known = std::any_of(found.cbegin(), found.cend(),
                                       [&](const Departure &other) { return other.subject == one.subject; });
        if (!known && one.mayBe(typed))
            found.append(one);
    }
}

Result<std::optional<Departure>> DepartureStore::of(const Database &db, changes::EntityRef subject)
{
    SHOULI_TRY(auto query,
               db.prepare(select(QStringLiteral(
                   "WHERE d.subject = ? AND d.subject_kind = ? ORDER BY d.left_on DESC, d.id DESC LIMIT 1"))));
    query.bindAll(subject.id, subject.kind.value);
    SHOULI_TRY(const bool row, query.step());
    return row ? std::optional(read(query)) : std::nullopt;
}

Result<QList<Departure>> DepartureStore::allOf(const Database &db, changes::EntityRef subject)
{
    SHOULI_TRY(auto query,
               db.prepare(select(QStringLiteral("WHERE d.subject = ? AND d.subject_kind = ? ORDER BY d.left_on, d.id"))));
    query.bindAll(subject.id, subject.kind.value);
    QList<Departure> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(read(query));
    }
}

Result<QList<Departure>> DepartureStore::expired(const Database &db, QDate today, int limit)
{
    SHOULI_TRY(auto query, db.prepare(select(QStringLiteral("WHERE d.left_on < ? ORDER BY d.left_on LIMIT ?"))));
    query.bindAll(today.addYears(-keepYears).toString(Qt::ISODate), limit);
    QList<Departure> old;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return old;
        old.append(read(query));
    }
}

} // namespace shouli::core::residents::moves
