// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/AcceptanceDraft.h"

#include <algorithm>

namespace shouli::core::cases::intake {

using catalogue::Required;
using catalogue::Service;
using eligibility::ChecklistItem;
using eligibility::Verdict;
using Code = AcceptanceFinding::Code;
using Said = Tick::Said;

namespace {

constexpr int proposedDays = 5;
const QString proxyQuestion = QStringLiteral("proxy"); // of the catalogue

QString nameOf(const eligibility::RuleOutcome &rule)
{
    return rule.rule.isEmpty() ? rule.text.zh : rule.rule;
}

ShownVerdict shown(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met:
        return ShownVerdict::Met;
    case Verdict::NotMet:
        return ShownVerdict::NotMet;
    case Verdict::Unknown:
        return ShownVerdict::Unknown;
    case Verdict::PersonMustJudge:
        break;
    }
    return ShownVerdict::ForOffice;
}

bool blocks(Code code)
{
    return code < Code::MaterialMissing;
}

} // namespace

AcceptanceDraft::AcceptanceDraft(AcceptanceChoices choices)
    : m_choices(std::move(choices))
{
}

void AcceptanceDraft::assess(const eligibility::Context &context, const Service &service,
                             const eligibility::FactSource &facts, const calendar::WorkCalendar &calendar, QDate today)
{
    m_today = today;
    m_unit = service.unit;
    m_subject = service.subject;
    m_proxy = service.proxy.allowed;
    m_offered = service.offered;
    m_hasVariants = !service.variants.empty();
    eligibility::Answers answers = m_choices.answers;
    answers.yes.insert(proxyQuestion, !m_choices.proxy.isNull());
    const auto promised = service.promised(m_choices.answers.variant);
    m_promised = promised ? calendar.due(promised->limit, today) : calendar::DueDate();
    m_proposedDay = calendar.addWorkingDays(today, proposedDays);
    if (m_promised.date.isValid())
        m_proposedDay = std::min(m_proposedDay, m_promised.date);

    m_report = eligibility::Eligibility(context).check(service, facts, today, answers);
    m_judgements.clear();
    for (const base::LocalText &question : service.eligibility.manual)
        m_judgements.append(question.zh);
    const auto checklist = eligibility::Checklist::forCase(context, service, facts, answers, today);
    const QStringList before = m_questions; // an answered question stays where it was
    m_questions = checklist.questions();
    for (const eligibility::RuleOutcome &rule : m_report.rules)
        m_questions.append(rule.questions);
    for (auto it = m_choices.answers.yes.cbegin(); it != m_choices.answers.yes.cend(); ++it)
        m_questions.append(it.key());
    m_questions.removeAll(proxyQuestion);
    m_questions.removeDuplicates();
    const auto place = [&before](const QString &question) {
        const qsizetype at = before.indexOf(question);
        return at < 0 ? before.size() : at;
    };
    std::stable_sort(m_questions.begin(), m_questions.end(),
                     [&place](const QString &a, const QString &b) { return place(a) < place(b); });

    m_lines.clear();
    for (const ChecklistItem &item : checklist.items) {
        const Tick tick = m_choices.ticks.value(item.material.code);
        const auto status = statusOf(item);
        m_lines.append({item, status, status == MaterialStatus::Tolerated ? tick.due : QDate()});
    }
    settleGroups();
}

std::optional<MaterialStatus> AcceptanceDraft::statusOf(const ChecklistItem &item) const
{
    const auto tick = m_choices.ticks.constFind(item.material.code);
    if (tick != m_choices.ticks.cend()) {
        switch (tick->said) {
        case Said::Brought:
            return MaterialStatus::Brought;
        case Said::Tolerated:
            if (item.state == ChecklistItem::State::Needed || item.state == ChecklistItem::State::Ask)
                return MaterialStatus::Tolerated;
            break;
        case Said::NotNeeded:
            if (item.state == ChecklistItem::State::Ask)
                return MaterialStatus::NotNeeded;
            break;
        }
    }
    switch (item.state) {
    case ChecklistItem::State::NotNeeded:
        return MaterialStatus::NotNeeded;
    case ChecklistItem::State::Reusable:
        return MaterialStatus::FromRegister;
    case ChecklistItem::State::Needed:
    case ChecklistItem::State::Ask:
        break;
    }
    return {};
}

