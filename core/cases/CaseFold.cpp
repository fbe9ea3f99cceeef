// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseFold.h"

#include <algorithm>

namespace shouli::core::cases {

using calendar::StageClock;

namespace {

bool stands(const StageClock &clock)
{
    return !clock.pauses.empty() && !clock.pauses.back().until.isValid();
}

void stop(StageClock &clock, QDate on)
{
    if (!stands(clock))
        clock.pauses.push_back({on, {}});
}

void run(StageClock &clock, QDate on)
{
    if (stands(clock))
        clock.pauses.back().until = on;
}

void end(StageClock &clock, QDate on)
{
    run(clock, on);
    if (clock.started.isValid() && !clock.finished.isValid())
        clock.finished = on;
}

void finish(StageState &stage, QDate on, const QString &by)
{
    end(stage.clock, on);
    stage.status = StageStatus::Done;
    stage.paused = false;
    stage.doneBy = by;
}

bool isDone(const StageState &stage)
{
    return stage.status == StageStatus::Done || stage.status == StageStatus::Skipped;
}

} // namespace

CaseFold::CaseFold(StagePlan plan)
    : m_plan(std::move(plan))
{
    m_state.stages.reserve(m_plan.stages.size());
    for (const PlannedStage &planned : std::as_const(m_plan.stages)) {
        StageState stage;
        stage.id = planned.id;
        stage.clock.limit = planned.limit;
        m_state.stages.append(stage);
    }
    m_state.promised.limit = m_plan.promised;
    m_state.statutory.limit = m_plan.statutory;
}

CaseState CaseFold::of(const StagePlan &plan, const QList<CaseEvent> &events)
{
    CaseFold fold(plan);
    for (const CaseEvent &event : events)
        fold.apply(event);
    return fold.state();
}

void CaseFold::apply(const CaseEvent &event)
{
    if (std::holds_alternative<NewerStep>(event.step)) {
        m_state.newer.append(event.id);
        return;
    }
    if (event.verdict.value_or(changes::Verdict::Applied) != changes::Verdict::Applied) {
        flag(event, FlagReason::NotApplied);
        return;
    }
    const bool takesBack = std::holds_alternative<TakenBack>(event.step);
    CaseState before = m_state;
    const Outcome objection = std::visit([&](const auto &step) { return take(event, step); }, event.step);
    if (objection) {
        m_state = std::move(before);
        flag(event, *objection);
    } else if (!takesBack) {
        settle(event.on);
        m_state.lastStep = event.id;
        m_before.push_back({event.id, std::move(before)});
    }
    share(event);
}

std::optional<FlagReason> CaseFold::objection(const CaseEvent &event) const
{
    CaseFold next = *this;
    next.apply(event);
    return next.m_state.flagged.size() > m_state.flagged.size() ? std::optional(next.m_state.flagged.constLast().reason)
                                                                : std::nullopt;
}

StageState *CaseFold::stage(const QString &id)
{
    const qsizetype index = m_plan.indexOf(id);
    return index >= 0 ? &m_state.stages[index] : nullptr;
}

CaseFold::Outcome CaseFold::mayGoOn() const
{
    switch (m_state.status) {
    case CaseStatus::Unaccepted:
        return FlagReason::NotAccepted;
    case CaseStatus::Rejected:
    case CaseStatus::Withdrawn:
    case CaseStatus::Delivered:
    case CaseStatus::Closed:
        return FlagReason::CaseEnded;
    case CaseStatus::Open:
    case CaseStatus::Returned:
    case CaseStatus::Paused:
    case CaseStatus::Approved:
        break;
    }
    return {};
}

CaseFold::Outcome CaseFold::mayAct(const QString &stage) const
{
    if (const Outcome ended = mayGoOn())
        return ended;
    const StageState *state = m_state.stage(stage);
    if (state == nullptr)
        return FlagReason::StageUnknown;
    return state->status == StageStatus::Open ? Outcome() : FlagReason::StageNotOpen;
}

CaseFold::Outcome CaseFold::take(const CaseEvent &, const NewerStep &)
{
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Accepted &step)
{
    if (m_state.status != CaseStatus::Unaccepted)
        return FlagReason::AcceptedTwice;
    m_state.status = CaseStatus::Open;
    m_state.acceptedOn = event.on;
    m_state.promised.started = event.on;
    m_state.materials = step.materials;
    say(event, {}, step.remark);
    follow(step.route);
    advance(event.on);
    for (qsizetype i = 0; i < m_plan.stages.size(); ++i) {
        if (m_plan.stages[i].byAcceptance && m_state.stages[i].status == StageStatus::Open)
            finish(m_state.stages[i], event.on, event.staffName);
    }
    advance(event.on);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const StageDone &step)
{
    if (const Outcome objection = mayAct(step.stage))
        return objection;
    const PlannedStage *planned = m_plan.find(step.stage);
    if (planned->ends && planned->delivers)
        return FlagReason::NeedsDelivery;
    if (planned->ends && m_state.lacksTolerated())
        return FlagReason::MaterialMissing;
    for (const QString &skipped : step.skip) {
        const PlannedStage *stage = m_plan.find(skipped);
        if (stage == nullptr || !stage->skippable || m_state.stage(skipped)->status != StageStatus::Ahead)
            return FlagReason::StageNotSkippable;
    }
    m_state.notNeeded.append(step.skip);
    m_state.facts.insert(step.facts);
    say(event, step.stage, step.opinion);
    follow(step.route);
    finish(*stage(step.stage), event.on, event.staffName);
    if (planned->ends) {
        endStages(event.on);
        decide(event.on);
        m_state.status = CaseStatus::Closed;
        m_state.closedOn = event.on;
        m_state.told = true;
    } else {
        advance(event.on);
    }
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Returned &step)
{
    if (const Outcome objection = mayAct(step.stage))
        return objection;
    const PlannedStage *from = m_plan.find(step.stage);
    const PlannedStage *to = m_plan.find(step.to);
    StageState *earlier = stage(step.to);
    if (to == nullptr || to->group >= from->group
        || (earlier->status != StageStatus::Done && earlier->status != StageStatus::Correcting))
        return FlagReason::StageNotEarlier;
    earlier->status = StageStatus::Correcting;
    StageState *waiting = stage(step.stage);
    waiting->status = StageStatus::Returned;
    waiting->paused = false;
    stop(waiting->clock, event.on);
    for (MaterialState &material : m_state.materials) {
        if (step.items.contains(material.material) && material.status != MaterialStatus::Tolerated)
            material.status = MaterialStatus::Missing;
    }
    m_state.corrections.append(
        {step.stage, step.to, step.items, step.reason, event.on, event.staffName, event.officeName});
    say(event, step.stage, step.reason);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Resubmitted &step)
{
    if (const Outcome ended = mayGoOn())
        return ended;
    StageState *corrected = stage(step.stage);
    if (corrected == nullptr)
        return FlagReason::StageUnknown;
    if (corrected->status != StageStatus::Correcting)
        return FlagReason::StageNotCorrecting;
    corrected->status = StageStatus::Done;
    for (const Correction &correction : std::as_const(m_state.corrections)) {
        if (correction.to != step.stage)
            continue;
        StageState *waiting = stage(correction.from);
        waiting->status = StageStatus::Open;
        run(waiting->clock, event.on);
    }
    m_state.corrections.removeIf([&](const Correction &c) { return c.to == step.stage; });
    for (const QString &material : step.supplied)
        receive(material);
    say(event, step.stage, step.remark);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Rejected &step)
{
    if (const Outcome objection = mayAct(step.stage))
        return objection;
    const PlannedStage *planned = m_plan.find(step.stage);
    if (planned->delivers)
        return FlagReason::NeedsDelivery; // decided already: only the result is to be handed out
    m_state.rejection = step;
    say(event, step.stage, step.reason);
    finish(*stage(step.stage), event.on, event.staffName);
    endStages(event.on);
    decide(event.on);
    m_state.status = CaseStatus::Rejected;
    for (qsizetype i = 0; i < m_plan.stages.size(); ++i) {
        if (m_plan.stages[i].ends && m_plan.stages[i].delivers) {
            open(i, event.on);
            return {};
        }
    }
    // nobody is left to tell the resident but the office that accepted, or it has just done so
    if (stage(step.stage)->office == m_state.stages.constFirst().office) {
        m_state.told = true;
        m_state.closedOn = event.on;
    }
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Withdrawn &step)
{
    if (const Outcome ended = mayGoOn())
        return ended;
    say(event, {}, step.reason);
    endStages(event.on);
    decide(event.on);
    m_state.status = CaseStatus::Withdrawn;
    m_state.closedOn = event.on;
    m_state.told = true;
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Paused &step)
{
    if (const Outcome objection = mayAct(step.stage))
        return objection;
    StageState *paused = stage(step.stage);
    if (paused->paused)
        return FlagReason::PausedAlready;
    paused->paused = true;
    stop(paused->clock, event.on);
    say(event, step.stage, step.reason);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Resumed &step)
{
    if (const Outcome objection = mayAct(step.stage))
        return objection;
    StageState *paused = stage(step.stage);
    if (!paused->paused)
        return FlagReason::NotPaused;
    paused->paused = false;
    run(paused->clock, event.on);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &, const MaterialReceived &step)
{
    if (const Outcome ended = mayGoOn())
        return ended;
    const QList<MaterialState> missing = m_state.missing();
    const bool awaited = std::any_of(missing.cbegin(), missing.cend(),
                                     [&](const MaterialState &m) { return m.material == step.material; });
    if (!awaited)
        return FlagReason::MaterialNotAwaited;
    receive(step.material);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &, const CertificateCollected &step)
{
    if (const Outcome ended = mayGoOn())
        return ended;
    if (!m_state.decidedOn.isValid())
        return FlagReason::NotApproved;
    m_state.certificates.append(step);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Delivered &step)
{
    const bool refusal = m_state.status == CaseStatus::Rejected && !m_state.isClosed();
    if (const Outcome ended = mayGoOn(); ended && !refusal)
        return ended;
    StageState *last = nullptr;
    for (qsizetype i = 0; i < m_plan.stages.size(); ++i) {
        if (m_plan.stages[i].ends && m_state.stages[i].status == StageStatus::Open)
            last = &m_state.stages[i];
    }
    if (last == nullptr && !refusal)
        return FlagReason::NothingToDeliver;
    if (!refusal && m_state.lacksTolerated())
        return FlagReason::MaterialMissing;
    if (last != nullptr)
        finish(*last, event.on, event.staffName);
    endStages(event.on);
    decide(event.on);
    m_state.delivery = step;
    m_state.told = true;
    m_state.closedOn = event.on;
    if (!refusal)
        m_state.status = CaseStatus::Delivered;
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Remark &step)
{
    if (m_state.status == CaseStatus::Unaccepted)
        return FlagReason::NotAccepted;
    say(event, {}, step.text);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const TakenBack &step)
{
    if (m_state.status == CaseStatus::Unaccepted)
        return FlagReason::NotAccepted;
    const EventId target{event.id.replica, step.lseq};
    // the first step of effect is the acceptance: its papers are printed, so it can only be withdrawn
    if (m_before.size() < 2 || m_before.back().event != target)
        return FlagReason::NotTheLastStep;
    CaseState before = std::move(m_before.back().state);
    m_before.pop_back();
    before.flagged = m_state.flagged;
    before.newer = m_state.newer;
    before.takenBack = m_state.takenBack + QList<EventId>{target};
    before.shares = m_state.shares;
    m_state = std::move(before);
    return {};
}

CaseFold::Outcome CaseFold::take(const CaseEvent &, const Tidied &)
{
    return m_state.status == CaseStatus::Unaccepted ? Outcome(FlagReason::NotAccepted) : Outcome();
}

CaseFold::Outcome CaseFold::take(const CaseEvent &event, const Transferred &step)
{
    if (const Outcome ended = mayGoOn())
        return ended;
    const bool carries = std::any_of(m_state.stages.cbegin(), m_state.stages.cend(),
                                     [&](const StageState &stage) { return stage.office == event.office; });
    if (!carries)
        return FlagReason::StageNotOpen; // somebody else transferred it before
    for (const Carrier &carrier : step.route) {
        StageState *state = stage(carrier.stage);
        if (state == nullptr || (state->office != event.office && state->status != StageStatus::Ahead))
            continue;
        state->office = carrier.office;
        state->officeName = carrier.officeName;
        state->outside = carrier.outside;
    }
    say(event, {}, step.reason);
    return {};
}

void CaseFold::follow(const QList<Carrier> &route)
{
    for (const Carrier &carrier : route) {
        StageState *state = stage(carrier.stage);
        if (state == nullptr || state->status != StageStatus::Ahead)
            continue;
        state->office = carrier.office;
        state->officeName = carrier.officeName;
        state->outside = carrier.outside;
    }
}

void CaseFold::advance(QDate on)
{
    for (qsizetype first = 0; first < m_plan.stages.size();) {
        qsizetype end = first;
        bool started = false;
        bool finished = true;
        for (; end < m_plan.stages.size() && m_plan.stages[end].group == m_plan.stages[first].group; ++end) {
            started = started || m_state.stages[end].status != StageStatus::Ahead;
            finished = finished && isDone(m_state.stages[end]);
        }
        if (started && !finished)
            return;
        for (qsizetype i = first; i < end && !started; ++i) {
            if (m_plan.stages[i].skippable && m_state.notNeeded.contains(m_plan.stages[i].id))
                m_state.stages[i].status = StageStatus::Skipped;
            else
                open(i, on);
        }
        if (!started
            && std::any_of(m_state.stages.cbegin() + first, m_state.stages.cbegin() + end,
                           [](const StageState &s) { return s.status == StageStatus::Open; }))
            return;
        first = end;
    }
}

void CaseFold::open(qsizetype index, QDate on)
{
    StageState &state = m_state.stages[index];
    state.status = StageStatus::Open;
    state.clock.started = on;
    state.clock.finished = {};
    if (m_plan.stages[index].startsStatutory && !m_state.statutory.started.isValid())
        m_state.statutory.started = on;
}

void CaseFold::endStages(QDate on)
{
    for (StageState &state : m_state.stages) {
        if (state.status == StageStatus::Correcting) {
            state.status = StageStatus::Done; // its own work stands
        } else if (!isDone(state)) {
            state.status = StageStatus::Skipped;
            state.paused = false;
            end(state.clock, on);
        }
    }
    m_state.corrections.clear();
}

void CaseFold::decide(QDate on)
{
    if (m_state.decidedOn.isValid())
        return;
    m_state.decidedOn = on;
    end(m_state.promised, on);
    end(m_state.statutory, on);
}

void CaseFold::receive(const QString &material)
{
    for (MaterialState &state : m_state.materials) {
        const bool missing = state.status == MaterialStatus::Tolerated || state.status == MaterialStatus::Missing;
        if (state.material == material && missing)
            state.status = MaterialStatus::Received;
    }
}

void CaseFold::settle(QDate on)
{
    if (mayGoOn())
        return; // not accepted, or ended: its status was set by the step that did so
    bool paused = false;
    bool delivering = false;
    bool open = false;
    bool onTheClock = false;
    for (qsizetype i = 0; i < m_plan.stages.size(); ++i) {
        const StageState &state = m_state.stages[i];
        if (state.status != StageStatus::Open)
            continue;
        open = true;
        paused = paused || state.paused;
        delivering = delivering || m_plan.stages[i].delivers;
        onTheClock = onTheClock || !m_plan.stages[i].offTheClock;
    }
    if (delivering)
        decide(on);
    m_state.status = !m_state.corrections.isEmpty() ? CaseStatus::Returned
        : paused                                    ? CaseStatus::Paused
        : delivering                                ? CaseStatus::Approved
                                                    : CaseStatus::Open;
    const bool standing = paused || !m_state.corrections.isEmpty() || (open && !onTheClock);
    for (StageClock *clock : {&m_state.promised, &m_state.statutory}) {
        if (!clock->started.isValid() || clock->finished.isValid())
            continue;
        standing ? stop(*clock, on) : run(*clock, on);
    }
}

void CaseFold::share(const CaseEvent &event)
{
    m_state.shares.append(event.shares);
    for (const Share &share : event.givenBack)
        m_state.shares.removeOne(share);
}

void CaseFold::say(const CaseEvent &event, const QString &stage, const QString &text)
{
    if (!text.isEmpty())
        m_state.opinions.append(
            {event.id, event.kind(), stage, text, event.staffName, event.officeName, event.on, event.at});
}

void CaseFold::flag(const CaseEvent &event, FlagReason reason)
{
    m_state.flagged.append({event.id, event.kind(), reason, event.staffName, event.officeName, event.on});
}

} // namespace shouli::core::cases
