// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Limit.h"

#include <QList>
#include <QString>

namespace shouli::core::catalogue {
struct Service;
}

namespace shouli::core::cases {

/// One stage of a service as a case walks through it.
struct PlannedStage {
    QString id;   ///< of the catalogue: COMM_ACCEPT, STREET_REVIEW, …
    QString role; ///< who carries it: community, street, county, hospital, …
    calendar::Limit limit = {};
    int group = 0;             ///< stages of one group are open together; groups open one after another
    bool byAcceptance = false; ///< accepting the case is this stage's work: done at once
    bool skippable = false;    ///< whoever does the stage before may say that it is not needed
    bool ends = false;         ///< the last: when it is done the case is closed
    bool delivers = false;     ///< it is done by handing over the result against a receipt
    bool publicNotice = false;
    bool offTheClock = false;     ///< its time does not count towards the promise for the whole case
    bool startsStatutory = false; ///< the limit set by law runs from the day this stage opens
    QString delegableTo = {};     ///< a role that may carry it instead, if the office before says so

    bool operator==(const PlannedStage &) const = default;
};

/// The stages of one service in the order in which a case of it goes through them, as the fold needs
/// them. A value; made of catalogue data, never of code.
struct StagePlan {
    QString service;
    QList<PlannedStage> stages;
    calendar::Limit promised;  ///< for the whole case, told to the resident
    calendar::Limit statutory; ///< set by law; unit None where there is none

    bool operator==(const StagePlan &) const = default;

    /// The stages a case of `service` goes through, in `variant` (empty: the ordinary one). The first
    /// stage is done by accepting unless it ends the case or has more to do than the desk (a home
    /// visit, a public notice). A stage without a limit gets the catalogue's proposed days.
    [[nodiscard]] static StagePlan of(const catalogue::Service &service, const QString &variant = {});

    /// -1 for a stage that this service does not have.
    [[nodiscard]] qsizetype indexOf(const QString &stage) const;
    [[nodiscard]] const PlannedStage *find(const QString &stage) const;
};

} // namespace shouli::core::cases