bool AcceptanceDraft::groupIsMet(const QString &group) const
{
    return std::any_of(m_lines.cbegin(), m_lines.cend(), [&](const Line &line) {
        return line.item.requirement.group == group && line.status && *line.status != MaterialStatus::NotNeeded;
    });
}

/// One paper out of a group makes the others needless.
void AcceptanceDraft::settleGroups()
{
    for (Line &line : m_lines) {
        const QString &group = line.item.requirement.group;
        if (!group.isEmpty() && !line.status && groupIsMet(group))
            line.status = MaterialStatus::NotNeeded;
    }
}

void AcceptanceDraft::validatePeople(QList<AcceptanceFinding> &findings) const
{
    if (!m_offered)
        findings.append({Code::ServiceNotOffered});
    if (m_hasVariants && m_choices.answers.variant.isEmpty())
        findings.append({Code::VariantOpen});
    if (m_choices.applicant.name.trimmed().isEmpty())
        findings.append({Code::ApplicantNameless});
    if (m_choices.applicant.isDeceased())
        findings.append({Code::ApplicantDeceased});
    const bool forSomebody = m_subject == Service::Subject::Child || m_subject == Service::Subject::Deceased;
    if (forSomebody && m_choices.subject.isNull())
        findings.append({Code::SubjectMissing});
    const bool household = m_unit == Service::Unit::Household
        || (m_unit == Service::Unit::HouseholdOrPerson && m_choices.forHousehold);
    if (household && m_choices.applicant.household.isNull())
        findings.append({Code::HouseholdMissing});
    const Proxy &proxy = m_choices.proxy;
    if (!proxy.isNull() && m_proxy == catalogue::ProxyRule::Allowed::Nobody)
        findings.append({Code::ProxyNotAllowed});
    if (!proxy.isNull() && (proxy.name.trimmed().isEmpty() || proxy.phone.trimmed().isEmpty()))
        findings.append({Code::ProxyIncomplete});
    for (const Correcting &correction : m_choices.corrections) {
        if (correction.wanted.name.trimmed().isEmpty())
            findings.append({Code::CorrectionNameless});
    }
}

void AcceptanceDraft::validateMaterials(QList<AcceptanceFinding> &findings) const
{
    QStringList groups;
    for (const Line &line : m_lines) {
        const QString &material = line.item.material.code;
        if (line.status == MaterialStatus::Tolerated) {
            if (!line.item.requirement.tolerable)
                findings.append({Code::NotTolerable, material});
            const bool tooLate = m_promised.date.isValid() && line.due > m_promised.date;
            if (!line.due.isValid() || line.due < m_today || tooLate)
                findings.append({Code::ToleratedDay, material});
        }
        if (line.status)
            continue;
        if (line.item.state == ChecklistItem::State::Ask) {
            for (const QString &question : line.item.questions)
                findings.append({Code::QuestionOpen, question});
            if (line.item.questions.isEmpty())
                findings.append({Code::MaterialOpen, material});
        } else if (line.item.requirement.required != Required::OneOf) {
            findings.append({Code::MaterialMissing, material});
        } else if (!groups.contains(line.item.requirement.group)) {
            groups.append(line.item.requirement.group);
            findings.append({Code::MaterialMissing, line.item.requirement.group});
        }
    }
}

