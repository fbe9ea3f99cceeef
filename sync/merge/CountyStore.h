// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "sync/merge/Judge.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QSet>

#include <optional>

namespace shouli::sync::merge {

/// The head of the county's log: where it stands, under which epoch.
struct LogHead {
    QByteArray epoch;
    std::int64_t seq = 0;
    QByteArray hash;
    bool operator==(const LogHead &) const = default;
};

/// One line of the log.
struct LogLine {
    core::changes::LogEntry entry;
    std::int64_t actEnd = 0; ///< position of the last change of the same act
    QByteArray chainHash;    ///< the author's own chain after it
    QByteArray logHash;
    bool operator==(const LogLine &) const = default;
};

/// A thing as of the log's head, derived from the log; its first values stand in the log at `created`.
struct HeldThing {
    std::int64_t created = 0;
    core::changes::ReplicaId creator;
    std::int64_t erased = 0; ///< position of the line that says so, 0 for none
    bool operator==(const HeldThing &) const = default;
};

/// How often each scope holds a thing; 0 for those that held it once.
using Holders = QMap<core::changes::ScopeId, std::int64_t>;

/// What the county knows of one replica.
struct Member {
    core::changes::ReplicaId replica;
    std::int64_t acknowledged = 0;       ///< newest change of its that is in the log
    QByteArray acknowledgedHash;         ///< its chain there
    QSet<core::changes::ScopeId> scopes; ///< what it receives and may write for
    /// Names it had before, each with its last change under it; what comes after that is somebody else's.
    QMap<core::changes::ReplicaId, std::int64_t> formers;
    bool mayErase = false; ///< its office may erase things that it holds
    bool operator==(const Member &) const = default;
};

/// What the laws of the county (CountyCore) read and write. They know no database: a county keeps this
/// in SQLCipher or PostgreSQL, a simulation in memory. All calls belong to one transaction, in which the
/// head is held against all others; after an error the caller gives the transaction up.
class CountyStore {
public:
    virtual ~CountyStore() = default;

    [[nodiscard]] virtual core::base::Result<LogHead> head() = 0;
    /// The county's own secret for position tokens; the same after a restore.
    [[nodiscard]] virtual core::base::Result<QByteArray> positionKey() = 0;
    /// A new epoch, never used before: the log is another one from here on.
    [[nodiscard]] virtual core::base::Result<void> openEpoch() = 0;

    /// Puts the entry at head + 1 and moves the head; `entry.seq` is set by it and returned.
    [[nodiscard]] virtual core::base::Result<std::int64_t> append(core::changes::LogEntry entry, std::int64_t actEnd,
                                                                  const QByteArray &chainHash,
                                                                  const QSet<core::changes::ScopeId> &receivers) = 0;
    [[nodiscard]] virtual core::base::Result<LogLine> at(std::int64_t seq) = 0;
    [[nodiscard]] virtual core::base::Result<std::optional<LogLine>> find(core::changes::ReplicaId replica,
                                                                          std::int64_t lseq) = 0;
    /// The log's hash at a position; that of an empty log at 0. None beyond the head.
    [[nodiscard]] virtual core::base::Result<std::optional<QByteArray>> hashAt(std::int64_t seq) = 0;
    /// Positions after `cursor` that `scope` receives, ascending, at most `limit`.
    [[nodiscard]] virtual core::base::Result<QList<std::int64_t>> ofScope(core::changes::ScopeId scope,
                                                                          std::int64_t cursor, int limit) = 0;
    /// The same for what `replica` itself wrote.
    [[nodiscard]] virtual core::base::Result<QList<std::int64_t>> ofReplica(core::changes::ReplicaId replica,
                                                                            std::int64_t cursor, int limit) = 0;

    [[nodiscard]] virtual core::base::Result<std::optional<HeldThing>> held(core::changes::EntityRef ref) = 0;
    /// Fields that were set after its creation: those of `only`, or all.
    [[nodiscard]] virtual core::base::Result<QMap<core::changes::Field, HeldField>> fields(
        core::changes::EntityRef ref, const QList<core::changes::Field> &only = {}) = 0;
    [[nodiscard]] virtual core::base::Result<void> create(core::changes::EntityRef ref, const HeldThing &thing) = 0;
    [[nodiscard]] virtual core::base::Result<void> setField(core::changes::EntityRef ref, const HeldField &field) = 0;
    [[nodiscard]] virtual core::base::Result<void> addEvent(core::changes::EntityRef ref, std::int64_t seq) = 0;
    /// A line about it that no image has: a value, a move, one that was refused; even where no such thing is known.
    [[nodiscard]] virtual core::base::Result<void> addLine(core::changes::EntityRef ref, std::int64_t seq) = 0;
    /// Positions of all lines about a thing, ascending: its creation, events, and those of addLine().
    [[nodiscard]] virtual core::base::Result<QList<std::int64_t>> lines(core::changes::EntityRef ref) = 0;
    /// What a line has besides what its hashes are over: contents, salt, image.
    [[nodiscard]] virtual core::base::Result<void> rewrite(std::int64_t seq, const core::changes::Change &change,
                                                           const QByteArray &image) = 0;
    /// Its fields go, and whatever else was made of its lines, snapshots too; HeldThing::erased is `seq` unless it was
    /// erased before.
    [[nodiscard]] virtual core::base::Result<void> markErased(core::changes::EntityRef ref, std::int64_t seq) = 0;
    /// Positions of a thing's events, ascending.
    [[nodiscard]] virtual core::base::Result<QList<std::int64_t>> events(core::changes::EntityRef ref) = 0;
    [[nodiscard]] virtual core::base::Result<Holders> holders(core::changes::EntityRef ref) = 0;
    [[nodiscard]] virtual core::base::Result<void> setHolder(core::changes::EntityRef ref, core::changes::ScopeId scope,
                                                             std::int64_t count) = 0;

    /// None: not enrolled here, or revoked.
    [[nodiscard]] virtual core::base::Result<std::optional<Member>> member(core::changes::ReplicaId replica) = 0;
    /// `name` is another name of whoever was `former` up to its change `last`: with its scopes, and with no change
    /// yet. Nothing if it is known.
    [[nodiscard]] virtual core::base::Result<void> admit(core::changes::ReplicaId name, core::changes::ReplicaId former,
                                                         std::int64_t last) = 0;
    [[nodiscard]] virtual core::base::Result<void> acknowledge(core::changes::ReplicaId replica, std::int64_t lseq,
                                                               const QByteArray &hash) = 0;
};

} // namespace shouli::sync::merge
