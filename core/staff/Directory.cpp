// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Directory.h"

#include <algorithm>

namespace shouli::core::staff {

using base::Result;
using storage::Database;
using storage::Statement;

namespace {

template <class T, class Read>
Result<QList<T>> readAll(const Database &db, const QString &sql, Read read)
{
    SHOULI_TRY(auto query, db.prepare(sql));
    QList<T> all;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return all;
        all.append(read(query));
    }
}

template <class T, class Test>
std::optional<T> firstOf(const QList<T> &all, Test test)
{
    const auto it = std::find_if(all.cbegin(), all.cend(), test);
    return it != all.cend() ? std::optional<T>(*it) : std::nullopt;
}

} // namespace

Result<Directory> Directory::load(const Database &db)
{
    Directory directory;
    SHOULI_TRY(directory.offices,
               readAll<Office>(
                   db,
                   QStringLiteral(
                       "SELECT id, name, name_en, division, roles, parent, phone FROM office ORDER BY division, id"),
                   [](const Statement &row) {
                       return Office{row.id<OfficeId>(0),
                                     row.text(1),
                                     row.text(2),
                                     row.text(3),
                                     row.text(4).split(u',', Qt::SkipEmptyParts),
                                     row.id<OfficeId>(5),
                                     row.text(6)};
                   }));
    SHOULI_TRY(directory.devices,
               readAll<Device>(
                   db,
                   QStringLiteral(
                       "SELECT id, number, office, public_key, valid_from, revoked_from FROM device ORDER BY number"),
                   [](const Statement &row) {
                       return Device{row.id<DeviceId>(0), static_cast<int>(row.integer(1)),
                                     row.id<OfficeId>(2), row.blob(3),
                                     row.date(4),         row.date(5)};
                   }));
    SHOULI_TRY(directory.staff,
               readAll<StaffMember>(db,
                                    QStringLiteral("SELECT id, name, role, office, active FROM staff ORDER BY name"),
                                    [](const Statement &row) {
                                        return StaffMember{row.id<StaffId>(0), row.text(1),
                                                           parseRole(row.text(2)).value_or(Role::Auditor),
                                                           row.id<OfficeId>(3), row.integer(4) != 0};
                                    }));
    return directory;
}

std::optional<Office> Directory::office(OfficeId id) const
{
    return firstOf(offices, [id](const Office &o) { return o.id == id; });
}

std::optional<StaffMember> Directory::member(StaffId id) const
{
    return firstOf(staff, [id](const StaffMember &m) { return m.id == id; });
}

std::optional<Device> Directory::device(int number) const
{
    return firstOf(devices, [number](const Device &d) { return d.number == number; });
}

std::optional<Office> Directory::responsible(OfficeId from, const QString &role) const
{
    std::optional<Office> at = office(from);
    for (qsizetype step = 0; at && step <= offices.size(); ++step) { // a loop of parents must not hang
        if (at->roles.contains(role))
            return at;
        at = office(at->parent);
    }
    QList<Office> carriers;
    std::copy_if(offices.cbegin(), offices.cend(), std::back_inserter(carriers),
                 [&role](const Office &o) { return o.roles.contains(role); });
    return carriers.size() == 1 ? std::optional<Office>(carriers.first()) : std::nullopt;
}

} // namespace shouli::core::staff
