// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/CasePapers.h"

#include "core/papers/ApplicationData.h"
#include "core/papers/CardData.h"
#include "core/papers/NoticeData.h"
#include "core/residents/GroupStore.h"

namespace shouli::app::counter {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::cases::CaseRecord;
using core::papers::NoticeData;
using core::papers::PaperContext;
using core::residents::GroupMembership;
using core::residents::family::FamilyView;

namespace {

const QString cardForm = QStringLiteral("CARD-01");
const QString missingForm = QStringLiteral("WS-02");
const QString toleratedForm = QStringLiteral("WS-03");

using Groups = QHash<core::residents::ResidentId, QList<GroupMembership>>;

Result<Groups> groupsOf(const core::storage::Database &db, const FamilyView &family)
{
    Groups groups;
    for (const auto &member : family.members) {
        SHOULI_TRY(const auto own, core::residents::GroupStore::of(db, member.resident.id, member.resident.household));
        groups.insert(member.resident.id, own);
    }
    return groups;
}

} // namespace

CasePapers::CasePapers(const office::Session &session)
    : m_reference(session.reference())
    , m_store(session.caseStore())
    , m_signer(session.cardSigner())
    , m_directory(session.directory())
    , m_actor(session.actor())
    , m_county(session.installation().countyName)
    , m_host(session.installation().statusHost)
    , m_now(session.clock().now().inChina())
    , m_today(m_now.date())
{
}

PaperContext CasePapers::contextFor(const core::catalogue::Catalogue &catalogue) const
{
    return {catalogue, m_directory, m_actor.office, m_county, m_actor.staff.name, m_today};
}

Result<QList<printing::PaperJob>> CasePapers::preview(const core::storage::Database &db,
                                                      const Acceptance &acceptance) const
{
    FamilyView family = acceptance.family();
    for (auto &member : family.members) {
        if (member.resident.id == acceptance.resident().id)
            member.resident = acceptance.corrected();
    }
    SHOULI_TRY(const Groups groups, groupsOf(db, family));
    const auto taken = acceptance.draft().acceptance();
    core::cases::CaseFile file;
    file.service = taken.service;
    file.catalogue = taken.catalogue;
    file.applicant = acceptance.resident().id;
    file.applicantName = acceptance.resident().name;
    file.proxy = taken.proxy;
    file.acceptedOn = m_today;
    const auto &service = *acceptance.service();
    const QString formId = core::papers::ApplicationData::formOf(service, m_reference.forms.ids());
    return QList<printing::PaperJob>{{formId, formId,
                                      core::papers::ApplicationData::of(contextFor(acceptance.catalogue()), service,
                                                                        file, taken.step.materials, family, groups)}};
}

printing::PaperJob CasePapers::notice(const Acceptance &acceptance) const
{
    const auto data = NoticeData::missing(contextFor(acceptance.catalogue()), *acceptance.service(),
                                          acceptance.resident().name, acceptance.draft().missing());
    const QString at = m_now.toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return {missingForm + u'-' + at + u'-' + acceptance.service()->code, missingForm, data};
}

Result<QList<printing::PaperJob>> CasePapers::of(const core::storage::Database &db, core::cases::CaseId id) const
{
    SHOULI_TRY(const CaseRecord record, m_store.load(db, id));
    SHOULI_TRY(const auto catalogue, m_reference.catalogues->catalogue(record.file.catalogue));
    const auto *service = catalogue->byCode(record.file.service);
    if (service == nullptr)
        return failure(ErrorCode::ServiceUnknown, record.file.service);
    SHOULI_TRY(const FamilyView family, FamilyView::load(db, record.file.applicant));
    SHOULI_TRY(const Groups groups, groupsOf(db, family));
    const PaperContext context = contextFor(*catalogue);
    SHOULI_TRY(const auto code, core::cards::CardCode::forHost(m_host));
    SHOULI_TRY(const auto cardData,
               core::papers::CardData::of(context, *service, record, *m_reference.calendar, m_signer, code));
    auto formData = core::papers::ApplicationData::of(context, *service, record.file, record.state.materials, family,
                                                      groups);
    formData.set(QStringLiteral("qr"), cardData.at(QStringLiteral("qr")).toString());

    const QString formId = core::papers::ApplicationData::formOf(*service, m_reference.forms.ids());
    QList<printing::PaperJob> jobs{{record.file.number + u'-' + formId, formId, formData},
                                   {record.file.number + QStringLiteral("-card"), cardForm, cardData}};
    if (NoticeData::isTolerated(record.state.materials))
        jobs.append({record.file.number + u'-' + toleratedForm, toleratedForm,
                     NoticeData::tolerated(context, *service, record.file, record.state.materials)});
    return jobs;
}

} // namespace shouli::app::counter
