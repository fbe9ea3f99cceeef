// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle/Decision.h"

#include "core/changes/log/DisputeTable.h"
#include "core/residents/ResidentDraft.h"

namespace shouli::app::settle {

using core::base::Result;
using core::changes::FieldValues;
using core::changes::Value;
using core::changes::Verdict;
using core::changes::log::Dispute;
using core::residents::Resident;
using core::residents::ResidentDraft;
using F = core::residents::ResidentField;

FieldValues Decision::values() const
{
    FieldValues values;
    if (choice == Choice::Proposal) {
        for (const Dispute::Part &part : dispute.parts)
            values.insert(part.field, part.proposed);
    } else if (choice == Choice::Other && !dispute.parts.isEmpty()) {
        if (const auto value = read(dispute, typed))
            values.insert(dispute.parts.constFirst().field, *value);
    }
    return values;
}

bool Decision::takesOther(const Dispute &dispute)
{
    if (dispute.entity.kind != Resident::kind || dispute.parts.size() != 1 || !takesProposal(dispute))
        return false;
    switch (static_cast<F>(dispute.parts.constFirst().field.value)) {
    case F::Name:
    case F::FormerName:
    case F::SmallName:
    case F::DocumentNumber:
    case F::HukouAddress:
    case F::LivingAddress:
    case F::Phone:
    case F::OtherPhone:
    case F::PhoneNote:
    case F::BankName:
    case F::BankAccount:
    case F::WorkPlace:
    case F::AwayPlace:
    case F::Remark:
        return true;
    default:
        return false;
    }
}

bool Decision::takesProposal(const Dispute &dispute)
{
    return !dispute.parts.isEmpty() && dispute.verdict != Verdict::Refused;
}

std::optional<Value> Decision::read(const Dispute &dispute, const QString &typed)
{
    if (typed.trimmed().isEmpty() || !takesOther(dispute))
        return {};
    const F field = static_cast<F>(dispute.parts.constFirst().field.value);
    ResidentDraft draft;
    draft.type(field, typed);
    if (draft.isUnread(field))
        return {};
    return draft.resident().value(field);
}

Result<bool> Decision::write(office::Writing &writing) const
{
    SHOULI_TRY(const auto open,
               core::changes::log::DisputeTable::open(writing.tx.database(), writing.log.tables().schema()));
    if (!open.contains(dispute))
        return false;
    SHOULI_TRY(auto act, writing.log.begin(writing.tx, writing.actor.staff.author()));
    const FieldValues chosen = values();
    for (auto it = chosen.cbegin(); it != chosen.cend(); ++it)
        SHOULI_CHECK(act.set(dispute.entity, it.key(), *it));
    const auto positions = dispute.positions();
    for (auto it = positions.cbegin(); it != positions.cend(); ++it)
        SHOULI_CHECK(act.settle(it.key(), *it));
    SHOULI_CHECK(act.finish());
    const bool step = dispute.isStep();
    SHOULI_CHECK(writing.audit.record(writing.tx, writing.actor.staff.author(),
                                      step ? core::audit::Action::CaseStep : core::audit::Action::Correct,
                                      dispute.entity, QStringLiteral("settle")));
    return true;
}

} // namespace shouli::app::settle
