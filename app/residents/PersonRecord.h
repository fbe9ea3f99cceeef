// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/residents/family/FamilyView.h"
#include "core/residents/GroupMembership.h"
#include "core/residents/moves/Departure.h"

#include <QMap>

namespace shouli::app::residents {

/// A person and what belongs to them, as the open record shows it. A value.
struct PersonRecord {
    core::residents::Resident resident;
    core::residents::family::FamilyView family;
    QList<core::residents::GroupMembership> groups;
    QList<core::cases::CaseBrief> cases; ///< the last ones, newest first
    /// They have moved, and the record is here only for what is still open.
    std::optional<core::residents::moves::Departure> left;
    int disputes = 0; ///< of the person's own fields, that wait for a decision

    /// What became of an order to erase them.
    enum class Erasing {
        No,
        Ordered, ///< waits for the county
        Refused, ///< this office has no right to
    };
    Erasing erasing = Erasing::No;

    /// What is left of somebody who was erased: that it was so.
    struct Stub {
        QDate on; ///< by the clock of the PC it was ordered at
        QString grounds;
        bool operator==(const Stub &) const = default;
    };
    /// Relatives of theirs who were, by what they are to them.
    QMap<core::residents::ResidentField, Stub> erasedKin;

    /// ResidentUnknown. Logs nothing: whoever shows it does.
    [[nodiscard]] static core::base::Result<PersonRecord> load(const office::Session &session,
                                                               core::residents::ResidentId id);
    /// Nothing where they were not erased, or never were here.
    [[nodiscard]] static core::base::Result<std::optional<Stub>> stub(const office::Session &session,
                                                                      core::residents::ResidentId id);
};

} // namespace shouli::app::residents
