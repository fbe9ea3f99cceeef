// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace shouli::tests::simulation {

/// What can happen. Numbers in a step are taken modulo what there is, so that any list of steps is a
/// script, and one that lacks some of them too.
enum class Deed : std::uint8_t {
    Create,
    Edit,
    EditTogether, ///< two fields in one act
    Happen,       ///< an event
    Share,        ///< another office holds it too
    GiveBack,
    Move, ///< another office holds it instead
    Sync,
    CloneDisk, ///< a second PC with the same disk
    CopyDisk,
    RestoreDisk,
    CopyCounty,
    RestoreCounty,
    Grant,    ///< the PC receives one more scope
    Withdraw, ///< one less
    Clock,    ///< jumps, either way
    Secure,   ///< the county's log is copied off the machine: durable
    Redact,   ///< a thing is lawfully erased
};
inline constexpr int deedCount = 18;

struct Step {
    Deed deed = Deed::Sync;
    std::uint32_t who = 0;
    std::uint32_t what = 0;
    std::uint32_t how = 0;
    bool operator==(const Step &) const = default;
};

struct Setting {
    int offices = 2;
    int scopes = 2;
    bool operator==(const Setting &) const = default;
};

struct Script {
    std::uint64_t seed = 0;
    Setting setting;
    QList<Step> steps;

    /// Swarm testing: each script leaves out some deeds and prefers others.
    /// A county that was restored comes without PCs that were copied, unless `all`: together they still break a
    /// promise (see README.md).
    [[nodiscard]] static Script random(std::uint64_t seed, bool all = false, int longest = 400);

    [[nodiscard]] QString toText() const; ///< one step a line; parse() reads it
    [[nodiscard]] static std::optional<Script> parse(const QString &text);
    [[nodiscard]] QString toCpp() const; ///< a test that repeats it

    bool operator==(const Script &) const = default;
};

} // namespace shouli::tests::simulation
