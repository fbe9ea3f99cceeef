// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Simulation.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace shouli::tests::simulation {

namespace {

/// A thing with a field of each policy, and two that conflict as a unit.
const QByteArray kinds = R"({"schema":1,"kinds":[{"kind":1,"name":"thing","table":"thing","fields":[
    {"field":1,"column":"name","policy":"park"},{"field":2,"column":"note","policy":"last"},
    {"field":3,"column":"number","policy":"park","group":"pair"},{"field":4,"column":"place","policy":"park","group":"pair"}]}]})";

} // namespace

Simulation::Simulation()
    : m_schema(core::changes::Schema::parse(kinds).value())
{
}

std::optional<Simulation::Failure> Simulation::failureOf(const Script &script) const
{
    World world(m_schema, script.setting);
    for (qsizetype i = 0; i < script.steps.size(); ++i) {
        if (auto violation = world.run(script.steps.at(i)))
            return Failure{script, *violation, i, world.told()};
    }
    if (auto violation = world.heal())
        return Failure{script, *violation, script.steps.size(), world.told()};
    return {};
}

Simulation::Failure Simulation::shrunk(const Failure &failure) const
{
    Failure best = failure;
    best.script.steps = best.script.steps.mid(0, best.at + 1);
    const auto breaks = [&](const Script &script) {
        auto found = failureOf(script);
        if (!found || found->violation.invariant != failure.violation.invariant)
            return false;
        best = *found;
        return true;
    };
    if (!breaks(best.script))
        return failure;
    for (bool progress = true; progress;) {
        progress = false;
        for (qsizetype length = std::max<qsizetype>(1, best.script.steps.size() / 2); length > 0; length /= 2) {
            for (qsizetype from = 0; from < best.script.steps.size();) {
                Script shorter = best.script;
                shorter.steps.remove(from, std::min(length, shorter.steps.size() - from));
                if (breaks(shorter))
                    progress = true;
                else
                    from += length;
            }
        }
        for (qsizetype i = 0; i < best.script.steps.size(); ++i) {
            for (const auto number : {&Step::who, &Step::what, &Step::how}) {
                for (const std::uint32_t smaller : {0U, 1U, 2U, best.script.steps.at(i).*number % 8}) {
                    if (best.script.steps.at(i).*number <= smaller)
                        continue;
                    Script simpler = best.script;
                    simpler.steps[i].*number = smaller;
                    if (breaks(simpler)) {
                        progress = true;
                        break;
                    }
                }
            }
        }
    }
    return best;
}

Simulation::Report Simulation::runFor(std::chrono::milliseconds time, std::uint64_t first, int threads, bool all,
                                      std::uint64_t most) const
{
    using Clock = std::chrono::steady_clock;
    const auto begun = Clock::now();
    std::atomic<std::uint64_t> next{first};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    Report report;
    const auto work = [&] {
        Report mine;
        while (!stop && Clock::now() - begun < time) {
            const std::uint64_t seed = next++;
            if (seed - first >= most)
                break;
            const Script script = Script::random(seed, all);
            World world(m_schema, script.setting);
            ++mine.scripts;
            std::optional<Failure> failure;
            for (qsizetype i = 0; i < script.steps.size() && !failure; ++i) {
                ++mine.steps;
                if (auto violation = world.run(script.steps.at(i)))
                    failure = Failure{script, *violation, i, {}};
            }
            if (!failure) {
                if (auto violation = world.heal())
                    failure = Failure{script, *violation, script.steps.size(), {}};
            }
            mine.changes += static_cast<std::uint64_t>(world.changesMade());
            if (failure) {
                stop = true;
                const std::lock_guard lock(mutex);
                if (!report.failure || failure->script.seed < report.failure->script.seed)
                    report.failure = failure;
            }
        }
        const std::lock_guard lock(mutex);
        report.scripts += mine.scripts;
        report.steps += mine.steps;
        report.changes += mine.changes;
    };
    std::vector<std::thread> pool;
    for (int i = 0; i < threads; ++i)
        pool.emplace_back(work);
    for (std::thread &thread : pool)
        thread.join();
    report.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    return report;
}

} // namespace shouli::tests::simulation
