// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Random.h"
#include "core/changes/Value.h"
#include "core/residents/moves/DepartureId.h"
#include "core/residents/Resident.h"
#include "core/staff/OfficeId.h"

#include <optional>

namespace shouli::core::residents::moves {

/// Why somebody, or a case, is another office's from now on. Numbers are stored: append only.
enum class LeavingReason : std::uint8_t {
    RegistrationMoved = 1, ///< 迁出: the household registration went along
    HomeMoved = 2,         ///< 搬迁: the home moved, the registration stayed where it was
    CaseTransferred = 3,   ///< 转办
};

/// The stub that an office keeps of a person who moved to another office, or of a case handed to one. It answers
/// one question: whoever comes and says their full name or number is told where to go. It does not hold the name,
/// the number, nor a hash that leads back to them: a mark of 20 bits, salted for this stub alone, fits some dozens
/// of the ID numbers that are possible in one county, so that who holds the stub learns nobody's number from it
/// (PIPL art. 6, 47). A value.
struct Departure {
    DepartureId id;
    changes::EntityRef subject; ///< the resident or the case
    QString maskedName;         ///< as on public pages
    QByteArray salt;            ///< saltSize random bytes
    std::optional<std::int64_t> numberMark;
    std::optional<std::int64_t> nameMark;
    staff::OfficeId to;
    QString toName; ///< as it was called then
    QDate leftOn;
    LeavingReason reason = LeavingReason::RegistrationMoved;
    QString caseNumber; ///< of a case: no name can be read from it
    QString service;    ///< of a case: catalogue code

    bool operator==(const Departure &) const = default;

    static constexpr changes::Kind kind{13};
    static constexpr qsizetype saltSize = 16;
    static constexpr int numberBits = 20;
    static constexpr int nameBits = 16;

    [[nodiscard]] changes::EntityRef ref() const { return refOf(id); }
    [[nodiscard]] static changes::EntityRef refOf(DepartureId id)
    {
        return {kind, base::idCast<changes::EntityId>(id)};
    }

    /// Marks and mask of `name` and `number` (either may be empty). Draws the salt.
    void mark(const QString &name, const QString &number, base::Random &random);
    /// Whether it can be the stub of somebody with this whole name, ID number, case number or card token (as hex).
    /// One in 2^20 numbers and 2^16 names of like shape fit by chance: "may be", for a person to check.
    [[nodiscard]] bool mayBe(const QString &typed) const;

    [[nodiscard]] changes::FieldValues values() const;
    void setValue(changes::Field field, const changes::Value &value);
};

} // namespace shouli::core::residents::moves
