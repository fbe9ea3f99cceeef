// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/log/ChangeLog.h"
#include "core/changes/log/FreshTables.h"
#include "core/storage/Transaction.h"
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Thing.h"

#include <QList>
#include <QSet>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace shouli::sync::filling {

/// Fills a new file beside an office's database with what a snapshot says, without indexes and without a journal, reads
/// it back, and puts it in the place of the database. Until then the old one is used as ever; what is in it at that
/// moment is carried over, whatever it is: own log lines that wait and those that were kept, disputes, drafts, the audit
/// chain, staff, rows of other scopes. For a PC that has next to nothing, so that the carrying over is short. Whatever
/// goes wrong before the end leaves the old database as it was; the new file is thrown away.
class FreshFile {
public:
    /// Fewer rows are put into the tables that are in use.
    static constexpr std::int64_t worthwhile = 2000;

    /// On the thread of `living`. `log` and `manifest` must outlive this. DiskFull, FileUnwritable, DatabaseForeign.
    [[nodiscard]] static core::base::Result<std::shared_ptr<FreshFile>> begin(core::storage::Database &living,
                                                                              core::changes::log::ChangeLog &log,
                                                                              const snapshot::Manifest &manifest);
    ~FreshFile();
    FreshFile(const FreshFile &) = delete;
    FreshFile &operator=(const FreshFile &) = delete;

    // On any thread, one after the other.

    /// A chunk that is the one its manifest names; `state` as the manifest has it. MessageMalformed where that is not
    /// so and can be told already.
    [[nodiscard]] core::base::Result<void> take(const snapshot::Chunk &chunk, const QByteArray &state);
    /// After the last chunk: indexes, what is derived; all of it read back and compared with what the manifest says.
    /// DatabaseDamaged where it is not the same; Cancelled soon after `stop` is set.
    [[nodiscard]] core::base::Result<void> complete(const std::atomic<bool> &stop);

    /// The thing in its chunk.
    using Find = std::function<core::base::Result<snapshot::Thing>(core::changes::EntityRef)>;
    /// Last, on the thread of `living`, which is a connection to the new file afterwards. On an error `living` is as it
    /// was, but see FileSwap::reopen.
    [[nodiscard]] core::base::Result<void> takePlace(core::storage::Database &living, const Find &find);

private:
    struct Expected {
        std::int64_t things = 0;
        QByteArray state;
    };

    FreshFile(core::changes::log::ChangeLog &log, const snapshot::Manifest &manifest, QString database,
              core::storage::Database fresh);
    [[nodiscard]] core::base::Result<void> carryOver(const core::storage::Database &living,
                                                     core::storage::Transaction &to) const;
    [[nodiscard]] core::base::Result<void> insert(const snapshot::Thing &thing);
    [[nodiscard]] core::base::Result<void> compare(const std::atomic<bool> &stop);
    [[nodiscard]] core::base::Result<void> putByLaw(core::changes::log::ChangeLog &log, core::storage::Transaction &tx,
                                                    const QList<snapshot::Thing> &things);
    [[nodiscard]] core::base::Result<void> settle(core::storage::Database &living, core::storage::Transaction &tx,
                                                  const Find &find);

    core::changes::log::ChangeLog &m_log;
    core::changes::log::ChangeLog m_quiet;
    const snapshot::Manifest &m_manifest;
    QString m_database;
    core::storage::Database m_fresh;
    std::optional<core::storage::Transaction> m_tx; ///< while it is filled
    std::optional<core::changes::log::FreshTables> m_tables;
    QSet<core::changes::EntityRef> m_known; ///< something of these is in the old one
    QList<snapshot::Thing> m_later;         ///< of them, what the snapshot says
    QList<snapshot::Thing> m_lawful;        ///< with lines of the log, or of a newer version
    QSet<core::changes::EntityRef> m_told;  ///< what is derived of them is not there yet
    std::map<core::changes::Kind, QList<Expected>> m_expected;
};

} // namespace shouli::sync::filling
