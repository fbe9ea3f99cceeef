// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eligibility/Evaluator.h"

#include "core/eligibility/Age.h"
#include "core/eligibility/PlaceScope.h"

#include <algorithm>
#include <cmath>

namespace shouli::core::eligibility {

using namespace catalogue;
using base::LocalText;

namespace {

RuleOutcome outcome(Verdict verdict, Reason reason = Reason::None)
{
    RuleOutcome result;
    result.verdict = verdict;
    result.reason = reason;
    return result;
}

RuleOutcome missing(const LocalText &what = {}, Reason reason = Reason::FactMissing)
{
    RuleOutcome result = outcome(Verdict::Unknown, reason);
    if (!what.isEmpty())
        result.missing.push_back(what);
    return result;
}

template <class T>
RuleOutcome clear(bool met, const LocalText &seen, const Fact<T> &fact)
{
    RuleOutcome result = outcome(met ? Verdict::Met : Verdict::NotMet);
    result.seen = seen;
    result.source = fact.from;
    return result;
}

bool fits(const Disability &disability, const std::vector<DisabilityTest::Kind> &kinds)
{
    const auto one = [&](const DisabilityTest::Kind &kind) {
        return (kind.categories.isEmpty() || kind.categories.contains(disability.category))
            && (kind.levels.isEmpty() || kind.levels.contains(disability.level));
    };
    return kinds.empty() || std::any_of(kinds.begin(), kinds.end(), one);
}

QString inFull(double number)
{
    return QString::number(number, 'f', std::floor(number) == number ? 0 : 2);
}

} // namespace

bool Evidence::isGood(const Material &material, QDate today) const
{
    if (validTo.isValid() && validTo < today)
        return false;
    return !material.validityDays || (issuedOn.isValid() && issuedOn.addDays(*material.validityDays) >= today);
}

Evaluator::Evaluator(const Context &context, const FactSource &facts, const Answers &answers, const QString &service,
                     QDate today)
    : m_context(context)
    , m_facts(facts)
    , m_answers(answers)
    , m_service(service)
    , m_today(today)
    , m_subject(facts.subject())
    , m_household(facts.household())
{
}

LocalText Evaluator::phrase(QStringView name, QDate date) const
{
    return phrase(name).arg(date.toString(Qt::ISODate));
}

RuleOutcome Evaluator::evaluate(const Condition &condition) const
{
    return about(condition, m_subject);
}

RuleOutcome Evaluator::about(const Condition &condition, const PersonFacts &person) const
{
    RuleOutcome result = std::visit([&](const auto &kind) { return test(kind, person); }, condition.test);
    result.text = condition.text;
    return result;
}

Verdict Evaluator::inGroup(const QString &group) const
{
    return inGroup(group, m_subject);
}

Verdict Evaluator::inGroup(const QString &code, const PersonFacts &person) const
{
    if (person.groups && person.groups->value.contains(code))
        return Verdict::Met;
    const GroupDefinition *group = m_context.catalogue.group(code);
    if (group && group->when)
        return about(*group->when, person).verdict;
    return person.groups ? Verdict::NotMet : Verdict::Unknown;
}

/// The first member it holds for; if it holds for none, what is unknown of one is unknown of the household.
RuleOutcome Evaluator::anyMember(const Condition &condition, const PersonFacts &person) const
{
    RuleOutcome result = about(condition, person);
    for (const PersonFacts &member : m_household) {
        if (result.verdict == Verdict::Met)
            return result;
        const RuleOutcome other = about(condition, member);
        if (other.verdict == Verdict::Met || result.verdict == Verdict::NotMet)
            result = other;
    }
    return result.verdict == Verdict::NotMet && m_household.empty() ? missing(phrase(u"fact_household")) : result;
}

RuleOutcome Evaluator::test(const CompositeTest &test, P person) const
{
    RuleOutcome result;
    std::vector<Verdict> verdicts;
    bool answeredNo = false;
    for (const Condition &condition : test.of) {
        result.parts.push_back(about(condition, person));
        verdicts.push_back(result.parts.back().verdict);
        answeredNo |= std::holds_alternative<AnswerTest>(condition.test) && verdicts.back() == Verdict::NotMet;
    }
    result.verdict = combined(verdicts, test.op == CompositeTest::Op::All ? Verdict::NotMet : Verdict::Met);
    if (test.op != CompositeTest::Op::All && result.verdict != Verdict::Met && answeredNo)
        result.verdict = Verdict::NotMet; // what the register does not know was asked at the counter
    explain(result);
    if (test.op == CompositeTest::Op::None)
        result.verdict = opposite(result.verdict);
    else if (result.verdict == Verdict::NotMet)
        result.metFrom = metFrom(result.parts, test.op == CompositeTest::Op::All);
    return result;
}

RuleOutcome Evaluator::test(const GroupTest &test, P person) const
{
    if (test.who == Who::AnyMember)
        return anyMember({GroupTest{test.op, test.groups, Who::Subject}, {}}, person);
    std::vector<Verdict> verdicts;
    LocalText names;
    for (const QString &code : test.groups) {
        verdicts.push_back(inGroup(code, person));
        const GroupDefinition *group = m_context.catalogue.group(code);
        if (verdicts.back() != Verdict::Met || !group)
            continue;
        const LocalText separator = names.isEmpty() ? LocalText{} : phrase(u"separator");
        names = {names.zh + separator.zh + group->name.zh, names.en + separator.en + group->name.en};
    }
    Verdict verdict = combined(verdicts, test.op == GroupTest::Op::AllOf ? Verdict::NotMet : Verdict::Met);
    if (test.op == GroupTest::Op::NoneOf)
        verdict = opposite(verdict);
    if (verdict == Verdict::Unknown)
        return missing(phrase(u"fact_groups"));
    RuleOutcome result = outcome(verdict);
    result.seen = names.isEmpty() ? phrase(u"none") : names;
    if (person.groups)
        result.source = person.groups->from;
    return result;
}

RuleOutcome Evaluator::test(const AgeTest &test, P person) const
{
    if (!person.birth)
        return missing(phrase(u"fact_birth"));
    const Birth birth = person.birth->value;
    const int most = ageOn(birth.earliest, m_today);
    const int least = ageOn(birth.latest, m_today);
    RuleOutcome result;
    compare({double(least), double(most)}, test.years, result);
    result.seen = phrase(u"age").arg(least == most ? QString::number(least)
                                                   : QStringLiteral("%1–%2").arg(least).arg(most));
    result.source = person.birth->from;
    const auto &from = test.years.atLeast;
    if (result.verdict == Verdict::NotMet && from && from->parameter.isEmpty() && least < from->constant)
        result.metFrom = birthday(birth.latest, static_cast<int>(from->constant));
    return result;
}

RuleOutcome Evaluator::test(const BornTest &test, P person) const
{
    if (!person.birth)
        return missing(phrase(u"fact_birth"));
    const Birth birth = person.birth->value;
    if (birth.earliest < test.from && birth.latest >= test.from)
        return missing(phrase(u"fact_birth"));
    return clear(birth.earliest >= test.from, phrase(u"born", birth.earliest), *person.birth);
}

RuleOutcome Evaluator::test(const SexTest &test, P person) const
{
    if (!person.sex)
        return missing(phrase(u"fact_sex"));
    return clear(person.sex->value == test.code, m_context.codes.name(QStringLiteral("sex"), person.sex->value),
                 *person.sex);
}

RuleOutcome Evaluator::test(const MaritalTest &test, P person) const
{
    if (!person.marital)
        return missing(phrase(u"fact_marital"));
    const QString code = person.marital->value;
    return clear(test.codes.contains(code), m_context.codes.name(QStringLiteral("marital"), code), *person.marital);
}

RuleOutcome Evaluator::test(const PlaceTest &test, P person) const
{
    const Known<QString> &place = PlaceScope::fact(person, test.kind);
    const auto holds = place ? PlaceScope(m_context.divisions, m_context.office, test.scope).holds(place->value)
                             : std::nullopt;
    if (!holds)
        return missing(phrase(PlaceScope::factName(test.kind)));
    const QString name = m_context.divisions.fullName(place->value);
    const QString seen = name.isEmpty() ? place->value : name;
    return clear(*holds == test.within, {seen, seen}, *place);
}

std::optional<Evaluator::Interval> Evaluator::number(const Operand &operand) const
{
    if (operand.parameter.isEmpty())
        return Interval{operand.constant, operand.constant};
    const Parameter *parameter = m_context.catalogue.parameter(operand.parameter);
    if (!parameter || (!parameter->value && !parameter->least))
        return std::nullopt;
    const double low = parameter->value.value_or(parameter->least.value_or(0));
    const double high = parameter->value.value_or(parameter->most.value_or(0));
    return Interval{low * operand.factor + operand.plus, high * operand.factor + operand.plus};
}

void Evaluator::compare(const Interval &value, const Bounds &bounds, RuleOutcome &result) const
{
    std::vector<Verdict> verdicts;
    const auto add = [&](const std::optional<Operand> &operand, auto always, auto never) {
        if (!operand)
            return;
        const auto limit = number(*operand);
        const Parameter *parameter = m_context.catalogue.parameter(operand->parameter);
        if (limit && always(*limit))
            verdicts.push_back(Verdict::Met);
        else if (limit && never(*limit))
            verdicts.push_back(Verdict::NotMet);
        else {
            verdicts.push_back(Verdict::Unknown);
            result.reason = parameter ? Reason::ParameterMissing : Reason::FactMissing;
            if (parameter)
                result.missing.push_back(parameter->name);
        }
    };
    add(
        bounds.atLeast, [&](Interval i) { return value.low >= i.high; },
        [&](Interval i) { return value.high < i.low; });
    add(
        bounds.above, [&](Interval i) { return value.low > i.high; }, [&](Interval i) { return value.high <= i.low; });
    add(
        bounds.atMost, [&](Interval i) { return value.high <= i.low; }, [&](Interval i) { return value.low > i.high; });
    add(
        bounds.below, [&](Interval i) { return value.high < i.low; }, [&](Interval i) { return value.low >= i.high; });
    result.verdict = combined(verdicts, Verdict::NotMet);
    if (result.verdict != Verdict::Unknown) {
        result.reason = Reason::None;
        result.missing.clear();
    }
}

RuleOutcome Evaluator::test(const QuantityTest &test, P) const
{
    const QuantityDefinition *quantity = m_context.catalogue.quantity(test.quantity);
    const auto known = m_facts.quantity(test.quantity);
    if (!known || !quantity)
        return missing(quantity ? quantity->name : LocalText{});
    RuleOutcome result;
    compare({known->value, known->value}, test.bounds, result);
    result.seen = phrase(quantity->unit).arg(inFull(known->value));
    result.source = known->from;
    return result;
}

RuleOutcome Evaluator::test(const CircumstanceTest &test, P) const
{
    const auto known = m_facts.circumstance(test.circumstance);
    if (!known)
        return missing(m_context.catalogue.circumstance(test.circumstance));
    return clear(known->value == test.is, phrase(known->value ? u"yes" : u"no"), *known);
}

RuleOutcome Evaluator::test(const DisabilityTest &test, P person) const
{
    if (test.who == Who::AnyMember)
        return anyMember({DisabilityTest{test.anyOf, Who::Subject}, {}}, person);
    if (!person.disability)
        return missing(phrase(u"fact_disability"));
    const Disability &disability = person.disability->value;
    if (disability.category.isEmpty())
        return clear(false, phrase(u"none"), *person.disability);
    const LocalText category = m_context.codes.name(QStringLiteral("disability_category"), disability.category);
    const LocalText level = m_context.codes.name(QStringLiteral("disability_level"), disability.level);
    const LocalText seen{category.zh + level.zh, category.en + QStringLiteral(", ") + level.en};
    RuleOutcome result = clear(fits(disability, test.anyOf), seen, *person.disability);
    if (result.verdict == Verdict::Met && disability.validTo.isValid() && disability.validTo < m_today) {
        result.verdict = Verdict::Unknown; // the certificate has run out: it no longer proves it
        result.reason = Reason::FactMissing;
        result.seen = phrase(u"valid_until", disability.validTo);
    }
    return result;
}

RuleOutcome Evaluator::test(const DeceasedTest &test, P person) const
{
    if (!person.death)
        return missing(phrase(u"fact_death"));
    const QDate date = person.death->value;
    if (!date.isValid())
        return clear(false, phrase(u"living"), *person.death);
    const bool inTime = !test.withinMonths || m_today <= date.addMonths(*test.withinMonths);
    return clear(inTime, phrase(u"dead_since", date), *person.death);
}

RuleOutcome Evaluator::test(const ParentsTest &test, P person) const
{
    if (!person.parents || person.parents->value.empty())
        return outcome(Verdict::PersonMustJudge, Reason::FactMissing);
    const auto &parents = person.parents->value;
    const auto isIn = [](const QStringList &states) {
        return [&states](const QStringList &parent) {
            return std::any_of(parent.begin(), parent.end(),
                               [&](const QString &state) { return states.contains(state); });
        };
    };
    const bool met = test.eachIn.isEmpty()
        ? std::any_of(parents.begin(), parents.end(), isIn(test.anyIn))
        : parents.size() >= 2 && std::all_of(parents.begin(), parents.end(), isIn(test.eachIn))
            && !std::all_of(parents.begin(), parents.end(), isIn(test.notAllIn));
    if (!met) // the register seldom knows that a parent is imprisoned or lost: never a plain no
        return outcome(Verdict::PersonMustJudge, Reason::FactMissing);
    return clear(true, phrase(u"yes"), *person.parents);
}

RuleOutcome Evaluator::test(const NoOpenCaseTest &test, P) const
{
    const auto open = m_facts.openCaseSince(test.service.isEmpty() ? m_service : test.service);
    if (!open)
        return missing(phrase(u"fact_cases"));
    const bool none = !open->value.isValid();
    return clear(none, none ? phrase(u"no_open_case") : phrase(u"open_case", open->value), *open);
}

RuleOutcome Evaluator::test(const NotRepeatedTest &test, P) const
{
    const auto last = m_facts.lastGranted(test.service.isEmpty() ? m_service : test.service);
    if (!last)
        return missing(phrase(u"fact_cases"));
    if (!last->value.isValid())
        return clear(true, phrase(u"never_granted"), *last);
    RuleOutcome result = clear(true, phrase(u"last_granted", last->value), *last);
    if (last->value.addMonths(test.withinMonths) > m_today) {
        result.verdict = Verdict::PersonMustJudge;
        result.reason = Reason::ForAPerson;
    }
    return result;
}

RuleOutcome Evaluator::test(const DocumentTest &test, P) const
{
    const Material *material = m_context.catalogue.material(test.material);
    const auto evidence = material ? m_facts.evidence(*material, Whose::Subject) : std::nullopt;
    if (!evidence)
        return missing(material ? material->name : LocalText{});
    RuleOutcome result = outcome(evidence->isGood(*material, m_today) ? Verdict::Met : Verdict::NotMet);
    result.seen = evidence->validTo.isValid() ? phrase(u"valid_until", evidence->validTo) : phrase(u"valid");
    result.source = evidence->from;
    return result;
}

RuleOutcome Evaluator::test(const AnswerTest &test, P) const
{
    const auto answer = m_answers.yes.constFind(test.question);
    if (answer == m_answers.yes.constEnd()) {
        RuleOutcome result = outcome(Verdict::Unknown, Reason::QuestionOpen);
        result.questions += test.question;
        return result;
    }
    return clear(*answer, phrase(*answer ? u"yes" : u"no"), Fact<bool>{*answer, {Origin::Declared, {}, m_today}});
}

RuleOutcome Evaluator::test(const VariantTest &test, P) const
{
    if (m_answers.variant.isEmpty())
        return outcome(Verdict::Unknown, Reason::QuestionOpen);
    return outcome(test.anyOf.contains(m_answers.variant) ? Verdict::Met : Verdict::NotMet);
}

RuleOutcome Evaluator::test(const JudgeTest &, P) const
{
    return outcome(Verdict::PersonMustJudge, Reason::ForAPerson);
}

RuleOutcome Evaluator::test(const UnknownTest &, P) const
{
    return outcome(Verdict::PersonMustJudge, Reason::RuleNotKnown);
}

} // namespace shouli::core::eligibility
