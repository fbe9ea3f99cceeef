// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/RuleOutcome.h"

#include <algorithm>

namespace shouli::core::eligibility {

Verdict opposite(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met:
        return Verdict::NotMet;
    case Verdict::NotMet:
        return Verdict::Met;
    case Verdict::Unknown:
    case Verdict::PersonMustJudge:
        return verdict;
    }
    return verdict;
}

Verdict combined(const std::vector<Verdict> &verdicts, Verdict decisive)
{
    const auto has = [&](Verdict v) { return std::find(verdicts.begin(), verdicts.end(), v) != verdicts.end(); };
    if (has(decisive))
        return decisive;
    if (has(Verdict::PersonMustJudge))
        return Verdict::PersonMustJudge;
    return has(Verdict::Unknown) ? Verdict::Unknown : opposite(decisive);
}

bool RuleOutcome::isOpen() const
{
    return verdict == Verdict::Unknown || verdict == Verdict::PersonMustJudge;
}

void explain(RuleOutcome &whole)
{
    const auto settled = std::find_if(whole.parts.begin(), whole.parts.end(),
                                      [&](const RuleOutcome &part) { return part.verdict == whole.verdict; });
    if (settled != whole.parts.end()) {
        whole.reason = settled->reason;
        whole.seen = settled->seen;
        whole.source = settled->source;
    }
    for (const RuleOutcome &part : whole.parts) {
        if (!whole.isOpen() || !part.isOpen())
            continue;
        whole.missing.insert(whole.missing.end(), part.missing.begin(), part.missing.end());
        whole.questions += part.questions;
    }
}

QDate metFrom(const std::vector<RuleOutcome> &parts, bool all)
{
    QDate day;
    for (const RuleOutcome &part : parts) {
        const bool fails = part.verdict == Verdict::NotMet;
        if (all && (part.isOpen() || (fails && !part.metFrom.isValid())))
            return {};
        if (fails && part.metFrom.isValid() && (!day.isValid() || (all ? part.metFrom > day : part.metFrom < day)))
            day = part.metFrom;
    }
    return day;
}

} // namespace shouli::core::eligibility
