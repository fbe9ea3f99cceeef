// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "core/changes/Schema.h"
#include "sync/merge/CountyStore.h"

#include <limits>
#include <optional>

namespace shouli::sync::merge {

/// Puts judged changes into the log and keeps what is held in step: the only way in. Pure, as its
/// store; `schema` must outlive it.
class Appender {
public:
    explicit Appender(const core::changes::Schema &schema)
        : m_schema(schema)
    {
    }

    struct Appended {
        std::int64_t seq = 0;
        core::changes::Verdict verdict = core::changes::Verdict::Applied;
        std::int64_t stands = 0; ///< as LogEntry::stands
    };

    /// `chainHash` is the author's chain after this change. `seen`: a base beyond this position is of a lost
    /// epoch and stands for no more than it.
    [[nodiscard]] core::base::Result<Appended> append(
        CountyStore &store, const Member &author, const core::changes::Change &change, const QByteArray &chainHash,
        std::int64_t seen = std::numeric_limits<std::int64_t>::max()) const;

private:
    /// The thing that a change is about, before it.
    struct Known {
        std::optional<HeldThing> held;
        Holders holders;
    };

    [[nodiscard]] core::base::Result<Situation> situation(CountyStore &store, const Member &author,
                                                          const core::changes::Change &change, const Known &known,
                                                          std::int64_t seen) const;
    [[nodiscard]] static core::base::Result<core::changes::FieldValues> firstValues(CountyStore &store,
                                                                                    const HeldThing &thing);
    [[nodiscard]] static core::base::Result<QByteArray> image(CountyStore &store, core::changes::EntityRef ref,
                                                              const HeldThing &thing);
    [[nodiscard]] static core::base::Result<void> apply(CountyStore &store, const Member &author,
                                                        const core::changes::Change &change,
                                                        const core::changes::LogEntry &entry, std::int64_t seq);

    const core::changes::Schema &m_schema;
};

} // namespace shouli::sync::merge
