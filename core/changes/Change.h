// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/changes/Value.h"

#include <QByteArray>

#include <cstdint>

namespace shouli::core::changes {

/// An act is delivered whole, so it must fit one answer of the county.
inline constexpr int maxActSize = 1000;

/// What a change does. A number above these is a newer version's: it is logged and passed on, judged
/// like an event, and left alone otherwise.
enum class Operation : std::uint8_t {
    Create = 1, ///< a new thing: payload = its field values, scope = who receives it first
    Set = 2,    ///< one field: payload = the new value
    Event = 3,  ///< something happened to it: payload belongs to the kind, immutable
    Enter = 4,  ///< scope receives it from here on; the server adds the full image
    Leave = 5,  ///< scope gives it back
    Settle = 6, ///< a person decided: payload = county positions of the changes that need nobody any more
};

/// The clocks of the PC as they stood, right or wrong: for people to read, never for order.
struct Stamp {
    base::Timestamp wall;
    std::int64_t monotonicMs = 0;
    std::uint64_t bootId = 0;

    [[nodiscard]] static Stamp of(const base::Clock &clock)
    {
        return {clock.now(), clock.monotonicMs(), clock.bootId()};
    }
    bool operator==(const Stamp &) const = default;
};

/// What the author saw when writing a field: a county position, or an own earlier change that the
/// county had not yet ordered; neither for a first value.
struct BaseRef {
    std::int64_t seq = 0;  ///< county position, 0 if none
    std::int64_t lseq = 0; ///< own change, 0 if none
    bool operator==(const BaseRef &) const = default;
};

/// One line of a replica's own history. Immutable once written.
struct Change {
    std::int64_t lseq = 0;     ///< 1, 2, 3, … on this replica, without gaps
    std::int64_t actFirst = 0; ///< lseq of the first change of the same act
    std::int32_t actSize = 1;  ///< an act is applied whole or not at all
    Operation operation = Operation::Set;
    EntityRef entity;
    Field field;          ///< for Set
    EventKind event;      ///< for Event
    QByteArray payload;   ///< deterministic CBOR
    BaseRef base;         ///< for Set
    QByteArray baseValue; ///< for Set: CBOR of the value the author saw
    ScopeId scope;        ///< for Create, Enter, Leave
    AuthorId author;
    Stamp stamp;
    /// What a newer version knows of a change and this one does not: hashed, kept and passed on as it
    /// came. Empty, or a CBOR map with ascending keys from 18 on (1..17 are the parts above).
    QByteArray extension;

    bool operator==(const Change &) const = default;

    /// The bytes that are hashed. Equal changes have equal bytes.
    [[nodiscard]] QByteArray toCbor() const;
    /// ChangeMalformed for anything toCbor() would not have written.
    [[nodiscard]] static base::Result<Change> fromCbor(const QByteArray &bytes);
    /// Could come out of fromCbor(): about some thing, inside its act, with numbers in their ranges.
    [[nodiscard]] bool isSound() const;
};

/// h(n) = SHA-256(h(n-1) ‖ bytes of change n); h(0) = 32 zero bytes. The chain makes two histories
/// under one name (a cloned or restored PC) visible.
[[nodiscard]] QByteArray chainStart();
[[nodiscard]] QByteArray chainNext(const QByteArray &previous, const QByteArray &changeBytes);

/// What the county made of a change. Nothing is undone silently: whatever is not Applied stays
/// visible to people.
enum class Verdict : std::uint8_t {
    Applied = 0,
    Parked = 1,     ///< somebody else's concurrent value stays; this one is a proposal
    Suggestion = 2, ///< the author's office no longer held the thing: a proposal to the new owner
    Refused = 3,    ///< not allowed; kept in the log with a reason
};

/// A change in the county's order.
struct LogEntry {
    std::int64_t seq = 0; ///< 1, 2, 3, … in this county and epoch
    ReplicaId replica;
    Change change;
    Verdict verdict = Verdict::Applied;
    QByteArray image;        ///< for Enter: the whole thing at this position (see Image)
    std::int64_t stands = 0; ///< for Create, Enter, Leave: how often the scope holds the thing from here on

    bool operator==(const LogEntry &) const = default;
};

} // namespace shouli::core::changes
