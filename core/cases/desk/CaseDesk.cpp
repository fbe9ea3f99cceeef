// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/CaseDesk.h"

#include "core/cases/desk/CaseRoute.h"
#include "core/cases/desk/CaseSharing.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "core/cases/PublicCase.h"
#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/ResidentStore.h"

#include <algorithm>

namespace shouli::core::cases::desk {

using base::ErrorCode;
using base::Result;
using changes::Act;
using staff::Deed;
using storage::Transaction;

namespace {
constexpr int mostExpired = 50; ///< stubs given up with one act
}

/// One step under way: the case as it stands, and the books it is judged by.
struct CaseDesk::Turn {
    Actor actor;
    CaseRecord record;
    CaseFold fold{StagePlan()};
    std::shared_ptr<const catalogue::Catalogue> catalogue;
    const catalogue::Service *service = nullptr;
    changes::ReplicaId replica;

    [[nodiscard]] const CaseState &state() const { return fold.state(); }
};

namespace {

Result<void> checkAccount(const Actor &actor)
{
    if (!actor.staff.active || actor.staff.office != actor.office.id)
        return base::failure(ErrorCode::PermissionDenied, QStringLiteral("account"));
    return {};
}

Result<void> checkDeed(const Actor &actor, Deed deed)
{
    if (!staff::mayDo(actor.staff.role, deed))
        return base::failure(ErrorCode::PermissionDenied, staff::toString(actor.staff.role));
    return {};
}

Result<void> checkReason(const QString &reason, const char *what)
{
    if (reason.trimmed().isEmpty())
        return base::failure(ErrorCode::ReasonMissing, QString::fromLatin1(what));
    return {};
}

/// The stage is this office's, and this person may act at it. Whether it is open the fold says.
template <class Turn>
Result<void> checkStage(const Turn &turn, const QString &id)
{
    const StageState *stage = turn.state().stage(id);
    if (stage == nullptr)
        return base::failure(ErrorCode::StepNotPossible, wordOf(FlagReason::StageUnknown));
    if (stage->office != turn.actor.office.id)
        return base::failure(ErrorCode::StepNotYours, id);
    const PlannedStage *planned = turn.record.plan.find(id);
    return checkDeed(turn.actor, CaseRoute::deedOf(*turn.catalogue, planned->role, turn.actor.office));
}

/// By the office that accepted, at its counter.
template <class Turn>
Result<void> checkHome(const Turn &turn)
{
    if (turn.record.file.home != turn.actor.office.id)
        return base::failure(ErrorCode::StepNotYours, turn.record.file.number);
    return checkDeed(turn.actor, Deed::AcceptCase);
}

/// By the office that accepted, or one that a stage is assigned to.
template <class Turn>
Result<void> checkInvolved(const Turn &turn, bool openOnly)
{
    if (turn.record.file.home == turn.actor.office.id)
        return checkHome(turn);
    Result<void> answer = base::failure(ErrorCode::StepNotYours, turn.record.file.number);
    for (const StageState &stage : turn.state().stages) {
        if (stage.office != turn.actor.office.id || (openOnly && stage.status != StageStatus::Open))
            continue;
        answer = checkStage(turn, stage.id);
        if (answer)
            return answer;
    }
    return answer;
}

/// By any office that has, had or will have something to do with it.
template <class Turn>
Result<void> checkCarrier(const Turn &turn)
{
    if (turn.record.file.home == turn.actor.office.id)
        return checkHome(turn);
    for (const StageState &stage : turn.state().stages) {
        if (stage.office == turn.actor.office.id && stage.status != StageStatus::Skipped)
            return checkStage(turn, stage.id);
    }
    return base::failure(ErrorCode::StepNotYours, turn.record.file.number);
}

/// Every stage that changes its office when `turn`'s gives the case to `to`.
template <class Turn>
QList<Carrier> routeAfter(const Turn &turn, const staff::Directory &directory, const staff::Office &to)
{
    const staff::OfficeId own = turn.actor.office.id;
    const bool home = turn.record.file.home == own;
    const QList<Carrier> there = home ? CaseRoute(*turn.catalogue, *turn.service, directory, to).all()
                                      : QList<Carrier>();
    QList<Carrier> route;
    for (const StageState &stage : turn.state().stages) {
        if (stage.office == own) {
            route.append({stage.id, to.id, to.name, stage.outside});
        } else if (stage.status == StageStatus::Ahead) { // its street office may be another one
            for (const Carrier &carrier : there) {
                if (carrier.stage == stage.id && carrier.office != stage.office)
                    route.append(carrier);
            }
        }
    }
    return route;
}

CaseEvent eventOf(const Actor &actor, changes::ReplicaId replica, base::Timestamp now, Step step)
{
    CaseEvent event;
    event.id.replica = replica;
    event.at = now;
    event.on = now.dateInChina();
    event.author = actor.staff.author();
    event.staffName = actor.staff.name;
    event.office = actor.office.id;
    event.officeName = actor.office.name;
    event.step = std::move(step);
    return event;
}

QString stageOf(const Step &step)
{
    return std::visit(
        [](const auto &taken) -> QString {
            if constexpr (requires { taken.stage; })
                return taken.stage;
            else
                return {};
        },
        step);
}

/// The number of the newest event that this PC logged for the case.
Result<EventId> newestEvent(Transaction &tx, changes::ReplicaId replica, CaseId id)
{
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral(
                   "SELECT max(lseq) FROM change WHERE entity = ? AND kind = ? AND operation = ? AND replica = ?")));
    query.bindAll(id, CaseFile::kind.value, static_cast<int>(changes::Operation::Event), replica);
    SHOULI_CHECK(query.step());
    return EventId{replica, query.integer(0)};
}

} // namespace

