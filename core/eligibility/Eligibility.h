// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility/Evaluator.h"

namespace shouli::core::eligibility {

/// Whether somebody may have a service, rule by rule. The program only advises: the office decides.
struct EligibilityReport {
    enum class Overall {
        LooksEligible, ///< every rule is met
        Open,          ///< something is missing or for a person to judge
        NotEligible,   ///< at least one rule is not met
    };
    struct Route {
        QString id;
        base::LocalText name;
        Overall overall = Overall::Open;
        std::vector<RuleOutcome> rules;
        base::LocalText alternative;
        bool operator==(const Route &) const = default;
    };
    struct Window {
        base::LocalText name;
        base::LocalText rule; ///< in words, if there is no season
        std::optional<bool> open;
        bool operator==(const Window &) const = default;
    };

    Overall overall = Overall::Open;
    std::vector<RuleOutcome> rules; ///< in the catalogue's order; what a person must judge comes last
    std::vector<Route> routes;
    std::vector<Window> windows;
    std::vector<base::LocalText> remarks;

    bool operator==(const EligibilityReport &) const = default;
};

/// A service somebody may not know they qualify for.
struct Suggestion {
    const catalogue::Service *service = nullptr;
    QDate from;          ///< the day they will qualify by age; invalid: today
    bool certain = true; ///< false: some rules rest on facts the register does not hold
    bool operator==(const Suggestion &) const = default;
};

/// Checks services against what is known of people. Thread-safe if the facts are.
class Eligibility {
public:
    explicit Eligibility(Context context);

    /// Rules of variants that were not chosen are left out; with none chosen, all are there.
    [[nodiscard]] EligibilityReport check(const catalogue::Service &service, const FactSource &facts, QDate today,
                                          const Answers &answers = {}) const;

    /// Services aimed at the subject's age or groups, all of whose rules are met (or will be by age
    /// within the service's reminding time), which are neither open nor ever granted. Where the
    /// catalogue asks for reminding, facts that are missing do not stand in the way. Only for persons
    /// themselves: children and the dead are looked up on purpose.
    [[nodiscard]] std::vector<Suggestion> suggestions(const FactSource &facts, QDate today) const;

private:
    Context m_context;
};

} // namespace shouli::core::eligibility
