// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace shouli::core::staff {

/// What a member of staff is trusted with. One person, one account, one role.
enum class Role {
    Counter,     ///< counter staff 窗口人员
    Reviewer,    ///< street or town review 审核
    Approver,    ///< county approval 审批
    GridWorker,  ///< grid worker 网格员
    OfficeAdmin, ///< office administrator
    CountyIt,    ///< county IT
    Auditor,     ///< reads the audit log, changes nothing
};

/// Stable words, as stored: counter, reviewer, approver, grid, admin, it, auditor.
[[nodiscard]] QString toString(Role role);
[[nodiscard]] std::optional<Role> parseRole(const QString &word);

} // namespace shouli::core::staff
