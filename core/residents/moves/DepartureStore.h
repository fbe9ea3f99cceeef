// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Act.h"
#include "core/residents/moves/Departure.h"
#include "core/storage/Database.h"

#include <QList>

namespace shouli::core::residents::moves {

/// Stubs in the office database. A stub is shown for `keepYears` and then given up with the next departure: by then
/// whoever looks for the person asks elsewhere. It is not shown while its person or case is here (again).
class DepartureStore {
public:
    static constexpr int keepYears = 2;

    /// InvalidArgument without a subject, a destination or a day.
    [[nodiscard]] static base::Result<void> create(changes::Act &act, changes::ScopeId home,
                                                   const Departure &departure);

    /// Stubs that may be of whoever has this whole name, ID number, case number or card token; newest first. None
    /// for a text too short to be any of these: a stub is not for browsing.
    [[nodiscard]] static base::Result<QList<Departure>> matching(const storage::Database &db, const QString &typed,
                                                                 QDate today);

    /// The newest of one person or case, whether it is here or not; nothing where there is none.
    [[nodiscard]] static base::Result<std::optional<Departure>> of(const storage::Database &db,
                                                                   changes::EntityRef subject);

    /// All of one person or case, the oldest first.
    [[nodiscard]] static base::Result<QList<Departure>> allOf(const storage::Database &db, changes::EntityRef subject);

    /// Those that have been kept long enough; at most `limit`.
    [[nodiscard]] static base::Result<QList<Departure>> expired(const storage::Database &db, QDate today, int limit);
};

} // namespace shouli::core::residents::moves
