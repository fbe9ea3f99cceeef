// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Timestamp.h"
#include "core/changes/Change.h"
#include "core/changes/FieldLaw.h"
#include "core/changes/HoldingLaw.h"
#include "core/changes/Image.h"
#include "core/changes/Schema.h"

#include <QList>
#include <QMap>
#include <QSet>

#include <optional>

namespace shouli::core::changes {

/// One line of a replica's change log.
struct LoggedChange {
    std::optional<std::int64_t> seq; ///< county position; none while only here
    ReplicaId replica;
    Change change;
    std::optional<Verdict> verdict;
    QByteArray hash;        ///< own changes only: the chain after it
    bool forgotten = false; ///< own changes only: the thing left, its contents are gone from here
    /// Changes under a former name only: the county said that it has this one at that position, negative if it
    /// did not apply it; it has not come yet.
    std::optional<std::int64_t> placed = std::nullopt;

    bool operator==(const LoggedChange &) const = default;
};

/// How far a replica and the county know of each other.
struct Progress {
    QByteArray epoch; ///< of the county log; empty before the first round trip
    std::int64_t cursor = 0; ///< county position up to which this replica has all of its scopes
    QByteArray cursorHash;   ///< what the county said of its log there
    /// Beyond the cursor: position up to which some of an answer or a snapshot may be in the tables already, since
    /// the power failed before all of it was; 0 for none.
    std::int64_t ahead = 0;
    QByteArray aheadHash; ///< what the county said of its log there
    std::int64_t durable = 0;
    std::optional<base::Timestamp> syncedAt;
    /// Own changes up to `lostLseq` were made when the county knew more than after `lostAfter`.
    std::int64_t lostLseq = 0;
    std::int64_t lostAfter = 0;

    bool operator==(const Progress &) const = default;

    /// Some of what came up to `position` may be in the tables from now on. Forgotten once the cursor is there.
    void goesAhead(std::int64_t position, const QByteArray &hash)
    {
        if (position > ahead && !hash.isEmpty()) {
            ahead = position;
            aheadHash = hash;
        }
        if (ahead <= cursor) {
            ahead = 0;
            aheadHash.clear();
        }
    }
};

/// The newest own change and the chain there.
struct OwnHead {
    ReplicaId replica;
    std::int64_t lseq = 0;
    QByteArray hash;
    bool operator==(const OwnHead &) const = default;
};

/// What the laws of a replica (Act, Intake) read and write. They know no database: an office PC keeps
/// this in SQLCipher (StoredReplica), a simulation of thousands of offices in memory. All calls belong to
/// one transaction and one thread; after an error the caller gives the transaction up.
class ReplicaStore {
public:
    virtual ~ReplicaStore() = default;

    [[nodiscard]] virtual const Schema &schema() const = 0;
    [[nodiscard]] virtual base::Result<OwnHead> ownHead() = 0;
    [[nodiscard]] virtual base::Result<void> setOwnHead(const OwnHead &head) = 0;
    /// How far the county's log and this replica went together: newer ones replace older ones, thinned out
    /// towards the past. Ascending.
    [[nodiscard]] virtual base::Result<QMap<std::int64_t, QByteArray>> checkpoints() = 0;
    [[nodiscard]] virtual base::Result<void> setCheckpoints(const QMap<std::int64_t, QByteArray> &tokens) = 0;

    [[nodiscard]] virtual base::Result<Progress> progress() = 0;
    [[nodiscard]] virtual base::Result<void> setProgress(const Progress &progress) = 0;
    /// The scopes this replica receives, each with the county position up to which it has all of it. Negative:
    /// the county was put back; what is here of the scope is to be compared with a snapshot of that position, sign
    /// left out, or a later one.
    [[nodiscard]] virtual base::Result<QMap<ScopeId, std::int64_t>> scopes() = 0;
    /// None: no longer received.
    [[nodiscard]] virtual base::Result<void> setScope(ScopeId scope, std::optional<std::int64_t> cursor) = 0;

    // Things held here.
    [[nodiscard]] virtual base::Result<bool> holds(EntityRef ref) = 0;
    /// `version`: county position of creation or arrival, none while only here.
    [[nodiscard]] virtual base::Result<void> insert(EntityRef ref, const FieldValues &values,
                                                    std::optional<std::int64_t> version) = 0;
    /// 0 while only here; -1: came from a log that the county lost, see rewind().
    [[nodiscard]] virtual base::Result<std::int64_t> version(EntityRef ref) = 0;
    [[nodiscard]] virtual base::Result<void> setVersion(EntityRef ref, std::int64_t version) = 0;
    [[nodiscard]] virtual base::Result<FieldState> field(EntityRef ref, Field field) = 0;
    [[nodiscard]] virtual base::Result<void> setField(EntityRef ref, Field field, const FieldState &before,
                                                      const FieldState &after) = 0;
    /// CBOR of what a field is that nobody ever set.
    [[nodiscard]] virtual base::Result<QByteArray> unset(Kind kind, Field field) = 0;
    /// Its row, versions, shadows, memberships, others' lines of it in the log, and the contents of own lines that
    /// are ordered.
    [[nodiscard]] virtual base::Result<void> erase(EntityRef ref) = 0;

