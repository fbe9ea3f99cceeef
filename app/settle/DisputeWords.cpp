// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle/DisputeWords.h"

#include "app/casework/CaseWords.h"
#include "app/office/ShownLanguage.h"
#include "app/people/RecordWords.h"
#include "core/cases/CaseEvent.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

namespace shouli::app::settle {

using casework::CaseWords;
using core::base::idCast;
using core::cases::CaseFile;
using core::cases::CaseId;
using core::cases::CaseStore;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::Kind;
using core::changes::LoggedChange;
using core::changes::Operation;
using core::changes::Value;
using core::changes::Verdict;
using core::changes::log::Dispute;
using core::residents::GroupMembership;
using core::residents::GroupStore;
using core::residents::Household;
using core::residents::HouseholdField;
using core::residents::HouseholdId;
using core::residents::HouseholdStore;
using core::residents::MembershipField;
using core::residents::MembershipId;
using core::residents::Resident;
using core::residents::ResidentId;
using core::residents::ResidentStore;
using office::Session;
using F = core::residents::ResidentField;

namespace {

QString nameOf(const Session &session, ResidentId id)
{
    const auto resident = ResidentStore::find(session.reader(), id);
    return resident ? resident->name : QString();
}

QString numberOf(const Session &session, HouseholdId id)
{
    const auto household = HouseholdStore::find(session.reader(), id);
    if (!household)
        return {};
    return household->number.isEmpty() ? household->address : household->number;
}

std::optional<GroupMembership> membershipOf(const Session &session, EntityRef ref)
{
    const auto found = GroupStore::find(session.reader(), idCast<MembershipId>(ref.id));
    return found ? std::optional(*found) : std::nullopt;
}

QString groupName(const Session &session, const QString &code)
{
    const auto catalogue = session.reference().catalogues->current(session.clock().today());
    const auto *group = catalogue ? (*catalogue)->group(code) : nullptr;
    return group != nullptr ? group->name.in(office::shownLanguage()) : code;
}

QString divisionName(const Session &session, const QString &code)
{
    const auto *division = session.reference().divisions.find(code);
    return division != nullptr ? division->name : code;
}

QString plain(const Value &value)
{
    return value.isNumber() ? QString::number(value.number()) : value.text();
}

/// A case or its public record: they have one id.
std::optional<CaseFile> caseOf(const Session &session, EntityRef ref)
{
    const auto file = CaseStore::find(session.reader(), idCast<CaseId>(ref.id));
    return file ? std::optional(*file) : std::nullopt;
}

bool isErasure(const Dispute &dispute)
{
    return std::any_of(dispute.proposals.cbegin(), dispute.proposals.cend(), [](const LoggedChange &proposal) {
        return proposal.change.operation == Operation::Redact;
    });
}

} // namespace

QString DisputeWords::whom(const Session &session, const Dispute &dispute)
{
    const EntityRef ref = dispute.entity;
    if (ref.kind == Resident::kind)
        return nameOf(session, idCast<ResidentId>(ref.id));
    if (ref.kind == Household::kind)
        return tr("Household %1").arg(numberOf(session, idCast<HouseholdId>(ref.id)));
    if (ref.kind == GroupMembership::kind) {
        const auto membership = membershipOf(session, ref);
        if (!membership)
            return {};
        return membership->resident.isNull() ? tr("Household %1").arg(numberOf(session, membership->household))
                                             : nameOf(session, membership->resident);
    }
    const auto file = caseOf(session, ref);
    return file ? file->applicantName : QString();
}

QString DisputeWords::what(const Session &session, const Dispute &dispute)
{
    const Kind kind = dispute.entity.kind;
    if (!dispute.isStep()) {
        QStringList fields;
        for (const Dispute::Part &part : dispute.parts)
            fields.append(field(kind, part.field));
        const auto membership = kind == GroupMembership::kind ? membershipOf(session, dispute.entity) : std::nullopt;
        const QString all = fields.join(tr(", "));
        return membership ? tr("%1: %2").arg(groupName(session, membership->group), all) : all;
    }
    const auto file = caseOf(session, dispute.entity);
    for (const LoggedChange &proposal : dispute.proposals) {
        if (proposal.change.operation == Operation::Redact)
            return tr("Erasure on lawful request");
        if (file && proposal.change.operation == Operation::Event)
            return step(session, *file, proposal);
        if (proposal.change.operation == Operation::Create)
            return file ? tr("New case") : tr("New record");
    }
    return file ? tr("A step of the case") : tr("A change of a newer version");
}

QString DisputeWords::caseFile(const Session &session, const Dispute &dispute)
{
    const auto file = caseOf(session, dispute.entity);
    return file ? tr("%1, %2").arg(file->number, CaseWords::service(session, *file)) : QString();
}

QString DisputeWords::step(const Session &session, const CaseFile &file, const LoggedChange &line)
{
    using namespace core::cases;
    struct Words {
        const Session &session;
        const CaseFile &file;
        QString stage(const QString &id) const { return CaseWords::stage(session, file, id); }
        QString operator()(const NewerStep &) const { return tr("A step of a newer version"); }
        QString operator()(const Accepted &) const { return tr("Accepted"); }
        QString operator()(const StageDone &s) const { return tr("%1: done").arg(stage(s.stage)); }
        QString operator()(const Returned &s) const { return tr("%1: sent back").arg(stage(s.stage)); }
        QString operator()(const Resubmitted &s) const { return tr("%1: put right").arg(stage(s.stage)); }
        QString operator()(const Rejected &s) const { return tr("%1: refused").arg(stage(s.stage)); }
        QString operator()(const Withdrawn &) const { return tr("Withdrawn"); }
        QString operator()(const Paused &s) const { return tr("%1: clock stopped").arg(stage(s.stage)); }
        QString operator()(const Resumed &s) const { return tr("%1: clock runs again").arg(stage(s.stage)); }
        QString operator()(const MaterialReceived &s) const
        {
            return tr("Received: %1").arg(CaseWords::material(session, file, s.material));
        }
        QString operator()(const CertificateCollected &s) const { return tr("Collected: %1").arg(s.document); }
        QString operator()(const Delivered &s) const { return tr("Handed over to %1").arg(s.receiver); }
        QString operator()(const Remark &) const { return tr("Remark"); }
        QString operator()(const TakenBack &) const { return tr("A step taken back"); }
        QString operator()(const Tidied &) const { return tr("Put in order"); }
        QString operator()(const Transferred &s) const { return tr("Transferred to %1").arg(s.toName); }
    };
    return std::visit(Words{session, file}, CaseEvent::of(line).step);
}

QString DisputeWords::why(const Session &session, const Dispute &dispute)
{
    switch (dispute.verdict) {
    case Verdict::Parked:
        return tr("Two offices changed this without knowing of each other. What reached the county first stands; the "
                  "other waits for you.");
    case Verdict::Suggestion:
        return dispute.isStep() ? tr("An office that no longer had this took the step. It has no effect.")
                                : tr("An office that no longer had this record changed it. It is a proposal to you.");
    case Verdict::Refused:
        if (isErasure(dispute))
            return tr("The county has not given this office the right to erase. Nothing was erased. Ask its IT staff for "
                      "the right, then order it again.");
        return tr("The county did not accept this from this computer. Only you know of it.");
    case Verdict::Applied:
        break;
    }
    const auto file = caseOf(session, dispute.entity);
    const auto record = file ? session.caseStore().load(session.reader(), file->id)
                             : core::base::Result<core::cases::CaseRecord>(core::cases::CaseRecord());
    const LoggedChange &proposal = dispute.proposals.constFirst();
    if (record) {
        for (const auto &flagged : record->state.flagged) {
            if (flagged.event == core::cases::EventId{proposal.replica, proposal.change.lseq}
                && flagged.reason == core::cases::FlagReason::CaseEnded)
                return tr("This step had no effect: the case had ended before. Somebody should know who took it.");
        }
    }
    return tr("This step had no effect: somebody else was faster. Look at the case, then put this aside.");
}

QString DisputeWords::field(Kind kind, Field field)
{
    if (kind == Resident::kind)
        return people::RecordWords::field(static_cast<F>(field.value));
    if (kind == Household::kind) {
        switch (static_cast<HouseholdField>(field.value)) {
        case HouseholdField::Number:
            return tr("Number of the book");
        case HouseholdField::Kind:
            return tr("Kind of household");
        case HouseholdField::Division:
            return tr("Community or village");
        case HouseholdField::Address:
            return tr("Address");
        case HouseholdField::Dwelling:
            return tr("Dwelling");
        case HouseholdField::Rooms:
            return tr("Rooms");
        case HouseholdField::Remark:
            return tr("Remark");
        }
    }
    if (kind == GroupMembership::kind) {
        switch (static_cast<MembershipField>(field.value)) {
        case MembershipField::Resident:
            return tr("Person");
        case MembershipField::Household:
            return tr("Household");
        case MembershipField::Group:
            return tr("Group");
        case MembershipField::Category:
            return tr("Category");
        case MembershipField::Level:
            return tr("Level");
        case MembershipField::Detail:
            return tr("Details");
        case MembershipField::Certificate:
            return tr("Certificate number");
        case MembershipField::ValidFrom:
            return tr("Valid from");
        case MembershipField::ValidTo:
            return tr("Valid to");
        case MembershipField::ReviewOn:
            return tr("To be reviewed on");
        case MembershipField::Evidence:
            return tr("Evidence");
        case MembershipField::EndedOn:
            return tr("Ended on");
        case MembershipField::EndReason:
            return tr("Why it ended");
        }
    }
    return tr("Field %1").arg(field.value);
}

QString DisputeWords::value(const Session &session, Kind kind, Field field, const Value &value)
{
    if (value.isNull() || (value.isText() && value.text().isEmpty()))
        return tr("nothing");
    const office::CodeWords words(session.reference().codes);
    if (kind == Resident::kind) {
        const F which = static_cast<F>(field.value);
        if (which == F::HukouDivision || which == F::LivingDivision)
            return divisionName(session, value.text());
        if (which == F::Household)
            return numberOf(session, value.id<HouseholdId>());
        if (value.isBytes())
            return nameOf(session, value.id<ResidentId>());
        Resident resident;
        resident.setValue(which, value);
        return people::RecordWords::value(resident, which, words);
    }
    if (kind == Household::kind && field == core::residents::fieldOf(HouseholdField::Division))
        return divisionName(session, value.text());
    if (kind == Household::kind && field == core::residents::fieldOf(HouseholdField::Kind))
        return value.number() == static_cast<int>(core::residents::HouseholdKind::Collective) ? tr("collective")
                                                                                              : tr("family");
    if (kind == GroupMembership::kind) {
        GroupMembership membership;
        const auto which = static_cast<MembershipField>(field.value);
        membership.setValue(which, value);
        if (which == MembershipField::Category)
            return words.of(membership.category);
        if (which == MembershipField::Level)
            return words.of(membership.level);
        if (which == MembershipField::Group)
            return groupName(session, membership.group);
        if (which == MembershipField::Resident)
            return nameOf(session, membership.resident);
        if (which == MembershipField::Household)
            return numberOf(session, membership.household);
    }
    return plain(value);
}

QString DisputeWords::values(const Session &session, const Dispute &dispute, ValueOf of)
{
    QStringList all;
    for (const Dispute::Part &part : dispute.parts) {
        const QString one = value(session, dispute.entity.kind, part.field, part.*of);
        all.append(dispute.parts.size() == 1 ? one : tr("%1: %2").arg(field(dispute.entity.kind, part.field), one));
    }
    return all.join(u'\n');
}

QString DisputeWords::by(const Session &session, const LoggedChange &change)
{
    QStringList parts;
    if (change.change.entity.kind == CaseFile::kind && change.change.operation == Operation::Event) {
        const auto event = core::cases::CaseEvent::of(change); // says who; their list of staff is not here
        parts = {event.staffName, event.officeName, when(session, change)};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(" · "));
    }
    if (const auto member = session.directory().member(idCast<core::staff::StaffId>(change.change.author)))
        parts.append(member->name);
    const auto replica = idCast<core::staff::DeviceId>(change.replica);
    for (const auto &device : session.directory().devices) {
        const auto office = device.id == replica ? session.directory().office(device.office) : std::nullopt;
        if (office)
            parts.append(office::shownLanguage() == core::base::Language::English && !office->nameEn.isEmpty()
                             ? office->nameEn
                             : office->name);
    }
    parts.append(when(session, change));
    return parts.join(QStringLiteral(" · "));
}

QString DisputeWords::when(const Session &session, const LoggedChange &change)
{
    const auto at = change.change.stamp.wall.inChina();
    return CaseWords::day(at.date(), session.clock().today()) + at.toString(QStringLiteral(" HH:mm"));
}

ResidentId DisputeWords::person(const Session &session, const Dispute &dispute)
{
    const EntityRef ref = dispute.entity;
    if (ref.kind == Resident::kind)
        return idCast<ResidentId>(ref.id);
    if (ref.kind == GroupMembership::kind) {
        const auto membership = membershipOf(session, ref);
        return membership ? membership->resident : ResidentId();
    }
    const auto file = caseOf(session, ref);
    return file ? file->applicant : ResidentId();
}

} // namespace shouli::app::settle
