// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/residents/sample/SampleRegister.h"
#include "core/storage/Database.h"

#include <cstdint>

namespace shouli::core::residents::sample {

/// Moves an invented register into an office's database by the one way in, the change log. Writer
/// thread. An index that follows the register is made anew more quickly after it than kept in step
/// meanwhile: give a log without listeners.
class SampleLoader {
public:
    /// `log` must outlive it. `home`: the office that holds all of them; `author`: who is said to have typed them.
    SampleLoader(changes::log::ChangeLog &log, changes::AuthorId author, changes::ScopeId home);

    /// In transactions of peopleAtATime, a household never apart; returns how many people. Those
    /// committed before a failure stay. Errors as SampleRegister::make and the stores.
    [[nodiscard]] base::Result<std::int64_t> load(storage::Database &writer, const SampleRegister &sample,
                                                  const SampleRegister::Settings &settings);

    static constexpr std::int64_t peopleAtATime = 10'000; ///< some 25 MB of write-ahead log

private:
    [[nodiscard]] static base::Result<void> settle(changes::Act &act, changes::ScopeId home,
                                                   const SampleHousehold &household);

    changes::log::ChangeLog &m_log;
    changes::AuthorId m_author;
    changes::ScopeId m_home;
};

} // namespace shouli::core::residents::sample