    /// Lawful erasure. Contents of all lines of it that are here go, those of own ones that wait too, with row,
    /// versions and shadows; what was left of it before stays: that it is here, if it is, who holds it, its place in
    /// the chain. Doing it again changes nothing.
    [[nodiscard]] virtual base::Result<void> redact(EntityRef ref) = 0;
    /// As insert(), of a thing that was erased: a stub without contents, and without a row.
    [[nodiscard]] virtual base::Result<void> insertErased(EntityRef ref, std::optional<std::int64_t> version) = 0;
    /// Whether it is here as such a stub. insert() ends that: a county that was put back knows nothing of it.
    [[nodiscard]] virtual base::Result<bool> isErased(EntityRef ref) = 0;

    /// The county's side of a thing held here, read from the tables: values with their versions, and all lines of
    /// it that the county ordered but applied values and moves. Created at 0 where there is no such thing.
    [[nodiscard]] virtual base::Result<Image> image(EntityRef ref) = 0;

    [[nodiscard]] virtual base::Result<Holding> holding(EntityRef ref, ScopeId scope) = 0;
    [[nodiscard]] virtual base::Result<void> setHolding(EntityRef ref, ScopeId scope, const Holding &after) = 0;
    /// Whatever `scope` holds, as people here see it or as the county has it.
    [[nodiscard]] virtual base::Result<QList<EntityRef>> heldBy(ScopeId scope) = 0;

    // The change log.
    [[nodiscard]] virtual base::Result<void> append(const LoggedChange &line) = 0;
    [[nodiscard]] virtual base::Result<std::optional<LoggedChange>> find(ReplicaId replica, std::int64_t lseq) = 0;
    /// The line of a thing at a county position.
    [[nodiscard]] virtual base::Result<std::optional<LoggedChange>> at(EntityRef ref, std::int64_t seq) = 0;
    /// An own change was ordered and judged.
    [[nodiscard]] virtual base::Result<void> judged(ReplicaId replica, std::int64_t lseq, std::int64_t seq,
                                                    Verdict verdict) = 0;
    /// An own line is no longer ordered: it waits again.
    [[nodiscard]] virtual base::Result<void> unorder(ReplicaId replica, std::int64_t lseq) = 0;
    /// Takes an own line out that never reached the county.
    [[nodiscard]] virtual base::Result<void> remove(ReplicaId replica, std::int64_t lseq) = 0;
    /// Own lines that are ordered, oldest first.
    [[nodiscard]] virtual base::Result<QList<LoggedChange>> ordered() = 0;
    /// Newest own line that is ordered; 0 for none.
    [[nodiscard]] virtual base::Result<std::int64_t> lastOrdered(ReplicaId replica) = 0;
    /// The county lost everything after `agreed`. Others' lines after it go; things, values and holdings that came
    /// after it stay for people to see, at version -1: whatever the county says of them next is newer. The things
    /// concerned. Own lines are left alone.
    [[nodiscard]] virtual base::Result<QSet<EntityRef>> rewind(std::int64_t agreed) = 0;
    /// Everything that came from the county goes, with all tables; own lines stay, those ordered as forgotten.
    [[nodiscard]] virtual base::Result<void> clear() = 0;
    /// Gives an own line its contents back, after erase(); or takes the mark that they were erased. Its salt stays.
    [[nodiscard]] virtual base::Result<void> refill(ReplicaId replica, const Change &change) = 0;
    /// Changes made under `replica` that the county has not ordered, as far as this replica knows: oldest first,
    /// whole acts, at most about `limit`. Not those that are placed.
    [[nodiscard]] virtual base::Result<QList<LoggedChange>> waiting(ReplicaId replica, int limit) = 0;
    [[nodiscard]] virtual base::Result<std::int64_t> waitingCount() = 0;
    /// Names of this replica under which waiting() has something, the oldest first.
    [[nodiscard]] virtual base::Result<QList<ReplicaId>> waitingNames() = 0;
    /// Sets LoggedChange::placed. None: the county does not have it after all.
    [[nodiscard]] virtual base::Result<void> place(ReplicaId replica, std::int64_t lseq,
                                                   std::optional<std::int64_t> seq) = 0;
    /// Changes that are placed and have not come.
    [[nodiscard]] virtual base::Result<QList<LoggedChange>> placed() = 0;
    /// Own changes of the thing that the county has not ordered.
    [[nodiscard]] virtual base::Result<std::int64_t> pending(EntityRef ref) = 0;
    /// Fields that such changes set; not those of its creation, nor what was erased.
    [[nodiscard]] virtual base::Result<QList<Field>> pendingFields(EntityRef ref) = 0;
    /// The newest such change that created the thing or set `field`, and is not erased.
    [[nodiscard]] virtual base::Result<std::optional<LoggedChange>> lastPending(EntityRef ref, Field field) = 0;

    /// After an act or a batch: derived data follows (search keys, folds). Each thing once.
    [[nodiscard]] virtual base::Result<void> notify(const QSet<EntityRef> &changed, const QSet<EntityRef> &erased) = 0;
};

} // namespace shouli::core::changes
