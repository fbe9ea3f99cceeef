// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"
#include "sync/protocol/columns/Known.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <cstdint>

namespace shouli::sync::protocol {

/// What a newer version added to a message: its keys with their values as CBOR. Read over, kept, and
/// written again as they came.
using UnknownKeys = QMap<std::int64_t, QByteArray>;

/// Where a replica stands in one of its scopes.
struct ScopeCursor {
    core::changes::ScopeId scope;
    std::int64_t cursor = 0; ///< county position up to which it has everything of the scope
    bool operator==(const ScopeCursor &) const = default;
};

/// One round trip, up: what I made, and from where I want to know. Repeating it is harmless.
struct SyncRequest {
    static constexpr int maxScopes = 64;
    static constexpr std::int64_t usualBudget = 256 * 1024;

    QByteArray place;        ///< placeOf() my cursor, as told; empty at first. Proves a restored server
    std::int64_t cursor = 0; ///< smallest of the scope cursors
    /// Beyond the cursor: up to where some of an answer that was broken off may be here already, and placeOf() that,
    /// so that a server that was restored from between the two is known.
    std::int64_t ahead = 0;
    QByteArray aheadPlace;
    int schemaVersion = 0;
    std::int64_t budgetBytes = usualBudget; ///< about how much to send back

    /// Own changes up to this lseq come back whole, later ones as an echo: of those this replica may have
    /// given up the contents.
    std::int64_t echoAfter = 0;
    /// Under which name the changes below were made, if not the present one: one that this replica had before
    /// another PC was found under it.
    core::changes::ReplicaId formerName;
    /// Changes up to `lostLseq` were made in an epoch of which the county lost everything after `lostAfter`:
    /// what they say of later positions means nothing now.
    std::int64_t lostLseq = 0;
    std::int64_t lostAfter = 0;

    QByteArray pushHash;               ///< shortHash() of my chain after the last change below
    QList<core::changes::Change> push; ///< consecutive lseqs, whole acts
    /// Only after reading: false if `push` names what this end does not know, and is empty therefore.
    bool understood = true;
    bool referred = false; ///< only after reading: some of `push` came from what this end knows

    /// Where I stand in each scope; empty where `scopesName` says that I have those, all at `cursor`.
    QList<ScopeCursor> pull;
    QByteArray scopesName; ///< scopesNameOf()

    int dictionary = 0;        ///< the newest that I have
    bool wantsPollKey = false; ///< to prove the next polls with
    bool snapshots = false;    ///< a scope of which I have nothing I fetch as a snapshot
    UnknownKeys unknown;

    bool operator==(const SyncRequest &) const = default;

    /// Whether a request with this body brings changes: known before anything of it is looked up.
    [[nodiscard]] static bool brings(const QByteArray &body);
    [[nodiscard]] QByteArray toCbor(const columns::Known &known = columns::Known()) const;
    /// MessageMalformed, MessageTooLarge.
    [[nodiscard]] static core::base::Result<SyncRequest> fromCbor(const QByteArray &bytes,
                                                                  const columns::Known &known = columns::Known());
};

/// 8 bytes that differ wherever the epoch or the log up to a position does: equality is all they are for.
[[nodiscard]] QByteArray placeOf(const QByteArray &epoch, const QByteArray &logHash);
/// The same for a set of scopes, in any order.
[[nodiscard]] QByteArray scopesNameOf(QList<core::changes::ScopeId> scopes);
/// The 16 bytes of a chain's hash that travel.
[[nodiscard]] inline QByteArray shortHash(const QByteArray &hash)
{
    return hash.left(16);
}

} // namespace shouli::sync::protocol
