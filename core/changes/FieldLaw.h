// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace shouli::core::changes {

/// One field on one PC, and the whole law of how it moves. Pure.
///
///   working = the value of my last pending edit, or else the county's value
///   county's value = shadow while there are pending edits, else working
///   version = county position of the county's value
///
/// Law and names: design "Changes and sync": shadow instead of rewind and replay.
struct FieldState {
    QByteArray working;               ///< CBOR of a Value
    std::optional<QByteArray> shadow; ///< CBOR; while pending > 0: what stands under the own edits
    std::int64_t version = 0;         ///< 0: the county has no value yet; -1: one that it lost
    int pending = 0;                  ///< own edits the county has not ordered

    bool operator==(const FieldState &) const = default;

    [[nodiscard]] QByteArray countyValue() const { return shadow.value_or(working); }

    /// A person here writes a new value.
    [[nodiscard]] FieldState editedHere(const QByteArray &value) const
    {
        FieldState next = *this;
        if (pending == 0)
            next.shadow = working;
        next.working = value;
        ++next.pending;
        return next;
    }

    /// Another replica's change arrives in county order. Positions already known change nothing.
    [[nodiscard]] FieldState arrived(std::int64_t seq, const QByteArray &value, Verdict verdict) const
    {
        if (verdict != Verdict::Applied || seq <= version)
            return *this;
        FieldState next = *this;
        next.version = seq;
        if (pending > 0)
            next.shadow = value;
        else
            next.working = value;
        return next;
    }

    /// My own oldest pending change comes back ordered and judged.
    [[nodiscard]] FieldState echoed(std::int64_t seq, const QByteArray &value, Verdict verdict) const
    {
        FieldState next = *this;
        if (verdict == Verdict::Applied && seq > version) {
            next.version = seq;
            next.shadow = value;
        }
        if (next.pending > 0)
            --next.pending;
        if (next.pending == 0) {
            next.working = next.shadow.value_or(next.working);
            next.shadow.reset();
        }
        return next;
    }

    /// The county says what it has as of `position`: `value`, since `since`. What is newer here stays.
    [[nodiscard]] FieldState corrected(std::int64_t since, const QByteArray &value, std::int64_t position) const
    {
        if (version > position)
            return *this;
        FieldState next = *this;
        next.version = since;
        (next.shadow ? *next.shadow : next.working) = value;
        return next;
    }

    /// The same of a field that nobody ever set on a thing created at `created`: `unset` is the table's default.
    [[nodiscard]] FieldState correctedToUnset(std::int64_t created, const QByteArray &unset,
                                              std::int64_t position) const
    {
        const bool isSo = version >= 0 && version <= created && countyValue() == unset;
        return isSo ? *this : corrected(created, unset, position);
    }
};

} // namespace shouli::core::changes
