// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditLog.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/cases/Acceptance.h"
#include "core/cases/Actor.h"
#include "core/cases/CaseFold.h"
#include "core/cases/CaseStore.h"
#include "core/changes/log/ChangeLog.h"

namespace shouli::core::cases::desk {

/// The steps people take with cases. Each is one act: the event, the public record, what other offices
/// are given or give back, and the audit line commit together with the transaction, or not at all.
///
/// Errors of every step: CaseUnknown; PermissionDenied (the person's role, or an account of another
/// office); StepNotYours (the stage is another office's); StepNotPossible with the FlagReason's word in
/// `detail`; ReasonMissing; Unsupported where the case's catalogue version is not here; storage errors.
///
/// Lives as long as the office process, on the writer thread. Log, audit, clock and random must
/// outlive it.
class CaseDesk {
public:
    CaseDesk(changes::log::ChangeLog &log, audit::AuditLog &audit, const base::Clock &clock, base::Random &random,
             CaseStore store);

    /// After new catalogues or calendars arrived.
    void setStore(CaseStore store) { m_store = std::move(store); }
    [[nodiscard]] const CaseStore &store() const { return m_store; }

    /// Corrects the register, allots the number and the token, opens the next stage. Also
    /// NumbersExhausted, ServiceUnknown, ResidentUnknown.
    [[nodiscard]] base::Result<CaseFile> accept(storage::Transaction &tx, const Actor &actor,
                                                const Acceptance &acceptance);

    struct Done {
        StageDone step;       ///< its route is decided here
        QStringList delegate; ///< stages to hand to the office that may carry them instead
    };
    [[nodiscard]] base::Result<EventId> completeStage(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                      const Done &done);
    /// Reason required; `to` empty: the first stage, for the resident to supply what is missing.
    [[nodiscard]] base::Result<EventId> returnForCorrection(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                            const Returned &step);
    [[nodiscard]] base::Result<EventId> resubmit(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                 const Resubmitted &step);
    /// Reason and legal basis required.
    [[nodiscard]] base::Result<EventId> reject(storage::Transaction &tx, const Actor &actor, CaseId id,
                                               const Rejected &step);
    /// At the applicant's wish, by the office that accepted. Reason required.
    [[nodiscard]] base::Result<EventId> withdraw(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                 const Withdrawn &step);
    /// Reason required.
    [[nodiscard]] base::Result<EventId> pause(storage::Transaction &tx, const Actor &actor, CaseId id,
                                              const Paused &step);
    [[nodiscard]] base::Result<EventId> resume(storage::Transaction &tx, const Actor &actor, CaseId id,
                                               const Resumed &step);
    /// By the office that accepted, or one whose stage is open.
    [[nodiscard]] base::Result<EventId> receiveMaterial(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                        const MaterialReceived &step);
    [[nodiscard]] base::Result<EventId> collectCertificate(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                           const CertificateCollected &step);
    /// Hands over the result, or tells of the refusal. Closes the case. ReasonMissing without a receiver.
    [[nodiscard]] base::Result<EventId> deliver(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                const Delivered &step);
    [[nodiscard]] base::Result<EventId> remark(storage::Transaction &tx, const Actor &actor, CaseId id,
                                               const Remark &step);

    struct Transfer {
        staff::OfficeId to;
        QString reason;
    };
    /// 转办: all this office has to do with the case, and at the accepting office the case itself, is `to`'s from
    /// here on. The case leaves this office but for a stub; cannot be taken back, since this office no longer has
    /// it: `to` can transfer it back. Reason required. InvalidArgument where `to` is this office, not of the county,
    /// or carries none of its roles.
    [[nodiscard]] base::Result<EventId> transfer(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                 const Transfer &wanted);

    /// The people whom the case is about leave this office, the case stays: their records are kept here until it is
    /// closed. By the office that accepted. Does nothing where they are kept already.
    [[nodiscard]] base::Result<void> keepRecords(storage::Transaction &tx, const Actor &actor, CaseId id);

    /// Undoes one's own last step: within ten seconds by the monotonic clock, as long as the county has
    /// not ordered it and nothing followed. StepNotPossible otherwise.
    [[nodiscard]] base::Result<EventId> takeBack(storage::Transaction &tx, const Actor &actor, CaseId id,
                                                 const EventId &step);
    static constexpr std::int64_t takeBackMs = 10'000;

    /// Puts in order what two offices left that did not know of each other: the public record, and
    /// records still held for a closed case. Does nothing where all is in order. By any office of the case.
    [[nodiscard]] base::Result<void> tidy(storage::Transaction &tx, const Actor &actor, CaseId id);

private:
    struct Turn; ///< one step under way

    [[nodiscard]] base::Result<Turn> begin(storage::Transaction &tx, const Actor &actor, CaseId id) const;
    [[nodiscard]] base::Result<EventId> finish(storage::Transaction &tx, const Turn &turn, Step step);
    [[nodiscard]] base::Result<EventId> close(storage::Transaction &tx, changes::Act &act, const Turn &turn,
                                              const CaseState &after, const Step &step);
    [[nodiscard]] base::Result<QList<changes::EntityRef>> heldRecords(storage::Transaction &tx, const Turn &turn) const;
    [[nodiscard]] base::Result<void> leaveStub(storage::Transaction &tx, changes::Act &act, const Turn &turn,
                                               const staff::Office &to);
    [[nodiscard]] base::Result<void> restate(changes::Act &act, const CaseFile &file, const CaseState &state) const;

    changes::log::ChangeLog &m_log;
    audit::AuditLog &m_audit;
    const base::Clock &m_clock;
    base::Random &m_random;
    CaseStore m_store;
};

} // namespace shouli::core::cases::desk
