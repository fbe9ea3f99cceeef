// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Checklist.h"

#include <algorithm>

namespace shouli::core::eligibility {

using namespace catalogue;
using State = ChecklistItem::State;

namespace {

State neededness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met:
        return State::Needed;
    case Verdict::NotMet:
        return State::NotNeeded;
    case Verdict::Unknown:
    case Verdict::PersonMustJudge:
        return State::Ask;
    }
    return State::Ask;
}

/// One paper of a group that the register holds makes the others needless.
void settleGroups(std::vector<ChecklistItem> &items)
{
    for (const ChecklistItem &held : std::vector<ChecklistItem>(items)) {
        if (held.state != State::Reusable || held.requirement.group.isEmpty())
            continue;
        for (ChecklistItem &other : items) {
            if (other.requirement.group == held.requirement.group && other.state == State::Needed)
                other.state = State::NotNeeded;
        }
    }
}

} // namespace

Checklist Checklist::forCase(const Context &context, const Service &service, const FactSource &facts,
                             const Answers &answers, QDate today)
{
    const Evaluator evaluator(context, facts, answers, service.code, today);
    Checklist list;
    for (const MaterialRequirement &requirement : service.materials) {
        const Material *material = context.catalogue.material(requirement.material);
        if (!material)
            continue; // a catalogue with such a requirement does not load
        ChecklistItem item{*material, requirement, State::Needed, std::nullopt, {}, std::nullopt};
        if (requirement.when) {
            item.why = evaluator.evaluate(*requirement.when);
            item.state = neededness(item.why->verdict);
            item.questions = item.why->questions;
            item.questions.removeDuplicates();
        }
        if (item.state != State::NotNeeded && material->reusable)
            item.evidence = facts.evidence(*material, requirement.whose);
        if (item.state == State::Needed && item.evidence && item.evidence->isGood(*material, today))
            item.state = State::Reusable;
        list.items.push_back(item);
    }
    settleGroups(list.items);
    return list;
}

QStringList Checklist::questions() const
{
    QStringList all;
    for (const ChecklistItem &item : items)
        all += item.questions;
    all.removeDuplicates();
    return all;
}

const ChecklistItem *Checklist::item(const QString &material) const
{
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const ChecklistItem &i) { return i.material.code == material; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace shouli::core::eligibility
