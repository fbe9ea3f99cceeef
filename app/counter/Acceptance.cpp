// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/Acceptance.h"

#include "core/residents/GroupStore.h"
#include "core/residents/ResidentStore.h"

namespace shouli::app::counter {

using core::base::Result;
using core::cases::intake::AcceptanceChoices;
using core::cases::intake::AcceptanceDraft;
using core::cases::intake::RegisterFacts;
using core::cases::intake::Tick;
using core::residents::Resident;
using core::residents::ResidentId;

namespace {

constexpr int recentCases = 5;

} // namespace

Acceptance::Acceptance(const office::Session &session)
    : m_session(session)
{
    if (auto current = session.reference().catalogues->current(session.clock().today()))
        m_catalogue = *current;
}

Result<void> Acceptance::open(ResidentId id)
{
    close();
    const auto &db = m_session.reader();
    const QDate today = m_session.clock().today();
    SHOULI_TRY(const Resident resident, core::residents::ResidentStore::find(db, id));
    SHOULI_TRY(m_family, core::residents::family::FamilyView::load(db, id));
    SHOULI_TRY(m_groups, core::residents::GroupStore::of(db, id, resident.household));
    SHOULI_TRY(m_cases, m_session.caseStore().ofResident(db, id, recentCases, today));
    SHOULI_TRY(m_facts, RegisterFacts::load(db, id, {}, today));
    if (m_catalogue)
        m_suggestions = core::eligibility::Eligibility(m_session.eligibilityContext(*m_catalogue))
                            .suggestions(*m_facts, today);
    m_resident = resident;
    return {};
}

void Acceptance::close()
{
    m_resident.reset();
    m_facts.reset();
    m_service = nullptr;
    m_groups.clear();
    m_cases.clear();
    m_suggestions.clear();
    m_draft = AcceptanceDraft();
}

std::vector<const core::catalogue::Service *> Acceptance::services() const
{
    std::vector<const core::catalogue::Service *> all = m_catalogue->frequent();
    for (const auto &service : m_catalogue->services()) {
        if (service.offered && !service.frequent)
            all.push_back(&service);
    }
    return all;
}

AcceptanceChoices Acceptance::fresh(const core::catalogue::Service &service) const
{
    AcceptanceChoices choices;
    choices.service = service.code;
    choices.catalogue = m_catalogue->version();
    choices.applicant = *m_resident;
    choices.forHousehold = service.unit == core::catalogue::Service::Unit::Household;
    return choices;
}

Result<void> Acceptance::choose(const core::catalogue::Service &service)
{
    AcceptanceChoices choices = fresh(service);
    choices.corrections = m_draft.choices().corrections; // what is left of a draft whose service is gone
    m_service = &service;
    m_draft = AcceptanceDraft(choices);
    assess();
    return {};
}

void Acceptance::resume(const AcceptanceChoices &kept)
{
    AcceptanceChoices choices = kept;
    choices.applicant = *m_resident;
    choices.corrections.clear();
    Resident wanted = *m_resident;
    for (const auto &correction : kept.corrections) {
        if (correction.seen.id != m_resident->id)
            continue;
        for (const auto field : core::residents::residentFields()) { // what was typed, not what the rest was then
            if (correction.wanted.value(field) != correction.seen.value(field))
                wanted.setValue(field, correction.wanted.value(field));
        }
    }
    if (wanted != *m_resident)
        choices.corrections.append({*m_resident, wanted});
    const auto *service = kept.catalogue == m_catalogue->version() ? m_catalogue->byCode(kept.service) : nullptr;
    if (service == nullptr || !service->offered) {
        m_draft.edit().corrections = choices.corrections;
        return;
    }
    if (!choices.subject.isNull()) {
        auto facts = RegisterFacts::load(m_session.reader(), m_resident->id, choices.subject,
                                         m_session.clock().today());
        if (facts)
            m_facts = std::move(*facts);
        else
            choices.subject = {}; // no longer in the register: to be chosen again
    }
    m_service = service;
    m_draft = AcceptanceDraft(choices);
    assess();
}

bool Acceptance::isBegun() const
{
    return m_service != nullptr && m_draft.choices() != fresh(*m_service);
}

void Acceptance::assess()
{
    m_draft.assess(m_session.eligibilityContext(*m_catalogue), *m_service, *m_facts, *m_session.reference().calendar,
                   m_session.clock().today());
}

void Acceptance::tick(const QString &material, std::optional<Tick> tick)
{
    if (tick)
        m_draft.edit().ticks.insert(material, *tick);
    else
        m_draft.edit().ticks.remove(material);
    assess();
}

void Acceptance::answer(const QString &question, std::optional<bool> yes)
{
    if (yes)
        m_draft.edit().answers.yes.insert(question, *yes);
    else
        m_draft.edit().answers.yes.remove(question);
    assess();
}

void Acceptance::judge(const QString &question, std::optional<bool> yes)
{
    if (yes)
        m_draft.edit().judgements.insert(question, *yes);
    else
        m_draft.edit().judgements.remove(question);
    assess();
}

void Acceptance::setVariant(const QString &variant)
{
    m_draft.edit().answers.variant = variant;
    assess();
}

Result<void> Acceptance::setSubject(ResidentId subject)
{
    SHOULI_TRY(m_facts, RegisterFacts::load(m_session.reader(), m_resident->id, subject, m_session.clock().today()));
    m_draft.edit().subject = subject;
    assess();
    return {};
}

void Acceptance::justify(const QString &reason)
{
    m_draft.edit().justification = reason;
    assess();
}

void Acceptance::setProxy(const core::cases::Proxy &proxy)
{
    m_draft.edit().proxy = proxy;
    assess();
}

void Acceptance::setRemark(const QString &remark)
{
    m_draft.edit().remark = remark;
}

void Acceptance::correct(const Resident &wanted)
{
    auto &corrections = m_draft.edit().corrections;
    corrections.clear();
    if (wanted != *m_resident)
        corrections.append({*m_resident, wanted});
    assess();
}

Resident Acceptance::corrected() const
{
    const auto &corrections = m_draft.choices().corrections;
    return corrections.isEmpty() ? *m_resident : corrections.first().wanted;
}

} // namespace shouli::app::counter
