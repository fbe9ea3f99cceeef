// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::sync::protocol {

/// Where a replica stands in one of its scopes.
struct ScopeCursor {
    core::changes::ScopeId scope;
    std::int64_t cursor = 0; ///< county position up to which it has everything of the scope
    bool operator==(const ScopeCursor &) const = default;
};

/// One round trip, up: what I made, and from where I want to know. Repeating it is harmless.
struct SyncRequest {
    static constexpr int maxChanges = 20'000;
    static constexpr int maxScopes = 64;

    QByteArray epoch;        ///< of the county log as this replica knows it; empty at first
    std::int64_t fence = 0;  ///< from the last response
    std::int64_t cursor = 0; ///< smallest of the scope cursors
    QByteArray cursorHash;   ///< the county log's hash there, as told; proves a restored server
    int schemaVersion = 0;
    std::int64_t budgetBytes = 256 * 1024; ///< about how much to send back

    QByteArray pushPreviousHash; ///< my chain before the first change below
    std::int64_t pushFirst = 0;  ///< its lseq; 0: nothing to push
    QList<QByteArray> push;      ///< Change::toCbor(), consecutive lseqs, whole acts

    QList<ScopeCursor> pull;

    bool operator==(const SyncRequest &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static core::base::Result<SyncRequest> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
