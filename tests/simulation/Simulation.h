// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Schema.h"
#include "tests/simulation/Script.h"
#include "tests/simulation/World.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace shouli::tests::simulation {

/// Runs scripts in worlds of their own. Thread-safe: it holds only the schema.
class Simulation {
public:
    Simulation();

    struct Failure {
        Script script;
        Violation violation;
        qsizetype at = 0;   ///< number of the step; that of steps when it showed at the end
        QString world = {}; ///< how it stood then
    };
    /// Runs a script to its end, mends everything, checks everything.
    [[nodiscard]] std::optional<Failure> failureOf(const Script &script) const;

    /// The shortest script found that breaks the same promise; deterministic.
    [[nodiscard]] Failure shrunk(const Failure &failure) const;

    struct Report {
        std::uint64_t scripts = 0;
        std::uint64_t steps = 0;
        std::uint64_t changes = 0; ///< made by people
        std::chrono::milliseconds took{0};
        std::optional<Failure> failure; ///< the first by seed
    };
    /// Scripts of the seeds `first`, `first` + 1, … for so long and at most so many, on `threads` threads. `all`: see
    /// Script::random().
    [[nodiscard]] Report runFor(std::chrono::milliseconds time, std::uint64_t first, int threads, bool all = false,
                                std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const;

private:
    core::changes::Schema m_schema;
};

} // namespace shouli::tests::simulation
