// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseState.h"

#include <algorithm>

namespace shouli::core::cases {

const StageState *CaseState::stage(const QString &id) const
{
    const auto it = std::find_if(stages.cbegin(), stages.cend(), [&](const StageState &s) { return s.id == id; });
    return it != stages.cend() ? &*it : nullptr;
}

QList<StageState> CaseState::open() const
{
    QList<StageState> found;
    std::copy_if(stages.cbegin(), stages.cend(), std::back_inserter(found),
                 [](const StageState &s) { return s.status == StageStatus::Open; });
    return found;
}

QList<MaterialState> CaseState::missing() const
{
    QList<MaterialState> found;
    std::copy_if(materials.cbegin(), materials.cend(), std::back_inserter(found), [](const MaterialState &m) {
        return m.status == MaterialStatus::Tolerated || m.status == MaterialStatus::Missing;
    });
    return found;
}

bool CaseState::lacksTolerated() const
{
    return std::any_of(materials.cbegin(), materials.cend(),
                       [](const MaterialState &m) { return m.status == MaterialStatus::Tolerated; });
}

} // namespace shouli::core::cases
