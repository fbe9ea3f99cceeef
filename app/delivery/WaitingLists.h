// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseRecord.h"

#include <QList>
#include <QSet>

#include <array>

namespace shouli::app::delivery {

/// Why a case waits at the office that brings results to residents.
enum class Waiting : std::uint8_t {
    Collect, ///< its certificate lies at the county's or the street's
    Deliver, ///< to be handed over
    Tell,    ///< refused: the resident has yet to know
    Papers,  ///< accepted while papers were missing: the resident owes them
};

/// An office's queue as far as it has to do with residents. A value.
struct WaitingLists {
    static constexpr int count = 4;

    std::array<QList<core::cases::QueueItem>, count> lists;

    /// `nothingToCollect`: cases of which a person said that there is no certificate.
    [[nodiscard]] static WaitingLists of(const core::cases::Queue &queue,
                                         const QSet<core::cases::CaseId> &nothingToCollect);

    [[nodiscard]] const QList<core::cases::QueueItem> &of(Waiting waiting) const
    {
        return lists[static_cast<std::size_t>(waiting)];
    }
    /// In which list, Papers last: a case that waits for more is found where more can be done.
    [[nodiscard]] std::optional<Waiting> listOf(core::cases::CaseId id) const;
    /// What waits for this office: all but papers that residents may still bring in time.
    [[nodiscard]] int dueCount() const;
};

} // namespace shouli::app::delivery
