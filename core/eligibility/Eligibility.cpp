// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Eligibility.h"

#include <algorithm>

namespace shouli::core::eligibility {

using namespace catalogue;
using Overall = EligibilityReport::Overall;

namespace {

std::vector<RuleOutcome> evaluateAll(const std::vector<EligibilityRule> &rules, const Evaluator &evaluator,
                                     const QString &variant)
{
    std::vector<RuleOutcome> outcomes;
    for (const EligibilityRule &rule : rules) {
        if (!variant.isEmpty() && !rule.variants.isEmpty() && !rule.variants.contains(variant))
            continue;
        RuleOutcome outcome = evaluator.evaluate(rule.test);
        outcome.rule = rule.id;
        outcome.text = rule.text;
        outcome.remark = rule.remark;
        outcome.confidence = rule.confidence;
        outcome.variants = rule.variants;
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

/// A rule for some variants only says nothing about the others while none is chosen.
Overall overallOf(const std::vector<RuleOutcome> &rules, const QString &variant)
{
    Overall overall = Overall::LooksEligible;
    for (const RuleOutcome &rule : rules) {
        const bool counts = rule.variants.isEmpty() || !variant.isEmpty();
        if (rule.verdict == Verdict::NotMet && counts)
            return Overall::NotEligible;
        if (rule.verdict != Verdict::Met)
            overall = Overall::Open;
    }
    return overall;
}

bool isOpen(const EligibilityWindow &window, QDate today)
{
    const QString day = today.toString(QStringLiteral("MM-dd"));
    return window.from <= window.to ? window.from <= day && day <= window.to : window.from <= day || day <= window.to;
}

bool isAimedAt(const Service &service, const Evaluator &evaluator)
{
    const auto byAge = [](const EligibilityRule &rule) {
        const auto *age = std::get_if<AgeTest>(&rule.test.test);
        return age && age->years.atLeast && age->years.atLeast->parameter.isEmpty() && !age->years.below
            && rule.variants.isEmpty();
    };
    const auto inGroup = [&](const QString &group) { return evaluator.inGroup(group) == Verdict::Met; };
    const auto &rules = service.eligibility.rules;
    const QStringList &groups = service.applicableGroups;
    return std::any_of(rules.begin(), rules.end(), byAge) || std::any_of(groups.begin(), groups.end(), inGroup);
}

} // namespace

Eligibility::Eligibility(Context context)
    : m_context(std::move(context))
{
}

EligibilityReport Eligibility::check(const Service &service, const FactSource &facts, QDate today,
                                     const Answers &answers) const
{
    const Evaluator evaluator(m_context, facts, answers, service.code, today);
    EligibilityReport report;
    report.rules = evaluateAll(service.eligibility.rules, evaluator, answers.variant);
    for (const base::LocalText &text : service.eligibility.manual) {
        RuleOutcome outcome;
        outcome.text = text;
        outcome.reason = Reason::ForAPerson;
        report.rules.push_back(outcome);
    }
    const auto &death = evaluator.subject().death;
    if (service.subject != Service::Subject::Deceased && death && death->value.isValid()) {
        RuleOutcome dead;
        dead.rule = QStringLiteral("deceased");
        dead.verdict = Verdict::NotMet;
        dead.text = m_context.catalogue.phrase(u"dead_since").arg(death->value.toString(Qt::ISODate));
        dead.seen = dead.text;
        dead.source = death->from;
        report.rules.insert(report.rules.begin(), dead);
    }
    report.overall = overallOf(report.rules, answers.variant);
    for (const EligibilityRoute &route : service.eligibility.routes) {
        EligibilityReport::Route outcome{route.id, route.name, Overall::Open,
                                         evaluateAll(route.rules, evaluator, answers.variant), route.alternative};
        outcome.overall = overallOf(outcome.rules, answers.variant);
        if (outcome.overall == Overall::NotEligible && !route.alternative.isEmpty())
            outcome.overall = Overall::Open;
        report.routes.push_back(outcome);
    }
    for (const EligibilityWindow &window : service.eligibility.windows)
        report.windows.push_back(
            {window.name, window.rule, window.from.isEmpty() ? std::nullopt : std::optional(isOpen(window, today))});
    report.remarks = service.eligibility.remarks;
    return report;
}

std::vector<Suggestion> Eligibility::suggestions(const FactSource &facts, QDate today) const
{
    std::vector<Suggestion> list;
    for (const Service &service : m_context.catalogue.services()) {
        const auto open = facts.openCaseSince(service.code);
        const auto granted = facts.lastGranted(service.code);
        if (!service.offered || service.subject != Service::Subject::Self || !service.variants.empty() || !open
            || open->value.isValid() || !granted || granted->value.isValid())
            continue;
        const Answers none;
        const Evaluator evaluator(m_context, facts, none, service.code, today);
        if (!isAimedAt(service, evaluator))
            continue;
        Suggestion suggestion{&service, {}, true};
        const QDate soon = today.addDays(service.eligibility.remindBeforeDays);
        bool fits = !service.eligibility.rules.empty();
        for (const RuleOutcome &rule : evaluateAll(service.eligibility.rules, evaluator, {})) {
            if (rule.verdict == Verdict::NotMet && rule.metFrom.isValid() && rule.metFrom <= soon)
                suggestion.from = suggestion.from.isValid() ? std::max(suggestion.from, rule.metFrom) : rule.metFrom;
            else if (rule.verdict == Verdict::Unknown && service.eligibility.remindBeforeDays > 0)
                suggestion.certain = false;
            else if (rule.verdict != Verdict::Met)
                fits = false;
        }
        const auto &death = evaluator.subject().death;
        const auto &grants = service.result.grants;
        const bool has = !grants.empty()
            && std::all_of(grants.begin(), grants.end(), [&](const ServiceResult::Grant &grant) {
                   return evaluator.inGroup(grant.group) == Verdict::Met;
               });
        if (fits && !has && !(death && death->value.isValid()))
            list.push_back(suggestion);
    }
    return list;
}

} // namespace shouli::core::eligibility
