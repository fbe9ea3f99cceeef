// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Limit.h"
#include "core/catalogue/Definitions.h"

namespace shouli::core::catalogue {

/// The event that starts a time limit.
enum class CountsFrom {
    Arrival,     ///< the papers reach this stage
    Application, ///< the resident handed in the application
    Acceptance,  ///< the stage that starts the statutory clock was reached
};

/// A time limit with where it comes from.
struct StageLimit {
    calendar::Limit limit;
    Confidence confidence = Confidence::Assumed;
    base::LocalText source; ///< may be empty
    CountsFrom countsFrom = CountsFrom::Arrival;

    bool operator==(const StageLimit &) const = default;
    [[nodiscard]] static StageLimit read(const base::JsonPlace &place);
};

/// One step of a service: who acts, how long it may take, what comes out. Stages follow each other;
/// neighbours of one `parallelGroup` run side by side.
struct Stage {
    QString id; ///< unique within the service
    base::LocalText name;
    base::LocalText shortName; ///< for the strip of stages and the card
    QString role;
    StageLimit limit;
    std::optional<StageLimit> startWithin; ///< must begin within
    std::optional<int> seedDays;           ///< working days proposed, so that the stages add up to what is promised
    base::LocalText does;                  ///< what is done; may be empty
    base::LocalText remark;                ///< may be empty
    std::vector<QStringList> documents;    ///< one document of each list comes out
    QString parallelGroup;
    std::optional<Condition> skipWhen;
    bool optional = false;             ///< entered by a person's decision only
    bool startsStatutoryClock = false; ///< on arrival
    bool decides = false;              ///< the service is granted or refused here
    bool delivers = false;             ///< the result is handed over here
    bool endsCase = false;
    bool homeVisit = false;
    bool publicNotice = false;
    bool excludedFromTotal = false; ///< the total's clock stands meanwhile
    bool outsideCase = false;       ///< comes after the case is closed
    bool sealRequired = false;
    QString delegableTo;     ///< role that may act instead …
    QString delegableUpTo;   ///< … up to this parameter's amount
    base::LocalText privacy; ///< what must not be shown in public
    QString externalSystem;  ///< must be entered there as well

    bool operator==(const Stage &) const = default;
    [[nodiscard]] static Stage read(const base::JsonPlace &place, const Vocabulary &known);
};

} // namespace shouli::core::catalogue
