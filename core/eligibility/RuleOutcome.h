// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eligibility/FactSource.h"

namespace shouli::core::eligibility {

enum class Verdict {
    Met,
    NotMet,
    Unknown,         ///< data could tell, but something is missing
    PersonMustJudge, ///< no data can tell
};

/// Why there is no clear verdict.
enum class Reason {
    None,
    FactMissing,      ///< the register does not hold it, or not exactly enough
    ParameterMissing, ///< the county has not published its standard
    QuestionOpen,     ///< a question has not been answered
    ForAPerson,       ///< the catalogue leaves it to a person
    RuleNotKnown,     ///< a rule of a kind this version does not know
};

/// How one rule stands, with what was seen and where it came from, so that nobody has to take the
/// program's word. Texts come from the catalogue in both languages.
struct RuleOutcome {
    QString rule; ///< the rule's id; empty for its parts and for what a person must judge
    base::LocalText text;
    base::LocalText remark;
    Verdict verdict = Verdict::PersonMustJudge;
    Reason reason = Reason::None;
    base::LocalText seen; ///< the value, such as "67 周岁"; empty if there is none
    std::optional<Provenance> source;
    std::vector<base::LocalText> missing; ///< names of the facts and standards that are missing
    QStringList questions;                ///< that are open
    QDate metFrom;                        ///< not met yet, but it will be by age from this day
    catalogue::Confidence confidence = catalogue::Confidence::Assumed;
    QStringList variants;           ///< to which the rule applies; none: all
    std::vector<RuleOutcome> parts; ///< of a rule made of several

    bool operator==(const RuleOutcome &) const = default;
    [[nodiscard]] bool isOpen() const; ///< neither met nor not met
};

[[nodiscard]] Verdict opposite(Verdict verdict); ///< what is open stays open
/// `decisive` settles it whatever the others say; without it, what is open keeps it open.
[[nodiscard]] Verdict combined(const std::vector<Verdict> &verdicts, Verdict decisive);
/// Gives a whole, whose verdict is known, what the parts that settled it (or keep it open) saw or miss.
void explain(RuleOutcome &whole);
/// The day by which the parts that fail only by age will hold: the first, or for all of them the last.
[[nodiscard]] QDate metFrom(const std::vector<RuleOutcome> &parts, bool all);

} // namespace shouli::core::eligibility
