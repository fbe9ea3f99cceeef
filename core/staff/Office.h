// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Value.h"
#include "core/staff/OfficeId.h"

#include <QString>
#include <QStringList>

namespace shouli::core::staff {

/// An office that takes part: a community, a street or town office, a county bureau. County-wide
/// data: every PC holds all of them.
struct Office {
    OfficeId id;
    QString name; ///< 齐家湾社区
    QString nameEn;
    QString division;  ///< 12-digit code of GB/T 10114 style: 610681001003
    QStringList roles; ///< stage roles of the catalogue that it carries: community | street | county | …
    OfficeId parent;   ///< null for the county's own
    QString phone;

    bool operator==(const Office &) const = default;

    static constexpr changes::Kind kind{1};
    static constexpr changes::Field nameField{1}, nameEnField{2}, divisionField{3}, rolesField{4}, parentField{5},
        phoneField{6};

    [[nodiscard]] changes::EntityRef ref() const { return {kind, base::idCast<changes::EntityId>(id)}; }
    [[nodiscard]] changes::ScopeId scope() const { return base::idCast<changes::ScopeId>(id); }
    [[nodiscard]] changes::FieldValues values() const;
};

} // namespace shouli::core::staff
