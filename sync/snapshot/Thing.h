// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Image.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace shouli::sync::snapshot {

/// How often a scope holds a thing, and the county position that said so.
struct Held {
    std::int64_t count = 0;
    std::int64_t position = 0;
    bool operator==(const Held &) const = default;
};

/// All that an office has of one thing that its scope holds, as of one county position: values with their versions,
/// and every line that is more than a value: events, what was not applied, what people decided about it.
struct Thing {
    core::changes::EntityRef ref;
    core::changes::Image image;
    QMap<core::changes::ScopeId, Held> holders;

    bool operator==(const Thing &) const = default;
};

/// SHA-256 over what every office has of these things (ascending ids) under `scope`, whichever way it came there:
/// values with versions, lines, how often the scope holds them. A value that was never set and is nothing, 0 or
/// empty is the same as none: a table's default. Equal states have equal digests.
[[nodiscard]] QByteArray stateOf(const QList<Thing> &things, core::changes::ScopeId scope);

/// Whether an image has it: who enters later gets it too, whichever way the thing came there.
[[nodiscard]] bool isOfImage(const core::changes::LogEntry &line);

/// Where the ids of a chunk fall: the first `depth` bits of SHA-256 of the id, as a number.
[[nodiscard]] std::uint32_t prefixOf(core::changes::EntityId id, int depth);

} // namespace shouli::sync::snapshot
