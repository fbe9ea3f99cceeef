// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/changes/Value.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

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
    Redact = 7, ///< lawful erasure: all contents of the thing go, everywhere and for good; payload = on what grounds
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

    // The chain is over a commitment to payload, base value and extension, its contents, so that these can be erased
    // and it still verifies. Whoever has neither salt nor contents cannot try guesses at them.

    /// Random; known to the author and the county only. 16 bytes, shared with neighbouring changes; or 32, of this
    /// one alone, once a neighbour was erased; empty with everybody else, and where it was erased.
    QByteArray salt;
    bool erased = false;   ///< by a Redact: the contents are gone
    QByteArray commitment; ///< of an erased one, 32 bytes; empty with those who had no salt

    bool operator==(const Change &) const = default;

    static constexpr qsizetype sharedSaltSize = 16;
    static constexpr std::int64_t saltRun = 256; ///< changes that may share a salt: those of one multiple of it

    /// All of it. Equal changes have equal bytes.
    [[nodiscard]] QByteArray toCbor() const;
    /// ChangeMalformed for anything toCbor() would not have written.
    [[nodiscard]] static base::Result<Change> fromCbor(const QByteArray &bytes);
    /// Could come out of fromCbor(): about some thing, inside its act, with numbers in their ranges.
    [[nodiscard]] bool isSound() const;

    /// What a hash is over: what is not contents, and the commitment to these. The same after erasure.
    [[nodiscard]] QByteArray chained() const;
    /// Whether an erasure of its thing leaves it without contents. Moves, decisions and erasures say nothing about
    /// the thing, and stay.
    [[nodiscard]] bool hasContents() const
    {
        return operation != Operation::Enter && operation != Operation::Leave && operation != Operation::Settle
            && operation != Operation::Redact;
    }
    /// Erased; the chain over it stays as it is.
    [[nodiscard]] Change withoutContents() const;
    /// With a salt that tells nothing of its neighbours'.
    [[nodiscard]] Change withOwnSalt() const;
    /// As everybody but its author and the county has it.
    [[nodiscard]] Change forOthers() const;
    /// The same but for what was erased of one of them, and for what only author and county know.
    [[nodiscard]] bool agreesWith(const Change &other) const;
};

/// h(n) = SHA-256(h(n-1) ‖ change n as chained()); h(0) = 32 zero bytes. The chain makes two histories
/// under one name (a cloned or restored PC) visible.
[[nodiscard]] QByteArray chainStart();
[[nodiscard]] QByteArray chainNext(const QByteArray &previous, const Change &change);

/// Before a change is erased: those around it give up the salt that they share with it. `find(lseq)` gives the author's
/// change of that number, if there is one, `put(change)` writes it anew.
template <class Find, class Put>
base::Result<void> partSalts(const Change &from, Find find, Put put)
{
    if (from.salt.size() != Change::sharedSaltSize)
        return {};
    for (const int step : {-1, 1}) {
        for (std::int64_t lseq = from.lseq + step; lseq > 0; lseq += step) {
            const base::Result<std::optional<Change>> next = find(lseq);
            if (!next)
                return base::failure(next);
            if (!*next || (*next)->salt != from.salt)
                break;
            SHOULI_CHECK(put((*next)->withOwnSalt()));
        }
    }
    return {};
}

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