CaseDesk::CaseDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock, base::Random &random,
                   CaseStore store)
    : m_log(log)
    , m_audit(audit)
    , m_clock(clock)
    , m_random(random)
    , m_store(std::move(store))
{
}

Result<CaseDesk::Turn> CaseDesk::begin(Transaction &tx, const Actor &actor, CaseId id) const
{
    SHOULI_CHECK(checkAccount(actor));
    Turn turn;
    turn.actor = actor;
    SHOULI_TRY(turn.record, m_store.load(tx.database(), id));
    const auto catalogue = m_store.catalogues().catalogue(turn.record.file.catalogue);
    if (!catalogue)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("catalogue ") + turn.record.file.catalogue);
    turn.catalogue = *catalogue;
    turn.service = turn.catalogue->byCode(turn.record.file.service);
    if (turn.service == nullptr)
        return base::failure(ErrorCode::ServiceUnknown, turn.record.file.service);
    turn.fold = CaseFold(turn.record.plan);
    for (const CaseEvent &event : std::as_const(turn.record.events))
        turn.fold.apply(event);
    SHOULI_TRY(const auto replica, changes::log::ReplicaState::load(tx.database()));
    turn.replica = replica.id;
    return turn;
}

Result<EventId> CaseDesk::finish(Transaction &tx, const Turn &turn, Step step)
{
    CaseEvent event = eventOf(turn.actor, turn.replica, m_clock.now(), std::move(step));
    if (const auto objection = turn.fold.objection(event))
        return base::failure(ErrorCode::StepNotPossible, wordOf(*objection));
    CaseFold next = turn.fold;
    next.apply(event);
    const QString done = std::holds_alternative<StageDone>(event.step) ? stageOf(event.step) : QString();
    SHOULI_TRY(const CaseSharing sharing,
               CaseSharing::of(tx, m_log.tables(), turn.record, next.state(), done, turn.actor.office.id));
    event.shares = sharing.given;
    event.givenBack = sharing.back;
    SHOULI_TRY(Act act, m_log.begin(tx, turn.actor.staff.author()));
    SHOULI_CHECK(act.event(turn.record.file.ref(), event.kind(), event.payload()));
    SHOULI_CHECK(sharing.write(act, turn.record.file.id));
    return close(tx, act, turn, next.state(), event.step);
}

