// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Change.h"

#include <optional>

namespace shouli::sync::protocol::columns {

/// What an office and its county both know of each other's past, so that it need not travel: a thing is
/// called by the county position of its creation, the value that an author saw by where it was written.
/// The office asks when it writes, the county when it reads. The hash of the pushed chain covers what was
/// meant, so a wrong answer is noticed and costs a round trip, never a change. This class knows nothing:
/// with it everything is spelled out.
class Known {
public:
    virtual ~Known() = default;

    /// Where the county created it; `ref.kind` is {0} for a scope or an author.
    [[nodiscard]] virtual std::optional<std::int64_t> positionOf(const core::changes::EntityRef &) const { return {}; }
    /// What was created there.
    [[nodiscard]] virtual std::optional<core::changes::EntityId> createdAt(std::int64_t) const { return {}; }
    /// What the change `base` points to wrote into the field, as CBOR.
    [[nodiscard]] virtual std::optional<QByteArray> valueAt(const core::changes::BaseRef &,
                                                            const core::changes::EntityRef &,
                                                            core::changes::Field) const
    {
        return {};
    }
};

/// The value that `change` wrote into `field` of `ref`, as CBOR; none if it wrote none.
[[nodiscard]] std::optional<QByteArray> writtenBy(const core::changes::Change &change,
                                                  const core::changes::EntityRef &ref, core::changes::Field field);

} // namespace shouli::sync::protocol::columns
