// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Definitions.h"

namespace shouli::core::catalogue {

/// One condition for a service that data may answer.
struct EligibilityRule {
    QString id; ///< unique within the service
    base::LocalText text;
    base::LocalText remark; ///< may be empty
    Confidence confidence = Confidence::Assumed;
    QStringList variants; ///< of the service, to which it applies; none: all
    Condition test;

    bool operator==(const EligibilityRule &) const = default;
    [[nodiscard]] static EligibilityRule read(const base::JsonPlace &place, const Vocabulary &known);
};

/// Another way in, such as applying as a single person apart from the household.
struct EligibilityRoute {
    QString id;
    base::LocalText name;
    std::vector<EligibilityRule> rules;
    base::LocalText alternative; ///< what a person may judge instead; may be empty

    bool operator==(const EligibilityRoute &) const = default;
};

/// When one may apply: a season of the year, or a rule in words.
struct EligibilityWindow {
    base::LocalText name;
    QString from; ///< "09-01"; empty if there is a rule
    QString to;
    base::LocalText rule;
    Confidence confidence = Confidence::Assumed;

    bool operator==(const EligibilityWindow &) const = default;
};

/// Who may have a service.
struct EligibilityRules {
    std::vector<EligibilityRule> rules;
    std::vector<base::LocalText> manual; ///< what only a person can judge
    std::vector<EligibilityRoute> routes;
    std::vector<EligibilityWindow> windows;
    std::vector<base::LocalText> remarks;
    int remindBeforeDays = 0; ///< somebody who will qualify by age within so many days may be told

    bool operator==(const EligibilityRules &) const = default;
    [[nodiscard]] static EligibilityRules read(const base::JsonPlace &place, const Vocabulary &known);
};

} // namespace shouli::core::catalogue