Result<EventId> CaseDesk::close(Transaction &tx, Act &act, const Turn &turn, const CaseState &after, const Step &step)
{
    const CaseFile &file = turn.record.file;
    SHOULI_CHECK(restate(act, file, after));
    SHOULI_CHECK(act.finish());
    const QString details = QStringLiteral("%1 %2 %3").arg(file.number, wordOf(step), stageOf(step)).trimmed();
    SHOULI_CHECK(m_audit.record(tx, turn.actor.staff.author(), audit::Action::CaseStep, file.ref(), details));
    return newestEvent(tx, turn.replica, file.id);
}

Result<void> CaseDesk::restate(Act &act, const CaseFile &file, const CaseState &state) const
{
    const QDate today = m_clock.today();
    const auto moving = PublicCase::of(file, state, {}, m_store.calendar(), today).moving();
    for (auto it = moving.cbegin(); it != moving.cend(); ++it)
        SHOULI_CHECK(act.set(PublicCase::refOf(file.id), it.key(), it.value()));
    return {};
}

Result<CaseFile> CaseDesk::accept(Transaction &tx, const Actor &actor, const Acceptance &acceptance)
{
    SHOULI_CHECK(checkAccount(actor));
    SHOULI_CHECK(checkDeed(actor, Deed::AcceptCase));
    SHOULI_TRY(const auto catalogue, m_store.catalogues().catalogue(acceptance.catalogue));
    const catalogue::Service *service = catalogue->byCode(acceptance.service);
    if (service == nullptr)
        return base::failure(ErrorCode::ServiceUnknown, acceptance.service);
    SHOULI_TRY(const auto directory, staff::Directory::load(tx.database()));
    SHOULI_TRY(const auto replica, changes::log::ReplicaState::load(tx.database()));
    const QDate today = m_clock.today();

    Turn turn{actor, {}, CaseFold(StagePlan::of(*service, acceptance.variant)), catalogue, service, replica.id};
    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    for (const Correcting &correction : acceptance.corrections)
        SHOULI_CHECK(residents::ResidentStore::update(act, correction.seen, correction.wanted));
    SHOULI_TRY(const auto applicant, residents::ResidentStore::find(tx.database(), acceptance.applicant));
    SHOULI_TRY(const numbers::CaseNumber number, numbers::NumberBlocks::allot(tx, actor.office.division, today));

    CaseFile &file = turn.record.file;
    file.id = CaseId::create(m_clock, m_random);
    file.number = number.toString();
    file.service = acceptance.service;
    file.catalogue = acceptance.catalogue;
    file.variant = acceptance.variant;
    file.applicant = acceptance.applicant;
    file.applicantName = applicant.name;
    file.subject = acceptance.subject;
    file.household = acceptance.household;
    file.proxy = acceptance.proxy;
    file.home = actor.office.id;
    file.token = m_random.bytes(CaseFile::tokenSize);
    file.tokenHash = CaseFile::hashOf(file.token);
    file.acceptedOn = today;
    turn.record.plan = turn.fold.plan();

    Accepted step = acceptance.step;
    step.route = CaseRoute(*catalogue, *service, directory, actor.office).all();
    CaseEvent event = eventOf(actor, turn.replica, m_clock.now(), step);
    turn.fold.apply(event);
    SHOULI_CHECK(act.create(file.ref(), actor.office.scope(), file.values()));
    const QString phone = applicant.phone.isEmpty() ? file.proxy.phone : applicant.phone;
    const PublicCase open = PublicCase::of(file, turn.state(), phone, m_store.calendar(), today);
    SHOULI_CHECK(act.create(PublicCase::refOf(file.id), actor.office.scope(), open.values()));
    SHOULI_TRY(const CaseSharing sharing,
               CaseSharing::of(tx, m_log.tables(), turn.record, turn.state(), {}, actor.office.id));
    event.shares = sharing.given;
    SHOULI_CHECK(act.event(file.ref(), event.kind(), event.payload()));
    SHOULI_CHECK(sharing.write(act, file.id));
    SHOULI_CHECK(close(tx, act, turn, turn.state(), event.step));
    return file;
}

