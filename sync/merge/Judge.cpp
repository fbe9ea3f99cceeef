// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/merge/Judge.h"

#include "core/base/Mutant.h"

#include <algorithm>

namespace shouli::sync::merge {

using core::base::mutant;
using core::base::Mutant;
using core::changes::Change;
using core::changes::Operation;
using core::changes::Policy;
using core::changes::Schema;
using core::changes::Verdict;

namespace {

Policy policyOf(const Schema &schema, const Change &change)
{
    const auto *kind = schema.find(change.entity.kind);
    if (kind == nullptr)
        return Policy::LastInLog; // newer than this server: pass it on
    const auto field = kind->fields.constFind(change.field);
    return field != kind->fields.cend() ? field->policy : Policy::LastInLog;
}

Verdict judgeSet(const Schema &schema, const Change &change, const Situation &s)
{
    if (!s.holds && !(mutant(Mutant::EditOfWhatLeftApplied) && s.heldOnce))
        return s.heldOnce ? Verdict::Suggestion : Verdict::Refused;
    if (policyOf(schema, change) == Policy::LastInLog)
        return Verdict::Applied;
    const auto equal = [&change](const HeldField &held) {
        return held.field == change.field && held.value == change.payload;
    };
    if (!s.baseWasApplied) { // a proposal built on a proposal, unless it says what stands anyway
        const bool alone = s.group.size() == 1;
        return alone && equal(s.group.constFirst()) ? Verdict::Applied : Verdict::Parked;
    }
    // What the author wrote before is in the author's past; whatever else was written after the base is not.
    // Equal values never conflict.
    const bool concurrent = std::any_of(s.group.cbegin(), s.group.cend(), [&](const HeldField &held) {
        return held.seq > s.base && held.writer != s.author && !equal(held);
    });
    return concurrent ? Verdict::Parked : Verdict::Applied;
}

} // namespace

Verdict judge(const Schema &schema, const Change &change, const Situation &s)
{
    if (s.erased && change.hasContents()) // for good
        return Verdict::Refused;
    if (change.erased && change.operation != Operation::Create) // sent again to a county that was put back
        return Verdict::Refused;
    switch (change.operation) {
    case Operation::Create:
        return !s.exists && s.scopeIsOwn ? Verdict::Applied : Verdict::Refused;
    case Operation::Set:
        return judgeSet(schema, change, s);
    case Operation::Redact:
        return s.holds && s.mayErase ? Verdict::Applied : Verdict::Refused;
    case Operation::Event:
    case Operation::Settle:
    case Operation::Enter:
    case Operation::Leave:
        break;
    }
    // a newer version's operation too: this server can only ask who holds the thing
    if (s.holds)
        return Verdict::Applied;
    return s.heldOnce ? Verdict::Suggestion : Verdict::Refused;
}

} // namespace shouli::sync::merge
