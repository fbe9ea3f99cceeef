// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/changes/log/FreshRows.h"
#include "core/storage/Transaction.h"
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Loader.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Thing.h"

#include <QList>

#include <atomic>

namespace shouli::sync::filling {

/// Puts the things of a snapshot into the tables: those of which nothing is here the short way, the others by the laws;
/// all of them read back and compared before their transaction is committed. On the writer thread.
class ScopeFill {
public:
    /// A new PC has its staff and what the county publishes: fewer things than this. Nobody's work waits while it is
    /// filled.
    static constexpr std::int64_t nextToNothing = 5000;
    /// Of one transaction that fills: each page is sealed and written once for so many. Twice as many are in memory.
    static constexpr std::int64_t rowsAtOnce = 15'000;

    ScopeFill(core::changes::log::ChangeLog &log, const snapshot::Manifest &manifest)
        : m_log(log)
        , m_manifest(manifest)
    {
    }

    [[nodiscard]] static core::base::Result<bool> isEmptyHere(core::storage::Transaction &tx);

    /// DatabaseDamaged where what was written does not read back; errors as Loader::take.
    [[nodiscard]] core::base::Result<void> put(core::storage::Transaction &tx, snapshot::Loader &loader,
                                               const QList<snapshot::Thing> &things) const;
    /// Several chunks in one transaction. Cancelled, with none of them in, once `stop` is set.
    [[nodiscard]] core::base::Result<void> fill(core::storage::Database &db, const QList<snapshot::Chunk> &chunks,
                                                const std::atomic<bool> &stop) const;

private:
    [[nodiscard]] core::base::Result<void> putFresh(core::storage::Transaction &tx, core::changes::log::FreshRows &rows,
                                                    const QList<snapshot::Thing> &things) const;

    core::changes::log::ChangeLog &m_log;
    const snapshot::Manifest &m_manifest;
};

} // namespace shouli::sync::filling
