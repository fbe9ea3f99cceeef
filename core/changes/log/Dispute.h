// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeTable.h"

#include <QList>
#include <QMap>

#include <optional>

namespace shouli::core::changes::log {

/// One decision that waits for a person: changes of one act that the county did not apply (fields
/// that are declared to conflict as one are decided as one), with what their author made of them later, or a step that turned out to be without
/// effect. A value.
struct Dispute {
    /// Was, theirs, mine.
    struct Part {
        Field field;
        Value was;                              ///< what the author of the proposal saw
        Value stands;                           ///< the county's value now
        std::optional<LoggedChange> standsFrom; ///< who wrote that; none where only its result is here
        Value proposed;
        bool operator==(const Part &) const = default;
    };

    EntityRef entity;
    Verdict verdict = Verdict::Parked; ///< of the proposals; Applied: a step without effect
    QList<LoggedChange> proposals;     ///< in county order, never empty, of one PC
    QList<Part> parts;                 ///< empty where it is about a step rather than about values

    bool operator==(const Dispute &) const = default;

    [[nodiscard]] bool isStep() const { return parts.isEmpty(); }
    /// What a Settle for each thing must name. A case and its public record go together.
    [[nodiscard]] QMap<EntityRef, QList<std::int64_t>> positions() const
    {
        QMap<EntityRef, QList<std::int64_t>> all;
        for (const LoggedChange &proposal : proposals)
            all[proposal.change.entity].append(proposal.seq.value_or(0));
        return all;
    }
};

} // namespace shouli::core::changes::log
