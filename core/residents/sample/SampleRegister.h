// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/GroupMembership.h"
#include "core/residents/Household.h"
#include "core/residents/Resident.h"
#include "core/residents/sample/NamePool.h"
#include "core/residents/sample/SamplePlace.h"

#include <QDate>
#include <QList>

#include <cstdint>
#include <functional>

namespace shouli::core::residents::sample {

/// One household with everything about its members.
struct SampleHousehold {
    Household household;
    QList<Resident> members;
    QList<GroupMembership> groups;

    bool operator==(const SampleHousehold &) const = default;
};

/// A whole invented register, streamed. For equal settings every value is equal, ids included.
class SampleRegister {
public:
    struct Settings {
        std::uint64_t seed = 1;
        std::int64_t people = 8000; ///< living and dead
        QDate today = QDate(2026, 11, 23);
        QList<SamplePlace> places; ///< at least one
        bool blemished = true;     ///< one or two of a hundred records have something wrong with them
    };

    explicit SampleRegister(NamePool names);

    /// Hands each household to `visit`, place by place, until it returns false. InvalidArgument
    /// without places or people.
    [[nodiscard]] base::Result<void> make(const Settings &settings,
                                          const std::function<bool(const SampleHousehold &)> &visit) const;

private:
    NamePool m_names;
};

} // namespace shouli::core::residents::sample
