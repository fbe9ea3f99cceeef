// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/residents/Resident.h"

#include <QList>
#include <QString>

namespace shouli::core::cases::desk {

/// What a lawful erasure of one person takes with it (PIPL article 47), of what is held here. A value.
struct Erasure {
    residents::Resident person;
    bool household = false; ///< its book goes too: nobody else is in it
    int memberships = 0;    ///< of groups
    int departures = 0;     ///< stubs of earlier moves and of cases handed over
    QList<CaseFile> cases;  ///< closed ones of theirs; each goes whole, with its page for the resident
    QList<CaseFile> open;   ///< not closed, theirs or for them: these come first
    std::int64_t lines = 0; ///< of the log that lose what they say
    /// All of it, the person first.
    QList<changes::EntityRef> things;

    bool operator==(const Erasure &) const = default;
};

/// What is ordered.
struct ErasureOrder {
    residents::ResidentId person;
    /// Kept for ever, by everybody: the law and the request, nothing about the person.
    QString grounds;
    /// Also the closed cases. Where a law has them kept for longer (an archive), they stay as they are.
    bool cases = true;

    static constexpr int mostGrounds = 200; ///< characters

    bool operator==(const ErasureOrder &) const = default;
};

} // namespace shouli::core::cases::desk
