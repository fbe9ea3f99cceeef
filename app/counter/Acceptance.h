// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/cases/intake/AcceptanceDraft.h"
#include "core/cases/intake/RegisterFacts.h"
#include "core/eligibility/Eligibility.h"
#include "core/residents/family/FamilyView.h"
#include "core/residents/GroupMembership.h"

#include <memory>
#include <optional>

namespace shouli::app::counter {

/// One acceptance while it is being taken in: the resident, what the register says, the service, and
/// what the clerk ticks. No widgets; the panes show it. GUI thread.
class Acceptance {
public:
    explicit Acceptance(const office::Session &session);

    /// Opens a person; logs nothing by itself. ResidentUnknown.
    [[nodiscard]] core::base::Result<void> open(core::residents::ResidentId id);
    void close();
    [[nodiscard]] bool isOpen() const { return m_resident.has_value(); }
    [[nodiscard]] const core::residents::Resident &resident() const { return *m_resident; }
    [[nodiscard]] const core::residents::family::FamilyView &family() const { return m_family; }
    [[nodiscard]] const QList<core::residents::GroupMembership> &groups() const { return m_groups; }
    [[nodiscard]] const QList<core::cases::CaseBrief> &cases() const { return m_cases; }
    [[nodiscard]] const std::vector<core::eligibility::Suggestion> &suggestions() const { return m_suggestions; }

    [[nodiscard]] const core::catalogue::Catalogue &catalogue() const { return *m_catalogue; }
    /// The services on offer, the frequent ones first.
    [[nodiscard]] std::vector<const core::catalogue::Service *> services() const;
    [[nodiscard]] core::base::Result<void> choose(const core::catalogue::Service &service);
    [[nodiscard]] const core::catalogue::Service *service() const { return m_service; }

    /// Goes on with what was begun for this resident, on top of the register as it is now. Of a service or a
    /// catalogue that is no longer in force only the corrections are used. After open().
    void resume(const core::cases::intake::AcceptanceChoices &choices);
    /// Whether anything was said beyond the service.
    [[nodiscard]] bool isBegun() const;

    /// Everything ticked and answered; assessed again after each change.
    [[nodiscard]] const core::cases::intake::AcceptanceDraft &draft() const { return m_draft; }
    void tick(const QString &material, std::optional<core::cases::intake::Tick> tick);
    void answer(const QString &question, std::optional<bool> yes);
    void judge(const QString &question, std::optional<bool> yes);
    void setVariant(const QString &variant);
    /// Whom it is for, where that is not the applicant. ResidentUnknown.
    [[nodiscard]] core::base::Result<void> setSubject(core::residents::ResidentId subject);
    /// Why it is accepted although a condition is not met.
    void justify(const QString &reason);
    void setProxy(const core::cases::Proxy &proxy);
    void setRemark(const QString &remark);
    /// Corrects a field of the register with this acceptance; the old value is kept in the history.
    void correct(const core::residents::Resident &wanted);
    /// The person as they will be after the corrections typed so far.
    [[nodiscard]] core::residents::Resident corrected() const;

private:
    void assess();
    [[nodiscard]] core::cases::intake::AcceptanceChoices fresh(const core::catalogue::Service &service) const;

    const office::Session &m_session;
    std::shared_ptr<const core::catalogue::Catalogue> m_catalogue;
    std::optional<core::residents::Resident> m_resident;
    core::residents::family::FamilyView m_family;
    QList<core::residents::GroupMembership> m_groups;
    QList<core::cases::CaseBrief> m_cases;
    std::vector<core::eligibility::Suggestion> m_suggestions;
    std::optional<core::cases::intake::RegisterFacts> m_facts;
    const core::catalogue::Service *m_service = nullptr;
    core::cases::intake::AcceptanceDraft m_draft;
};

} // namespace shouli::app::counter
