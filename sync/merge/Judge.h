// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"
#include "core/changes/Schema.h"

#include <QList>

#include <cstdint>
#include <optional>

namespace shouli::sync::merge {

/// A field as the county has it, and who wrote it last.
struct HeldField {
    core::changes::Field field;
    std::int64_t seq = 0;
    core::changes::ReplicaId writer;
    QByteArray value; ///< CBOR
    bool operator==(const HeldField &) const = default;
};

/// All that a verdict depends on. Whoever asks fills it from the log; the judge looks up nothing.
struct Situation {
    core::changes::ReplicaId author;
    bool exists = false;     ///< the thing is known in the county
    bool holds = false;      ///< the author's office holds it now
    bool heldOnce = false;   ///< it did before
    bool scopeIsOwn = false; ///< Create: the first holder is a scope the author may write for
    bool erased = false;     ///< the thing was, lawfully
    bool mayErase = false;   ///< Redact: the author may, and the thing is not everybody's
    /// Set: county position of the base, with own-chain bases already looked up; 0 for none.
    std::int64_t base = 0;
    bool baseWasApplied = true; ///< own-chain base: false when that one was parked itself
    QList<HeldField> group;     ///< Set: the field and those coupled with it
    bool operator==(const Situation &) const = default;
};

/// Accept, then judge: whatever comes in is logged; this says what becomes of it. Pure: the same
/// question has the same answer on every machine. No verdict depends on a clock.
[[nodiscard]] core::changes::Verdict judge(const core::changes::Schema &schema, const core::changes::Change &change,
                                           const Situation &situation);

} // namespace shouli::sync::merge
