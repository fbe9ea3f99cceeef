// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/staff/Device.h"
#include "core/staff/Office.h"
#include "core/staff/StaffMember.h"
#include "core/storage/Database.h"

#include <QList>

#include <optional>

namespace shouli::core::staff {

/// The county's offices and devices and this office's people, as this PC knows them: a value
/// snapshot, small (hundreds of rows), read anew after a sync that touched it.
struct Directory {
    QList<Office> offices;
    QList<Device> devices;
    QList<StaffMember> staff;

    bool operator==(const Directory &) const = default;

    [[nodiscard]] static base::Result<Directory> load(const storage::Database &db);

    [[nodiscard]] std::optional<Office> office(OfficeId id) const;
    [[nodiscard]] std::optional<StaffMember> member(StaffId id) const;
    [[nodiscard]] std::optional<Device> device(int number) const;

    /// Who carries `role` for `from`: the office itself, else the nearest of its ancestors, else
    /// the only one in the county that carries it. None: nobody here does (a hospital, say).
    [[nodiscard]] std::optional<Office> responsible(OfficeId from, const QString &role) const;
};

} // namespace shouli::core::staff
