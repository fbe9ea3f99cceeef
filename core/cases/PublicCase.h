// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/CaseState.h"

namespace shouli::core::cases {

/// The little that the status page and text messages need, written by the acting office with each step,
/// so that the county server knows nothing else of a case. Same id as its case. The name is masked
/// before it is stored.
struct PublicCase {
    CaseId id;
    QByteArray tokenHash;
    QString service;
    QString state; ///< a word of wordOf()
    QString stage; ///< id of the stage whose turn it is; empty when none is
    QDate stageSince;
    QDate stageDue;
    QString office;    ///< whose turn it is, by name
    QString applicant; ///< masked
    QString phone;     ///< for notices
    int missing = 0;   ///< papers the resident still owes
    QString number;

    bool operator==(const PublicCase &) const = default;

    static constexpr changes::Kind kind{21};

    [[nodiscard]] static changes::EntityRef refOf(CaseId id) { return {kind, base::idCast<changes::EntityId>(id)}; }
    [[nodiscard]] changes::FieldValues values() const;

    /// `phone` is the applicant's, or the proxy's where the applicant has none.
    [[nodiscard]] static PublicCase of(const CaseFile &file, const CaseState &state, const QString &phone,
                                       const calendar::WorkCalendar &calendar, QDate today);
    /// The fields that move with the case's state: all but those fixed at acceptance.
    [[nodiscard]] changes::FieldValues moving() const;
};

/// unaccepted, open, returned, paused, approved, rejected, withdrawn, delivered, closed: stable.
[[nodiscard]] QString wordOf(CaseStatus status);

} // namespace shouli::core::cases