Result<EventId> CaseDesk::completeStage(Transaction &tx, const Actor &actor, CaseId id, const Done &done)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, done.step.stage));
    SHOULI_TRY(const auto directory, staff::Directory::load(tx.database()));
    const staff::Office home = directory.office(turn.record.file.home).value_or(actor.office);
    const CaseRoute route(*turn.catalogue, *turn.service, directory, home);
    StageDone step = done.step;
    step.route.clear();
    for (const QString &stage : done.delegate) {
        const auto carrier = route.delegated(stage);
        if (!carrier)
            return base::failure(ErrorCode::StepNotPossible, stage);
        step.route.append(*carrier);
    }
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::returnForCorrection(Transaction &tx, const Actor &actor, CaseId id, const Returned &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, step.stage));
    SHOULI_CHECK(checkReason(step.reason, "reason"));
    Returned returned = step;
    if (returned.to.isEmpty() && !turn.record.plan.stages.isEmpty())
        returned.to = turn.record.plan.stages.constFirst().id;
    return finish(tx, turn, returned);
}

Result<EventId> CaseDesk::resubmit(Transaction &tx, const Actor &actor, CaseId id, const Resubmitted &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, step.stage));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::reject(Transaction &tx, const Actor &actor, CaseId id, const Rejected &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, step.stage));
    SHOULI_CHECK(checkReason(step.reason, "reason"));
    SHOULI_CHECK(checkReason(step.basis, "basis"));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::withdraw(Transaction &tx, const Actor &actor, CaseId id, const Withdrawn &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkHome(turn));
    SHOULI_CHECK(checkReason(step.reason, "reason"));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::pause(Transaction &tx, const Actor &actor, CaseId id, const Paused &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, step.stage));
    SHOULI_CHECK(checkReason(step.reason, "reason"));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::resume(Transaction &tx, const Actor &actor, CaseId id, const Resumed &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkStage(turn, step.stage));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::receiveMaterial(Transaction &tx, const Actor &actor, CaseId id, const MaterialReceived &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkInvolved(turn, true));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::collectCertificate(Transaction &tx, const Actor &actor, CaseId id,
                                             const CertificateCollected &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkHome(turn));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::deliver(Transaction &tx, const Actor &actor, CaseId id, const Delivered &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkHome(turn));
    SHOULI_CHECK(checkReason(step.receiver, "receiver"));
    return finish(tx, turn, step);
}

Result<EventId> CaseDesk::remark(Transaction &tx, const Actor &actor, CaseId id, const Remark &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkInvolved(turn, false));
    SHOULI_CHECK(checkReason(step.text, "text"));
    return finish(tx, turn, step);
}

Result<QList<changes::EntityRef>> CaseDesk::heldRecords(Transaction &tx, const Turn &turn) const
{
    const QList<Share> &known = turn.state().shares;
    QList<changes::EntityRef> records;
    if (!known.isEmpty()) {
        records = known.constFirst().records;
    } else {
        SHOULI_TRY(records, CaseSharing::recordsOf(tx.database(), turn.record.file));
    }
    QList<changes::EntityRef> held; // only who holds a record can give it
    for (const changes::EntityRef &record : std::as_const(records)) {
        SHOULI_TRY(const auto holding, m_log.tables().holding(tx, record, turn.actor.office.scope()));
        if (holding.now() > 0)
            held.append(record);
    }
    return held;
}