void AcceptanceDraft::validateRules(QList<AcceptanceFinding> &findings) const
{
    const bool justified = !m_choices.justification.trimmed().isEmpty();
    for (const eligibility::RuleOutcome &rule : m_report.rules) {
        const QString name = nameOf(rule);
        if (m_judgements.contains(name))
            continue; // below
        if (rule.verdict == Verdict::NotMet && !justified)
            findings.append({Code::RuleNotMet, name});
        else if (rule.isOpen())
            findings.append({Code::RuleOpen, name});
    }
    for (const QString &question : m_judgements) {
        const auto answer = m_choices.judgements.constFind(question);
        if (answer == m_choices.judgements.cend())
            findings.append({Code::JudgementOpen, question});
        else if (!*answer && !justified)
            findings.append({Code::JudgedNo, question});
    }
}

void AcceptanceDraft::validateWindows(QList<AcceptanceFinding> &findings) const
{
    for (const auto &window : m_report.windows) {
        if (window.open == false)
            findings.append({Code::WindowClosed, window.name.zh});
    }
}

QList<AcceptanceFinding> AcceptanceDraft::validate() const
{
    QList<AcceptanceFinding> findings;
    validatePeople(findings);
    validateMaterials(findings);
    validateRules(findings);
    validateWindows(findings);
    QList<AcceptanceFinding> once;
    for (const AcceptanceFinding &finding : std::as_const(findings)) {
        if (!once.contains(finding))
            once.append(finding);
    }
    std::stable_sort(once.begin(), once.end(),
                     [](const AcceptanceFinding &a, const AcceptanceFinding &b) { return a.code < b.code; });
    return once;
}

AcceptanceDraft::Decision AcceptanceDraft::decision() const
{
    const QList<AcceptanceFinding> findings = validate();
    const auto any = [&](auto test) { return std::any_of(findings.cbegin(), findings.cend(), test); };
    if (any([](const AcceptanceFinding &f) { return blocks(f.code); }))
        return Decision::Incomplete;
    if (any([](const AcceptanceFinding &f) { return f.code == Code::MaterialMissing; }))
        return Decision::NoticeOnly;
    const bool tolerated = std::any_of(m_lines.cbegin(), m_lines.cend(),
                                       [](const Line &line) { return line.status == MaterialStatus::Tolerated; });
    return tolerated ? Decision::Tolerated : Decision::Accepted;
}

QList<AcceptanceDraft::Line> AcceptanceDraft::missing() const
{
    QList<Line> missing;
    std::copy_if(m_lines.cbegin(), m_lines.cend(), std::back_inserter(missing),
                 [](const Line &line) { return !line.status || line.status == MaterialStatus::Tolerated; });
    return missing;
}

Acceptance AcceptanceDraft::acceptance() const
{
    Acceptance acceptance;
    acceptance.service = m_choices.service;
    acceptance.catalogue = m_choices.catalogue;
    acceptance.variant = m_choices.answers.variant;
    acceptance.applicant = m_choices.applicant.id;
    acceptance.subject = m_choices.subject;
    if (m_unit == Service::Unit::Household || (m_unit == Service::Unit::HouseholdOrPerson && m_choices.forHousehold))
        acceptance.household = m_choices.applicant.household;
    acceptance.proxy = m_choices.proxy;
    acceptance.corrections = m_choices.corrections;
    for (const Line &line : m_lines) {
        if (line.status)
            acceptance.step.materials.append({line.item.material.code, *line.status, line.due});
    }
    for (const eligibility::RuleOutcome &rule : m_report.rules)
        acceptance.step.eligibility.append({nameOf(rule), shown(rule.verdict), rule.seen.zh});
    for (auto it = m_choices.judgements.cbegin(); it != m_choices.judgements.cend(); ++it)
        acceptance.step.judgements.append({it.key(), it.value()});
    QStringList said{m_choices.remark.trimmed(), m_choices.justification.trimmed()};
    said.removeAll(QString());
    acceptance.step.remark = said.join(u'\n');
    return acceptance;
}

} // namespace shouli::core::cases::intake
