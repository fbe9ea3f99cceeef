// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Timestamp.h"
#include "core/cases/Steps.h"
#include "core/changes/log/ChangeTable.h"

#include <compare>
#include <optional>

namespace shouli::core::cases {

/// Which event: the PC that logged it and its number there.
struct EventId {
    changes::ReplicaId replica;
    std::int64_t lseq = 0;
    auto operator<=>(const EventId &) const = default;
};

/// One step of one case, with who took it and when. Immutable. The author's name and office travel
/// in it, because other offices do not hold this office's list of staff.
struct CaseEvent {
    EventId id;
    std::optional<std::int64_t> seq;         ///< county position; none while only on this PC
    std::optional<changes::Verdict> verdict; ///< none while not judged
    base::Timestamp at;                      ///< the PC's clock, right or wrong
    changes::AuthorId author;

    QString staffName;
    staff::OfficeId office;
    QString officeName;
    QDate on;               ///< the day it happened; to payload(): invalid or the day of `at`
    QList<Share> shares;    ///< given with this step
    QList<Share> givenBack; ///< taken from the offices that had them
    Step step;

    bool operator==(const CaseEvent &) const = default;

    /// Earliest and latest day an event can have happened on; others are brought to the nearer end,
    /// so that a dead clock cannot make a time limit run for millennia.
    static constexpr int firstYear = 1990;
    static constexpr int lastYear = 2199;

    [[nodiscard]] changes::EventKind kind() const;
    /// Deterministic CBOR: a map of field numbers; what has its default value is left out.
    [[nodiscard]] QByteArray payload() const;

    /// Never fails: what cannot be read is a NewerStep.
    [[nodiscard]] static CaseEvent of(const changes::LoggedChange &line);
    [[nodiscard]] static QList<CaseEvent> of(const QList<changes::LoggedChange> &lines);
};

} // namespace shouli::core::cases
