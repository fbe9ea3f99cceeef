// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/CaseState.h"
#include "core/cases/StagePlan.h"

namespace shouli::core::cases {

/// A whole case as it is opened: what is fixed, what happened, and where it stands. A value.
struct CaseRecord {
    CaseFile file;
    StagePlan plan;          ///< without stages where the catalogue's version has not reached this PC
    QList<CaseEvent> events; ///< the county's order, then what is only here
    CaseState state;

    bool operator==(const CaseRecord &) const = default;
};

/// One line of an office's queue: a stage that waits for it, or that it waits for.
struct QueueItem {
    enum class Turn : std::uint8_t {
        Stage,      ///< a stage to carry out
        Correction, ///< sent back to this office: to correct and resubmit
        Telling,    ///< refused: the resident has yet to be told
        SentBack,   ///< this office sent it back and waits
        Notice,     ///< in public notice at another office
        Papers,     ///< this office accepted it while papers were missing: the resident owes them by the day
                    ///< of `deadline`, wherever the case is
    };
    Turn turn = Turn::Stage;
    CaseId id;
    QString number;
    QString service;
    QString catalogue;
    QString applicantName;
    staff::OfficeId home;
    QString stage; ///< empty for Papers, and for Telling where no stage is left
    bool publicNotice = false;
    CaseStatus status = CaseStatus::Open;
    QDate arrived; ///< the day its turn began
    calendar::Deadline deadline;
    bool delivers = false; ///< this stage is done by handing over the result
    int certificates = 0;  ///< collected so far
    int tolerated = 0;     ///< papers missing on a promise
    int missing = 0;       ///< papers asked for again
    int flagged = 0;       ///< steps without effect that somebody should look at

    bool operator==(const QueueItem &) const = default;
    /// Waits for this office's own work.
    [[nodiscard]] bool isMine() const
    {
        return turn == Turn::Stage || turn == Turn::Correction || turn == Turn::Telling;
    }
};

/// What an office has to do, the most urgent first: by due date, then those whose clock stands, then
/// those without a limit.
struct Queue {
    QList<QueueItem> items;
    int mine = 0;
    int dueToday = 0;
    int overdue = 0;
    int inNotice = 0; ///< in public notice, here or at another office
    int returned = 0; ///< sent back, to this office or by it
    int papers = 0;   ///< accepted here while papers were missing, and they still are

    bool operator==(const Queue &) const = default;
};

/// A case in a list, such as a person's last ones.
struct CaseBrief {
    CaseFile file;
    CaseStatus status = CaseStatus::Unaccepted;
    QDate closedOn;
    QString stage;               ///< whose turn it is; empty when none
    calendar::Deadline deadline; ///< of that stage
    bool operator==(const CaseBrief &) const = default;
};

} // namespace shouli::core::cases
