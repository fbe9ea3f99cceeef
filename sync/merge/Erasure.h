// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/merge/CountyStore.h"

namespace shouli::sync::merge {

/// Lawful erasure in the county's log: every line about a thing loses its contents, images of it lose theirs, and the
/// hashes over them stay. Lines that share a salt with one of them get one of their own. Pure, as its store.
class Erasure {
public:
    explicit Erasure(CountyStore &store)
        : m_store(store)
    {
    }

    /// `seq`: of the line that says so. Doing it again changes nothing.
    [[nodiscard]] core::base::Result<void> erase(core::changes::EntityRef ref, std::int64_t seq);

private:
    [[nodiscard]] core::base::Result<void> eraseLine(std::int64_t seq);

    CountyStore &m_store;
};

} // namespace shouli::sync::merge
