// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Catalogue.h"
#include "core/catalogue/CodeLists.h"
#include "core/catalogue/Divisions.h"
#include "core/eligibility/RuleOutcome.h"

namespace shouli::core::eligibility {

/// What rules are read against: the same for all cases of an office. The three must outlive their users.
struct Context {
    const catalogue::Catalogue &catalogue;
    const catalogue::CodeLists &codes;
    const catalogue::Divisions &divisions;
    QString office; ///< division code of the accepting office: what "this county" means
};

/// Tells whether a Condition holds for what is known. Every kind of test is answered, or left to a
/// person; a missing fact never counts as a no.
class Evaluator {
public:
    /// `service`: the code of the service in question, for rules about its own cases.
    Evaluator(const Context &context, const FactSource &facts, const Answers &answers, const QString &service,
              QDate today);

    [[nodiscard]] RuleOutcome evaluate(const catalogue::Condition &condition) const;

    /// Whether the subject belongs to a group, by label or derived.
    [[nodiscard]] Verdict inGroup(const QString &group) const;
    [[nodiscard]] const PersonFacts &subject() const { return m_subject; }

private:
    [[nodiscard]] RuleOutcome about(const catalogue::Condition &condition, const PersonFacts &person) const;
    [[nodiscard]] Verdict inGroup(const QString &group, const PersonFacts &person) const;
    [[nodiscard]] RuleOutcome anyMember(const catalogue::Condition &condition, const PersonFacts &person) const;

    using P = const PersonFacts &;
    [[nodiscard]] RuleOutcome test(const catalogue::CompositeTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::GroupTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::AgeTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::BornTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::SexTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::MaritalTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::PlaceTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::QuantityTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::CircumstanceTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::DisabilityTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::DeceasedTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::ParentsTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::NoOpenCaseTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::NotRepeatedTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::DocumentTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::AnswerTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::VariantTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::JudgeTest &test, P person) const;
    [[nodiscard]] RuleOutcome test(const catalogue::UnknownTest &test, P person) const;

    struct Interval {
        double low = 0;
        double high = 0;
    };
    [[nodiscard]] std::optional<Interval> number(const catalogue::Operand &operand) const;
    void compare(const Interval &value, const catalogue::Bounds &bounds, RuleOutcome &outcome) const;

    [[nodiscard]] base::LocalText phrase(QStringView name) const { return m_context.catalogue.phrase(name); }
    [[nodiscard]] base::LocalText phrase(QStringView name, QDate date) const;

    const Context &m_context;
    const FactSource &m_facts;
    const Answers &m_answers;
    QString m_service;
    QDate m_today;
    PersonFacts m_subject;
    std::vector<PersonFacts> m_household;
};

} // namespace shouli::core::eligibility
