// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/StagePlan.h"

#include "core/catalogue/Service.h"

#include <algorithm>

namespace shouli::core::cases {

using calendar::Limit;
using calendar::LimitUnit;

namespace {

PlannedStage planned(const catalogue::Stage &stage)
{
    PlannedStage planned;
    planned.id = stage.id;
    planned.role = stage.role;
    planned.limit = stage.limit.limit;
    if (planned.limit.unit == LimitUnit::None && stage.seedDays)
        planned.limit = {*stage.seedDays, LimitUnit::WorkingDays};
    planned.skippable = stage.optional || stage.skipWhen.has_value();
    planned.ends = stage.endsCase;
    planned.delivers = stage.delivers;
    planned.publicNotice = stage.publicNotice;
    planned.offTheClock = stage.excludedFromTotal || stage.optional;
    planned.startsStatutory = stage.startsStatutoryClock;
    planned.delegableTo = stage.delegableTo;
    return planned;
}

} // namespace

StagePlan StagePlan::of(const catalogue::Service &service, const QString &variant)
{
    StagePlan plan;
    plan.service = service.code;
    if (const auto promised = service.promised(variant))
        plan.promised = promised->limit;
    if (service.total.statutory)
        plan.statutory = service.total.statutory->limit;
    int group = -1;
    QString parallel;
    for (const catalogue::Stage &stage : service.stages) {
        if (stage.outsideCase)
            continue;
        PlannedStage next = planned(stage);
        group += stage.parallelGroup.isEmpty() || stage.parallelGroup != parallel ? 1 : 0;
        parallel = stage.parallelGroup;
        next.group = group;
        next.byAcceptance = plan.stages.isEmpty() && !stage.endsCase && !stage.homeVisit && !stage.publicNotice;
        plan.stages.append(next);
    }
    if (!plan.stages.isEmpty())
        plan.stages.last().ends = true;
    return plan;
}

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
