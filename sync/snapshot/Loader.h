// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/ReplicaStore.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Thing.h"

#include <QSet>

namespace shouli::sync::snapshot {

/// Makes what a replica has of a scope what a snapshot says, as of its position: puts in what is missing, puts right
/// what differs, takes out what the scope no longer holds. What the replica knows of later positions stays, and so
/// does everything of its own that the county has not ordered. For a new PC, a new grant and a repair alike. Doing
/// it twice, or half and then again, changes nothing. Pure: only a store; each call is (part of) one transaction.
class Loader {
public:
    /// EpochChanged where the manifest is of another log than the store's; InvalidArgument where the scope was
    /// received further than that already: what left since would come back.
    [[nodiscard]] static core::base::Result<Loader> begin(core::changes::ReplicaStore &store, const Manifest &manifest);

    /// Some things of one of its chunks. ChainBroken where one is said to be of this replica and is not.
    [[nodiscard]] core::base::Result<void> take(const QList<Thing> &things);
    /// These the snapshot does not have.
    [[nodiscard]] core::base::Result<void> leave(const QList<core::changes::EntityRef> &refs);
    /// All chunks were taken, and the states agree: the scope is received up to the manifest's position.
    [[nodiscard]] core::base::Result<void> finish();

    /// A thing as a chunk has it, read back from the store.
    [[nodiscard]] core::base::Result<Thing> here(core::changes::EntityRef ref);
    /// Whether the store has all of this: what is read back, but for what is newer here or of a kind or field that
    /// this version does not know.
    [[nodiscard]] core::base::Result<bool> agrees(const Thing &thing);

private:
    Loader(core::changes::ReplicaStore &store, const Manifest &manifest, QSet<core::changes::ScopeId> scopes);
    [[nodiscard]] core::base::Result<void> put(const Thing &thing);
    /// By a line that is newer than the snapshot: nothing in that is about it.
    [[nodiscard]] core::base::Result<bool> erasedLater(core::changes::EntityRef ref);
    [[nodiscard]] core::base::Result<void> insert(const Thing &thing);
    /// Whose values as it was created are here: what was set on it later.
    [[nodiscard]] core::base::Result<void> setLater(const Thing &thing);
    /// What is here of it already: all of it.
    [[nodiscard]] core::base::Result<void> correct(const Thing &thing);
    [[nodiscard]] core::base::Result<void> hold(const Thing &thing);

    core::changes::ReplicaStore &m_store;
    core::changes::ScopeId m_scope;
    std::int64_t m_position = 0;
    QByteArray m_token;
    QSet<core::changes::ScopeId> m_scopes;
};

} // namespace shouli::sync::snapshot
