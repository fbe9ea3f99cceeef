// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Deadline.h"
#include "core/cases/CaseEvent.h"

#include <QList>
#include <QMap>
#include <QString>

namespace shouli::core::cases {

/// Where the whole case stands.
enum class CaseStatus : std::uint8_t {
    Unaccepted = 0, ///< no acceptance among its events
    Open = 1,
    Returned = 2, ///< an earlier stage, or the resident, must put something right
    Paused = 3,   ///< the clock of an open stage stands
    Approved = 4, ///< decided; the result has yet to reach the resident
    Rejected = 5, ///< closed once the resident has been told
    Withdrawn = 6,
    Delivered = 7,
    Closed = 8, ///< ended without anything to deliver (registered on the spot)
};

enum class StageStatus : std::uint8_t {
    Ahead = 0,
    Open = 1,
    Done = 2,
    Skipped = 3,    ///< not needed, or never reached because the case was decided before
    Returned = 4,   ///< it sent the case back and waits
    Correcting = 5, ///< the case was sent back to it
};

struct StageState {
    QString id;
    StageStatus status = StageStatus::Ahead;
    bool paused = false;
    staff::OfficeId office; ///< null until the route is known
    QString officeName;
    bool outside = false;       ///< done elsewhere, recorded by `office`
    calendar::StageClock clock; ///< started on the day it opened; see deadline()
    QString doneBy;             ///< name of the person
    bool operator==(const StageState &) const = default;

    /// Due date, days left and light as they stand on `today`.
    [[nodiscard]] calendar::Deadline deadline(const calendar::WorkCalendar &calendar, QDate today,
                                              const calendar::LightRule &rule = {}) const
    {
        return calendar::Deadline::of(clock, calendar, today, rule);
    }
};

/// What one stage asked another to put right.
struct Correction {
    QString from;
    QString to;
    QStringList items;
    QString reason;
    QDate since;
    QString staffName;
    QString officeName;
    bool operator==(const Correction &) const = default;
};

/// What somebody said with a step: opinions, reasons, remarks, in order.
struct Opinion {
    EventId event;
    changes::EventKind kind; ///< of the step
    QString stage;           ///< empty for remarks
    QString text;
    QString staffName;
    QString officeName;
    QDate on;
    base::Timestamp at;
    bool operator==(const Opinion &) const = default;
};

/// Why an event has no effect.
enum class FlagReason : std::uint8_t {
    NotApplied = 1, ///< the county judged it a proposal, or refused it
    NotAccepted,    ///< it comes before the acceptance
    AcceptedTwice,
    CaseEnded,       ///< decided, withdrawn or closed before
    StageUnknown,    ///< not a stage of this service
    StageNotOpen,    ///< somebody else was faster, or it is not its turn
    StageNotEarlier, ///< can be sent back only to an earlier stage that was done
    StageNotCorrecting,
    StageNotSkippable,
    NotPaused,
    PausedAlready,
    MaterialNotAwaited,
    MaterialMissing, ///< a tolerated paper is still missing
    NeedsDelivery,   ///< this stage is done by delivering
    NotApproved,
    NothingToDeliver,
    NotTheLastStep, ///< something followed it: cannot be taken back
};

/// A stable word: not_accepted, stage_not_open, …; for logs and Error::detail.
[[nodiscard]] QString wordOf(FlagReason reason);

struct FlaggedEvent {
    EventId event;
    changes::EventKind kind;
    FlagReason reason = FlagReason::NotApplied;
    QString staffName;
    QString officeName;
    QDate on;
    bool operator==(const FlaggedEvent &) const = default;
};

/// A case as its events make it. A value; what CaseFold computes and nothing else writes.
struct CaseState {
    CaseStatus status = CaseStatus::Unaccepted;
    QList<StageState> stages; ///< in the plan's order
    QList<MaterialState> materials;
    QList<Correction> corrections; ///< those that wait
    QList<Opinion> opinions;
    QMap<QString, QString> facts;
    QStringList notNeeded;          ///< stages chosen to be skipped when their turn comes
    QList<Share> shares;            ///< given and not yet given back
    calendar::StageClock promised;  ///< the promise to the resident, acceptance to decision
    calendar::StageClock statutory; ///< the law's limit, from the stage that starts it
    QDate acceptedOn;
    QDate decidedOn;
    QDate closedOn;
    bool told = false; ///< the resident has the result, or knows of the refusal
    QList<CertificateCollected> certificates;
    std::optional<Delivered> delivery;
    std::optional<Rejected> rejection;
    std::optional<EventId> lastStep; ///< the newest that had an effect: what can be taken back

    QList<FlaggedEvent> flagged; ///< kept, listed, without effect
    QList<EventId> newer;        ///< made by a newer version
    QList<EventId> takenBack;    ///< undone by their own authors

    bool operator==(const CaseState &) const = default;

    [[nodiscard]] bool isClosed() const { return closedOn.isValid(); }
    [[nodiscard]] const StageState *stage(const QString &id) const;
    [[nodiscard]] QList<StageState> open() const;
    /// Papers the resident still owes: tolerated or asked for again.
    [[nodiscard]] QList<MaterialState> missing() const;
    [[nodiscard]] bool lacksTolerated() const;
};

} // namespace shouli::core::cases
