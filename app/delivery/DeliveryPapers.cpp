// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/DeliveryPapers.h"

#include "core/eligibility/Eligibility.h"
#include "core/cases/intake/RegisterFacts.h"
#include "core/papers/NoticeData.h"
#include "core/residents/ResidentStore.h"

namespace shouli::app::delivery {

using casework::Phrasebook;
using core::base::ErrorCode;
using core::base::Language;
using core::base::Result;
using core::cases::CaseRecord;
using core::papers::NoticeData;
using core::papers::PaperContext;
using office::Session;

const QString DeliveryPapers::receiptForm = QStringLiteral("WS-07");
const QString DeliveryPapers::letterForm = QStringLiteral("WS-05");

namespace {

constexpr qsizetype mostReferrals = 3;

/// What the stages found out, as one sentence.
QString factsOf(const CaseRecord &record, const Phrasebook &book)
{
    QStringList all;
    for (const auto &fact : book.facts()) {
        const QString kept = record.state.facts.value(fact.id);
        if (!kept.isEmpty())
            all.append(fact.name.zh + u'：' + Phrasebook::shown(fact, kept));
    }
    return all.isEmpty() ? QString() : all.join(u'；') + u'。';
}

/// Other services that the register says the applicant qualifies for; none where it does not hold them.
QStringList referralsFor(const Session &session, const CaseRecord &record, const core::catalogue::Catalogue &catalogue)
{
    const QDate today = session.clock().today();
    const auto facts = core::cases::intake::RegisterFacts::load(session.reader(), record.file.applicant, {}, today);
    if (!facts)
        return {};
    QStringList names;
    const auto suggestions = core::eligibility::Eligibility(session.eligibilityContext(catalogue))
                                 .suggestions(*facts, today);
    for (const auto &one : suggestions) {
        const bool now = one.certain && !one.from.isValid() && one.service->code != record.file.service;
        if (now && names.size() < mostReferrals)
            names.append(one.service->name.zh);
    }
    return names;
}

} // namespace

Result<QList<printing::PaperJob>> DeliveryPapers::of(const Session &session, const Phrasebook &book,
                                                     const CaseRecord &record, const DeliveryDraft &draft)
{
    const auto &reference = session.reference();
    SHOULI_TRY(const auto catalogue, reference.catalogues->catalogue(record.file.catalogue));
    const PaperContext context{*catalogue,
                               session.directory(),
                               session.office(),
                               session.installation().countyName,
                               session.actor().staff.name,
                               session.clock().today()};
    QList<printing::PaperJob> jobs;
    auto documents = draft.documents(record.state);
    const bool refused = draft.waiting == Waiting::Tell && record.state.rejection;
    if (refused) {
        const auto *service = catalogue->byCode(record.file.service);
        if (service == nullptr)
            return core::base::failure(ErrorCode::ServiceUnknown, record.file.service);
        NoticeData::Refusal refusal{book.inChinese(record.state.rejection->reason), factsOf(record, book),
                                    referralsFor(session, record, *catalogue)};
        jobs.append({record.file.number + u'-' + letterForm, letterForm,
                     NoticeData::refused(context, *service, record, refusal)});
        if (const auto *letter = reference.forms.find(letterForm); letter != nullptr && documents.isEmpty())
            documents.append({letter->title, {}});
    }
    QString place = draft.way == DeliveryDraft::Way::Counter ? context.officeName() : QString();
    if (draft.way == DeliveryDraft::Way::Home) {
        const auto applicant = core::residents::ResidentStore::find(session.reader(), record.file.applicant);
        if (applicant) // else it is written by hand
            place = applicant->livingAddress;
    }
    jobs.append({record.file.number + u'-' + receiptForm, receiptForm,
                 core::papers::ReceiptData::of(context, record.file, documents, draft.way, place)});
    return jobs;
}

} // namespace shouli::app::delivery
