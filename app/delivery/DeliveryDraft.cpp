// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/DeliveryDraft.h"

#include <algorithm>

namespace shouli::app::delivery {

using core::cases::CaseState;
using core::cases::CertificateCollected;
using core::cases::Delivered;
using core::cases::MaterialState;
using core::cases::MaterialStatus;
using core::papers::ReceiptData;
using core::residents::RelationCode;

namespace {

const QString self = QStringLiteral("self");

/// What comes out of the stages from the decision on, as printed; the result itself where the
/// catalogue names no documents. Other offices' work only: the receipt is our own.
QStringList resultsOf(const core::catalogue::Catalogue &catalogue, const core::catalogue::Service &service)
{
    QStringList names;
    bool decided = false;
    for (const auto &stage : service.stages) {
        decided = decided || stage.decides;
        if (!decided || stage.delivers || stage.outsideCase)
            continue;
        for (auto documents = stage.documents.crbegin(); documents != stage.documents.crend(); ++documents) {
            for (const QString &document : *documents)
                names.append(catalogue.document(document).zh);
        }
    }
    names.append(service.result.document.zh);
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

} // namespace

DeliveryDraft DeliveryDraft::of(Waiting waiting, const core::cases::CaseRecord &record,
                                const core::catalogue::Catalogue *catalogue,
                                const core::residents::family::FamilyView &family)
{
    DeliveryDraft draft;
    draft.waiting = waiting;
    const auto *service = catalogue != nullptr ? catalogue->byCode(record.file.service) : nullptr;
    if (service != nullptr)
        draft.proposals = resultsOf(*catalogue, *service);
    draft.document = draft.proposals.value(0);
    draft.handsPaperOver = !record.state.certificates.isEmpty();
    draft.receivers.append({record.file.applicantName, self});
    if (!record.file.proxy.name.isEmpty())
        draft.receivers.append({record.file.proxy.name, {}});
    for (const auto &member : family.members) {
        if (member.resident.id != record.file.applicant)
            draft.receivers.append({member.resident.name, member.toApplicant.toString()});
    }
    if (!record.file.proxy.name.isEmpty()) {
        DeliveryDraft proxy = draft;
        if (proxy.setRelation(record.file.proxy.relation))
            draft.receivers[1].relation = proxy.relation;
    }
    draft.way = waiting == Waiting::Tell ? Way::Phone : Way::Counter;
    draft.receiver = draft.receivers.constFirst().name;
    draft.relation = self;
    return draft;
}

DeliveryDraft::Problem DeliveryDraft::problem(const CaseState &state) const
{
    switch (waiting) {
    case Waiting::Collect:
        return document.trimmed().isEmpty() ? Problem::NoDocument : Problem::None;
    case Waiting::Papers:
        return Problem::None;
    case Waiting::Deliver:
        if (state.lacksTolerated())
            return Problem::MaterialMissing;
        break;
    case Waiting::Tell:
        break;
    }
    if (receiver.trimmed().isEmpty())
        return Problem::NoReceiver;
    if (relation.isEmpty())
        return Problem::NoRelation;
    if (waiting == Waiting::Deliver && handsPaperOver && way == Way::Phone)
        return Problem::PaperByPhone;
    return asksForSignature() && !receiptSigned ? Problem::SignatureNotSaid : Problem::None;
}

CertificateCollected DeliveryDraft::collected() const
{
    return {ReceiptData::joined({document, number})};
}

Delivered DeliveryDraft::delivered() const
{
    return {way, receiver.trimmed(), relation, asksForSignature() && receiptSigned.value_or(false)};
}

QList<ReceiptData::Document> DeliveryDraft::documents(const CaseState &state) const
{
    QList<ReceiptData::Document> list;
    for (const CertificateCollected &certificate : state.certificates)
        list.append(ReceiptData::parted(certificate.document));
    if (list.isEmpty() && waiting != Waiting::Tell && !proposals.isEmpty())
        list.append({proposals.constLast(), {}});
    return list;
}

void DeliveryDraft::setReceiver(const QString &name)
{
    const QString wanted = name.simplified();
    if (wanted == receiver)
        return;
    receiver = wanted;
    relation.clear();
    for (const Receiver &known : std::as_const(receivers)) {
        if (known.name == wanted)
            relation = known.relation;
    }
}

void DeliveryDraft::nextReceiver()
{
    qsizetype at = -1;
    for (qsizetype i = 0; i < receivers.size(); ++i) {
        if (receivers.at(i).name == receiver)
            at = i;
    }
    const Receiver &next = receivers.at((at + 1) % receivers.size());
    receiver = next.name;
    relation = next.relation;
}

bool DeliveryDraft::setRelation(const QString &typed)
{
    const QString wanted = typed.simplified();
    if (wanted == self || wanted == core::residents::codes::self.name()
        || RelationCode::parse(wanted) == core::residents::codes::self) {
        relation = self;
        return true;
    }
    if (const auto code = RelationCode::parse(wanted); code && code->isListed()) {
        relation = code->toString();
        return true;
    }
    for (const auto &entry : core::residents::codeList(RelationCode::system)) {
        if (entry.name == wanted) {
            relation = entry.text;
            return true;
        }
    }
    return false;
}

void DeliveryDraft::nextWay()
{
    way = way == Way::Phone ? Way::Counter : static_cast<Way>(static_cast<int>(way) + 1);
}

QList<MaterialState> promisedPapers(const CaseState &state)
{
    QList<MaterialState> papers;
    std::copy_if(state.materials.cbegin(), state.materials.cend(), std::back_inserter(papers),
                 [](const MaterialState &material) { return material.status == MaterialStatus::Tolerated; });
    return papers;
}

} // namespace shouli::app::delivery
