// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility/Evaluator.h"

namespace shouli::core::eligibility {

/// One paper of the checklist and whether this case needs it.
struct ChecklistItem {
    enum class State {
        Needed,
        NotNeeded,
        Reusable, ///< the register holds it: not to be handed in again
        Ask,      ///< depends on `questions`, or on facts that are missing
    };
    catalogue::Material material;
    catalogue::MaterialRequirement requirement;
    State state = State::Needed;
    std::optional<Evidence> evidence; ///< what the register holds, even if it has run out
    QStringList questions;            ///< that are open
    std::optional<RuleOutcome> why;   ///< of a material that is needed only sometimes

    bool operator==(const ChecklistItem &) const = default;
};

/// The papers a case needs, told once and completely: an answer or a fact that is missing makes an
/// item "ask", never "not needed".
struct Checklist {
    std::vector<ChecklistItem> items; ///< in the catalogue's order

    bool operator==(const Checklist &) const = default;

    [[nodiscard]] static Checklist forCase(const Context &context, const catalogue::Service &service,
                                           const FactSource &facts, const Answers &answers, QDate today);

    /// Open questions of all items, each once.
    [[nodiscard]] QStringList questions() const;
    [[nodiscard]] const ChecklistItem *item(const QString &material) const; ///< nullptr if there is none
};

} // namespace shouli::core::eligibility
