// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Role.h"

#include <array>
#include <utility>

namespace shouli::core::staff {

namespace {

const std::array words{
    std::pair{Role::Counter, "counter"}, std::pair{Role::Reviewer, "reviewer"}, std::pair{Role::Approver, "approver"},
    std::pair{Role::GridWorker, "grid"}, std::pair{Role::OfficeAdmin, "admin"}, std::pair{Role::CountyIt, "it"},
    std::pair{Role::Auditor, "auditor"},
};

} // namespace

QString toString(Role role)
{
    for (const auto &[known, word] : words) {
        if (known == role)
            return QString::fromLatin1(word);
    }
    return {};
}

std::optional<Role> parseRole(const QString &word)
{
    for (const auto &[role, known] : words) {
        if (word == QLatin1String(known))
            return role;
    }
    return std::nullopt;
}

} // namespace shouli::core::staff