Result<EventId> CaseDesk::transfer(Transaction &tx, const Actor &actor, CaseId id, const Transfer &wanted)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkCarrier(turn));
    SHOULI_CHECK(checkReason(wanted.reason, "reason"));
    SHOULI_TRY(const auto directory, staff::Directory::load(tx.database()));
    const auto alike = CaseRoute::alike(directory, actor.office);
    const auto to = std::find_if(alike.cbegin(), alike.cend(),
                                 [&](const staff::Office &office) { return office.id == wanted.to; });
    if (to == alike.cend())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("office ") + wanted.to.toString());

    CaseEvent event = eventOf(actor, turn.replica, m_clock.now(),
                              Transferred{to->id, to->name, wanted.reason, routeAfter(turn, directory, *to)});
    if (const auto objection = turn.fold.objection(event))
        return base::failure(ErrorCode::StepNotPossible, wordOf(*objection));
    CaseFold next = turn.fold;
    next.apply(event);

    const changes::ScopeId there = to->scope();
    const changes::ScopeId here = actor.office.scope();
    CaseFile file = turn.record.file;
    CaseSharing sharing;
    SHOULI_TRY(const auto holding, m_log.tables().holding(tx, file.ref(), there));
    if (holding.now() == 0)
        sharing.receivers = {there};
    bool knows = false;
    for (const Share &share : turn.state().shares) {
        if (share.office == actor.office.id)
            sharing.back.append(share);
        knows = knows || share.office == to->id;
    }
    if (!knows) {
        SHOULI_TRY(const auto records, heldRecords(tx, turn));
        sharing.given = {{to->id, records}};
    }
    event.shares = sharing.given;
    event.givenBack = sharing.back;

    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    SHOULI_CHECK(act.event(file.ref(), event.kind(), event.payload()));
    if (file.home == actor.office.id)
        SHOULI_CHECK(act.set(file.ref(), CaseFile::homeField, changes::Value(to->id)));
    SHOULI_CHECK(sharing.write(act, id));
    SHOULI_CHECK(restate(act, file, next.state()));
    SHOULI_CHECK(leaveStub(tx, act, turn, *to));
    SHOULI_CHECK(act.leave(file.ref(), here)); // last: only who holds it may write about it
    SHOULI_CHECK(act.leave(PublicCase::refOf(id), here));
    SHOULI_CHECK(act.finish());
    SHOULI_CHECK(m_audit.record(tx, actor.staff.author(), audit::Action::CaseStep, file.ref(),
                                QStringLiteral("%1 %2").arg(file.number, wordOf(event.step))));
    return newestEvent(tx, turn.replica, id);
}

Result<void> CaseDesk::leaveStub(Transaction &tx, Act &act, const Turn &turn, const staff::Office &to)
{
    using namespace residents::moves;
    const CaseFile &file = turn.record.file;
    Departure stub;
    stub.id = DepartureId::create(m_clock, m_random);
    stub.subject = file.ref();
    stub.mark(file.applicantName, QString::fromLatin1(file.token.toHex()), m_random);
    stub.to = to.id;
    stub.toName = to.name;
    stub.leftOn = m_clock.today();
    stub.reason = LeavingReason::CaseTransferred;
    stub.caseNumber = file.number;
    stub.service = file.service;
    SHOULI_CHECK(DepartureStore::create(act, turn.actor.office.scope(), stub));
    SHOULI_TRY(const auto old, DepartureStore::expired(tx.database(), m_clock.today(), mostExpired));
    for (const Departure &one : old)
        SHOULI_CHECK(act.leave(one.ref(), turn.actor.office.scope()));
    return {};
}

Result<void> CaseDesk::keepRecords(Transaction &tx, const Actor &actor, CaseId id)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkHome(turn));
    for (const Share &share : turn.state().shares) {
        if (share.office == actor.office.id)
            return {};
    }
    SHOULI_TRY(const auto records, heldRecords(tx, turn));
    CaseSharing sharing;
    sharing.given = {{actor.office.id, records}};
    CaseEvent event = eventOf(actor, turn.replica, m_clock.now(), Tidied{});
    event.shares = sharing.given;
    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    SHOULI_CHECK(act.event(turn.record.file.ref(), event.kind(), event.payload()));
    SHOULI_CHECK(sharing.write(act, id));
    SHOULI_CHECK(close(tx, act, turn, turn.state(), event.step));
    return {};
}

