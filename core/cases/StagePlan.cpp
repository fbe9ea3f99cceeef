// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/StagePlan.h"

#include <algorithm>

namespace shouli::core::cases {

qsizetype StagePlan::indexOf(const QString &stage) const
{
    const auto it = std::find_if(stages.cbegin(), stages.cend(), [&](const PlannedStage &s) { return s.id == stage; });
    return it != stages.cend() ? it - stages.cbegin() : -1;
}

const PlannedStage *StagePlan::find(const QString &stage) const
{
    const qsizetype index = indexOf(stage);
    return index >= 0 ? &stages.at(index) : nullptr;
}

} // namespace shouli::core::cases
