// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseState.h"

#include <algorithm>

namespace shouli::core::cases {

QString wordOf(FlagReason reason)
{
    switch (reason) {
    case FlagReason::NotApplied:
        return QStringLiteral("not_applied");
    case FlagReason::NotAccepted:
        return QStringLiteral("not_accepted");
    case FlagReason::AcceptedTwice:
        return QStringLiteral("accepted_twice");
    case FlagReason::CaseEnded:
        return QStringLiteral("case_ended");
    case FlagReason::StageUnknown:
        return QStringLiteral("stage_unknown");
    case FlagReason::StageNotOpen:
        return QStringLiteral("stage_not_open");
    case FlagReason::StageNotEarlier:
        return QStringLiteral("stage_not_earlier");
    case FlagReason::StageNotCorrecting:
        return QStringLiteral("stage_not_correcting");
    case FlagReason::StageNotSkippable:
        return QStringLiteral("stage_not_skippable");
    case FlagReason::NotPaused:
        return QStringLiteral("not_paused");
    case FlagReason::PausedAlready:
        return QStringLiteral("paused_already");
    case FlagReason::MaterialNotAwaited:
        return QStringLiteral("material_not_awaited");
    case FlagReason::MaterialMissing:
        return QStringLiteral("material_missing");
    case FlagReason::NeedsDelivery:
        return QStringLiteral("needs_delivery");
    case FlagReason::NotApproved:
        return QStringLiteral("not_approved");
    case FlagReason::NothingToDeliver:
        return QStringLiteral("nothing_to_deliver");
    case FlagReason::NotTheLastStep:
        break;
    }
    return QStringLiteral("not_the_last_step");
}

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
