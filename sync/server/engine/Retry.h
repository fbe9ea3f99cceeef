// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/server/engine/Connection.h"

#include <type_traits>

namespace shouli::sync::server::engine {

/// Whether a job may be done over after an error that was the database's and not its own.
enum class Again {
    IfNothingKept, ///< where surely nothing of it was kept
    Always,        ///< also where that is not known: doing it twice does what once does
};

/// Runs `job() -> Result<T>`, at most five times, on a connection that finds its way back by itself.
template <class Job>
auto repeat(const Connection &connection, Again again, Job job) -> std::invoke_result_t<Job>
{
    using Aftermath = Connection::Aftermath;
    constexpr int tries = 5;
    for (int attempt = 1;; ++attempt) {
        auto outcome = job();
        if (outcome || attempt == tries || connection.aftermath() == Aftermath::Final
            || (connection.aftermath() == Aftermath::Unknown && again != Again::Always))
            return outcome;
    }
}

} // namespace shouli::sync::server::engine