Result<EventId> CaseDesk::takeBack(Transaction &tx, const Actor &actor, CaseId id, const EventId &step)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    const CaseFile &file = turn.record.file;
    SHOULI_TRY(const auto line, changes::log::ChangeTable::find(tx.database(), step.replica, step.lseq));
    if (!line || line->change.entity != file.ref() || line->change.operation != changes::Operation::Event)
        return base::failure(ErrorCode::StepNotPossible, wordOf(FlagReason::NotTheLastStep));
    if (line->change.author != actor.staff.author() || step.replica != turn.replica)
        return base::failure(ErrorCode::PermissionDenied, QStringLiteral("another person's step"));
    if (line->seq || line->verdict)
        return base::failure(ErrorCode::StepNotPossible, QStringLiteral("ordered"));
    if (std::holds_alternative<Transferred>(CaseEvent::of(*line).step))
        return base::failure(ErrorCode::StepNotPossible, QStringLiteral("another office's"));
    const std::int64_t age = m_clock.monotonicMs() - line->change.stamp.monotonicMs;
    if (line->change.stamp.bootId != m_clock.bootId() || age < 0 || age > takeBackMs)
        return base::failure(ErrorCode::StepNotPossible, QStringLiteral("too late"));

    CaseEvent event = eventOf(actor, turn.replica, m_clock.now(), TakenBack{step.lseq});
    if (const auto objection = turn.fold.objection(event))
        return base::failure(ErrorCode::StepNotPossible, wordOf(*objection));
    CaseFold next = turn.fold;
    next.apply(event);
    CaseSharing sharing;
    const CaseEvent undone = CaseEvent::of(*line);
    sharing.given = event.shares = undone.givenBack;
    sharing.back = event.givenBack = undone.shares;
    SHOULI_TRY(const auto history, changes::log::ChangeTable::history(tx.database(), file.ref()));
    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    SHOULI_CHECK(act.event(file.ref(), event.kind(), event.payload()));
    SHOULI_CHECK(sharing.write(act, id));
    for (const changes::LoggedChange &other : history) {
        const bool sameAct = other.replica == step.replica && other.change.actFirst == line->change.actFirst;
        if (!sameAct || other.change.operation != changes::Operation::Enter)
            continue;
        SHOULI_CHECK(act.leave(file.ref(), other.change.scope));
        SHOULI_CHECK(act.leave(PublicCase::refOf(id), other.change.scope));
    }
    return close(tx, act, turn, next.state(), event.step);
}

Result<void> CaseDesk::tidy(Transaction &tx, const Actor &actor, CaseId id)
{
    SHOULI_TRY(Turn turn, begin(tx, actor, id));
    SHOULI_CHECK(checkInvolved(turn, false));
    SHOULI_TRY(const CaseSharing sharing,
               CaseSharing::of(tx, m_log.tables(), turn.record, turn.state(), {}, actor.office.id));
    CaseEvent event = eventOf(actor, turn.replica, m_clock.now(), Tidied{});
    event.shares = sharing.given;
    event.givenBack = sharing.back;
    SHOULI_TRY(Act act, m_log.begin(tx, actor.staff.author()));
    if (!event.shares.isEmpty() || !event.givenBack.isEmpty())
        SHOULI_CHECK(act.event(turn.record.file.ref(), event.kind(), event.payload()));
    SHOULI_CHECK(sharing.write(act, id));
    SHOULI_CHECK(restate(act, turn.record.file, turn.state()));
    if (act.isEmpty())
        return {};
    SHOULI_CHECK(close(tx, act, turn, turn.state(), event.step));
    return {};
}

} // namespace shouli::core::cases::desk
