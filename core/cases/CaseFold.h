// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseState.h"
#include "core/cases/StagePlan.h"

#include <vector>

namespace shouli::core::cases {

/// Folds the events of one case, in order, into its state. Total: any list of events folds, and an
/// event that does not fit where it stands is flagged and has no effect; nothing is lost.
/// Deterministic: the same plan and events give the same state on every PC. Pure; no clock.
///
/// What fits:
///   stages open in the plan's order, those of one group together; the next group when all are done
///   or skipped; a stage is skipped only by the explicit choice of the one before
///   sent back: the stage waits, the earlier one corrects and resubmits to it; the clock stands
///   refused: the stage that delivers opens, to tell the resident; else told with the refusal
///   transferred: by an office that carries stages; they are the other office's then, those done too, since what
///   is sent back later must reach somebody
///   taken back: the newest step that had an effect, by the PC that logged it; never the acceptance
class CaseFold {
public:
    explicit CaseFold(StagePlan plan);

    [[nodiscard]] static CaseState of(const StagePlan &plan, const QList<CaseEvent> &events);

    void apply(const CaseEvent &event);

    [[nodiscard]] const CaseState &state() const { return m_state; }
    [[nodiscard]] const StagePlan &plan() const { return m_plan; }

    /// Why `event` would have no effect now; nothing if it would.
    [[nodiscard]] std::optional<FlagReason> objection(const CaseEvent &event) const;

private:
    struct Before {
        EventId event;
        CaseState state;
    };
    using Outcome = std::optional<FlagReason>;

    Outcome take(const CaseEvent &event, const NewerStep &step);
    Outcome take(const CaseEvent &event, const Accepted &step);
    Outcome take(const CaseEvent &event, const StageDone &step);
    Outcome take(const CaseEvent &event, const Returned &step);
    Outcome take(const CaseEvent &event, const Resubmitted &step);
    Outcome take(const CaseEvent &event, const Rejected &step);
    Outcome take(const CaseEvent &event, const Withdrawn &step);
    Outcome take(const CaseEvent &event, const Paused &step);
    Outcome take(const CaseEvent &event, const Resumed &step);
    Outcome take(const CaseEvent &event, const MaterialReceived &step);
    Outcome take(const CaseEvent &event, const CertificateCollected &step);
    Outcome take(const CaseEvent &event, const Delivered &step);
    Outcome take(const CaseEvent &event, const Remark &step);
    Outcome take(const CaseEvent &event, const TakenBack &step);
    Outcome take(const CaseEvent &event, const Tidied &step);
    Outcome take(const CaseEvent &event, const Transferred &step);

    [[nodiscard]] StageState *stage(const QString &id);
    [[nodiscard]] Outcome mayGoOn() const;
    [[nodiscard]] Outcome mayAct(const QString &stage) const;
    void follow(const QList<Carrier> &route);
    void advance(QDate on);
    void open(qsizetype index, QDate on);
    void endStages(QDate on);
    void decide(QDate on);
    void share(const CaseEvent &event);
    void receive(const QString &material);
    void settle(QDate on); ///< status and whole-case clocks follow from the rest
    void say(const CaseEvent &event, const QString &stage, const QString &text);
    void flag(const CaseEvent &event, FlagReason reason);

    StagePlan m_plan;
    CaseState m_state;
    std::vector<Before> m_before;
};

} // namespace shouli::core::cases
