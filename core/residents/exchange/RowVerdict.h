// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Household.h"
#include "core/residents/ResidentDraft.h"
#include "core/residents/exchange/ImportedValues.h"

#include <QList>

#include <array>
#include <cstdint>
#include <optional>

namespace shouli::core::residents::exchange {

/// What becomes of a row. Numbers are stored.
enum class Outcome : std::uint8_t {
    New = 1,      ///< a person is added
    Changes = 2,  ///< fields of somebody known are filled or renewed
    Same = 3,     ///< all it says is known
    Kept = 4,     ///< it differs only where a person confirmed what is here; that stays
    Doubtful = 5, ///< perhaps somebody who is known; nothing is done
    Refused = 6,  ///< something in it cannot be; nothing is done
};
inline constexpr std::array outcomes{Outcome::New,  Outcome::Changes,  Outcome::Same,
                                     Outcome::Kept, Outcome::Doubtful, Outcome::Refused};

/// What a row would do to the register as it is now.
struct RowVerdict {
    std::int64_t row = 0;
    Outcome outcome = Outcome::Refused;
    Resident given;                     ///< what the row says
    std::optional<Resident> seen;       ///< who of the register is meant
    Resident wanted;                    ///< for New and Changes: the record from then on
    QList<ResidentField> changes;       ///< of wanted; all of it where new
    QList<ResidentField> kept;          ///< differ in the row, and stay as they are here
    std::optional<Household> household; ///< to be made for it
    ImportedValues imported;            ///< of `seen`, before
    ResidentId perhaps;                 ///< where doubtful: whom it may be, if in the register
    QList<FieldFinding> findings;       ///< what is odd or impossible

    /// Whether a person should see the row: it was not done, or not all of it.
    [[nodiscard]] bool isForPeople() const { return outcome >= Outcome::Kept || !kept.isEmpty(); }
};

/// How many rows became what.
class OutcomeCounts {
public:
    void add(Outcome outcome) { ++m_counts[index(outcome)]; }
    void set(Outcome outcome, std::int64_t count) { m_counts[index(outcome)] = count; }
    [[nodiscard]] std::int64_t of(Outcome outcome) const { return m_counts[index(outcome)]; }
    [[nodiscard]] std::int64_t all() const
    {
        std::int64_t sum = 0;
        for (const std::int64_t count : m_counts)
            sum += count;
        return sum;
    }

    bool operator==(const OutcomeCounts &) const = default;

private:
    static std::size_t index(Outcome outcome) { return static_cast<std::size_t>(outcome) - 1; }

    std::array<std::int64_t, outcomes.size()> m_counts{};
};

} // namespace shouli::core::residents::exchange
